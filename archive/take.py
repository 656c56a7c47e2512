"""Takes what was read from a page into the archive: resolves parks, then writes the record."""

from __future__ import annotations

from archive.gazetteer import Gazetteer
from archive.gazetteer.links import Named, link
from archive.store import Archive, PageStore, Saved
from archive.store.figures import Reading
from archive.store.records import save_failure, save_record
from pipelines.article import Article
from pipelines.figures import Figure
from pipelines.model import Read, Record, Stored
from pipelines.source import Source
from pipelines.stages import read_stored
from pipelines.version import extractor_version

LONGEST = 50_000  # characters of a report that are asked where it plays; real ones have a tenth


def take(
    archive: Archive,
    gazetteer: Gazetteer,
    item: Read,
    source: Source | None,
    *,
    run_id: int | None = None,
    cause: str = "paper",
) -> Saved:
    """Write one read page; see archive.store.records.save_record for `cause`."""
    if item.record is None:
        fault = item.fault or RuntimeError("no record")
        return save_failure(archive, item.page, item.fetch_id, extractor_version(), fault)
    if cause == "paper":
        before = item.before or _read_anew(archive, item.page.url, source)
        if before is not None:
            take(archive, gazetteer, before, source, cause="extractor")
    readings = resolve(gazetteer, item.record, source.province if source else None)
    return save_record(
        archive, item.record, item.page, item.fetch_id, readings, run_id=run_id, cause=cause
    )


def outdated(archive: Archive, url: str) -> Stored | None:
    """The page that stands under an address where another extractor had read it. Before a page
    fetched anew is compared with what stands, the old one is read by today's: so what the paper
    changed is never mixed with what a better reader sees."""
    old = archive.db.execute(
        "select fetch_id, extractor from articles where url = ?", (url,)
    ).fetchone()
    if old is None or old["extractor"] == extractor_version() or old["fetch_id"] is None:
        return None
    return Stored(PageStore(archive.pages).load(old["fetch_id"]), old["fetch_id"])


def _read_anew(archive: Archive, url: str, source: Source | None) -> Read | None:
    """Such a page read here: whoever takes single pages reads nothing ahead."""
    stored = outdated(archive, url)
    return read_stored(stored, source.rules if source else ()) if stored else None


def resolve(gazetteer: Gazetteer, record: Record, province: str | None) -> list[Reading]:
    """The record's figures with the parks and places that their subjects name."""
    if not isinstance(record.result, Article):
        return []
    article = record.result
    # Places are looked for all over it: a page that is one endless line must not hold up a crawl.
    text = f"{article.title}\n{article.body}"[:LONGEST]
    day = (article.published or "")[:10]
    return [_reading(gazetteer, f, text, province, day) for f in record.figures]


def _reading(
    gazetteer: Gazetteer, figure: Figure, text: str, province: str | None, day: str
) -> Reading:
    found = link(gazetteer, Named(figure.subject, figure.subject_kind, figure.context),
                 text=text, province=province, day=day)  # fmt: skip
    return Reading(
        figure, found.park_id, found.context_park_id, found.place_code, found.reason, found.sure
    )
