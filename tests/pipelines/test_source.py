"""Source files: what is accepted, and that every fault is named with its file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.source import Source, SourceFault, load_sources
from pipelines.source.regions import REGIONS

PLATFORM = r"""
article_patterns = ['/(?:\w+/)*system/(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/\d+\.shtml']
[[rules]]
title = ["h1"]
next_part = ["#pages a.next"]
[ways.channels]
link = "ul.news a"
"""
SOURCE = """
id = "hexi"
name = "河右新闻网"
publisher = "河右日报社"
province = "620000"
home = "https://www.hexi.invalid/"
domains = ["hexi.invalid"]
platform = "enorth"
query = ["n"]
examples = ["https://yq.hexi.invalid/system/2025/03/05/031147702.shtml"]
[[aliases]]
pattern = '^https://m\\.hexi\\.invalid/'
to = "https://yq.hexi.invalid/"
[[discovery]]
way = "channels"
pages = ["https://yq.hexi.invalid/index.shtml"]
[[rules]]
title = [".headline"]
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    sources, platforms = tmp_path / "sources", tmp_path / "platforms"
    sources.mkdir()
    platforms.mkdir()
    (platforms / "enorth.toml").write_text(PLATFORM, encoding="utf-8")
    (sources / "hexi.toml").write_text(SOURCE, encoding="utf-8")
    return sources, platforms


@pytest.fixture
def hexi(folders: tuple[Path, Path]) -> Source:
    return load_sources(*folders)["hexi"]


def test_a_site_says_what_differs_and_its_platform_the_rest(hexi: Source) -> None:
    assert hexi.rules[0].title == (".headline",)
    assert hexi.rules[0].next_part == ("#pages a.next",)
    assert hexi.discovery[0]["link"] == "ul.news a"


@pytest.mark.parametrize(
    ("url", "owned"),
    [
        ("https://hexi.invalid/", True),
        ("http://yq.hexi.invalid/a", True),
        ("https://yq.hexi.invalid:443/a", True),
        ("https://yq.hexi.invalid:8443/a", False),
        ("https://hexi.invalid.other.invalid/", False),
        ("https://nothexi.invalid/", False),
        ("ftp://hexi.invalid/", False),
        ("javascript:void(0)", False),
        ("https://hexi.invalid:port/", False),
    ],
)
def test_what_lies_on_the_site(hexi: Source, url: str, owned: bool) -> None:
    assert hexi.owns(url) is owned


@pytest.mark.parametrize(
    "url",
    [
        "http://yq.hexi.invalid/system/2025/03/05/031147702.shtml",
        "https://YQ.hexi.invalid//system/2025/03/05/031147702.shtml?from=app#top",
        "https://m.hexi.invalid/system/2025/03/05/031147702.shtml",
        " https://yq.hexi.invalid:443/system/2025/03/05/031147702.shtml\n",
    ],
)
def test_one_page_under_several_addresses_is_one(hexi: Source, url: str) -> None:
    assert hexi.canonical(url) == hexi.examples[0]
    assert hexi.url_day(hexi.canonical(url)) == date(2025, 3, 5)


def test_declared_parameters_stay_in_the_address(hexi: Source) -> None:
    assert hexi.canonical("https://hexi.invalid/page?n=5&utm=x") == "https://hexi.invalid/page?n=5"


def test_an_impossible_day_is_no_day(hexi: Source) -> None:
    assert hexi.url_day("https://hexi.invalid/system/2025/02/31/1.shtml") is None


def test_every_fault_is_named_with_file_and_line(folders: tuple[Path, Path]) -> None:
    sources, _ = folders
    text = SOURCE.replace('province = "620000"', 'province = "6200"\ncolour = "red"')
    (sources / "hexi.toml").write_text(text.replace("031147702.shtml", "news.shtml"), "utf-8")
    (sources / "other.toml").write_text("id = 'other'\nname = [", "utf-8")
    with pytest.raises(SourceFault) as raised:
        load_sources(*folders)
    lines = [fault.removeprefix(f"{sources}/") for fault in raised.value.faults]
    assert [line.split(": ")[:2] for line in lines] == [
        ["hexi.toml:6", "colour"],
        ["hexi.toml:5", "province"],
        ["other.toml:2", "not TOML"],
    ]
    (sources / "other.toml").unlink()
    (sources / "hexi.toml").write_text(text.replace('colour = "red"', ""), "utf-8")
    with pytest.raises(SourceFault, match=r"hexi\.toml:5: province: no provincial code"):
        load_sources(*folders)


def test_a_pattern_must_match_its_own_examples(folders: tuple[Path, Path]) -> None:
    sources, _ = folders
    text = SOURCE.replace("031147702.shtml", "news.shtml")
    (sources / "hexi.toml").write_text(text, "utf-8")
    with pytest.raises(SourceFault, match=r"hexi\.toml:10: examples: matches no article pattern"):
        load_sources(*folders)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('[fetch]\nbudget = "many"', "fetch.budget: must be a whole number, not 'many'"),
        ("[fetch]\nbudget = 0", "fetch.budget: must be above 0, not 0"),
        ("[fetch]\ndelay = true", "fetch.delay: must be a number, not True"),
        ("[fetch]\ndelay = nan", "fetch.delay: must be a number, not nan"),
        ("[fetch]\ndelay = 0.2", "fetch.delay: must be 1.0 s or more, not 0.2"),
        ("[fetch]\nnight = 2230", "fetch.night: must be a string, not 2230"),
        ('[fetch]\nnight = "late"', "fetch.night: must be HH:MM-HH:MM, not 'late'"),
        ("[fetch]\ncolour = 1", "fetch.colour: unknown key"),
        ("[expect]\nleast = 2.5", "expect.least: must be a whole number, not 2.5"),
        ("[expect]\nleast = 5\nmost = 2", "expect.most: must not be below least"),
        ("[expect]\nsilence = -1", "expect.silence: must not be below 0, not -1"),
        ('[rights]\nseen = "2025"', "rights.seen: must be a date, not '2025'"),
    ],
)
def test_small_tables_are_checked(folders: tuple[Path, Path], lines: str, said: str) -> None:
    sources, _ = folders
    (sources / "hexi.toml").write_text(f"{SOURCE}\n{lines}\n", "utf-8")
    with pytest.raises(SourceFault) as raised:
        load_sources(*folders)
    last = SOURCE.count("\n") + 1 + len(lines.splitlines())
    assert raised.value.faults == [f"{sources}/hexi.toml:{last}: {said}"]


PAGES = 'pages = ["https://yq.hexi.invalid/index.shtml"]'


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (f"{PAGES}\npagse = 2", "hexi.toml:17: discovery.pagse: unknown key"),
        (f"{PAGES}\nsecond = '2'", "hexi.toml:17: discovery.second: must be a int"),
        ("pages = [2]", "hexi.toml:16: discovery.pages: must be a list of strings"),
        ("item = 'li'", "hexi.toml:15: discovery.pages: is missing or empty"),
    ],
)
def test_the_settings_of_a_way_are_checked(
    folders: tuple[Path, Path], lines: str, said: str
) -> None:
    sources, _ = folders
    (sources / "hexi.toml").write_text(SOURCE.replace(PAGES, lines), "utf-8")
    with pytest.raises(SourceFault) as raised:
        load_sources(*folders)
    assert raised.value.faults == [f"{sources}/{said}"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('linck = "a"', "enorth.toml:8: ways.channels.linck: unknown key"),
        ('[ways.magic]\nlink = "a"', "enorth.toml:1: ways.magic.way: there is no way 'magic'"),
    ],
)
def test_the_ways_of_a_platform_are_checked(
    folders: tuple[Path, Path], line: str, said: str
) -> None:
    _, platforms = folders
    (platforms / "enorth.toml").write_text(f"{PLATFORM}{line}\n", "utf-8")
    with pytest.raises(SourceFault) as raised:
        load_sources(*folders)
    assert [fault.split(";")[0] for fault in raised.value.faults] == [f"{platforms}/{said}"]


def test_two_files_may_not_claim_one_domain(folders: tuple[Path, Path]) -> None:
    sources, _ = folders
    (sources / "twin.toml").write_text(SOURCE.replace('"hexi"', '"twin"'), "utf-8")
    with pytest.raises(SourceFault, match=r"twin\.toml:7: domains: hexi\.invalid is already in"):
        load_sources(*folders)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="no such folder"):
        load_sources(tmp_path / "none", tmp_path)


def test_a_whole_set_speaks_for_every_region(folders: tuple[Path, Path]) -> None:
    sources, platforms = folders
    (sources / "other.toml").write_text("id = 'other'\nname = [", "utf-8")
    with pytest.raises(SourceFault) as raised:
        load_sources(sources, platforms, whole=True)
    lines = [fault.removeprefix(f"{sources}") for fault in raised.value.faults]
    assert lines[0].startswith("/other.toml:2: not TOML")
    assert len(lines) == 1 + len(REGIONS) - 1  # hexi's own is there
    assert lines[1] == ":1: province: no source for 110000 (北京)"
    assert not any("620000" in line for line in lines)


def test_a_pattern_that_is_a_trap_is_refused(folders: tuple[Path, Path]) -> None:
    sources, _ = folders
    extra = "article_patterns = ['/system/(?:\\w+)+/\\d+\\.shtml']\n[[aliases]]"
    (sources / "hexi.toml").write_text(SOURCE.replace("[[aliases]]", extra), "utf-8")
    with pytest.raises(SourceFault, match=r"hexi\.toml:11: article_patterns: repeats what repeats"):
        load_sources(*folders)
