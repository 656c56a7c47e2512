"""A declared paper on loopback, its own home folder, and the `parks` command to crawl it with."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.crawler.site import Site, article, listing, serving

SOURCE = """
id = "hexi"
name = "河右新闻网"
publisher = "河右日报社"
province = "620000"
home = "{base}/"
domains = ["{domain}"]
platform = "enorth"
select = "{select}"
examples = ["{base}/system/2025/03/05/031147702.shtml"]
{more}
[fetch]
{fetch}
[expect]
{expect}
[[discovery]]
{discovery}
"""
CHANNEL = 'way = "channels"\npages = ["{base}/yq/index.html"]'
WINDOW = ("--since", "2025-03-01", "--until", "2025-03-31")


@dataclass
class Press:
    """One paper: its site, where it is declared, and the archive that it is crawled into."""

    site: Site
    folder: Path
    home: Path
    env: dict[str, str] = field(default_factory=dict)

    def declare(
        self,
        *,
        select: str = "all",
        more: str = "",
        fetch: str = "delay = 0.0",
        expect: str = "silence = 100000",
        discovery: str = CHANNEL,
        domain: str = "",
        base: str = "",
    ) -> None:
        """Write the paper's source file."""
        base = base or self.site.base
        text = SOURCE.format(
            base=base,
            domain=domain or f"127.0.0.1:{self.site.port}",
            select=select,
            more=more,
            fetch=fetch,
            expect=expect,
            discovery=discovery.replace("{base}", base),
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "hexi.toml").write_text(text, encoding="utf-8")

    def publish(
        self, days: range, *, path: str = "/yq/index.html", following: str = ""
    ) -> list[str]:
        """Put a report a day of March 2025 on the site and list them; returns their paths."""
        rows = []
        for day in reversed(days):
            title = f"河右工业园区第{day}号报道"
            text = (
                f"3月{day}日，河右工业园区今年前两个月实现工业总产值{day}2.5亿元，同比增长8.1%。"
                f"园区内企业达到{day}5家，招商引资到位资金{day}1亿元。"
            )
            rows.append((f"/system/2025/03/{day:02d}/0311477{day:02d}.shtml", title, day))
            more = "园区管委会负责人介绍，下一步将继续优化营商环境，推动项目早日投产见效。" * 3
            self.site.pages[rows[-1][0]] = article(
                title, text, more, time=f"2025-03-{day:02d} 09:30"
            )
        self.site.pages[path] = listing(
            *((url, title, f"2025-03-{day:02d}") for url, title, day in rows), following=following
        )
        return [url for url, _, _ in rows]

    def parks(self, *arguments: str, check: bool = False) -> subprocess.CompletedProcess[str]:
        """Run the command to its end."""
        done = subprocess.run(
            self.command(*arguments),
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        if check:
            told = f"exit status {done.returncode}\n{done.stdout}{done.stderr}{self.log()}"
            assert done.returncode == 0, told
        return done

    def crawl(self, *arguments: str, window: tuple[str, ...] = WINDOW) -> str:
        """Crawl the paper; returns what the command printed. The crawl must come out well."""
        return self.parks("crawl", "hexi", *window, *arguments, check=True).stdout

    @staticmethod
    def command(*arguments: str) -> list[str]:
        """The command line."""
        return [sys.executable, "-c", "from archive.cli import main; main()", *arguments]

    def environment(self) -> dict[str, str]:
        """The environment in which the paper is declared."""
        return {
            **os.environ,
            "PARKS_SOURCES": str(self.folder),
            "PARKS_HOME": str(self.home),
            "COLUMNS": "100",
            **self.env,
        }

    def rows(self, sql: str, *values: object) -> list[dict[str, object]]:
        """Rows of the private archive."""
        connection = sqlite3.connect(self.home / "archive.db")
        connection.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in connection.execute(sql, values)]
        finally:
            connection.close()

    def value(self, sql: str, *values: object) -> object:
        """The first value of the first row."""
        return next(iter(self.rows(sql, *values)[0].values()))

    def last(self) -> Mapping[str, object]:
        """The newest run's row, its detail read."""
        row = self.rows("select * from crawls order by id desc limit 1")[0]
        return row | {"detail": json.loads(str(row["detail"]))}

    def issues(self) -> list[str]:
        """Kinds of everything that went wrong, in order."""
        return [str(row["kind"]) for row in self.rows("select kind from issues order by id")]

    def log(self) -> str:
        """The crawl's log, its end."""
        path = self.home / "logs" / "hexi.log"
        return path.read_text(encoding="utf-8")[-3000:] if path.exists() else ""


@contextmanager
def paper(folder: Path) -> Iterator[Press]:
    """A declared paper with an empty site."""
    with serving() as site:
        press = Press(site, folder / "sources", folder / "home")
        press.declare()
        yield press
