"""One indicator of one park: charts, and under them the table that says everything."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from archive.site import charts, figures, formats, links
from archive.site.beside import beside
from archive.site.drawing import Drawn, draw, shapes
from archive.site.formats import scale_for
from archive.site.pages.park import find
from archive.site.web import Answer, Ask, NotFound, one, rows

MOST_ROWS = 2000  # of one indicator of one park that are drawn and paged; the download has all
PER_PAGE, AT_ONCE = 60, 10  # rows of a page; of one panel before the next has its turn
CHARTS = 45_000  # bytes of charts on one page; the first is always drawn


@dataclass(slots=True)
class Subject:
    """A park and an indicator, with every figure of it and the rows chosen for the series."""

    park: sqlite3.Row
    indicator: sqlite3.Row
    name: str
    title: str
    rows: list[sqlite3.Row]  # of figures.OUTLINE
    cut: bool
    chosen: dict[str, sqlite3.Row]


@dataclass(slots=True)
class Panel:
    """Values of one kind and unit, told in one table, and drawn where there are two or more."""

    kind: str
    name: str
    unit: str
    unit_id: str
    cards: list[figures.Card]  # every row; shown are those of the page
    drawn: Drawn | None
    chart: Markup
    units: list[tuple[str, str]]  # as the address and as the reader names it
    shown: list[figures.Card] = field(default_factory=list)


def find_subject(db: sqlite3.Connection, ask: Ask) -> Subject:
    """The park and indicator of the address; NotFound where there is none."""
    park = find(db, ask)
    indicator = one(db, "select * from indicators where id = ?", ask.params["indicator"])
    if indicator is None:
        raise NotFound(ask.say("没有这个指标。", "There is no such indicator."))
    found = figures.select(
        db,
        "where f.park_id = ? and f.indicator_id = ? and f.withdrawn_at is null "
        "order by f.period_end is null, f.period_end desc, f.period_key, f.status, "
        "a.published_at desc limit ?",
        park["id"],
        indicator["id"],
        MOST_ROWS + 1,
        columns=figures.OUTLINE,
    )
    sql = "select * from series where park_id = ? and indicator_id = ?"
    chosen = {row["figure_id"]: row for row in rows(db, sql, park["id"], indicator["id"])}
    name = indicator["name_zh"] if ask.lang == "zh" else indicator["name_en"]
    title = ask.say(f"{park['name']}的{name}", f"{park['name']}: {name}")
    return Subject(park, indicator, name, title, found[:MOST_ROWS], len(found) > MOST_ROWS, chosen)


def series(db: sqlite3.Connection, ask: Ask) -> Answer:
    """The page of a park's indicator."""
    subject = find_subject(db, ask)
    page = ask.number("page", 1, 1 + (len(subject.rows) - 1) // PER_PAGE)
    every = panels(ask, subject.rows, subject.chosen)
    made = on_page(every, page)
    wanted = ask.get("unit")
    if wanted and not any(formats.named_scale(panel.unit_id, wanted) for panel in every):
        ask.leave_out("unit", wanted)
    _fill(db, made)
    around = beside(db, subject.rows, [c.row["id"] for p in made for c in p.shown])
    against = {identity for one in around.values() for identity in one.against}
    drawn = any(panel.drawn for panel in every)
    own = links.park_indicator(subject.park["id"], subject.indicator["id"])
    return Answer(
        "parks/series.html",
        subject.title,
        {
            "park": subject.park,
            "indicator": subject.indicator,
            "name": subject.name,
            "panels": made,
            "drawn": drawn,
            "page": page,
            "total": len(subject.rows),
            "more": page * PER_PAGE < len(subject.rows),
            "chosen": subject.chosen,
            "beside": around,
            "said": figures.cards_by_id(db, ask, sorted(against)),
            "cut": subject.cut,
            "shapes": shapes(ask.lang),
            "embed": ask.url(f"/embed{own}"),
        },
        description=_description(db, ask, subject.rows),
        feed=f"{links.park(subject.park['id'])}/feed.atom",
        picture=f"{own}/narrow.png" if drawn else "",
    )


def _description(db: sqlite3.Connection, ask: Ask, found: list[sqlite3.Row]) -> str:
    newest = [row["id"] for row in found[:3]]
    cards = figures.cards_by_id(db, ask, newest)
    plan = ask.say("（计划）", " (planned)")
    told = [cards[identity] for identity in newest]
    return "；".join(f"{c.when} {c.worded.whole}{plan if c.planned else ''}" for c in told)


def panels(ask: Ask, found: list[sqlite3.Row], chosen: dict[str, sqlite3.Row]) -> list[Panel]:
    """Unlike kinds, scopes and units each in a panel of their own; amounts first."""
    groups: dict[tuple[str, ...], list[sqlite3.Row]] = {}
    for row in found:
        key = (row["kind"], row["scope"], row["base"], row["unit"])
        groups.setdefault(key, []).append(row)
    ordered = sorted(
        groups.items(), key=lambda g: (g[0][0] != "level", g[0][1] != "", -len(g[1]), g[0])
    )
    return [_panel(ask, key, group, chosen) for key, group in ordered]


def on_page(every: list[Panel], page: int) -> list[Panel]:
    """The panels with rows on this page. Each has its newest rows first, then each its next ones,
    so that growth is not pages behind a long series of amounts."""
    turns = [
        (n // AT_ONCE, at, card)
        for at, panel in enumerate(every)
        for n, card in enumerate(panel.cards)
    ]
    turns.sort(key=lambda turn: turn[:2])
    for _, at, card in turns[(page - 1) * PER_PAGE : page * PER_PAGE]:
        every[at].shown.append(card)
    shown = [panel for panel in every if panel.shown]
    room = CHARTS
    for panel in shown:
        room -= len(panel.chart.encode())
        if room < 0 and panel is not shown[0]:
            panel.chart = Markup("")
    return shown


def _fill(db: sqlite3.Connection, made: list[Panel]) -> None:
    """The rows of the page with all that stands in them; charts did with less."""
    whole = figures.by_id(db, [card.row["id"] for panel in made for card in panel.shown])
    for panel in made:
        panel.shown = [replace(card, row=whole[card.row["id"]]) for card in panel.shown]


def _panel(
    ask: Ask, key: tuple[str, ...], group: list[sqlite3.Row], chosen: dict[str, sqlite3.Row]
) -> Panel:
    kind, _, base, unit = key
    scale = formats.named_scale(unit, ask.get("unit")) or scale_for(
        unit, [row["quote"] for row in group], [row["value"] for row in group]
    )
    cards = [figures.Card(row, ask.lang, scale) for row in group]
    name = formats.kind(kind, ask.lang)
    narrowed = [cards[0].scope_words, cards[0].base_words if base != "yoy" else ""]
    if any(narrowed):
        joint = ask.say("，", "; ")
        name += ask.say("（{}）", " ({})").format(joint.join(filter(None, narrowed)))
    drawn = draw(cards, scale, chosen, ask.lang)
    return Panel(
        kind,
        name,
        scale.name(ask.lang),
        unit,
        cards,
        drawn,
        _chart(ask, drawn, f"{cards[0].about} {cards[0].indicator} {name}"),
        formats.switch(unit, ask.lang),
    )


def _chart(ask: Ask, drawn: Drawn | None, title: str) -> Markup:
    if drawn is None:
        return Markup("")
    missing = ask.say("无报道", "none")
    return charts.both(
        drawn.marks, title=title, unit=drawn.unit, missing=missing, instead=drawn.instead
    )
