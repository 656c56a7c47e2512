"""The demo from end to end: serve invented papers, crawl them twice, read, publish."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from archive.crawling import Run, crawl
from archive.demo.content import EDITIONS, load_papers
from archive.demo.server import DemoSite
from archive.demo.state import State, is_demo, load_state, papers, write_sources
from archive.faults import ArchiveError
from archive.publish import Published, publish
from archive.reprocess import read_pending
from archive.sources import declared_sources
from archive.store import Archive, open_archive

Say = Callable[[str], object]


def tour(home: Path, say: Say) -> Published:
    """Bring the demo in a home up to date and publish it; say gets a line at each step.

    The first run crawls the papers, turns to their second edition, in which one report prints
    another number, and looks again. Later runs ask the lists alone and fetch nothing twice.
    Raises ArchiveError where a port is taken, the home holds other papers, or a crawl fails.
    """
    _refuse_other_papers(home)
    home.mkdir(parents=True, exist_ok=True)
    state = load_state(home)
    state.save(home)
    folder = write_sources(home, state.ports)
    with _serving(state) as site, _declared(folder):
        for paper, port in state.ports.items():
            say(f"paper {paper}: http://127.0.0.1:{port}/")
        _catch_up(home, say)
        for edition in [e for e in EDITIONS if e > state.edition] or [EDITIONS[-1]]:
            site.turn_to(edition)
            again = edition > EDITIONS[0] and state.edition < edition
            _crawl_edition(home, site, edition, again=again, say=say)
            state = replace(state, edition=edition)
            state.save(home)
        say("publish: build public.db from an empty file, check it, swap it in")
        result = publish(home)
    _count(home, result, say)
    return result


def _refuse_other_papers(home: Path) -> None:
    """Invented numbers must not come into an archive of real ones."""
    if is_demo(home) or not (home / "archive.db").exists():
        return
    archive = open_archive(home, create=False)
    try:
        held = archive.db.execute("select count(*) from articles").fetchone()[0]
    finally:
        archive.close()
    if held:
        raise ArchiveError(
            f"{home} holds {held} articles of real papers; give the demo a folder of its own "
            "with --home"
        )


@contextmanager
def _serving(state: State) -> Iterator[DemoSite]:
    try:
        site = DemoSite(state.ports)
    except OSError as fault:
        ports = ", ".join(str(port) for port in state.ports.values())
        raise ArchiveError(
            f"the demo's papers need the ports {ports}, on which they were crawled before: "
            f"{fault.strerror}. Is another demo running? Else use another --home"
        ) from fault
    with site:
        yield site


@contextmanager
def _declared(folder: Path) -> Iterator[None]:
    """The demo's source files in place of the real ones, for this process and its children."""
    before = os.environ.get("PARKS_SOURCES")
    os.environ["PARKS_SOURCES"] = str(folder.resolve())
    try:
        yield
    finally:
        if before is None:
            del os.environ["PARKS_SOURCES"]
        else:
            os.environ["PARKS_SOURCES"] = before


def _catch_up(home: Path, say: Say) -> None:
    archive = open_archive(home)
    try:
        read = read_pending(archive)
    finally:
        archive.close()
    if read:
        say(f"read {read} pages that an interrupted run had left")


def _crawl_edition(home: Path, site: DemoSite, edition: int, *, again: bool, say: Say) -> None:
    days = {
        paper.id: [f"{report.time:%Y-%m-%d}" for report in paper.reports]
        for paper in load_papers(edition)
    }
    word = "look again: one paper has changed a number" if again else "crawl"
    say(f"{word} (edition {edition})")
    sources = declared_sources()
    for name in papers():
        started = time.monotonic()
        # The e-paper did not appear between its few issues: only their days are asked for.
        arguments = {"days": json.dumps(sorted(set(days[name])))}
        run = crawl(sources[name], home, arguments=arguments | ({"recheck": "1"} if again else {}))
        asked = Counter(request.status for request in site.take_requests())
        _report(run, asked, time.monotonic() - started, say)


def _report(run: Run, asked: Counter[int], seconds: float, say: Say) -> None:
    answers = ", ".join(f"{count} × {status}" for status, count in sorted(asked.items()))
    counts = run.counts
    say(
        f"  {run.source_id}: {run.outcome} in {seconds:.1f} s; answers {answers or 'none'}; "
        f"{counts.get('new', 0)} new, {counts.get('changed', 0)} changed, "
        f"{counts.get('unchanged', 0)} unchanged, {counts.get('not_article', 0)} no article, "
        f"{counts.get('passed_over', 0)} passed over; {run.figures.get('gained', 0)} figures new, "
        f"{run.figures.get('changed', 0)} changed"
    )
    if not run.good:
        raise ArchiveError(f"the crawl of the demo paper {run.source_id} ended {run.outcome}")


def _count(home: Path, result: Published, say: Say) -> None:
    archive: Archive = open_archive(home, create=False)
    try:
        pages = archive.pages.execute("select count(*) from fetches").fetchone()[0]
    finally:
        archive.close()
    rows = result.rows
    say(
        f"{pages} pages stored, {rows.get('articles', 0)} articles, {rows.get('figures', 0)} "
        f"figures of {rows.get('parks', 0)} parks published in {result.path}"
    )
