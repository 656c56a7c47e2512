"""Every form of every park's name, in memory, and where a text names parks."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from archive.gazetteer.aliases import DROPPED, WEAK_RULE
from archive.gazetteer.grammar import ANY_HEAD, ORGAN, ORGANS_OF_PARK, normal


@dataclass(frozen=True, slots=True)
class Park:
    """A park as far as resolution needs it."""

    id: str
    name: str
    official_code: str | None
    place: str | None
    province: str
    official: bool
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a park's name and the rule that made it; weak forms need a second sign."""

    park: Park
    rule: str

    @property
    def weak(self) -> bool:
        """Whether the form is also in use for other parks."""
        return self.rule.endswith(WEAK_RULE)

    @property
    def placeless(self) -> bool:
        """Whether the form lost the place of the name: elsewhere it may be another park's."""
        return DROPPED in self.rule


@dataclass(frozen=True, slots=True)
class Named:
    """A known park's name in a text: where, the words, and the parks that bear it."""

    start: int
    end: int
    words: str
    forms: tuple[Form, ...]


class Names:
    """Forms by name; grows when an archive meets a candidate."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.parks: dict[str, Park] = {}
        self.forms: dict[str, list[Form]] = defaultdict(list)
        self.longest = 0
        self.starts: set[str] = set()  # the first two characters of any form
        for row in db.execute("select * from parks order by id"):
            self.parks[row["id"]] = Park(
                row["id"],
                row["name"],
                row["official_code"],
                row["place_code"],
                row["province_code"] or "",
                row["status"] == "official",
                row["successor_id"],
            )
        for row in db.execute("select park_id, name, rule from park_names order by 2, 1"):
            self.add(self.parks[row["park_id"]], row["name"], row["rule"])

    def add(self, park: Park, form: str, rule: str) -> None:
        """Know a park by one more form."""
        self.parks.setdefault(park.id, park)
        self.forms[form].append(Form(park, rule))
        self.longest = max(self.longest, len(form))
        self.starts.add(form[:2])

    def lookup(self, form: str) -> tuple[Form, ...]:
        """Forms of that name, the table's own parks before candidates, strong before weak."""
        found = self.forms.get(form, [])
        for group in (
            [f for f in found if not f.weak and f.park.official],
            [f for f in found if f.park.official],
            found,
        ):
            if group:
                return tuple(group)
        return ()

    def in_text(self, text: str) -> list[Named]:
        """Names of known parks in a text, each the longest that ends at its head; organs, streets
        and firms that bear a park's name are left out."""
        found: list[Named] = []
        taken = 0
        for head in ANY_HEAD.finditer(text):
            after = text[head.end() : head.end() + 14]
            if ORGAN.match(after) and not ORGANS_OF_PARK.match(after):
                continue
            first = max(taken, head.end() - self.longest - 4, text.rfind("\n", 0, head.start()) + 1)
            for start in range(first, head.start() - 1):
                if text[start : start + 2] not in self.starts:
                    continue
                words = text[start : head.end()]
                forms = self.lookup(normal(words))
                if forms:
                    found.append(Named(start, head.end(), words, forms))
                    taken = head.end()
                    break
        return found
