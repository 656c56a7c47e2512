"""Everything that needs a person now: of each source and of the machine, judged in one place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from archive.health import SHOWN, Health, health
from archive.store.connect import SHANGHAI
from pipelines.source import Source

MACHINE = "machine"  # the subject of what concerns no single source


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a source or the machine. name is for people, label says it in few words
    and words in more; since and last_good are moments ('' = never), sample is the last good
    thing, look the command with which to begin."""

    kind: str
    subject: str
    name: str
    label: str
    words: str
    since: str
    last_good: str
    sample: str
    look: str

    def row(self) -> dict[str, str]:
        """As a JSON object."""
        return asdict(self)


# How to begin to look, by kind; what is not listed begins with `parks check`.
LOOKS = {
    "silent": "parks check {id}; parks gaps {id}",
    "out_of_range": "parks gaps {id}",
    "killed": "tail -n 40 {home}/logs/{id}.log; parks crawl {id}",
    "stopped": "df -h {home}; parks doctor",
    "parse_failed": "parks status; parks check {id} --save DIR",
    "fill_rate": "parks check {id} --save DIR",
    "selectors": "parks check {id} --save DIR",
    "empty_list": "parks check {id} --save DIR",
}


def of_sources(
    db: sqlite3.Connection, home: Path, sources: Mapping[str, Source] | None = None
) -> list[Trouble]:
    """The troubles of all sources, as `parks status` lists them."""
    return [trouble for one in health(db, sources) for trouble in _of(one, home)]


def _of(one: Health, home: Path) -> Iterator[Trouble]:
    for kind, words in one.troubles.items():
        since = one.newest[:10] if kind == "silent" else one.bad_since or one.started_at
        yield Trouble(
            kind,
            one.source_id,
            one.name,
            SHOWN.get(kind, "需要关注"),
            words,
            since,
            one.good_at,
            one.sample,
            LOOKS.get(kind, "parks check {id}").format(id=one.source_id, home=home),
        )


def moment(text: str) -> datetime:
    """A moment of the archive; a day alone begins at midnight in China."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
