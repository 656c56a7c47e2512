"""Parks that stood twice: the id that was given up leads on to the one that holds the figures.

A merged park has a successor and no names left; a park that was upgraded keeps its names, its
series and its page.
"""

from __future__ import annotations

import sqlite3
from urllib.parse import quote, urlencode

from archive.site.web import Ask, Moved, one

INTO = """
select p.successor_id from parks p join parks s on s.id = p.successor_id
where p.id = ? and not exists (select 1 from park_names n where n.park_id = p.id)
"""


def moved(db: sqlite3.Connection, ask: Ask) -> Moved | None:
    """The same page or file of the park that this one was merged into; None for any other."""
    if "park" not in ask.params:
        return None
    found = one(db, INTO, ask.params["park"])
    if found is None:
        return None
    head, _, rest = ask.path.partition("/park/")
    _, slash, tail = rest.partition("/")
    query = f"?{urlencode(ask.args)}" if ask.args else ""
    return Moved(f"{head}/park/{quote(found['successor_id'], safe='')}{slash}{tail}{query}")
