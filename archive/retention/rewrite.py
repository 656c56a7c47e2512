"""Writes exports, web archives and the folder of the web process anew after a removal."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from archive.deploy.handover import hand_over
from archive.faults import ArchiveError
from archive.publish import PUBLIC
from archive.retention.copies import SITE_COPY, Copy, exports, note_copy, noted
from archive.store import Archive, transaction

Say = Callable[[str], None]


def write_copies_anew(archive: Archive, say: Say) -> list[tuple[Copy, str]]:
    """Write copies within reach once more, from what is published and kept now. Returns each
    with what became of it, '' where it could not be found."""
    found = []
    for copy in [*exports(archive.db, archive.home), *noted(archive.db, "warc")]:
        done = ""
        if copy.there:
            say(f"writing {copy.path} anew")
            try:
                done = _write_anew(archive, copy)
            except (ArchiveError, OSError) as fault:
                done = f"could not be written anew: destroy it ({fault})"
        found.append((copy, done))
    return found


def _write_anew(archive: Archive, copy: Copy) -> str:
    from archive.export import export  # DuckDB takes its time to import
    from archive.warc import write_warc

    if copy.kind == "warc":
        write_warc(archive, copy.path, source_id=copy.detail or None)
    elif not (archive.home / PUBLIC).exists():
        shutil.rmtree(copy.path)
        with transaction(archive.db) as db:
            db.execute("delete from copies where path = ?", (str(copy.path),))
        return "deleted, as nothing is published any more"
    elif copy.detail == SITE_COPY:
        hand_over(archive.home, copy.path)
    else:
        export(archive.home, copy.path)
    note_copy(archive.db, copy.path, copy.kind, copy.detail)
    return "written anew"
