"""Reads the parks of a grade in one part of a land or province: 沿江经济区的国家级经开区."""

from __future__ import annotations

from pipelines.figures.patterns import later

# A part of the land that owns the parks named right behind it, at the head of its clause.
PART = "(?:[一-龥]{1,5}?(?:经济区|片区|地区|板块|沿海)|中?[东中西南北]部)"
AREA = later(f"(?:^|(?<=[,。;:\\n])|(?<=其中))((?![全我该各本某其]){PART})的$")
PARKS_OF_AREA = later(f"{PART}(?:国家|省)级")
REACH = 12  # characters in which the part of the land is named


def area_before(text: str, start: int) -> tuple[str, int]:
    """The area whose parks begin at an offset and where its name begins; '' where none has them."""
    found = AREA.search(text, max(0, start - REACH), start)
    return ("", start) if found is None else (found[1], found.start(1))


def of_area(name: str) -> bool:
    """Whether a name is of the parks of an area, told of beside those of other ones."""
    return PARKS_OF_AREA.match(name) is not None
