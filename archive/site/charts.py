"""Charts as SVG without script or style of their own: marks over years, gaps left as gaps.

Each chart has one unit and one axis. Results are filled dots, plans hollow diamonds, other
readings of a period crosses, so that shape tells them apart as well as colour. Years that
nobody reported stay empty and are named below the axis. Pure; a chart takes about 0.2 ms.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

WIDE, NARROW = (1000, 280), (344, 220)  # width and height in CSS pixels; text stays 12 px
LEFT, RIGHT, TOP, BOTTOM = 4, 44, 40, 44  # room on the right for the axis, above for 计划
EDGE = 48  # room at both ends of a strip for the words of its axis
STRIP = (720, 64)
NEAR = 28  # pixels above a shape that its number would need
MOST_LABELS = {1000: 16, 344: 5}
MOST_TOLD = {1000: 80, 344: 40}  # marks that say each what they are; the table says it of all


@dataclass(frozen=True, slots=True)
class Mark:
    """A value at a moment, in years (2025.0 is the year 2025); shape is dot, plan or other."""

    at: float
    value: float
    words: str
    shape: str = "dot"
    link: str = ""
    tag: str = ""  # a word above the number: 计划


@dataclass(frozen=True, slots=True)
class Frame:
    """Where values and years stand within the picture."""

    width: int
    height: int
    first: int
    last: int
    axis: tuple[float, ...]

    def x(self, at: float) -> float:
        """The place of a moment; half a year of room at both ends."""
        years = self.last - self.first + 1
        return LEFT + (at - self.first + 0.5) / years * (self.width - LEFT - RIGHT)

    def y(self, value: float) -> float:
        """The place of a value."""
        low, high = self.axis[0], self.axis[-1]
        share = (value - low) / (high - low)
        return self.height - BOTTOM - share * (self.height - TOP - BOTTOM)


def steps(low: float, high: float, most: int = 4) -> list[float]:
    """Round values for the axis that span low to high, zero among them where it is near."""
    if high <= low:
        high = low + (abs(low) or 1)
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    # Fifteen digits are as many as are meant; the rest is noise of the multiplication.
    return [float(f"{n * step:.15g}") for n in range(first, last + 1)]


def frame(marks: Sequence[Mark], size: tuple[int, int], values: Iterable[float] = ()) -> Frame:
    """The frame for these marks; further values widen it, so that panels can share one scale."""
    shown = [m.value for m in marks] + list(values)
    axis = steps(min(0.0, *shown), max(0.0, *shown))
    years = [math.floor(m.at) for m in marks]
    return Frame(*size, min(years), max(years), tuple(axis))


def chart(
    marks: Sequence[Mark],
    size: tuple[int, int],
    *,
    title: str,
    unit: str,
    missing: str,
    values: Iterable[float] = (),
    years: tuple[int, int] | None = None,
    instead: Mapping[int, str] | None = None,
) -> Markup:
    """The picture; empty where there is nothing to draw. missing: the word below an empty year,
    instead: the word for single years."""
    if not marks:
        return Markup("")
    box = frame(marks, size, values)
    if years:
        box = Frame(box.width, box.height, *years, box.axis)
    parts = [
        *_axis(box, unit),
        *_years(box, marks, missing, instead or {}),
        *_joints(box, marks),
        *_marks(box, marks),
    ]
    return _svg(size, title, parts)


def _svg(size: tuple[int, int], title: str, parts: Iterable[str]) -> Markup:
    """The parts are markup: what others wrote went through escape()."""
    width, height = size
    head = f'<svg class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    inner = "".join(parts)
    return Markup(f'{head} role="group"><title>{escape(title)}</title>{inner}</svg>')  # noqa: S704


def _text(x: float, y: float, words: object, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'


def _axis(box: Frame, unit: str) -> list[str]:
    parts = [_text(LEFT, 14, unit, "unit")]
    for value in box.axis:
        y = box.y(value)
        kind = "zero" if value == 0 else "rule"
        parts.append(f'<path class="{kind}" d="M{LEFT} {y:.1f}H{box.width - RIGHT}"/>')
        parts.append(_text(box.width - RIGHT + 6, y + 4, f"{value:,g}", "step"))
    return parts


def _years(
    box: Frame, marks: Sequence[Mark], missing: str, instead: Mapping[int, str]
) -> list[str]:
    known = {math.floor(m.at) for m in marks}
    told = max((math.floor(m.at) for m in marks if m.shape != "plan"), default=box.first)
    count = box.last - box.first + 1
    every = max(1, math.ceil(count * 44 / (box.width - LEFT - RIGHT)))
    parts = []
    for year in range(box.first, box.last + 1):
        if (box.last - year) % every == 0:
            parts.append(_text(box.x(year), box.height - BOTTOM + 18, year, "year"))
            if year not in known and year <= told:  # beyond the last result nobody is silent yet
                word = instead.get(year, missing)
                parts.append(_text(box.x(year), box.height - BOTTOM + 33, word, "missing"))
    return parts


def _joints(box: Frame, marks: Sequence[Mark]) -> list[str]:
    """Lines between results at most a year apart; a longer silence is not bridged."""
    dots = sorted((m for m in marks if m.shape == "dot"), key=lambda m: m.at)
    return [
        f'<path class="joint" d="M{box.x(a.at):.1f} {box.y(a.value):.1f}'
        f'L{box.x(b.at):.1f} {box.y(b.value):.1f}"/>'
        for a, b in pairwise(dots)
        if 0 < b.at - a.at <= 1.01
    ]


def _marks(box: Frame, marks: Sequence[Mark]) -> list[str]:
    parts = []
    labelled = _labelled(marks, MOST_LABELS.get(box.width, 6))
    told = len(marks) <= MOST_TOLD.get(box.width, 80)
    for mark in marks if told else ():
        x, y = box.x(mark.at), box.y(mark.value)
        told_by = f"<title>{escape(mark.words)}</title>"
        shape = f'<path class="{mark.shape}" d="{_shape(mark.shape, x, y)}">{told_by}</path>'
        parts.append(f'<a href="{escape(mark.link)}">{shape}</a>' if mark.link else shape)
    if not told:
        parts += _crowd(box, marks)
    # Numbers last, so that no shape covers one.
    for mark in marks:
        if id(mark) in labelled:
            parts += _number(box, mark, marks)
    return parts


def _crowd(box: Frame, marks: Sequence[Mark]) -> list[str]:
    """Many marks as one path for each shape, results over the rest; those in one place are one."""
    parts = []
    for shape in ("other", "plan", "dot"):
        drawn = (_shape(m.shape, box.x(m.at), box.y(m.value)) for m in marks if m.shape == shape)
        outline = "".join(dict.fromkeys(drawn))
        if outline:
            parts.append(f'<path class="{shape}" d="{outline}"/>')
    return parts


def _number(box: Frame, mark: Mark, marks: Sequence[Mark]) -> list[str]:
    """The number above its shape, below it where another shape of the period stands close above."""
    x, y = box.x(mark.at), box.y(mark.value)
    near = [y - box.y(m.value) for m in marks if m.at == mark.at and m is not mark]
    at = y + 20 if any(0 < gap < NEAR for gap in near) else y - 10
    parts = [_text(x, at, f"{mark.value:,.6g}", "value")]
    if mark.tag:
        parts.append(_text(x, at - 13, mark.tag, "tag"))
    return parts


def _labelled(marks: Sequence[Mark], most: int) -> set[int]:
    """Which marks carry their number: the last result always, then plans, then every so many."""
    dots = [m for m in marks if m.shape == "dot"]
    taken = {m.at for m in dots}
    plans = [m for m in marks if m.shape == "plan" and m.at not in taken]
    every = max(1, math.ceil(len(dots) / max(1, most - len(plans))))
    chosen = [m for n, m in enumerate(reversed(dots)) if n % every == 0]
    return {id(m) for m in chosen + plans[-most:]}


def _shape(shape: str, x: float, y: float) -> str:
    if shape == "plan":
        return f"M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6-6z"
    if shape == "other":
        return f"M{x - 4:.1f} {y - 4:.1f}l8 8m0-8l-8 8"
    return f"M{x - 4.5:.1f} {y:.1f}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0"


def both(
    marks: Sequence[Mark],
    *,
    title: str,
    unit: str,
    missing: str,
    instead: Mapping[int, str] | None = None,
) -> Markup:
    """A wide and a narrow picture; the stylesheet shows the one that suits the screen."""
    made = [
        chart(marks, size, title=title, unit=unit, missing=missing, instead=instead)
        for size in (WIDE, NARROW)
    ]
    return Markup('<div class="for-wide">{}</div><div class="for-narrow">{}</div>').format(*made)


def strip(points: Sequence[Mark], size: tuple[int, int], *, title: str, unit: str) -> Markup:
    """How values are spread: one dot a park on a line. Dots without a link tell nothing more."""
    if len(points) < 4:
        return Markup("")
    width, height = size
    axis = steps(min(0.0, *(p.value for p in points)), max(p.value for p in points))
    reach = width - 2 * EDGE

    def x(value: float) -> float:
        return EDGE + (value - axis[0]) / (axis[-1] - axis[0]) * reach

    parts = [f'<path class="zero" d="M{EDGE} {height - 22}H{width - EDGE}"/>']
    parts += [_text(x(v), height - 6, f"{v:,g}", "year") for v in axis[:-1]]
    parts.append(_text(x(axis[-1]), height - 6, f"{axis[-1]:,g} {unit}", "year"))
    drawn = [(_shape("dot", x(point.value), height - 36), point) for point in points]
    if not all(point.link for point in points):
        # A crowd is one shape; those in one place are one.
        outline = "".join(dict.fromkeys(shape for shape, _ in drawn))
        parts.append(f'<path class="dot" d="{outline}"/>')
    else:
        parts += [
            f'<a href="{escape(point.link)}"><path class="dot" d="{shape}">'
            f"<title>{escape(point.words)}</title></path></a>"
            for shape, point in drawn
        ]
    return _svg(size, title, parts)
