"""Builds a private archive of any size from a seed: real park names, own sentences, and values
that grow from year to year as a park's do.

    python -m tests.benchmarks.generator HOME --articles 1000000

writes ten figures an article straight into archive.db, at some 60,000 figures a second: the file
has no journal while it is filled, and its indexes are made when it is full.
"""

from __future__ import annotations

import argparse
import math
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.gazetteer import load_gazetteer
from archive.store import open_archive
from archive.store.records import article_id

BATCH = 2000
CACHE = 1_000_000  # KB of memory: keys come in no order, and each belongs on a page of its own
SEEN = "2026-03-01T08:00:00+08:00"
PAPERS = 30

# label, indicator, unit, size of a middling park, scale and its word, stock
LEVELS = (
    ("工业总产值", "gross_industrial_output", "CNY", 6e9, 1e8, "亿元", False),
    ("税收", "tax_revenue", "CNY", 3e8, 1e4, "万元", False),
    ("固定资产投资", "fixed_asset_investment", "CNY", 2e9, 1e8, "亿元", False),
    ("进出口总额", "import_export_value", "CNY", 8e8, 1e8, "亿元", False),
    ("规上企业", "above_scale_enterprises", "count", 60, 1, "家", True),
    ("高新技术企业", "high_tech_enterprises", "count", 25, 1, "家", True),
    ("从业人员", "employment", "count", 9000, 1, "人", True),
)
GROWN = 3  # the first so many levels are told with their growth
LEAD = (
    "{park}近日公布{year}年的情况。厂房外的道路已经修通，新来的企业正在安装设备，工人们忙着调试。"
)
TAIL = "管委会有关负责人说，接下来要把服务做细，让落户的企业安心生产，也让周边的群众多一份收入。"

ARTICLE = """insert into articles (id, source_id, url, title, published_at, published_precision,
  origin, body, chars, sha256, method, encoding, is_park_report, story_id, retrieved_at,
  last_checked_at, extractor, figure_serial)
  values (?, ?, ?, ?, ?, 'day', ?, ?, ?, ?, 'selectors', 'utf-8', 1, ?, ?, ?, 'generated', ?)"""
FIGURE = """insert into figures (id, article_id, park_id, subject, subject_kind, indicator_id,
  label, kind, base, value, value_text, precision, unit, bound, period_start, period_end,
  period_type, period_key, period_basis, status, modality, quote, start, evidence,
  evidence_start, confidence, extractor, first_seen, last_seen)
  values (?, ?, ?, ?, 'park', ?, ?, ?, ?, ?, ?, ?, ?, '=', ?, ?, ?, ?, 'stated', 'actual',
  'reported', ?, ?, ?, ?, ?, 'generated', ?, ?)"""
VERSIONS = """insert into figure_versions (figure_id, version, seen_from, cause, value, unit, bound,
  indicator_id, period_start, period_end, status, quote, evidence)
  select id, 1, first_seen, 'paper', value, unit, bound, indicator_id, period_start, period_end,
  status, quote, evidence from figures where extractor = 'generated' order by id"""
# What only finds rows, and what guards single ones: in the way while a million are written.
REMADE = """select type, name, sql from sqlite_master where sql is not null and type in
  ('index', 'trigger') and tbl_name in ('articles', 'figures', 'figure_versions') order by name"""


@dataclass(frozen=True)
class Park:
    """A park with how large it is and how fast it grows."""

    id: str
    name: str
    size: float
    growth: float


def generate(home: Path, articles: int, *, parks: int | None = None, seed: int = 1) -> Path:
    """An archive under home with so many reports; the same seed gives the same rows."""
    archive = open_archive(home)
    load_gazetteer(archive.db)
    db = archive.db
    _sources(db)
    chosen = _parks(db, parks, seed)
    with _filling(db):
        for first in range(0, articles, BATCH):
            several = range(first, min(first + BATCH, articles))
            _write(
                db, [_report(chosen[n % len(chosen)], n, n // len(chosen), seed) for n in several]
            )
        db.execute(VERSIONS)
    archive.close()
    return home


@contextmanager
def _filling(db: sqlite3.Connection) -> Iterator[None]:
    """One transaction without a journal, a check or an index to keep up: a file that breaks here
    is made again from its seed."""
    for setting in ("journal_mode = off", "synchronous = off", "foreign_keys = off",
                    "secure_delete = off", f"cache_size = -{CACHE}", "threads = 2"):  # fmt: skip
        db.execute(f"pragma {setting}")
    remade = [tuple(row) for row in db.execute(REMADE)]
    db.execute("begin")
    for kind, name, _ in remade:
        db.execute(f"drop {kind} {name}")
    yield
    for _, _, sql in remade:
        db.execute(sql)
    db.execute("commit")
    db.execute("pragma journal_mode = wal")


def _sources(db: sqlite3.Connection) -> None:
    db.executemany(
        "insert or ignore into sources (id, name, publisher, home_url, rights, platform, "
        "verified) values (?, ?, ?, 'http://paper.example/', '', 'enorth', 'replica')",
        [(f"paper{n}", f"第{n}报", f"第{n}报社") for n in range(PAPERS)],
    )


def _parks(db: sqlite3.Connection, limit: int | None, seed: int) -> list[Park]:
    rows = db.execute(
        "select id, name from parks where status = 'official' and successor_id is null "
        "order by id limit ?",
        (-1 if limit is None else limit,),
    )
    found = []
    for row in rows:
        rng = random.Random(f"{seed} {row['id']}")
        found.append(Park(row["id"], row["name"], rng.lognormvariate(0, 0.7), rng.gauss(8, 6)))
    return found


@cache  # parks times indicators times years
def _value(park: Park, label: str, middling: float, year: int) -> float:
    """What a park has in a year: its size, its growth, and a little luck."""
    luck = random.Random(f"{park.id} {label} {year}").gauss(0, 0.03)
    return middling * park.size * math.pow(1 + park.growth / 100, year - 2015) * (1 + luck)


Said = tuple[str, str, str, str, float, float, str, bool]


@cache  # parks times years
def _said(park: Park, year: int) -> tuple[Said, ...]:
    """label, quote, indicator, kind, value, precision, unit, stock of every number said."""
    return tuple(_numbers(park, year))


def _numbers(park: Park, year: int) -> Iterator[Said]:
    for n, (label, indicator, unit, middling, scale, word, stock) in enumerate(LEVELS):
        value = _value(park, label, middling, year)
        printed = f"{value / scale:.1f}" if scale > 1 else f"{max(1, round(value))}"
        half = scale * 0.05 if scale > 1 else 0.5
        yield label, printed + word, indicator, "level", float(printed) * scale, half, unit, stock
        if n < GROWN:
            rate = (value / _value(park, label, middling, year - 1) - 1) * 100
            shown = f"{rate:.1f}"
            yield label, f"{shown}%", indicator, "growth", float(shown), 0.05, "%", False


Report = tuple[tuple[object, ...], list[tuple[object, ...]]]


def _write(db: sqlite3.Connection, reports: list[Report]) -> None:
    db.executemany(ARTICLE, [article for article, _ in reports])
    db.executemany(FIGURE, [figure for _, figures in reports for figure in figures])


def _report(park: Park, n: int, turn: int, seed: int) -> Report:
    """One report of a park; each year is told by two papers, the second time as a reprint."""
    year = 2016 + (turn // 2) % 9
    paper = (n + turn * 7) % PAPERS
    url = f"http://paper.example/{seed}/{n}.shtml"
    identity = article_id(url)
    lines = LEAD.format(park=park.name, year=year) + "\n"
    figures: list[tuple[object, ...]] = []
    for number, said in enumerate(_said(park, year), 1):
        label, quote, indicator, kind, value, half, unit, stock = said
        words = f"{label}{'增长' if kind == 'growth' else '达到'}{quote}"
        at = len(lines)
        lines += words + "，"
        period = (
            (None, f"{year}-12-31", "as_of", f"{year}-12-31")
            if stock
            else (f"{year}-01-01", f"{year}-12-31", "year", str(year))
        )
        figures.append(
            (f"{identity}-{number}", identity, park.id, park.name, indicator, label, kind,
             "yoy" if kind == "growth" else "", value, f"{value:.4f}", half, unit, *period, quote,
             at + len(words) - len(quote), words, at, 0.95, SEEN, SEEN)
        )  # fmt: skip
    body = lines.rstrip("，") + "。\n" + TAIL * (1 + n % 4)
    story = article_id(f"story {seed} {park.id} {turn // 2}")
    article = (
        identity, f"paper{paper}", url, f"{park.name}{year}年运行情况",
        f"{year + 1}-02-{1 + n % 27:02d}", f"第{paper}报", body, len(body), f"{n:064x}",
        story, SEEN, SEEN, len(figures),
    )  # fmt: skip
    return article, figures


def main() -> None:
    """Generate from the command line and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    begun = time.monotonic()
    generate(asked.home, asked.articles, seed=asked.seed)
    print(f"{asked.articles} reports in {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
