"""What a shared link shows: a picture of its own for a figure and for a chart, in either language,
large enough for a chat, with nothing in it that the page does not have."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from archive.site import charts, figures, raster
from archive.site.card import ROOM, card
from archive.site.lettering import OMITTED, width, wrap
from archive.site.picture import picture
from archive.site.web import Ask
from tests.serving import Site, served

SERIES = "/park/longshan/tax_revenue"
FIGURE = "/figure/aaaaaaaaaaaa-1"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def with_font() -> None:
    """Skips on a machine that can draw no Chinese letters."""
    raster.font.cache_clear()
    if raster.font() is None:
        pytest.skip("no Chinese font on this machine")


@pytest.fixture
def rows(site: Site) -> Iterator[sqlite3.Connection]:
    """The published database."""
    with closing(sqlite3.connect(f"file:{site.home / 'public.db'}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        yield db


def shared(site: Site, path: str) -> str:
    """The path of the picture that a link to a page shows."""
    document = lxml_html.document_fromstring(site.get(path).text)
    (address,) = document.xpath("//meta[@property='og:image']/@content")
    assert str(address).startswith(site.address + "/")
    return str(address).removeprefix(site.address)


def size(body: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    assert body[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(body[16:20], "big"), int.from_bytes(body[20:24], "big")


@pytest.mark.parametrize(
    ("page", "picture"),
    [
        (SERIES, f"{SERIES}/narrow.png"),
        (f"{SERIES}?_lang=en", f"{SERIES}/narrow.png?_lang=en"),
        (FIGURE, f"{FIGURE}/card.png"),
        (f"{FIGURE}?_lang=en", f"{FIGURE}/card.png?_lang=en"),
        ("/", "/assets/card.png"),
        ("/park/longshan/employment", "/assets/card.png"),  # one period: nothing is drawn
    ],
)
def test_a_shared_link_shows_a_picture(
    site: Site, with_font: None, page: str, picture: str
) -> None:
    assert shared(site, page) == picture
    reply = site.get(picture)
    assert reply.status == 200 and reply.headers["content-type"] == "image/png"
    assert min(size(reply.body)) >= 300


def test_without_a_font_every_link_shows_the_common_card(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(raster.FONT, "/nowhere/font.ttc")
    with served(site.home) as bare:
        assert shared(bare, FIGURE) == shared(bare, SERIES) == "/assets/card.png"
        assert bare.get(f"{FIGURE}/card.png").status == 404


def test_the_pages_lead_to_their_pictures(site: Site) -> None:
    assert f'href="{SERIES}/narrow.png"' in site.get(SERIES).text
    assert f'href="{FIGURE}/card.png"' in site.get(FIGURE).text
    assert site.get("/figure/nothing-1/card.png").status == 404


def test_a_narrow_chart_keeps_its_letters_and_its_words(site: Site) -> None:
    wide, narrow = (
        etree.fromstring(site.get(f"{SERIES}/{shape}.svg").body) for shape in ("chart", "narrow")
    )
    assert int(narrow.get("width")) <= 400 < int(wide.get("width"))
    letters = [float(s) for s in narrow.xpath("//@font-size")]
    assert min(letters) >= 10  # on a phone of 360 pixels nine tenths of it
    said = ["".join("".join(root.itertext()).split()) for root in (wide, narrow)]
    for words in ("龙山经济开发区的税收", "不是零", site.address):
        assert all(words in text for text in said)
    # What is passed on in chats stays the same from one publication to the next.
    assert ["数据截至" in text for text in said] == [True, False]
    assert ["最近一篇2026年" in text for text in said] == [False, True]


def _card(rows: sqlite3.Connection, figure: str, lang: str = "zh", **changed: object) -> str:
    ask = Ask(lang=lang, path="/", params={}, args=(), base="http://x")
    (found,) = figures.cards(ask, figures.select(rows, "where f.id = ?", figure))
    if changed:
        row = {**dict(found.row), **changed}
        found = figures.Card(row, lang, found.scale)  # type: ignore[arg-type]
    return card(found, f"http://x/figure/{figure}")


def _lines(svg: str) -> list[tuple[str, float, float]]:
    """Words, place and size of every line of a card."""
    root = etree.fromstring(svg.encode())
    return [
        ("".join(t.itertext()), float(t.get("x")), float(t.get("font-size")))
        for t in root.iter(f"{SVG}text")
    ]


def test_a_card_names_number_period_paper_and_address(rows: sqlite3.Connection) -> None:
    said = "".join(words for words, _, _ in _lines(_card(rows, "aaaaaaaaaaaa-1")))
    for words in ("龙山经济开发区", "2025年", "128.6亿元", "龙山日报", "x/figure/aaaaaaaaaaaa-1"):
        assert words in said
    assert "计划" not in said and "待核" not in said
    english = "".join(words for words, _, _ in _lines(_card(rows, "aaaaaaaaaaaa-1", "en")))
    assert "2025" in english and "The park archive" in english and "128.6亿元" in english


def test_a_card_never_leaves_out_a_warning(rows: sqlite3.Connection) -> None:
    (plan,) = rows.execute("select id from figures where status = 'planned' limit 1").fetchone()
    assert "计划" in [words for words, _, _ in _lines(_card(rows, plan, shown=1))]
    held = _card(rows, "aaaaaaaaaaaa-1", shown=0, status="planned")
    assert "待核，计划" in [words for words, _, _ in _lines(held)]
    gone = _card(rows, "aaaaaaaaaaaa-1", withdrawn_at="2026-03-02T08:00:00+08:00")
    assert "已撤下" in gone and "line-through" in gone
    assert "line-through" not in held


def test_a_card_has_room_for_the_longest_words_and_none_for_markup(
    rows: sqlite3.Connection,
) -> None:
    svg = _card(
        rows, "aaaaaaaaaaaa-1", status="planned", shown=0, park="长" * 80, quote="9" * 60,
        evidence="<script>" + "句" * 92, paper="报" * 50 + '"/>&<b>', name_zh="指标" * 40,
    )  # fmt: skip
    lines = _lines(svg)
    assert all(x + width(words) * size <= ROOM + 33 for words, x, size in lines)
    assert "<script" not in svg and "<b>" not in svg
    assert sum(words.endswith(OMITTED) for words, _, _ in lines) >= 4


def test_every_figure_has_a_card_with_no_more_than_its_clause(rows: sqlite3.Connection) -> None:
    for row in rows.execute("select id, evidence from figures").fetchall():
        # Papers, names and address are facts; of the report's words there is the clause alone.
        quoted = [w for w, _, size in _lines(_card(rows, row["id"])) if size == 16][:-1]
        shown = re.sub(r"[“”…\s]", "", "".join(quoted))
        assert shown in re.sub(r"[“”…\s]", "", row["evidence"]), row["id"]


@given(st.text(alphabet="园区 a1.，。”/Ｗ\n", max_size=80), st.integers(2, 30))
def test_lines_keep_every_word_and_their_width(text: str, most: int) -> None:
    lines = wrap(text, most)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= most for line in lines)
    cut = wrap(text, most, 2)
    assert len(cut) <= 2 and all(width(line) <= most for line in cut)


def test_a_title_too_long_for_the_picture_takes_two_lines() -> None:
    marks = [charts.Mark(2024.0, 1.0, "a"), charts.Mark(2025.0, 2.0, "b")]
    notes = ["注" * 40]
    for shape in (charts.WIDE, charts.NARROW):
        svg = picture(
            marks, shape, title="题" * 60, unit="亿元", missing="无", instead={}, notes=notes
        )
        root = etree.fromstring(svg.encode())
        lines = ["".join(t.itertext()) for t in root.iter(f"{SVG}text")]
        assert "".join(line for line in lines if set(line) == {"题"}) == "题" * 60
        assert "".join(line for line in lines if set(line) == {"注"}) == notes[0]
