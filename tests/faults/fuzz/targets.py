"""What is fuzzed: each target takes bytes, reads them, and asserts what is promised of any bytes.

An exception that is not promised, a broken promise or ten seconds without an answer is a find. What
a target returns is whether the input was read, and not refused by name: how deep the inputs reach.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from archive.faults import ArchiveError
from archive.saved import owner, read_saved, read_warc
from archive.sources import SHIPPED
from pipelines.article import Article, decode, next_part, read
from pipelines.source import Source, SourceFault, load_sources
from tests.article.test_safety import REASONS
from tests.figures.test_properties import check

URL = "http://www.example.net/system/2025/03/05/031147702.shtml"
FIRST_DAY = date(1990, 1, 1).toordinal()


def _decode(data: bytes) -> bool:
    kind, body = _split(data)
    text, name = decode(body, kind or None)
    assert name
    text.encode("utf-8")  # no half of a pair is left
    assert "\0" not in text
    return bool(text)


def _article(data: bytes) -> bool:
    kind, body = _split(data)
    result = read([body], url=URL, content_type=kind or None)
    if isinstance(result, Article):
        assert result.title or result.paragraphs
        assert result.body == "\n".join(result.paragraphs)
        result.body.encode("utf-8")
        if result.published:
            date.fromisoformat(result.published[:10])
    else:
        assert result.reason in REASONS
    following = next_part(body, url=URL, content_type=kind)
    assert following is None or following.startswith("http")
    return isinstance(result, Article)


def _figures(data: bytes) -> bool:
    return bool(check(data[2:].decode("utf-8", "ignore"), _day(data)).figures)


def _periods(data: bytes) -> bool:
    words = data[2:].decode("utf-8", "ignore")
    text = f"{words}，园区完成工业总产值10.5亿元，同比增长5%；{words}税收达到3亿元。"
    return bool(check(text, _day(data)).figures)


def _sources(data: bytes) -> bool:
    path = _folder("sources") / "hexi.toml"
    path.write_bytes(data)
    try:
        found = load_sources(path.parent, _platforms())
    except SourceFault as fault:
        assert fault.faults
        return False
    for source in found.values():
        for told in (URL, source.home, *source.examples):
            url = source.canonical(told)
            assert source.canonical(url) == url
            source.owns(url)
            source.is_article(url)
    return True


def _warc(data: bytes) -> bool:
    path = _folder("pages") / "page.warc"
    path.write_bytes(data)
    pages = 0
    try:
        for page in read_warc(path, declared(), "某报"):
            assert page.url and page.parts
            pages += 1
    except ArchiveError:
        return False
    return pages > 0


def _mhtml(data: bytes) -> bool:
    path = _folder("pages") / "page.mhtml"
    path.write_bytes(data)
    try:
        page = read_saved(path)
    except ArchiveError:
        return False
    assert page.body.strip()
    owner(declared(), page.url)
    return True


TARGETS: dict[str, Callable[[bytes], bool]] = {
    "decode": _decode,
    "article": _article,
    "figures": _figures,
    "periods": _periods,
    "sources": _sources,
    "warc": _warc,
    "mhtml": _mhtml,
}


def _split(data: bytes) -> tuple[str, bytes]:
    """The first line is the declared type, which servers get wrong too; the rest is the page."""
    kind, _, body = data.partition(b"\n")
    return kind.decode("latin-1"), body


def _day(data: bytes) -> date | None:
    """The first two bytes are the day of publication: some days since 1990, or none."""
    days = int.from_bytes(data[:2], "big")
    return date.fromordinal(FIRST_DAY + days) if days else None


@cache
def declared() -> dict[str, Source]:
    """The first source of the corpus, to which the addresses in the corpus belong."""
    folder = _folder("declared")
    shutil.copy(Path(__file__).parent / "corpus" / "sources" / "plain.toml", folder / "hexi.toml")
    return load_sources(folder, SHIPPED / "platforms")


@cache
def _platforms() -> Path:
    """The platform that the corpus names, alone: the others would be read anew for each input."""
    folder = _folder("platforms")
    shutil.copy(SHIPPED / "platforms" / "enorth.toml", folder)
    return folder


@cache
def _folder(name: str) -> Path:
    """A folder in memory where the machine has such: a million files take long on a disk."""
    memory = Path("/dev/shm")
    made = tempfile.TemporaryDirectory(prefix="fuzz", dir=memory if memory.is_dir() else None)
    _kept.append(made)  # removed when the process ends
    folder = Path(made.name) / name
    folder.mkdir()
    return folder


_kept: list[tempfile.TemporaryDirectory[str]] = []
