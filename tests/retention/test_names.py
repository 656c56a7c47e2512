"""A name is found in whatever form a page or a cell writes it, and nothing else is touched."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from archive.faults import ArchiveError
from archive.store.names import Name, bare, mark

NAME = Name("祁慕尧")
OTHERS = "祁慕说：尧舜之世，慕尧者众；祁、慕、尧三字分开写不算。"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("gap", ["", " ", "　", "&nbsp;"])
def test_in_every_encoding_and_width(encoding: str, gap: str) -> None:
    words = "林美惠" if encoding == "big5" else "祁慕尧"
    name = Name(words)
    page = f"記者{gap.join(words)}報道，林、美、惠三字分開".encode(encoding)
    assert name.in_bytes(page)
    clean = name.cover_bytes(page)
    assert clean.decode(encoding) == f"記者{gap.join('某某某')}報道，林、美、惠三字分開"
    assert not name.in_bytes(clean)


@pytest.mark.parametrize(
    "written",
    [
        "&#31041;&#24917;&#23591;",
        "&#x7941;&#x6155;&#x5c27;",
        "祁&nbsp;慕&nbsp;尧",
        json.dumps("祁慕尧"),
        quote("祁慕尧"),
        quote("祁慕尧", encoding="gb18030"),
        quote("祁慕尧").lower(),
    ],
)
def test_written_as_entities_escapes_or_in_an_address(written: str) -> None:
    cell = f"http://paper.example/?by={written}&n=1"
    assert NAME.in_cell(cell) and NAME.in_bytes(cell.encode())
    clean = NAME.cover_cell(cell)
    assert not NAME.in_cell(clean) and clean != cell
    assert clean.startswith("http://paper.example/?by=") and clean.endswith("&n=1")


def test_what_only_looks_like_it_is_left_alone() -> None:
    assert not NAME.in_text(OTHERS) and NAME.cover(OTHERS) == OTHERS
    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        data = OTHERS.encode(encoding)
        assert NAME.cover_bytes(data) == data


def test_no_text_grows_or_shrinks() -> None:
    text = f"祁慕尧、祁　慕　尧和祁 慕尧。{OTHERS}"
    assert NAME.cover(text) == f"某某某、某　某　某和某 某某。{OTHERS}"


def test_what_is_no_name_is_refused_and_a_mark_tells_nothing() -> None:
    for words in ("", "王", "1234", "——", "一个有十三个字那么长的名字呀"):
        with pytest.raises(ArchiveError):
            bare(words)
    assert bare(" 祁 慕尧 ") == "祁慕尧"
    assert mark("00" * 16, "祁慕尧") != mark("11" * 16, "祁慕尧")
