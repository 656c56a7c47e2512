"""Bytes into text when header, meta tag and truth disagree."""

from __future__ import annotations

import time

import pytest

from pipelines.article import decode

TEXT = (
    "　　青澜经济技术开发区的工业总产值，在去年增长了百分之十一。“这是不小的进步”，管委会负责人说。"
)
TRADITIONAL = (
    "流感疫情升溫，高雄市昨天新增三例重症，市府衛生局呼籲高風險族"
    "群盡快接種疫苗，若出現高燒不退應儘速就醫的話。"
)


def page(text: str, declared: str, encoding: str, before: str = "") -> bytes:
    meta = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
        if declared
        else ""
    )
    html = f"<html><head>{before}{meta}<title>标题</title></head><body><p>{text}</p></body></html>"
    return html.encode(encoding, "xmlcharrefreplace")


@pytest.mark.parametrize(
    ("declared", "encoding", "header", "name"),
    [
        ("gb2312", "gb18030", None, "gb18030"),
        ("gbk", "gb18030", "text/html; charset=utf-8", "gb18030"),
        ("utf-8", "gb18030", None, "gb18030"),
        ("gb2312", "utf-8", None, "utf-8"),
        ("gb2312", "utf-8", "text/html; charset=gb2312", "utf-8"),
        ("", "gb18030", None, "gb18030"),
        ("", "utf-8", None, "utf-8"),
        ("", "gb18030", "text/html; charset=ISO-8859-1", "gb18030"),
        ("iso-8859-1", "gb18030", None, "gb18030"),
        ("unicode", "gb18030", None, "gb18030"),
        ("no-such-thing", "utf-8", None, "utf-8"),
        ("utf-16", "utf-16", None, "utf-16"),
    ],
)
def test_truth_wins(declared: str, encoding: str, header: str | None, name: str) -> None:
    text, found = decode(page(TEXT, declared, encoding), header)
    assert TEXT in text
    assert found == name


@pytest.mark.parametrize("declared", ["big5", "", "utf-8"])
def test_big5_in_traditional_script(declared: str) -> None:
    text, found = decode(page(TRADITIONAL * 3, declared, "big5hkscs"), None)
    assert (TRADITIONAL in text, found) == (True, "big5")


def test_characters_beyond_gb2312_that_a_gb2312_page_uses() -> None:
    text, _ = decode(page("镕基、喆、堃、€、①", "gb2312", "gb18030") + TEXT.encode("gb18030"), None)
    assert "镕基、喆、堃、€、①" in text


def test_a_script_does_not_name_the_encoding_of_its_page() -> None:
    script = '<script charset="gbk" src="/a.js"></script>'
    assert TEXT in decode(page(TEXT, "", "utf-8", script), None)[0]
    assert TEXT in decode(page(TEXT, "", "gb18030", script.replace("gbk", "utf-8")), None)[0]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_broken_bytes_cost_a_character_and_not_the_page(encoding: str) -> None:
    raw = bytearray(page(TEXT * 4, encoding, encoding))
    at = raw.index("管委会".encode(encoding))
    raw[at : at + 1] = b"\xff"
    text, name = decode(bytes(raw), None)
    assert name == encoding
    assert text.count("开发区的工业总产值") == 4
    assert text.count("负责人说") == 4
    assert "\ufffd" not in text


@pytest.mark.parametrize("place", [0, 1])
def test_a_lost_byte_costs_a_character_and_not_the_sentence(place: int) -> None:
    sentence = "全市各园区去年共完成工业投资三百余亿元，同比增长一成多，新签约的项目有五十七个。"
    raw = page(f"<p>{TEXT}</p><p>{sentence}</p>", "gb2312", "gb18030")
    at = raw.index("共完成".encode("gb18030")) + place
    text, name = decode(raw[:at] + raw[at + 1 :], None)
    assert name == "gb18030"
    assert TEXT in text
    assert "成工业投资三百余亿元，同比增长一成多，新签约的项目有五十七个。" in text
    assert "全市各园区去" in text


def test_many_broken_bytes_are_given_up_in_time() -> None:
    start = time.process_time()
    decode(b"<meta charset=gbk>" + b"\xff" * 1_000_000, None)
    assert time.process_time() - start < 2


def test_a_cut_page_keeps_its_encoding() -> None:
    raw = page(TEXT * 3, "utf-8", "utf-8")
    assert decode(raw[: raw.rindex("说".encode()) + 1], None)[1] == "utf-8"


def test_nul_bytes_are_left_out() -> None:
    raw = page(TEXT, "utf-8", "utf-8").replace("开发区".encode(), "开\0发区".encode())
    assert TEXT in decode(raw, None)[0]


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80" * 50, b"\0" * 1000])
def test_odd_bytes_never_raise(raw: bytes) -> None:
    text, name = decode(raw, "text/html; charset=\xff")
    assert isinstance(text, str)
    assert name


@pytest.mark.parametrize(
    ("text", "lost", "read"),
    [
        ("去年全市GDP增长百分之八", "市", "去年全GDP增长百分之八"),
        ("记者从CBD管委会获悉，入驻企业四百家", "从", "记者CBD管委会获悉，入驻企业四百家"),
        ("采用LED照明的道路达三十公里", "用", "采LED照明的道路达三十公里"),
    ],
)
def test_a_letter_comes_back_from_a_character_that_lost_its_second_half(
    text: str, lost: str, read: str
) -> None:
    at = len(text[: text.index(lost)].encode("gb18030")) + 1
    raw = text.encode("gb18030")
    page = b"<meta charset=gb2312><p>" + raw[:at] + raw[at + 1 :] + b"</p>"
    assert f"<p>{read}</p>" in decode(page, None)[0]


def test_rare_characters_beside_letters_stay() -> None:
    text = "<p>朱镕基、陶喆在KTV，吉卜力iPad。</p>"
    assert decode(text.encode("gb18030"), "text/html; charset=gbk")[0] == text
