"""A few hundred inputs for each fuzz target with a fixed seed, and every input that once failed."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from archive.faults import ArchiveError
from archive.saved import owner, read_saved, read_warc
from archive.sources import SHIPPED
from pipelines.source import SourceFault, load_sources
from tests.faults.fuzz import plain as fuzzer
from tests.faults.fuzz.mutations import LONGEST, draw
from tests.faults.fuzz.plain import CORPUS, NAMES, plain
from tests.faults.fuzz.targets import TARGETS, declared

RUNS = {"figures": 300, "periods": 300}  # the slower ones
RECORD = (CORPUS / "warc" / "plain").read_bytes()
SINGLE = (CORPUS / "mhtml" / "single").read_text(encoding="utf-8")
SOURCE = (CORPUS / "sources" / "aliases.toml").read_text(encoding="utf-8")


def test_every_target_has_a_corpus_that_passes() -> None:
    assert sorted(TARGETS) == NAMES
    for name in NAMES:
        for path in sorted((CORPUS / name).iterdir()):
            TARGETS[name](path.read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_changed_inputs_break_no_promise(name: str, tmp_path: Path) -> None:
    runs = RUNS.get(name, 1000)
    assert plain(name, runs, seed=8, minutes=1, keep=tmp_path).inputs == runs


def test_a_find_is_kept_and_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> None:
        raise AssertionError(len(data))

    monkeypatch.setitem(TARGETS, "decode", broken)
    with pytest.raises(AssertionError):
        plain("decode", 5, seed=8, minutes=1, keep=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["crash-decode-8-0"]


def test_an_input_without_end_is_a_find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(data: bytes) -> bool:
        while True:
            with contextlib.suppress(Exception):  # as a reader does that takes all for damage
                while True:
                    len(data)

    monkeypatch.setitem(TARGETS, "decode", endless)
    monkeypatch.setattr(fuzzer, "TOO_LONG", 0.05)
    with pytest.raises(fuzzer.TookTooLong):
        plain("decode", 5, seed=8, minutes=1, keep=tmp_path, start=3)
    (kept,) = tmp_path.iterdir()
    assert kept.name == "crash-decode-8-3"
    assert kept.read_bytes() == draw("decode", 8, 3, fuzzer.seeds("decode"))


def test_a_run_goes_on_from_a_number_with_the_inputs_that_one_run_tries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[bytes] = []
    monkeypatch.setitem(TARGETS, "warc", lambda data: bool(tried.append(data)) or len(data) > 300)
    whole = plain("warc", 60, seed=8, minutes=1, keep=tmp_path)
    inputs = tried.copy()
    tried.clear()
    plain("warc", 25, seed=8, minutes=1, keep=tmp_path)
    plain("warc", 35, seed=8, minutes=1, keep=tmp_path, start=25)
    assert tried == inputs
    assert whole.inputs == 60
    assert whole.read == sum(len(data) > 300 for data in inputs)
    assert len(set(inputs)) > 55


def test_most_inputs_are_short_and_some_very_long() -> None:
    for name in NAMES:
        corpus = fuzzer.seeds(name)
        sizes = [len(draw(name, 8, n, corpus)) for n in range(1500)]
        assert sum(size <= 300 for size in sizes) > 1000
        assert 1 <= sum(size >= 3000 for size in sizes) <= 30
        assert max(sizes) <= LONGEST


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("http://www.example.net/\"\n", 'http://[::/"\n', "home"),
        ('to = "http://www.example.net/\\\\1"', 'to = "\\\\9"', "aliases"),
        ('to = "http://www.example.net/\\\\1"', "to = 5", "aliases"),
        ("/(\\\\d+)", "/\\\\d{444444444444444444444}", "aliases"),
        ('[[discovery]]\nway = "feed"', 'discovery = ["feed"]\n[[x]]\nway = ""', "discovery"),
        ('way = "feed"', 'way.xml = "sitemap"', "discovery"),
        ('select = "all"', 'platform = {a = "22:00-06:00"}', "platform"),
    ],
)  # fmt: skip
def test_wrong_values_in_a_source_file_are_told(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert SOURCE.count(old) == 1
    (tmp_path / "hexi.toml").write_text(SOURCE.replace(old, new), encoding="utf-8")
    with pytest.raises(SourceFault) as found:
        load_sources(tmp_path, SHIPPED / "platforms")
    assert any(f" {told}: " in fault for fault in found.value.faults), found.value.faults


def test_an_address_that_is_none_belongs_to_nobody() -> None:
    for url in ("http://[", "http://[::/a.html", "http://www.example.net:x/", "http://]/"):
        assert owner(declared(), url) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"WARC-Target-URI: ", b"WARC-Target-XXX: "),
        (b"WARC-Type: response", b"Content-Length: 99999999999999999999\r\nWARC-Type: response"),
    ],
)
def test_a_record_without_address_or_bounds_is_no_web_archive(
    tmp_path: Path, old: bytes, new: bytes
) -> None:
    assert RECORD.count(old) > 1
    path = tmp_path / "page.warc"
    path.write_bytes(RECORD.replace(old, new))
    with pytest.raises(ArchiveError, match="not a WARC file"):
        list(read_warc(path, {}, "某报"))


@pytest.mark.parametrize("date", [b"2025-03-05T07:4-05", b"yesterday", b"9999-12-31T23:59:59Z"])
def test_a_record_without_a_date_that_there_is_counts_as_none(tmp_path: Path, date: bytes) -> None:
    path = tmp_path / "page.warc"
    path.write_bytes(RECORD.replace(b"2025-03-05T07:48:00Z", date))
    assert list(read_warc(path, {}, "某报")) == []


@pytest.mark.parametrize(
    "kind", ["; charse(.*)*", "; charse", "; charset*", "; charset*0*=gb2312", "; a" + "(" * 400]
)
def test_a_header_cut_off_is_read_as_far_as_it_goes(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "page.mhtml"
    path.write_bytes(SINGLE.replace("text/html", f"text/html{kind}").encode())
    page = read_saved(path)
    assert page.body == b"<p>a</p>"
    assert page.content_type.startswith("text/html")
    assert page.url == "http://www.example.net/1.html"


@pytest.mark.parametrize(
    "head", ["message/rfc822\r\n\r\n", "multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"]
)
def test_parts_within_parts_are_no_saved_page(tmp_path: Path, head: str) -> None:
    path = tmp_path / "page.mhtml"
    heads = "".join(f"Content-Type: {head.format(n=n)}" for n in range(2000))
    path.write_bytes((heads + SINGLE).encode())
    with pytest.raises(ArchiveError, match="parts within parts"):
        read_saved(path)


@pytest.mark.parametrize("more", ["; a=b", "(", "ated;", "=?utf-8?q?a?= "])
def test_a_header_of_a_megabyte_is_read_soon(tmp_path: Path, more: str) -> None:
    path = tmp_path / "page.mhtml"
    strange = f"Content-Transfer-Encoding: 8bit{more * (1_000_000 // len(more))}\r\n"
    long = SINGLE.replace("text/html", f"text/html{more * (1_000_000 // len(more))}")
    path.write_bytes((strange + long).encode())
    begin = time.process_time()
    with contextlib.suppress(ArchiveError):  # where the type is no page's any more
        assert read_saved(path).body == b"<p>a</p>"
    assert time.process_time() - begin < 6
