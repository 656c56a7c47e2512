"""Every page of the demo as a browser shows it: whole, within the screen, readable by everyone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESK, PHONE, TABLET, Facts, Open

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
# Colours of a printed number's highlight and the like are judged too: nothing is left out.
AXE = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}


def paths(facts: Facts) -> list[str]:
    """One address of every kind of page, with little, much and nothing on it."""
    park, indicator = facts.park, facts.indicator
    empty = facts.one("select park_id from park_totals where figures = 0 order by park_id limit 1")
    report = facts.one("select article_id from figures group by 1 order by count(*) desc limit 1")
    figure = facts.one("select id from figures where shown = 1 and park_id = ? limit 1", park)
    other = facts.one(
        "select park_id from years where indicator_id = ? and park_id <> ? limit 1", indicator, park
    )
    return [
        "/", "/parks", "/indicators", "/reports", "/sources", "/about", "/api", "/coverage",
        "/corrections", "/search", "/search?q=税收", "/search?q=没有这样的词",
        "/province/620000", "/province/110000", "/province/710000",
        f"/park/{park}", f"/park/{empty}", f"/park/{park}/{indicator}",
        f"/embed/park/{park}/{indicator}", f"/indicator/{indicator}", f"/report/{report}",
        f"/figure/{figure}", "/source/hexi", "/compare",
        f"/compare?indicator={indicator}&park={park},{other}",
    ]  # fmt: skip


def _spill(page: Any) -> list[str]:
    """Elements that reach beyond the screen and do not lie in a part that scrolls."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => {
            const box = e.getBoundingClientRect();
            return box.width > 0 && box.right > innerWidth + 1 && !e.closest('.scroll, .skip, svg');
        }).map(e => e.tagName + '.' + e.className).slice(0, 5)"""
    )
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_fit_every_screen(reader: Open, facts: Facts, lang: str) -> None:
    window = reader(PHONE, lang)
    for path in paths(facts):
        page = window.open(path)
        assert page.locator("h1").count() == 1 and page.locator("h1").inner_text().strip(), path
        for width, height in (PHONE, TABLET, DESK):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            assert _spill(page) == [], (path, width)
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        assert window.faults == [] and window.foreign == [], path


@pytest.mark.parametrize(("size", "lang"), [(DESK, "zh"), (PHONE, "en")], ids=["desk", "phone"])
def test_pages_are_accessible(reader: Open, facts: Facts, size: tuple[int, int], lang: str) -> None:
    """Contrast, labels, landmarks, order of headings: axe finds nothing to object to."""
    window = reader(size, lang)
    found = {}
    for path in paths(facts):
        page = window.open(path)
        results = Axe().run(page, options=AXE)
        faults = [
            (fault["id"], [node["target"] for node in fault["nodes"]][:3])
            for fault in results.response["violations"]
        ]
        if faults:
            found[path] = faults
    assert found == {}


def _small(page: Any, selector: str) -> float:
    """The smallest size, in pixels of the screen, in which text of this kind is drawn."""
    sizes: list[float] = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter(e => {
            const box = e.getBoundingClientRect();
            return box.width > 0 && box.height > 0;
        }).map(e => {
            const scale = e.getScreenCTM ? e.getScreenCTM().a : 1;
            return parseFloat(getComputedStyle(e).fontSize) * scale;
        })""",
        selector,
    )
    assert sizes, selector
    return min(sizes)


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pictures_can_be_read(reader: Open, facts: Facts, size: tuple[int, int], lang: str) -> None:
    """A picture made smaller to fit takes its letters along; none may fall below nine pixels."""
    page = reader(size, lang).open(f"/park/{facts.park}/{facts.indicator}")
    for kind in (".chart .year", ".chart .value", ".chart .step"):
        assert _small(page, kind) >= 9, kind
    page.goto(page.url.partition("/park/")[0] + "/")
    assert _small(page, ".tile .name") >= 9


def test_tables_on_a_phone_keep_years_and_names_whole(reader: Open, facts: Facts) -> None:
    """Long names of parks once squeezed the column of years until 2025 broke in two."""
    park, indicator = facts.park, facts.indicator
    others = [
        row[0]
        for row in facts.db.execute(
            "select distinct y.park_id from years y join parks p on p.id = y.park_id "
            "where y.indicator_id = ? and y.scope = '' and y.park_id <> ? "
            "order by length(p.name) desc limit 3",
            (indicator, park),
        )
    ]
    page = reader(PHONE).open(f"/compare?indicator={indicator}&park={','.join([park, *others])}")
    lines = page.evaluate(
        "() => [...document.querySelectorAll('.compared tbody th')]"
        ".map(e => e.getClientRects().length && e.scrollHeight)"
    )
    assert lines and max(lines) < 60
    page.goto(page.url.partition("/compare")[0] + "/sources")
    widths = page.evaluate(
        "() => [...document.querySelectorAll('main tbody th')].map(e => e.clientWidth)"
    )
    assert min(widths) > 200


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_desk_shows_every_column_of_a_series(reader: Open, facts: Facts, lang: str) -> None:
    """How sure we are stands in the last column, which English words once pushed out of sight."""
    page = reader(DESK, lang).open(f"/park/{facts.park}/{facts.indicator}")
    hidden = page.evaluate(
        "() => [...document.querySelectorAll('.scroll')].map(e => e.scrollWidth - e.clientWidth)"
    )
    assert hidden and max(hidden) <= 0
    page.goto(page.url.rpartition("/")[0])  # the park
    # A cell that lays itself out stands out of line with its row, rule and all.
    shown = page.evaluate(
        "() => [...document.querySelectorAll('.series td')].map(e => getComputedStyle(e).display)"
    )
    assert set(shown) == {"table-cell"}


def test_menus_can_be_tapped(reader: Open) -> None:
    for lang in ("zh", "en"):
        page = reader(PHONE, lang).open("/parks")
        heights = page.evaluate(
            "() => [...document.querySelectorAll('.top a, .top button, .top input')]"
            ".map(e => e.getBoundingClientRect().height)"
        )
        assert len(heights) >= 8 and min(heights) >= 24


def test_nothing_needs_a_script(reader: Open, facts: Facts) -> None:
    window = reader(script=False)
    page = window.open("/")
    page.locator("main input[name=q]").fill("税收")
    page.locator("main button").click()
    assert page.locator("mark").first.inner_text() == "税收"
    page.locator(".figure .number a").first.click()
    assert page.locator("blockquote mark").count() == 1


def test_datasettes_pages_work_under_their_policy(reader: Open) -> None:
    window = reader()
    page = window.open("/public/figures")
    page.locator("input[name=_search]").fill("税收")
    page.locator("input[type=submit], button[type=submit]").first.click()
    page.wait_for_url("**_search=*")
    page.locator("table.rows-and-columns tbody tr").first.wait_for()
    assert page.locator("table.rows-and-columns tbody tr").count() > 0
    page.locator("header .ours a", has_text="园区").first.click()
    assert page.locator("h1").inner_text() == "园区"
