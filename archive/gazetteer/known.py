"""The names of official parks that the figures library ships, made from the tables.

`python -m archive.gazetteer.known` writes them anew after a change of the tables or of the rules by
which their forms are made; a test holds the file to them.
"""

from __future__ import annotations

from pathlib import Path

from archive.gazetteer.aliases import forms
from archive.gazetteer.load import Places, leading_places
from archive.gazetteer.tables import shipped
from pipelines.figures.names.park_names import is_grade
from pipelines.figures.names.terms import terms

SHIPPED = Path(__file__).parents[2] / "pipelines" / "figures" / "vocabulary" / "parks.txt"
LEAST = 6  # characters of a form that no common word happens to be


def known_parks() -> list[str]:
    """Every form of an official park's name that means this park by itself, sorted."""
    places: Places = {}
    for row in shipped().rows("places.csv"):
        code = row["code"] or ""
        if row["status"] == "current" or code not in places:
            places[code] = ([row["name"] or "", row["short_name"] or ""], row["parent_code"])
    divisions = {names[0] for names, _ in places.values()}
    known = set()
    for row in shipped().rows("parks.csv"):
        place = row["county_code"] or row["prefecture_code"] or row["province_code"]
        for listed in (row["name"], row["alt_name"]):
            for form, rule in forms(listed or "", leading_places(place, places)):
                own = len(form) >= LEAST and not rule.endswith("(weak)") and form not in divisions
                if own and not _of_any_place(form):
                    known.add(form)
    return sorted(known)


def _of_any_place(form: str) -> bool:
    """Whether a form only says what sort of park it is: 特色工业园区, 精细化工产业园区."""
    words = terms()
    head = max((h for h in words.park_heads if form.endswith(h)), key=len, default="")
    stem = form.removesuffix(head)
    trade = words.industries.fullmatch(stem) is not None
    return head != "" and (not stem or trade or is_grade(words, stem))


if __name__ == "__main__":
    SHIPPED.write_text("\n".join(known_parks()) + "\n", encoding="utf-8")
