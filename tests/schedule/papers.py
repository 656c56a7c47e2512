"""Several papers of today on loopback, each with a site of its own that sees who asks at once."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.crawler.press import Press
from tests.crawler.site import HTML, Answer, Raw, Site, article, listing, serving

SOURCE = """
id = "{name}"
name = "{name}新闻网"
publisher = "{name}日报社"
province = "620000"
home = "{base}/"
domains = ["127.0.0.1:{port}"]
platform = "enorth"
select = "all"
examples = ["{base}/system/2025/03/05/031147702.shtml"]
[fetch]
delay = 0.0
every = 8.0
timeout = 180.0
{fetch}
[expect]
silence = 100000
[[discovery]]
way = "channels"
pages = ["{base}/yq/index.html"]
"""


@dataclass
class Paper:
    """A site that counts how many are asking it at one moment. Where let is set, so many pages
    are answered and the others wait until the gate is open."""

    site: Site
    slow: float = 0.0
    let: int | None = None
    most: int = 0
    asking: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    gate: threading.Event = field(default_factory=threading.Event)

    def answers(self, text: str) -> object:
        """A page that takes its time."""

        def page(raw: Raw) -> Answer:
            with self.lock:
                self.asking += 1
                self.most = max(self.most, self.asking)
                waits = self.let is not None and self.let <= 0
                self.let = None if self.let is None else self.let - 1
            time.sleep(self.slow)
            if waits:
                self.gate.wait(170)
            with self.lock:
                self.asking -= 1
            return 200, HTML, text.encode()

        return page

    def open(self) -> None:
        """Answer all that wait and all that comes."""
        self.let = None
        self.gate.set()

    def reports(self, count: int) -> None:
        """List so many reports of the last days."""
        rows = []
        for n in range(count):
            day = date.today() - timedelta(days=n % 5)
            title = f"河右工业园区第{n + 1}号报道"
            path = f"/system/{day:%Y/%m/%d}/0311477{n:02d}.shtml"
            text = f"河右工业园区今年前两个月实现工业总产值{n + 1}2.5亿元，同比增长8.1%。" * 3
            page = self.answers(article(title, text, time=f"{day} 09:30"))
            self.site.pages[path] = page  # type: ignore[assignment]
            rows.append((path, title, str(day)))
        self.site.pages["/yq/index.html"] = self.answers(listing(*rows))  # type: ignore[assignment]

    def asked(self) -> Counter[str]:
        """How often each report was asked for."""
        return Counter(self.site.paths("/system/"))


@dataclass
class Papers:
    """The papers by name, and one home that they are crawled into."""

    papers: dict[str, Paper]
    press: Press
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def due(self, *more: str, workers: int = 2) -> subprocess.Popen[bytes]:
        """A `parks crawl --due` in a process group of its own."""
        process = subprocess.Popen(
            self.press.command("crawl", "--due", "--workers", str(workers), *more),
            env=self.press.environment(),
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self.started.append(process)
        return process

    def end(self, process: subprocess.Popen[bytes]) -> str:
        """Wait for a process; what it said."""
        _, said = process.communicate(timeout=150)
        return said.decode()

    def wait_for_gates(self) -> None:
        """Wait until every paper has a request that stands before its gate."""
        deadline = time.monotonic() + 120
        while not all(paper.asking and (paper.let or 0) < 0 for paper in self.papers.values()):
            assert time.monotonic() < deadline, "the papers were not asked"
            time.sleep(0.05)

    def kill_all(self) -> None:
        """End every group that was started and still has a member."""
        for paper in self.papers.values():
            paper.open()
        for process in self.started:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            process.wait(timeout=20)


@contextmanager
def papers(folder: Path, *names: str, fetch: str = "") -> Iterator[Papers]:
    """Declared papers without a page; whatever was started is ended with the block."""
    sources = folder / "sources"
    sources.mkdir(parents=True)
    with ExitStack() as stack:
        made = {name: Paper(stack.enter_context(serving())) for name in names}
        for name, paper in made.items():
            text = SOURCE.format(name=name, base=paper.site.base, port=paper.site.port, fetch=fetch)
            (sources / f"{name}.toml").write_text(text, encoding="utf-8")
        press = Press(next(iter(made.values())).site, sources, folder / "home")
        both = Papers(made, press)
        try:
            yield both
        finally:
            both.kill_all()
