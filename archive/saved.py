"""Takes saved pages of the operator's into the archive as if they had just been fetched."""

from __future__ import annotations

import email
import email.policy
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import HeaderRegistry
from functools import cache
from pathlib import Path
from typing import Any

from archive.faults import ArchiveError
from archive.gazetteer import Gazetteer
from archive.store import Archive, PageStore, Saved, transaction
from archive.store.connect import SHANGHAI
from archive.store.runs import save_source
from archive.store.screen import Screen
from archive.store.tombstones import refuse_removed
from archive.take import take
from archive.warc import Contents, addresses, contents
from pipelines.article import NotArticle, is_text, next_part
from pipelines.model import Page, Part, Read, Stored
from pipelines.source import Source
from pipelines.stages import read_stored

HEADERS = HeaderRegistry()
WORDS = HeaderRegistry(use_default_map=False)
PLAIN = {".html", ".htm", ".shtml", ".txt"}
ARCHIVES = {".mhtml", ".mht"}
WARCS = (".warc", ".warc.gz")
OTHERS = {".pdf", ".docx", ".doc", ".xlsx", ".xls"}
PARTS_MAX = 30
MAX_BYTES = 50 * 1024 * 1024
HEADER_MAX = 10_000  # characters


SAVED_FROM = re.compile(rb"saved from url=\(\d+\)(?P<url>https?://[^\s>]+)")
OWN_ADDRESS = re.compile(
    rb"<(?:meta\b[^>]*property=[\"']?og:url|link\b[^>]*rel=[\"']?canonical)\b[^>]*>", re.I
)
LINKED = re.compile(rb"(?:content|href)\s*=\s*[\"']?(?P<url>https?://[^\"'\s>]+)", re.I)


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as it lies in a file: its bytes, its declared type and, if known, its address.

    parts are the page as it was fetched, where the file tells (a web archive does).
    """

    path: Path
    body: bytes
    content_type: str
    url: str
    parts: tuple[Part, ...] = ()


def read_saved(path: Path, url: str = "") -> SavedPage:
    """Read one saved page. Raises ArchiveError naming the file and what is wrong with it."""
    suffix = path.suffix.lower()
    if suffix in OTHERS:
        raise ArchiveError(f"{path}: {suffix} files are not taken; save the web page itself")
    if suffix not in PLAIN | ARCHIVES:
        raise ArchiveError(f"{path}: not a saved page (.html, .htm, .txt, .mhtml or .warc)")
    if not path.is_file():
        raise ArchiveError(f"{path}: no such file")
    if path.stat().st_size > MAX_BYTES:
        raise ArchiveError(f"{path}: larger than {MAX_BYTES // 2**20} MB")
    body = path.read_bytes()
    if not body.strip():
        raise ArchiveError(f"{path}: the file is empty")
    if suffix in ARCHIVES:
        return _read_mhtml(path, body, url)
    if not is_text(body):
        raise ArchiveError(f"{path}: no text and no HTML: the bytes are text in no encoding")
    if suffix == ".txt":
        return SavedPage(path, body, "text/plain", url)
    return SavedPage(path, body, "text/html", url or own_address(body))


def own_address(body: bytes) -> str:
    """The address that a saved page itself tells: browsers note it, pages name it; '' if none."""
    head = body[:200_000]
    noted = SAVED_FROM.search(head)
    if noted:
        return noted["url"].decode("latin-1")
    named = OWN_ADDRESS.search(head)
    linked = LINKED.search(named.group()) if named else None
    return linked["url"].decode("latin-1") if linked else ""


def is_warc(path: Path) -> bool:
    """Whether a file is a web archive by its name."""
    return path.name.lower().endswith(WARCS)


def read_warc(path: Path, sources: Mapping[str, Source], publisher: str) -> Iterator[SavedPage]:
    """The articles in a web archive, their parts joined: pages that have the address of an
    article of a declared source; with a publisher also those of no declared source.

    Raises ArchiveError at once where the file is missing or no web archive.
    """
    if not path.is_file():
        raise ArchiveError(f"{path}: no such file")
    return _articles(path, contents(path), sources, publisher)


def _articles(
    path: Path, found: Contents, sources: Mapping[str, Source], publisher: str
) -> Iterator[SavedPage]:
    for url in addresses(found):
        source = owner(sources, url)
        if source is None and not publisher:
            continue
        if source is not None and not source.is_article(source.canonical(url)):
            continue
        parts = tuple(_joined(found, url, source))
        if parts:
            kind = parts[0].headers.get("content-type", "text/html")
            yield SavedPage(path, parts[0].body, kind, url, parts)


def _joined(found: Contents, url: str, source: Source | None) -> Iterator[Part]:
    """A page and the later parts of its article, as far as the file has them."""
    seen: set[str] = set()
    following: str | None = url
    while following and following not in seen and len(seen) < PARTS_MAX:
        seen.add(following)
        part = found.read(following)
        if part is None:
            return
        yield part
        following = next_part(
            part.body,
            url=following,
            content_type=part.headers.get("content-type", ""),
            rules=source.rules if source else (),
        )


def _header(name: str, value: str) -> Any:
    """A header by its grammar, or as mere words where the library ends over one cut off.

    Only its begin is read: the library takes four times as long for twice the length."""
    begin = value[:HEADER_MAX]
    try:
        return HEADERS(name, begin)
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return WORDS(name, begin)


def _read_mhtml(path: Path, body: bytes, url: str) -> SavedPage:
    try:
        page = _web_page(path, body, url)
    except RecursionError as fault:
        raise ArchiveError(f"{path}: parts within parts, hundreds deep: no saved page") from fault
    if page is None:
        raise ArchiveError(f"{path}: no web page inside this .mhtml file")
    return page


def _web_page(path: Path, body: bytes, url: str) -> SavedPage | None:
    """The first part of the file that is a page with something in it."""
    # The parser asks for the type of each part five times, and reads the header anew each time.
    known = email.policy.default.clone(header_factory=cache(_header))
    message = email.message_from_bytes(body, policy=known)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            address = str(part["Content-Location"] or message["Snapshot-Content-Location"] or "")
            if isinstance(content, bytes) and content.strip():
                charset = part.get_content_charset()
                kind = f"text/html; charset={charset}" if charset else "text/html"
                return SavedPage(path, content, kind, url or address.strip())
    return None


def take_saved(
    archive: Archive,
    gazetteer: Gazetteer,
    saved: SavedPage,
    sources: Mapping[str, Source],
    publisher: str = "",
) -> tuple[Read, Saved]:
    """Store and read one saved page. Raises ArchiveError when its address is not known, or
    belongs to no declared source and no publisher is named."""
    if not saved.url:
        raise ArchiveError(f"{saved.path}: the page's address is not known; give it with --url")
    source = owner(sources, saved.url)
    if source is None and not publisher:
        raise ArchiveError(
            f"{saved.path}: {saved.url} is outside the domains of every declared source; "
            "name the paper with --publisher to take it by hand"
        )
    url = source.canonical(saved.url) if source else saved.url
    refuse_removed(archive.db, source.id if source else _manual_id(publisher), url)
    with transaction(archive.db) as db:
        if source:
            save_source(db, source)
            source_id = source.id
        else:
            source_id = _save_manual(archive, publisher)
    page = Screen(archive.db).page(Page(url, source_id, saved.parts or (_part(saved, url),)))
    store = PageStore(archive.pages)
    fetch_id = _same_fetch(archive, page) or store.save(page, source.family if source else "")
    item = read_stored(Stored(page, fetch_id), source.rules if source else ())
    return item, take(archive, gazetteer, item, source)


def _part(saved: SavedPage, url: str) -> Part:
    return Part(
        url,
        200,
        {"content-type": saved.content_type, "x-parks-filename": saved.path.name},
        saved.body,
        datetime.fromtimestamp(saved.path.stat().st_mtime, SHANGHAI).replace(microsecond=0),
    )


def owner(sources: Mapping[str, Source], url: str) -> Source | None:
    """The declared source that owns an address, by its closest domain, or None."""
    owners = [source for source in sources.values() if source.owns(url)]
    return max(owners, key=lambda source: source.specificity(url), default=None)


def refusal(item: Read) -> str:
    """Why a page is no article, '' when it is one."""
    if item.record is None:
        return f"reading it failed: {item.fault}"
    result = item.record.result
    if isinstance(result, NotArticle):
        return f"no article ({result.reason}) {result.detail}".strip()
    return ""


def _save_manual(archive: Archive, publisher: str) -> str:
    source_id = _manual_id(publisher)
    archive.db.execute(
        "insert or ignore into sources (id, name, publisher, home_url, rights, platform, "
        "verified, declared) values (?, ?, ?, '', '人工收录', '', 'none', 0)",
        (source_id, publisher, publisher),
    )
    return source_id


def _manual_id(publisher: str) -> str:
    digest = hashlib.blake2b(publisher.encode(), digest_size=4).hexdigest()
    return f"manual-{digest}"


def _same_fetch(archive: Archive, page: Page) -> int | None:
    """The fetch that already holds these very bytes under this address."""
    digest = hashlib.sha256(page.parts[0].body).hexdigest()
    row = archive.pages.execute(
        "select f.id from fetches f join parts p on p.fetch_id = f.id and p.n = 1 "
        "where f.url = ? and p.sha256 = ? order by f.id desc limit 1",
        (page.url, digest),
    ).fetchone()
    return int(row["id"]) if row else None


def expand(paths: tuple[str, ...]) -> Iterator[Path]:
    """The files named; a folder stands for the saved pages in it, in name order."""
    for name in paths:
        path = Path(name)
        if path.is_dir():
            yield from sorted(
                p for p in path.iterdir() if p.suffix.lower() in PLAIN | ARCHIVES or is_warc(p)
            )
        else:
            yield path
