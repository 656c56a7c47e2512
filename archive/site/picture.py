"""A chart as a file of its own, with title, source and date inside the picture. Pure.

Outside our pages no stylesheet applies, so that classes become plain attributes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from archive.site import charts

HEAD, FOOT, MARGIN = 58, 52, 20
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
    marks: Sequence[charts.Mark], *, title: str, unit: str, missing: str, notes: Sequence[str]
) -> str:
    """An SVG document; notes are the lines below the chart: what the shapes mean, source, date."""
    width, height = charts.WIDE
    drawn = charts.chart(marks, charts.WIDE, title=title, unit=unit, missing=missing)
    inner = _CLASS.sub(lambda found: LOOKS[found.group(1)], str(drawn))
    # Links in a picture would lead to paths of wherever it is put.
    inner = re.sub(r"</?a\b[^>]*>", "", inner)
    inner = inner.replace("<svg ", f'<svg x="{MARGIN}" y="{HEAD}" ', 1)
    whole_width, whole_height = width + 2 * MARGIN, height + HEAD + FOOT
    lines = Markup("").join(
        Markup('<text x="{}" y="{}" font-size="12" fill="{}">{}</text>').format(
            MARGIN, HEAD + height + 18 + 18 * n, DIM, note
        )
        for n, note in enumerate(notes)
    )
    head = Markup('<text x="{}" y="36" font-size="20" font-weight="600" fill="{}">{}</text>')
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole_width} {whole_height}" '
        f'width="{whole_width}" height="{whole_height}" font-family="{escape(FONT)}" '
        f'font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
        f"{head.format(MARGIN, INK, title)}{inner}{lines}</svg>\n"
    )
