"""Says which park or place a mention names, with the reason, or that it cannot tell.

A wrong link is worse than none: where two parks fit equally the mention stays open and both are
named. A name that the tables lack becomes a candidate and is never dropped.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from dataclasses import dataclass, field

from archive.gazetteer.aliases import DROPPED, WEAK_RULE
from archive.gazetteer.aliases import forms as forms_of
from archive.gazetteer.grammar import (
    CLASSES,
    COMMON_HEADS,
    HEAD,
    ORGANS_OF_PARK,
    alone,
    normal,
    refusal,
)
from archive.gazetteer.index import Form, Named, Names, Park
from archive.gazetteer.load import CANDIDATE, load_gazetteer, merged_ids
from archive.gazetteer.places import Place, Places
from archive.gazetteer.tables import in_force
from archive.store.connect import snapshot, transaction

LEAST_NAME = 4  # characters of a name that may become a candidate: place, brand or both, and head


# A park with its other name, 梅州高新区（广梅产业园）; not with a part of it, （太原区域）.
SECOND_NAME = re.compile(
    r"(.+(?:区|园|城|港|基地))[（(](?![^（）()]*(?:区域|片区|组团|板块)[)）])[^（）()]{2,14}[)）]"
)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The park that a mention names. park_id is None where the mention is no name of a park or
    several parks fit equally; alternatives then holds their ids."""

    park_id: str | None
    name: str
    official_code: str | None
    place_code: str | None
    reason: str
    alternatives: tuple[str, ...] = ()

    @property
    def sure(self) -> float:
        """Chance that the link is right, as seen on the written mentions."""
        if self.park_id is None:
            return 1.0  # no link is claimed
        if self.reason.endswith(WEAK_RULE):
            return 0.9
        return 0.98 if DROPPED in self.reason or self.reason.startswith("second") else 1.0


@dataclass(frozen=True, slots=True)
class _Report:
    """What the text around a mention tells, worked out once for all its mentions."""

    text: str
    province: str | None
    day: str
    named: list[Named] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)  # defined abbreviation -> full words


DEFINED = re.compile(
    r"[（(]\s*(?:以下|下文)?(?:统一)?简?称(?:为)?[:：]?\s*[“\"'‘]?([^”\"'’）)]{2,12})"
)


class Gazetteer:
    """Names to parks and places, over the tables of one archive."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        load_gazetteer(db)
        with snapshot(db):  # another crawl may add a candidate and its names at any moment
            self.places = Places(db)
            self.names = Names(db)
        self.merged = merged_ids(in_force(db))
        self._report: _Report | None = None
        self._known: dict[str, Resolution] = {}

    def park(self, mention: str, *, text: str, province: str | None, day: str) -> Resolution:
        """Resolve a park's name as a report gives it; an unknown one becomes a candidate.

        province is the code of the region the paper covers, text the whole report, day the day
        of publication (YYYY-MM-DD or '').
        """
        report = self._read(text, province, day)
        if mention not in self._known:
            self._known[mention] = self._resolve(mention, report)
        return self._known[mention]

    def place(self, name: str, *, text: str, province: str | None, day: str) -> str | None:
        """The code of a region by its full or short name; None where several fit."""
        leading = self.places.leading(name + "  ", province)
        if leading and leading[-1][0] == len(name):
            return leading[-1][1].code
        found = self.places.named(name, province)
        return found.code if found else None

    def _read(self, text: str, province: str | None, day: str) -> _Report:
        report = self._report
        if report is None or (report.text, report.province, report.day) != (text, province, day):
            named = self.names.in_text(text)
            short = {}
            for match in DEFINED.finditer(text):
                before = [n for n in named if n.end <= match.start() and n.end > match.start() - 3]
                if before:
                    short[normal(match[1])] = before[-1].words
            report = _Report(text, province, day, named, self.places.within(text), short)
            self._report, self._known = report, {}
        return report

    def _resolve(self, mention: str, report: _Report) -> Resolution:
        form = normal(mention)
        if form in report.short and report.short[form] != mention:
            return self._resolve(report.short[form], report)
        kind = alone(mention)
        if kind is not None:
            return self._second(mention, kind, report)
        both = SECOND_NAME.fullmatch(mention)
        if both is not None and not self.names.lookup(form):
            return self._resolve(both[1], report)
        no = refusal(mention)
        if no:
            return _none(mention, no)
        if ORGANS_OF_PARK.search(mention) and not HEAD.search(form):
            return self._by_organ(mention, form, report)
        open_to: tuple[Form, ...] = ()
        for stem, inside in self._stems(form, report):
            known = self.names.lookup(stem)
            if inside is not None:
                known = tuple(f for f in known if inside in self.places.chain(f.park.place))
            chosen = self._choose(known, report, mention, certain=inside is not None)
            if chosen is not None:
                return chosen
            open_to = open_to or known
            if len({f.park.id for f in open_to}) > 1:
                break  # a looser form of a name that several bear would only seem to decide
        if len({f.park.id for f in open_to}) > 1:
            ids = tuple(sorted({f.park.id for f in open_to}))
            return _none(mention, "several parks bear this name", ids)
        return self._candidate(mention, form, report)

    def _stems(self, form: str, report: _Report) -> list[tuple[str, str | None]]:
        """The name as it is, then without the larger places that lead it (and the code in which
        the park must lie), then with former places by their present names."""
        stems: list[tuple[str, str | None]] = [(form, None)]
        leading = self.places.leading(form, report.province)
        for end, place in leading:
            rest = form[end:]
            if len(rest) >= LEAST_NAME:
                stems.append((rest, place.code))
        if leading:
            end, place = leading[-1]
            above = next((p for p in reversed(leading[:-1])), None)
            inside = above[1].code if above else place.code
            stems += [(name + form[end:], inside) for name in (place.name, place.short)]
        return list(dict.fromkeys(stems))

    def _choose(
        self, forms: tuple[Form, ...], report: _Report, mention: str, *, certain: bool
    ) -> Resolution | None:
        """The one park that fits: by the text's own full name, by the places the text names, by
        the paper's region. A park of another region needs that region in the text."""
        fitting = {f.park.id: f for f in forms}
        if len(fitting) > 1:
            full = {i: f for i, f in fitting.items() if f.park.name in report.text}
            fitting = full if len(full) == 1 else fitting
        if len(fitting) > 1:
            heirs = {f.park.successor for f in fitting.values()} & set(fitting)
            fitting = {i: f for i, f in fitting.items() if f.park.successor not in heirs}
        if len(fitting) > 1 and report.province:
            fitting = self._home_or_named(fitting, report, report.province)
        if len(fitting) > 1:
            fitting = self._nearest(fitting, report)
        if len(fitting) != 1:
            return None
        form = next(iter(fitting.values()))
        if not certain and not self._plausible(form, report, mention):
            return None
        park = form.park
        return Resolution(park.id, park.name, park.official_code, park.place, form.rule)

    def _home_or_named(
        self, fitting: dict[str, Form], report: _Report, province: str
    ) -> dict[str, Form]:
        """Those of the paper's region, and those whose own region the text names."""
        near = {
            i: f
            for i, f in fitting.items()
            if self._at_home(f.park, province) or f.park.province in report.places
        }
        return near or fitting

    def _nearest(self, fitting: dict[str, Form], report: _Report) -> dict[str, Form]:
        """Those whose place the text names, the smallest place first."""
        scores = {}
        for identity, form in fitting.items():
            chain = self.places.chain(form.park.place or form.park.province)
            scores[identity] = max(
                (len(chain) - n for n, code in enumerate(chain) if code in report.places),
                default=0,
            )
        best = max(scores.values())
        return {i: f for i, f in fitting.items() if scores[i] == best} if best else fitting

    @staticmethod
    def _at_home(park: Park, province: str) -> bool:
        return park.province[:2] == province[:2]

    def _plausible(self, form: Form, report: _Report, mention: str) -> bool:
        """A park far from the paper's region must be named with its own region, or by a name
        that no other place could lead."""
        park = form.park
        if form.placeless and not self._placed(park, report):
            return False
        if not report.province or self._at_home(park, report.province):
            return True
        chain = self.places.chain(park.place or park.province)
        if any(code in report.places for code in chain):
            return True
        leading = self.places.leading(normal(mention), None)
        return bool(leading) or normal(mention) == normal(park.name)

    def _placed(self, park: Park, report: _Report) -> bool:
        """Whether a park without its place in the name may be meant: the report names its place,
        or names no place at all but those around it."""
        if (park.place or "0000").endswith("0000"):
            return True  # the tables know no more than its province
        chain = self.places.chain(park.place)
        below = [code for code in report.places if not code.endswith("0000")]
        return not below or any(code in chain for code in below)

    def _second(self, mention: str, kind: str, report: _Report) -> Resolution:
        """`园区`, `该经开区`: the park named before it with such a head."""
        pattern = CLASSES[kind]
        at = _alone_at(mention, report)
        fitting = [n for n in report.named if pattern.search(n.forms[0].park.name)]
        before = [n for n in fitting if n.end <= at]
        among = before or fitting
        if among:
            parks = {tuple(f.park.id for f in n.forms) for n in among}
            if kind in ("园区", "管委会") and len(parks) > 1:
                ids = tuple(sorted({i for group in parks for i in group}))
                return _none(mention, "several parks of the report could be meant", ids)
            last = among[-1] if before else among[0]
            chosen = self._choose(last.forms, report, last.words, certain=False)
            if chosen is not None and (before or len(parks) == 1):
                return Resolution(
                    chosen.park_id,
                    chosen.name,
                    chosen.official_code,
                    chosen.place_code,
                    f"second mention of {last.words}",
                )
        return self._by_place(mention, kind, at, report)

    def _by_place(self, mention: str, kind: str, at: int, report: _Report) -> Resolution:
        """`经开区` in a report on one city: the park that the city's name and these words name."""
        if kind in {"园区", "管委会", "开发区", "基地", "示范区"}:
            return _none(mention, "no park is named in the report")
        near = sorted(report.places.items(), key=lambda item: (item[1] > at, abs(at - item[1])))
        for code, _ in near:
            place = self.places.by_code.get(code)
            if place is None or place.level == "province":
                continue
            if report.province and code[:2] != report.province[:2]:
                continue
            forms = self.names.lookup(place.short + kind)
            forms = tuple(f for f in forms if code in self.places.chain(f.park.place))
            if len({f.park.id for f in forms}) == 1:
                park = forms[0].park
                return Resolution(
                    park.id, park.name, park.official_code, park.place, f"{place.name} and {kind}"
                )
            if forms:
                ids = tuple(sorted({f.park.id for f in forms}))
                return _none(mention, "several parks of the place could be meant", ids)
        return _none(mention, "no place is named in the report")

    def _by_organ(self, mention: str, form: str, report: _Report) -> Resolution:
        """`宁东管委会`: the one park whose name begins so."""
        forms = tuple(
            f
            for name, group in self.names.forms.items()
            if name.startswith(form) and len(form) > 1
            for f in group
            if not f.weak
        )
        chosen = self._choose(forms, report, mention, certain=False)
        return chosen or _none(mention, "an organ of no known park")

    def _candidate(self, mention: str, form: str, report: _Report) -> Resolution:
        """Keep a name that the tables lack as a candidate park, never drop it."""
        if len(form) < LEAST_NAME:
            return _none(mention, "too short to be a park's own name")
        if any(place.name == form for place in self.places.by_name.get(form, ())):
            return _none(mention, "an administrative division")
        leading = self.places.leading(form, report.province)
        if leading and form[leading[-1][0] :] in COMMON_HEADS:
            return _none(mention, "the parks of a place in general")
        place = self._place_of(mention, form, report)
        scope = (place.code if place else None) or report.province or ""
        digest = hashlib.blake2b(f"{form}|{scope}".encode(), digest_size=5).hexdigest()
        identity = f"candidate-{digest}"
        code = place.code if place else None
        province = f"{code[:2]}0000" if code else report.province
        parent = self._parent(form, report)
        into = self.names.parks.get(self.merged.get(identity, ""))
        names = self._ways_to_write(mention, form, code) if into is None else []
        with transaction(self.db):  # a candidate whose names are lacking would be met by none
            self.db.execute(
                "insert or ignore into parks (id, name, kind, level, place_code, province_code, "
                "status, parent_id, valid_from) "
                "values (?, ?, '', 'unknown', ?, ?, 'candidate', ?, ?)",
                (identity, mention, code, province, parent, report.day or None),
            )
            self.db.executemany(
                "insert or ignore into park_names (park_id, name, rule) values (?, ?, ?)",
                [(identity, name, CANDIDATE) for name in names],
            )
        if into is not None:
            reason = "a reviewer holds it for the same park"
            return Resolution(into.id, into.name, into.official_code, into.place, reason)
        if identity not in self.names.parks:
            park = Park(identity, mention, None, code, province or "", official=False)
            for name in names:
                self.names.add(park, name, CANDIDATE)
        return Resolution(identity, mention, None, code, CANDIDATE)

    def _ways_to_write(self, mention: str, form: str, code: str | None) -> list[str]:
        """The forms under which a candidate is the same candidate: its own and those with its
        places in full, short or former form; nothing that another park could be called."""
        chain = [self.places.by_code[c] for c in reversed(self.places.chain(code))]
        made = forms_of(mention, [[p.name, p.short] for p in chain])
        same = [name for name, rule in made if "→" not in rule and DROPPED not in rule]
        return list(dict.fromkeys([form, *same]))

    def _place_of(self, mention: str, form: str, report: _Report) -> Place | None:
        """Where a name puts its park: after a joint mark the host, else the smallest place that
        leads it, else the smallest place that leads the part after a brand."""
        for part in reversed(re.split(r"[·•・—–―\-]+", mention)):
            leading = self.places.leading(normal(part), report.province)
            if leading:
                return leading[-1][1]
        parent = self._parent(form, report)
        if parent:
            return self.places.by_code.get(self.names.parks[parent].place or "")
        return None

    def _parent(self, form: str, report: _Report) -> str | None:
        """The known park whose name leads this one (`临洮经济开发区中铺工业园`)."""
        for end in range(len(form) - 3, 4, -1):
            if not HEAD.search(form[:end]):
                continue
            forms = self.names.lookup(form[:end])
            chosen = self._choose(forms, report, form[:end], certain=False)
            if chosen is not None:
                return chosen.park_id
        return None


def _none(mention: str, reason: str, alternatives: tuple[str, ...] = ()) -> Resolution:
    return Resolution(None, mention, None, None, reason, alternatives)


def _alone_at(mention: str, report: _Report) -> int:
    """Where the mention stands on its own, not inside a longer name."""
    at = -1
    while (at := report.text.find(mention, at + 1)) >= 0:
        if not any(n.start <= at < n.end for n in report.named):
            return at
    return len(report.text)
