"""Everything that must hold of a built file, looked at by several processes where it is large.

Each look reads the finished file as a whole. None waits for another but those for long runs of a
body, which want the long public texts first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from archive import checks
from archive.publishing.helpers import helpers_for, helping
from archive.publishing.inspection import inspected
from archive.rights import report_ids, rights_faults

Look = Callable[[sqlite3.Connection], list[str]]

# The longest first: what is begun last should be short.
LOOKS: tuple[Look, ...] = (
    checks.reference_faults, checks.integrity_faults, checks.evidence_faults,
    checks.structure_faults, checks.type_faults,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found wrong, and what Datasette wants to know of the file."""

    faults: list[str]
    counts: dict[str, object]


def examine(home: Path, building: Path, name: str, published: int | None, least: float) -> Examined:
    """Look at the file that is to be published as `name`; see checks.size_faults for the rest."""
    looks: tuple[Look, ...] = (
        *LOOKS,
        partial(checks.size_faults, published=published, least=least),
    )
    ids = report_ids(home)
    n = helpers_for(len(ids))
    if not n:
        faults = [fault for look in looks for fault in _seen(building, look)]
        faults += rights_faults(home, building, ids)
        return Examined(faults, inspected(building, name))
    with helping(n, int) as pool:
        jobs = [pool.submit(_seen, building, look) for look in looks]
        counts = pool.submit(inspected, building, name)
        rights = rights_faults(home, building, ids, pool)
        faults = [fault for job in jobs for fault in job.result()]
        return Examined(faults + rights, counts.result())


def _seen(building: Path, look: Look) -> list[str]:
    with closing(sqlite3.connect(building.absolute().as_uri() + "?mode=ro", uri=True)) as db:
        return look(db)
