"""What templates may call: words in the reader's language, formats, marks, links."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from archive.search import hits
from archive.site import formats, links
from archive.site.web import Ask


def mark(text: str, start: int, length: int) -> Markup:
    """The clause with its number marked; everything is escaped."""
    end = start + length
    if not 0 <= start < end <= len(text):
        return escape(text)
    return Markup("{}<mark>{}</mark>{}").format(text[:start], text[start:end], text[end:])


def mark_hits(text: str, query: str) -> Markup:
    """The text with everything marked that the query found."""
    pieces, at = [], 0
    for start, end in hits(text, query):
        pieces.append(escape(text[at:start]))
        pieces.append(Markup("<mark>{}</mark>").format(text[start:end]))
        at = end
    pieces.append(escape(text[at:]))
    return Markup("").join(pieces)


def template_tools(ask: Ask) -> dict[str, Any]:
    """The names that every template of ours may use."""
    other = "en" if ask.lang == "zh" else "zh"
    return {
        "lang": ask.lang,
        "say": ask.say,
        "day": lambda text: formats.day(text, ask.lang),
        "moment": lambda text, precision=None: formats.moment(text, precision, ask.lang),
        "period": lambda start, end: formats.period(start, end, ask.lang),
        "listed": lambda column, value: formats.listed(column, value, ask.lang),
        "colon": ask.say("：", ": "),
        "paren": lambda words: ask.say(f"（{words}）", f" ({words})"),
        "count": lambda n: f"{n or 0:,}",
        "mark": mark,
        "mark_hits": mark_hits,
        "to": links,
        "here": ask.url(ask.link()),
        "other_language": ask.link(_lang=other),
        "other_lang": other,
    }
