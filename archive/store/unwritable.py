"""Why a database cannot be opened or written, where the folder or a file of it is the reason."""

from __future__ import annotations

import os
import pwd
import shlex
import sqlite3
from pathlib import Path

REFUSED = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
ROOM = 256 * 1024  # bytes; SQLite makes files of 32 KB and more beside a database that it opens
BESIDE = ("", "-wal", "-shm")  # what SQLite writes, also where a command only reads


def unwritable(file: Path, fault: sqlite3.Error) -> str:
    """What may not be written and what to do about it, in one line; '' where that is not it."""
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    if code in NO_ROOM:
        return _full(file)
    if code not in REFUSED:
        return ""
    paths = [file.parent, *(file.with_name(file.name + end) for end in BESIDE)]
    closed = [path for path in paths if path.exists() and not os.access(path, os.W_OK)]
    if not closed:
        return ""
    path, home = closed[0], shlex.quote(str(file.parent))
    if os.statvfs(path).f_flag & os.ST_RDONLY:
        return (
            f"{path} lies on a file system that is mounted read-only; mount it writable, or name "
            "another folder with --home"
        )
    me, owner = _name(os.geteuid()), _name(path.stat().st_uid)
    if me == owner:
        mend = f"make it so: chmod -R u+w {home}"
    else:
        mend = f"run parks as {owner}, whose it is, or hand it over: chown -R {me} {home}"
    return f"{path} is not writable for {me}, and parks writes there even where it reads; {mend}"


def _full(file: Path) -> str:
    """That the disk is full, where it is: SQLite calls it an I/O error while it opens a file."""
    disk = os.statvfs(file.parent)
    free = disk.f_bavail * disk.f_frsize
    if free >= ROOM:
        return ""
    return (
        f"the disk of {file.parent} is full ({free // 1024} KB are free), and SQLite needs room "
        "there even where parks only reads; make some and run the same command again"
    )


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
