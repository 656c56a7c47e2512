"""Web archives in WARC form: pages of others taken in, pages of ours handed out."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.faults import ArchiveError
from archive.store import Archive, PageStore
from archive.store.connect import SHANGHAI
from pipelines.model import Part

WEB = ("text/html", "application/xhtml+xml")
MAX_BYTES = 50 * 1024 * 1024  # of one record, unpacked
# Headers of a body that is kept unpacked and whole.
UNPACKED = {"content-encoding", "transfer-encoding", "content-length"}

# What the library raises over a damaged file; a record without an address is an attribute of None,
# a length beyond all memory an overflow.
DAMAGED = (
    ArchiveLoadFailed, AttributeError, EOFError, OSError, OverflowError, ValueError, zlib.error,
)  # fmt: skip


@dataclass(slots=True)
class Contents:
    """The web pages of one file: where each address lies in it, the newest capture of each, and
    how many records are no page that came whole, dated and with status 200."""

    path: Path
    places: dict[str, int] = field(default_factory=dict)
    others: int = 0

    def read(self, url: str) -> Part | None:
        """One page by its address, None where the file has none."""
        if url not in self.places:
            return None
        try:
            with self.path.open("rb") as stream:
                stream.seek(self.places[url])
                for record in ArchiveIterator(stream):
                    return _part(record, url)
        except DAMAGED as fault:
            raise _not_warc(self.path, fault) from fault
        return None


def contents(path: Path) -> Contents:
    """Look through a file. Raises ArchiveError where it is no WARC."""
    found = Contents(path)
    newest: dict[str, str] = {}
    try:
        with path.open("rb") as stream:
            records = ArchiveIterator(stream)
            for record in records:
                if record.rec_type != "response":
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                if not _is_page(record):
                    found.others += 1
                    continue
                date = record.rec_headers.get_header("WARC-Date") or ""
                if date >= newest.get(url, ""):
                    newest[url] = date
                    found.places[url] = records.get_record_offset()
    except DAMAGED as fault:
        raise _not_warc(path, fault) from fault
    return found


def _not_warc(path: Path, fault: Exception) -> ArchiveError:
    return ArchiveError(f"{path}: not a WARC file: {' '.join(str(fault).split())}")


def _is_page(record: Any) -> bool:
    head = record.http_headers
    if head is None or head.get_statuscode() != "200":
        return False
    if record.rec_headers.get_header("WARC-Truncated") or _moment(record) is None:
        return False
    kind = (head.get_header("Content-Type") or "text/html").split(";")[0].strip().lower()
    return kind in WEB


def _part(record: Any, url: str) -> Part:
    body = record.content_stream().read(MAX_BYTES)
    headers = {
        name.lower(): value
        for name, value in record.http_headers.headers
        if name.lower() not in UNPACKED
    }
    moment = _moment(record)
    assert moment is not None  # contents() lists no others
    return Part(url, 200, headers, body, moment)


def _moment(record: Any) -> datetime | None:
    """When a record was fetched, None where it does not say so in a date that there is."""
    try:
        moment = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(SHANGHAI)
    except (ValueError, OverflowError):
        return None
    return moment.replace(microsecond=0)


def write_warc(archive: Archive, path: Path, *, source_id: str | None = None) -> int:
    """Write the newest fetch of every address, all parts, as a compressed WARC 1.1 file; returns
    the number of pages. The file is private: it holds the reports as they were printed.
    """
    store = PageStore(archive.pages)
    half = path.with_name(path.name + ".part")
    count = 0
    try:
        with half.open("wb") as stream:
            writer = WARCWriter(stream, gzip=True, warc_version="1.1")
            about = {"software": "park-archive", "format": "WARC File Format 1.1"}
            writer.write_record(writer.create_warcinfo_record(path.name, about))
            for fetch_id in store.fetch_ids(source_id):
                for part in store.load(fetch_id).parts:
                    writer.write_record(_record(writer, part))
                    count += 1
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return count


def _record(writer: WARCWriter, part: Part) -> Any:
    kept = [(name, value) for name, value in part.headers.items() if name not in UNPACKED]
    kept.append(("content-length", str(len(part.body))))
    return writer.create_warc_record(
        part.url,
        "response",
        payload=io.BytesIO(part.body),
        http_headers=StatusAndHeaders(f"{part.status} OK", kept, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": _utc(part.fetched_at)},
    )


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def addresses(found: Contents) -> Iterator[str]:
    """The addresses in the file, in their order."""
    yield from sorted(found.places, key=lambda url: found.places[url])
