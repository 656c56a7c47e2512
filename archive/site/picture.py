"""A chart as a file of its own, with title, source and date inside the picture. Pure.

Outside our pages no stylesheet applies, so that classes become plain attributes. A wide picture is
for print and desks; in a narrow one letters keep their size on a phone of 360 pixels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import escape

from archive.site import charts
from archive.site.lettering import wrap, written

MARGIN = 20
TITLES, NOTES = {charts.WIDE: 20, charts.NARROW: 17}, 12  # sizes of letters
FONT = "PingFang SC, Noto Sans CJK SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif"
INK, DIM, ACCENT, PLAN = "#1c2327", "#59646b", "#0b5563", "#9a3b12"
LOOKS = {
    "unit": f'fill="{DIM}"',
    "step": f'fill="{DIM}" font-size="11"',
    "year": f'fill="{DIM}" text-anchor="middle"',
    "missing": f'fill="{DIM}" text-anchor="middle" font-size="11" font-style="italic"',
    "value": f'fill="{INK}" text-anchor="middle" font-weight="600"',
    "tag": f'fill="{PLAN}" text-anchor="middle" font-size="10.5"',
    "rule": 'stroke="#ece8de"',
    "zero": 'stroke="#8b949a"',
    "joint": f'stroke="{ACCENT}" stroke-width="2"',
    "dot": f'fill="{ACCENT}" stroke="#fff" stroke-width="1.5"',
    "plan": f'fill="#fff" stroke="{PLAN}" stroke-width="2"',
    "other": f'fill="none" stroke="{DIM}" stroke-width="1.75"',
    "chart": "",
}
_CLASS = re.compile(r'class="([a-z]+)"')


def picture(
    marks: Sequence[charts.Mark],
    size: tuple[int, int],
    *,
    title: str,
    unit: str,
    missing: str,
    instead: Mapping[int, str],
    notes: Sequence[str],
) -> str:
    """An SVG document; notes stand below the chart: what the shapes mean, source, date."""
    width, height = size
    drawn = charts.chart(marks, size, title=title, unit=unit, missing=missing, instead=instead)
    inner = _CLASS.sub(lambda found: LOOKS[found.group(1)], str(drawn))
    # Links in a picture would lead to paths of wherever it is put.
    inner = re.sub(r"</?a\b[^>]*>", "", inner)
    letters = TITLES[size]
    heads = wrap(title, width / letters)
    below = [line for note in notes for line in wrap(note, width / NOTES)]
    top = 30 + round(letters * 1.4 * len(heads))
    inner = inner.replace("<svg ", f'<svg x="{MARGIN}" y="{top}" ', 1)
    head = written(heads, MARGIN, 18 + letters, letters, f'font-weight="600" fill="{INK}"')
    foot = written(below, MARGIN, top + height + 18, NOTES, f'fill="{DIM}"')
    return document(
        width + 2 * MARGIN,
        top + height + 20 + round(NOTES * 1.4 * len(below)),
        f"{head}{inner}{foot}",
    )


def document(width: int, height: int, drawn: str) -> str:
    """A white sheet of that size with what is drawn on it."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{escape(FONT)}" '
        f'font-size="12"><rect width="100%" height="100%" fill="#fff"/>{drawn}</svg>\n'
    )
