"""What a request for removal is about, and how far it reaches, before anything is touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.faults import ArchiveError
from archive.retention.listed import listed
from archive.retention.pages import count_pages
from archive.sources import declared_sources
from archive.store import Archive
from archive.store.names import Name, bare, mark
from archive.store.screen import key_of

READ = ("new", "changed", "unchanged")  # outcomes of a page that was read as the report itself


class UnknownTarget(ArchiveError):
    """An archive holds nothing of what is to be removed."""


@dataclass(slots=True)
class Target:
    """A source, a report or a person's name. key is what the tombstone says; name is known only
    while a command runs."""

    kind: str
    key: str
    name: Name | None = None
    articles: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    twins: list[str] = field(default_factory=list)  # other reports that tell the same story
    held_from: str = ""
    pages: int = 0

    @property
    def words(self) -> str:
        """The target as a line of output names it."""
        return f"the name {self.name.words}" if self.name else f"{self.kind} {self.key}"


def find(archive: Archive, words: str) -> Target:
    """Which source, report or name is meant. Raises ArchiveError where it is none of them."""
    db = archive.db
    declared = declared_sources()  # a paper may ask before anything of it was fetched
    known = _one(db, "select 1 from sources where id = ?", words)
    if known or words in declared or _removed(db, "source", words):
        return _reach(archive, Target("source", words))
    article = _article(db, words)
    if article:
        return _reach(archive, Target("article", article, articles={article}))
    if words.startswith(("http://", "https://")):
        owners = [source for source in declared.values() if source.owns(words)]
        words = owners[0].canonical(words) if owners else words
        if not (owners or _known_address(archive, words)):
            raise UnknownTarget(f"{words}: this archive knows no such address")
        return _reach(archive, Target("article", words, addresses={words}))
    return _person(archive, words)


def _article(db: sqlite3.Connection, words: str) -> str:
    """The id of the report with this id or address, also of one that was removed before."""
    for query in (
        "select id from articles where id = ?1 or url = ?1",
        "select article_id from addresses where url = ?1 and article_id is not null",
        "select article_id from removed_articles where article_id = ?1",
        "select target from removals where kind = 'article' and target = ?1",
        "select r.target from removed_addresses a join removals r on r.id = a.removal_id "
        "where a.url = ?1 and r.kind = 'article'",
    ):
        row = _one(db, query, words)
        if row:
            return str(row[0])
    return ""


def _known_address(archive: Archive, url: str) -> bool:
    return bool(
        _one(archive.db, "select 1 from addresses where url = ?", url)
        or _one(archive.pages, "select 1 from fetches where url = ?", url)
    )


def _person(archive: Archive, words: str) -> Target:
    try:
        name = Name(words)
    except ArchiveError as fault:
        raise UnknownTarget(str(fault)) from fault
    taken = _one(
        archive.db,
        "select 'a park' from park_names where name = ?1 union select 'a park' from parks "
        "where name = ?1 union select 'a place' from places where ?1 in (name, short_name) "
        "union select 'a paper' from sources where ?1 in (name, publisher)",
        bare(words),
    )
    if taken:
        raise ArchiveError(f"{words} is the name of {taken[0]}: only persons' names are removed")
    target = Target("name", mark(key_of(archive.db), name.words), name)
    rows = archive.db.execute("select id, retrieved_at, title, body, byline, editor from articles")
    texts = (
        (row, "\n".join(row[n] for n in ("title", "body", "byline", "editor"))) for row in rows
    )
    held = []
    for row, text in texts:
        if name.in_text(text):
            target.articles.add(row["id"])
            held.append(row["retrieved_at"])
    target.held_from = min(held, default="")
    if not target.articles and not _removed(archive.db, "name", target.key):
        target.pages = count_pages(archive.pages, name)
        if not target.pages:
            raise UnknownTarget(
                f"{words} is no source, report or address of this archive, and as a name it "
                "stands in no text or page"
            )
    return target


def _reach(archive: Archive, target: Target) -> Target:
    """Complete the reports and addresses: every address under which a text was kept goes."""
    db = archive.db
    if target.kind == "source":
        target.articles |= _ids(db, "select id from articles where source_id = ?", target.key)
        target.addresses |= _ids(db, "select url from addresses where source_id = ?", target.key)
        target.addresses |= _ids(
            archive.pages, "select url from fetches where source_id = ?", target.key
        )
    grown = -1
    while grown != len(target.articles) + len(target.addresses):
        grown = len(target.articles) + len(target.addresses)
        _widen(archive, target)
    _describe(archive, target)
    return target


def _widen(archive: Archive, target: Target) -> None:
    """Add the addresses of the reports, and the reports kept from the very same bytes."""
    with listed(archive.db, "gone", target.articles), listed(archive.db, "at", target.addresses):
        for query in (
            "select url from articles where id in (select key from temp.gone)",
            "select url from addresses where article_id in (select key from temp.gone)",
            "select url from reads where article_id in (select key from temp.gone)",
        ):
            target.addresses |= _ids(archive.db, query)
        target.articles |= _ids(
            archive.db, "select id from articles where url in (select key from temp.at)"
        )
        marks = ",".join("?" * len(READ))
        fetches = _ids(
            archive.db,
            f"select fetch_id from reads where outcome in ({marks}) and article_id in "  # noqa: S608 marks only
            "(select key from temp.gone) union select fetch_id from articles where id in "
            "(select key from temp.gone) and fetch_id is not null",
            *READ,
        )
    with listed(archive.pages, "read", fetches):
        target.addresses |= _ids(
            archive.pages,
            "select f.url from parts p join fetches f on f.id = p.fetch_id where p.sha256 in "
            "(select sha256 from parts where fetch_id in (select key from temp.read)) "
            "union select p.url from parts p where p.fetch_id in (select key from temp.read)",
        )


def _describe(archive: Archive, target: Target) -> None:
    with listed(archive.db, "gone", target.articles):
        row = archive.db.execute(
            "select min(retrieved_at) from articles where id in (select key from temp.gone)"
        ).fetchone()
        target.held_from = row[0] or ""
        target.twins = sorted(
            _ids(
                archive.db,
                "select id from articles where id not in (select key from temp.gone) and story_id "
                "in (select story_id from articles where id in (select key from temp.gone))",
            )
        )
    declared = declared_sources()
    with listed(archive.pages, "at", target.addresses):
        of = _ids(
            archive.pages, "select source_id from fetches where url in (select key from temp.at)"
        )
        target.families |= {declared[source].family for source in of & declared.keys()}
        target.families |= _ids(
            archive.pages,
            "select distinct d.platform from fetches f join parts p on p.fetch_id = f.id "
            "join bodies b on b.sha256 = p.sha256 join dictionaries d on d.id = b.dictionary_id "
            "where f.url in (select key from temp.at)",
        )


def _removed(db: sqlite3.Connection, kind: str, key: str) -> bool:
    return bool(_one(db, "select 1 from removals where kind = ? and target = ?", kind, key))


def _one(db: sqlite3.Connection, query: str, *values: object) -> Sequence[object] | None:
    row: Sequence[object] | None = db.execute(query, values).fetchone()
    return row


def _ids(db: sqlite3.Connection, query: str, *values: object) -> set[str]:
    return {row[0] for row in db.execute(query, values)}
