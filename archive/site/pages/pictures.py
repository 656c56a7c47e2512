"""Pictures outside their page: a chart as a file, for a chat, in another site; a figure's card."""

from __future__ import annotations

import sqlite3

from archive.site import charts, links, picture
from archive.site.card import card
from archive.site.drawing import shapes
from archive.site.formats import day
from archive.site.pages import figure, series
from archive.site.web import (
    DEMO,
    DEMO_TITLE,
    Answer,
    Ask,
    Document,
    Drawing,
    NotFound,
    archive_facts,
    invented,
)


def _found(db: sqlite3.Connection, ask: Ask) -> tuple[series.Subject, series.Panel]:
    """The first panel that is drawn, amounts before all; or the first of the kind asked for."""
    subject = series.find_subject(db, ask)
    wanted = ask.get("kind")
    for panel in series.panels(ask, subject.rows, subject.chosen):
        if panel.drawn is not None and wanted in ("", panel.kind):
            return subject, panel
    raise NotFound(
        ask.say(
            "这项指标还没有两个时期以上的数字，画不成图。",
            "There are not yet two periods of this indicator, so there is no chart.",
        )
    )


def _newest(ask: Ask, panel: series.Panel, address: str) -> str:
    """The source of a picture that is passed on in chats: it stays the same, and drawn, until
    something else is to be seen in it, and so names no release."""
    newest = day(max(card.row["published_at"] or "" for card in panel.cards), ask.lang)
    return ask.say(
        f"来源：园区数字档案，读自各报报道，最近一篇{newest}。{address}",
        f"Source: the park archive, from newspaper reports, the latest of {newest}. {address}",
    )


def _source(db: sqlite3.Connection, ask: Ask, address: str) -> str:
    facts = archive_facts(db)
    as_of, release = day(facts.get("data_as_of"), ask.lang), facts.get("release") or ""
    return ask.say(
        f"来源：园区数字档案，读自各报报道；版本 {release}，数据截至{as_of}。{address}",
        f"Source: the park archive (release {release}, data as of {as_of}), from newspaper "
        f"reports. {address}",
    )


def svg(db: sqlite3.Connection, ask: Ask) -> Document:
    """The chart as an SVG file."""
    body, name = _drawn(db, ask)
    return Document(body, "image/svg+xml; charset=utf-8", f"{name}.svg")


def png(db: sqlite3.Connection, ask: Ask) -> Drawing:
    """The chart as a PNG file."""
    body, name = _drawn(db, ask)
    return Drawing(body, f"{name}.png")


def of_figure(db: sqlite3.Connection, ask: Ask) -> Drawing:
    """The figure's card as a PNG."""
    found = figure.find(db, ask)
    address = ask.url(links.figure(found.row["id"]))
    return Drawing(card(found, address, demo=invented(db)), f"{found.row['id']}.png")


def _drawn(db: sqlite3.Connection, ask: Ask) -> tuple[str, str]:
    """The chart as an SVG document, and what its file is called."""
    subject, panel = _found(db, ask)
    assert panel.drawn is not None
    address = ask.url(links.park_indicator(subject.park["id"], subject.indicator["id"]))
    narrow = ask.params["shape"] == "narrow"
    demo = invented(db)
    body = picture.picture(
        panel.drawn.marks,
        charts.NARROW if narrow else charts.WIDE,
        title=f"{ask.say(*DEMO_TITLE) if demo else ''}{subject.title} · {panel.name}",
        unit=panel.drawn.unit,
        missing=ask.say("无报道", "none"),
        instead=panel.drawn.instead,
        notes=[
            *([ask.say(*DEMO)] if demo else []),
            shapes(ask.lang),
            _newest(ask, panel, address) if narrow else _source(db, ask, address),
        ],
    )
    return body, f"{subject.park['name']}-{subject.name}" + ("-narrow" if narrow else "")


def embed(db: sqlite3.Connection, ask: Ask) -> Answer:
    """The chart with its source for a frame on another site."""
    subject, panel = _found(db, ask)
    address = ask.url(links.park_indicator(subject.park["id"], subject.indicator["id"]))
    return Answer(
        "parks/embed.html",
        f"{subject.title} · {panel.name}",
        {
            "chart": panel.chart,
            "address": address,
            "source": _source(db, ask, address),
            "shapes": shapes(ask.lang),
        },
        index=False,
    )
