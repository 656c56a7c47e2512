"""Lines of text for pictures, where nothing breaks lines by itself. Pure.

Widths are in ems and guessed from the kind of letter: pictures are drawn with whatever Chinese
font a machine has, and a line that ends a little early does no harm.
"""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from markupsafe import escape

OMITTED = "…"
# What stays together: a Latin word or number, else one character; each with what may begin no line.
_PIECES = re.compile(r"(?:[A-Za-z0-9.,:/%?&=_~+@#-]+|.)[，。；：、！？）》”’%…]*", re.DOTALL)


def width(text: str) -> float:
    """About how many ems a text is wide."""
    return sum(1.0 if east_asian_width(c) in "WFA" else 0.68 if c.isupper() else 0.58 for c in text)


def wrap(text: str, most: float, lines: int = 99) -> list[str]:
    """The text in lines of at most `most` ems; what has no room in the last one is left out."""
    made, line = [], ""
    for piece in _pieces(text, most):
        if width(line + piece) > most and line:
            made.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    made.append(line.rstrip())
    if len(made) > lines:
        made = made[:lines]
        while width(made[-1] + OMITTED) > most:
            made[-1] = made[-1][:-1]
        made[-1] += OMITTED
    return made


def _pieces(text: str, most: float) -> list[str]:
    """What is not broken: an address longer than a line is, anywhere."""
    found = []
    for piece in _PIECES.findall(re.sub(r"[ \t\r\n]+", " ", text)):
        found += [piece] if width(piece) <= most else list(piece)
    return found


def written(lines: list[str], x: float, y: float, size: float, look: str) -> str:
    """The lines as SVG, the first one's foot at y; look holds plain attributes of ours."""
    return "".join(
        f'<text x="{x:g}" y="{y + size * 1.4 * n:.1f}" font-size="{size:g}" {look}>'
        f"{escape(line)}</text>"
        for n, line in enumerate(lines)
    )
