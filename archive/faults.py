"""The faults that an operator can act on."""

import sqlite3

MEND = "`parks doctor` prints the commands that mend it"


class ArchiveError(Exception):
    """A fault whose message is one clear line: what is wrong, where, and what to do."""


def is_damage(fault: BaseException | None) -> bool:
    """Whether SQLite found a file that is no database, or one with a bad place in it."""
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
