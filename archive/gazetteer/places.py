"""Places by name: which one a short or former name means, seen from a region and a text."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from dataclasses import dataclass

SUFFIXES = (
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "地区",
    "林区",
    "省",
    "市",
    "县",
    "区",
    "州",
    "盟",
    "旗",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A division: its code in GB/T 2260, its names and whether the code still stands."""

    code: str
    name: str
    short: str
    level: str
    parent: str
    current: bool
    successors: tuple[str, ...]


class Places:
    """Every division by code and by name."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.by_code: dict[str, Place] = {}
        self.by_name: dict[str, list[Place]] = defaultdict(list)
        for row in db.execute("select * from places order by code"):
            place = Place(
                row["code"],
                row["name"],
                row["short_name"],
                row["level"],
                row["parent_code"] or "",
                row["status"] == "current",
                tuple(c.split("[")[0] for c in row["successor_codes"].split(";") if c),
            )
            self.by_code[place.code] = place
            for name in {place.name, place.short}:
                if len(name) > 1:
                    self.by_name[name].append(place)
        self.longest = max((len(name) for name in self.by_name), default=0)
        # How long the names are that begin with two characters, the longest first.
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self.by_name:
            lengths[name[:2]].add(len(name))
        self.lengths = {start: sorted(known, reverse=True) for start, known in lengths.items()}
        # Two signs in a row of those that stand there in names: few stretches of a text have them.
        first, second = ("".join(map(re.escape, {s[n] for s in lengths})) for n in (0, 1))
        self.begins = re.compile(f"[{first}](?=[{second}])" if lengths else "(?!)")

    def chain(self, code: str | None) -> tuple[str, ...]:
        """A code and those above it, the smallest first."""
        found: list[str] = []
        while code and code not in found:
            found.append(code)
            place = self.by_code.get(code)
            code = place.parent if place else None
        return tuple(found)

    def today(self, place: Place) -> Place:
        """The place that stands where a retired one stood, if it became exactly one."""
        seen = {place.code}
        while not place.current and len(place.successors) == 1:
            following = self.by_code.get(place.successors[0])
            if following is None or following.code in seen:
                break
            seen.add(following.code)
            place = following
        return place

    def named(self, name: str, province: str | None) -> Place | None:
        """The one place of a name: a current one, in the given province where several share it,
        the prefecture where a county of the same name lies in it. None where several fit."""
        found = {p.code: p for p in map(self.today, self.by_name.get(name, []))}
        if len(found) > 1:
            found = {c: p for c, p in found.items() if p.current} or found
        if len(found) > 1 and province:
            found = {c: p for c, p in found.items() if c[:2] == province[:2]} or found
        if len(found) > 1:
            full = {c: p for c, p in found.items() if p.name == name}
            found = full or found
        if len(found) > 1:
            larger = {c: p for c, p in found.items() if p.level != "county"}
            found = larger if len(larger) == 1 else found
        return next(iter(found.values())) if len(found) == 1 else None

    def leading(self, form: str, province: str | None) -> list[tuple[int, Place]]:
        """The places that lead a name, from large to small: (end of the place's words, place).

        Each must lie in the one before it; a short name of one province or several is taken only
        where named() finds one.
        """
        found: list[tuple[int, Place]] = []
        at = 0
        while at < len(form):
            step = self._longest(form, at, found[-1][1] if found else None, province)
            if step is None:
                break
            found.append(step)
            at = step[0]
        return found

    def _longest(
        self, form: str, at: int, above: Place | None, province: str | None
    ) -> tuple[int, Place] | None:
        for length in range(min(self.longest, len(form) - at - 2), 1, -1):
            name = form[at : at + length]
            if name not in self.by_name:
                continue
            if above is None:
                place = self.named(name, province)
            else:
                inside = {
                    p.code: p
                    for p in map(self.today, self.by_name[name])
                    if above.code in self.chain(p.code)[1:]
                }
                place = next(iter(inside.values())) if len(inside) == 1 else None
            if place is not None:
                return at + length, place
        return None

    def within(self, text: str) -> dict[str, int]:
        """Codes of the places that a text names in full or by a name that only one bears, with
        the offset of the first mention. 城区, 新区 and the like are words before they are names."""
        found: dict[str, int] = {}
        for begin in self.begins.finditer(text):
            at = begin.start()
            for length in self.lengths.get(text[at : at + 2], ()):
                name = text[at : at + length]
                places = self.by_name.get(name)
                if places is None or (len(name) == 2 and name[1] == "区"):
                    continue
                codes = {self.today(p).code for p in places}
                if len(codes) == 1:
                    found.setdefault(codes.pop(), at)
                    break
        return found
