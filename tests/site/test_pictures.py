"""Charts as PNG: drawn beside the site and never in its way, a few at a time, each once."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.commands.publish import command
from archive.site import raster
from archive.site.limits import FILE, cost
from tests.loops import run_apart
from tests.serving import Site
from tests.site import reports

CHART = "/park/longshan/tax_revenue/chart.png"
UNITS = ("亿元", "万元", "元")
PLAIN = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='{}' height='9'>"
    "<rect width='9' height='9'/></svg>"
)


@pytest.fixture
def no_font(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without any Chinese font."""
    monkeypatch.setenv(raster.FONT, "/nowhere/font.ttc")
    raster.font.cache_clear()
    yield
    raster.font.cache_clear()


@pytest.fixture
def with_font() -> None:
    """Skips on a machine that can draw no Chinese letters."""
    raster.font.cache_clear()
    if raster.font() is None:
        pytest.skip("no Chinese font on this machine")


def test_a_chart_is_taken_away_as_png_with_its_letters(site: Site, with_font: None) -> None:
    reply = site.get(CHART)
    assert reply.status == 200 and reply.headers["content-type"] == "image/png"
    assert reply.body[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(reply.body[at : at + 4], "big") for at in (16, 20))
    assert width >= 1200 and height >= 600
    assert "/chart.png" in site.get("/park/longshan/tax_revenue").text
    assert site.get(CHART, If_None_Match=reply.headers["etag"]).status == 304


def test_many_pictures_at_once_are_refused_politely_and_nobody_waits(
    site: Site, with_font: None
) -> None:
    paths = [
        f"/park/{park}/{indicator}/chart.png?unit={unit}&_lang={lang}"
        for park in ("longshan", "xihe-gaoxin")
        for indicator in ("tax_revenue", "gross_industrial_output")
        for unit in UNITS
        for lang in ("zh", "en")
    ]
    with ThreadPoolExecutor(len(paths)) as pool:
        pictures = [pool.submit(site.get, path) for path in paths]
        began = time.monotonic()
        read = 0
        while not all(picture.done() for picture in pictures):
            assert site.get("/about").status == 200
            read += 1
        took = time.monotonic() - began
    replies = [picture.result() for picture in pictures]
    drawn = [reply for reply in replies if reply.status == 200]
    refused = [reply for reply in replies if reply.status != 200]
    assert len(drawn) >= raster.AT_ONCE + raster.WAITING and {r.status for r in refused} <= {503}
    assert all(reply.headers["retry-after"] == str(raster.AGAIN) for reply in refused)
    assert all("SVG" in reply.text for reply in refused)
    assert read > 2 and took / read < 2  # pages are answered while pictures are drawn
    assert site.get(paths[-1]).status == 200


def test_more_than_may_wait_are_told_at_once(with_font: None) -> None:
    async def ask() -> list[object]:
        most = raster.AT_ONCE + raster.WAITING
        many = (raster.drawn(PLAIN.format(10 + n)) for n in range(most + 4))
        return list(await asyncio.gather(*many, return_exceptions=True))

    found = run_apart(ask())
    assert [type(f) for f in found[-4:]] == [raster.Busy] * 4
    assert all(isinstance(f, bytes) and f[:4] == b"\x89PNG" for f in found[:-4])
    assert isinstance(run_apart(raster.drawn(PLAIN.format(99))), bytes)  # there is room again


def test_what_was_drawn_once_is_kept(with_font: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run_apart(raster.drawn(PLAIN.format(500)))
    monkeypatch.setattr(raster, "font", lambda: None)  # nothing could be drawn any more
    assert run_apart(raster.drawn(PLAIN.format(500))) == first
    with pytest.raises(raster.NoPicture):
        run_apart(raster.drawn(PLAIN.format(501)))
    monkeypatch.undo()
    for n in range(raster.KEPT):
        raster._kept[str(n)] = b""
    run_apart(raster.drawn(PLAIN.format(502)))
    assert len(raster._kept) <= raster.KEPT


def test_a_picture_costs_as_much_as_a_file() -> None:
    assert cost(CHART) == FILE


def test_the_site_never_loads_the_renderer() -> None:
    """The library holds Python's lock while it draws."""
    code = "import sys, archive.site.serving, archive.site.routes; print('resvg_py' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_without_a_font_there_is_a_reason_instead_of_empty_boxes(no_font: None) -> None:
    with pytest.raises(raster.NoPicture, match="no font with Chinese letters"):
        raster.png(PLAIN.format(1))


def test_publishing_says_when_there_is_no_font(no_font: None, tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home", reports.REPORTS[:1])
    done = CliRunner().invoke(command, ["--home", str(home)])
    assert done.exit_code == 0 and "fonts-wqy-microhei" in done.output
