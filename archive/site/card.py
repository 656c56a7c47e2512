"""The picture of one figure, for chats that show one beside a link: what it is, the number as
printed, its words, paper and date, and where it is to be found. Pure."""

from __future__ import annotations

from urllib.parse import urlsplit

from archive.site.figures import Card
from archive.site.lettering import OMITTED, width, wrap, written
from archive.site.picture import ACCENT, DIM, INK, PLAN, document
from archive.site.web import DEMO

SIZE = (600, 315)  # as wide as chats want it, drawn twice as large
MARGIN = 32
ROOM = SIZE[0] - 2 * MARGIN
LARGEST, SMALLEST = 60.0, 22.0  # letters of the number
WITH_WORDS, ABOVE = 26.0, 34.0  # the least with its words in the same line, the most below them
NAMES = {"zh": "园区数字档案", "en": "The park archive"}
STATES = {
    "withdrawn": {"zh": "已撤下", "en": "withdrawn"},
    "held": {"zh": "待核", "en": "to be checked"},
}


def card(figure: Card, address: str, *, demo: bool = False) -> str:
    """An SVG document; address is the figure's page, demo says that the number is invented."""
    lang = figure.lang
    bold = f'font-weight="600" fill="{INK}"'
    parts = [f'<rect width="{SIZE[0]}" height="8" fill="{ACCENT}"/>']
    if demo:
        words = DEMO[lang != "zh"]
        parts = [f'<rect width="{SIZE[0]}" height="21" fill="{PLAN}"/>']
        parts.append(written([words], MARGIN, 15, 13, 'font-weight="600" fill="#fff"'))
    parts.append(written(wrap(figure.about, ROOM / 22, 1), MARGIN, 48, 22, bold))
    unknown = {"zh": "时期不详", "en": "period unknown"}[lang]
    what = f"{figure.named} · {figure.when or unknown}"
    parts.append(written(wrap(what, ROOM / 18, 1), MARGIN, 78, 18, f'fill="{DIM}"'))
    parts += _number(figure, lang)
    clause = wrap(f"“{figure.clause}”", ROOM / 16, 3)
    parts.append(written(clause, MARGIN, 184, 16, f'fill="{INK}"'))
    source = f"{figure.row['paper']} {figure.published_day} · {figure.sure_words}"
    parts.append(written(wrap(source, ROOM / 16, 1), MARGIN, 264, 16, f'fill="{DIM}"'))
    place = f"{NAMES[lang]} · {urlsplit(address).netloc}{urlsplit(address).path}"
    parts.append(written(wrap(place, ROOM / 14, 1), MARGIN, 292, 14, f'fill="{ACCENT}"'))
    return document(*SIZE, "".join(parts))


def _number(figure: Card, lang: str) -> list[str]:
    """The number as large as there is room for it, with the words that it must not be without."""
    worded, colour = figure.worded, PLAN if figure.planned else ACCENT
    said = [STATES[figure.sureness][lang]] if figure.sureness in STATES else []
    if figure.planned:
        said.append({"zh": "计划", "en": "planned"}[lang])
    joint = {"zh": "，", "en": ", "}[lang]
    tag = joint.join(said)
    beside = width(tag) * 18 + 16 if tag else 0
    words, made, largest = worded.whole, [], LARGEST
    if (ROOM - beside) / width(words) < WITH_WORDS and words != worded.number:
        # Too long for one line: what it is relative to stands above, and the number alone.
        around = f"{worded.lead}{OMITTED}{worded.tail}"
        made.append(written(wrap(around, ROOM / 16.5, 1), MARGIN, 102, 16.5, f'fill="{DIM}"'))
        words, largest = worded.number, ABOVE
    size = max(SMALLEST, min(largest, (ROOM - beside) / width(words)))
    struck = ' text-decoration="line-through"' if figure.sureness == "withdrawn" else ""
    shown = wrap(words, (ROOM - beside) / size + 0.01, 1)  # sums of widths are not exact
    made.append(written(shown, MARGIN, 142, size, f'font-weight="600" fill="{colour}"{struck}'))
    if tag:
        at = MARGIN + width(shown[0]) * size + 16
        made.append(written([tag], round(at), 142, 18, f'fill="{PLAN}"'))
    return made
