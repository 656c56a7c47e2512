"""Pictures that lie ready: drawn after publishing for what is shared, kept while they show the
same, handed to the web process, and gone with what was removed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.commands.publish import command
from archive.publish import publish
from archive.retention.remove import remove
from archive.site import gallery, raster
from archive.site.ahead import draw_ahead
from archive.site.serving import public_site
from tests.loops import run_apart
from tests.site import reports

ADDRESS = "https://parks.example.org"
CARD, CHART = "/figure/aaaaaaaaaaaa-1/card.png", "/park/longshan/tax_revenue/narrow.png"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A published archive; skips on a machine that can draw no Chinese letters."""
    raster.font.cache_clear()
    if raster.font() is None:
        pytest.skip("no Chinese font on this machine")
    made = reports.build(tmp_path / "home")
    publish(made)
    return made


def asked(home: Path, *paths: str) -> list[tuple[int, bytes]]:
    """What a site of its own answers."""
    site = public_site(home, address=ADDRESS)

    async def ask() -> list[tuple[int, bytes]]:
        replies = [await site.client.get(path) for path in paths]
        return [(reply.status_code, reply.content) for reply in replies]

    return run_apart(ask())


def test_what_is_shared_lies_ready_and_is_not_drawn_in_a_request(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = tmp_path / "web"
    done = CliRunner().invoke(
        command, ["--home", str(home), "--address", ADDRESS, "--to", str(web)]
    )
    assert done.exit_code == 0
    found = re.search(r"(\d+) pictures drawn ahead, 0 lay ready", done.output)
    assert found and int(found[1]) == len(gallery.names(home)) > 5
    assert gallery.names(web) == gallery.names(home)
    assert all((web / gallery.FOLDER / n).stat().st_mode & 0o044 for n in gallery.names(web))

    def nothing(svg: str, **_: object) -> bytes:
        raise raster.NoPicture

    raster._kept.clear()
    monkeypatch.setattr(raster, "png", nothing)
    replies = asked(web, CARD, CHART, f"{CARD}?_lang=en")
    assert [status for status, _ in replies] == [200, 200, 404]  # English is drawn on request
    assert all(body[:4] == b"\x89PNG" for _, body in replies[:2])


def test_the_next_publication_draws_only_what_changed(home: Path) -> None:
    first = draw_ahead(home, ADDRESS)
    assert first.drawn > 5 and not first.kept
    publish(home, force=True)
    again = draw_ahead(home, ADDRESS)
    assert (again.drawn, again.kept, again.deleted) == (0, first.drawn, 0)
    (home / gallery.FOLDER / ".half.png.1").write_bytes(b"")
    elsewhere = draw_ahead(home, "https://elsewhere.example.org", most=2)
    assert elsewhere.drawn == 2 and elsewhere.deleted == first.drawn + 1
    assert len(list((home / gallery.FOLDER).iterdir())) == 2


def test_drawing_ahead_ends_in_time(home: Path) -> None:
    assert draw_ahead(home, ADDRESS, seconds=0.0).drawn == 0


def test_a_removal_takes_the_pictures_too(home: Path, tmp_path: Path) -> None:
    draw_ahead(home, ADDRESS)
    web = tmp_path / "web"
    done = CliRunner().invoke(command, ["--home", str(home), "--force", "--to", str(web)])
    assert done.exit_code == 0 and gallery.names(web)
    remove(home, "aaaaaaaaaaaa", "本报要求")
    assert not gallery.names(home) and not gallery.names(web)
    assert asked(web, CARD)[0][0] == 410
