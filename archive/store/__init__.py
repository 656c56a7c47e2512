"""The private archive: its databases, the crawl's memory, and the one writer of records."""

from archive.faults import ArchiveError
from archive.store.connect import Archive, open_archive, transaction
from archive.store.memory import Memory
from archive.store.pages import PageStore
from archive.store.records import Saved, save_record
from archive.store.runs import finish_run, note_issue, start_run

__all__ = [
    "Archive",
    "ArchiveError",
    "Memory",
    "PageStore",
    "Saved",
    "finish_run",
    "note_issue",
    "open_archive",
    "save_record",
    "start_run",
    "transaction",
]
