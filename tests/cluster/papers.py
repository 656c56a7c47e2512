"""Papers on loopback that answer slowly and write down who asked when: the access log."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path

from tests.crawler.press import CHANNEL, SOURCE
from tests.crawler.site import HTML, ROBOTS, Answer, Raw, Site, article, listing, serving

SINCE, UNTIL = "2025-03-01", "2025-03-31"
# Of which each report's own words are made: reports that share their phrases are one story or not
# by the order in which they come, which is no question of how many machines there are.
SYLLABLES = (
    "春夏秋冬山川河流城乡街巷田野厂房车间机器工人农民学生教师医生道路桥梁灯光音乐书画茶酒米面"
)


def told(name: str, n: int) -> str:
    """Words that no other report has."""
    choice = random.Random(f"{name} {n}")
    return "，".join("".join(choice.choices(SYLLABLES, k=24)) for _ in range(6)) + "。"


@dataclass(frozen=True)
class Asked:
    """One answered request: who, and from when to when, by a clock that only runs forward."""

    asker: str
    path: str
    begin: float
    end: float


@dataclass
class Papers:
    """So many papers, where they are declared, and their access logs by source."""

    folder: Path
    delay: float
    sites: dict[str, Site] = field(default_factory=dict)
    asked: dict[str, list[Asked]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, site: Site, reports: int) -> None:
        """Publish a paper's reports and declare it."""
        self.sites[name] = site
        rows = []
        for n in range(reports, 0, -1):
            title = f"{name}工业园区第{n}号报道"
            text = (
                f"3月{n}日，{name}工业园区今年前两个月实现工业总产值{n}2.5亿元，同比增长"
                f"8.{n % 10}%。园区内企业达到{n}5家，招商引资到位资金{n}1亿元。"
            )
            path = f"/system/2025/03/{n:02d}/0311477{n:02d}.shtml"
            rows.append((path, title, f"2025-03-{n:02d}"))
            page = article(title, text, told(name, n), time=f"2025-03-{n:02d} 09:30")
            site.pages[path] = self._slow(name, (200, HTML, page.encode()))
        site.pages["/yq/index.html"] = self._slow(name, (200, HTML, listing(*rows).encode()))
        site.pages["/robots.txt"] = self._slow(name, (200, {}, ROBOTS.encode()))
        toml = SOURCE.replace('id = "hexi"', f'id = "{name}"').replace("河右", name)
        text = toml.format(
            base=site.base, domain=f"127.0.0.1:{site.port}", select="all", more="",
            fetch="delay = 0.0", expect="silence = 100000",
            discovery=CHANNEL.replace("{base}", site.base),
        )  # fmt: skip
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{name}.toml").write_text(text, encoding="utf-8")

    def _slow(self, name: str, answer: Answer) -> Callable[[Raw], Answer | None]:
        def page(raw: Raw) -> Answer:
            begin = time.monotonic()
            time.sleep(self.delay)
            asker = raw.headers.get("User-Agent", "").partition("+")[2].rstrip(")")
            self.asked[name].append(Asked(asker, raw.path, begin, time.monotonic()))
            return answer

        return page

    def under_way(self, requests: int = 1) -> set[str]:
        """Papers that were asked so many times at least."""
        return {name for name, asked in list(self.asked.items()) if len(asked) >= requests}

    def clashes(self) -> list[str]:
        """Where one source was asked by two at once."""
        found = []
        for name, asked in self.asked.items():
            ordered = sorted(asked, key=lambda one: one.begin)
            found += [
                f"{name}: {a.asker} until {a.end:.2f}, {b.asker} from {b.begin:.2f}"
                for a, b in pairwise(ordered)
                if b.begin < a.end
            ]
        return found

    def turns(self, name: str) -> list[str]:
        """Who asked a source, one after the other: each entry is an unbroken row of requests."""
        ordered = sorted(self.asked[name], key=lambda one: one.begin)
        return [asker for asker, _ in groupby(one.asker for one in ordered)]

    def requests(self) -> int:
        """All requests for reports and lists."""
        return sum(1 for asked in self.asked.values() for one in asked if one.path != "/robots.txt")


@contextmanager
def papers(folder: Path, count: int, reports: int, delay: float = 0.15) -> Iterator[Papers]:
    """So many papers of so many reports each, until the block ends."""
    made = Papers(folder, delay)
    with ExitStack() as open_sites:
        for n in range(1, count + 1):
            made.add(f"paper{n:02d}", open_sites.enter_context(serving()), reports)
        yield made
