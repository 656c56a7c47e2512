"""From bytes to text: header, meta tag and the bytes themselves may all disagree."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice

from pipelines.article.resync import MAYBE_SWALLOWED, may_swallow, realigned, released

# What sites write, and the wider encoding that browsers really read it with (WHATWG Encoding).
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "cp936": "gb18030",
    "hz-gb-2312": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "cp950": "big5hkscs",
    "utf8": "utf-8",
    "utf-8": "utf-8",
    "utf-16": "utf-16",
}
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NAMES = {"utf-8-sig": "utf-8", "big5hkscs": "big5"}

META = re.compile(
    rb"<(meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.I
)
DECLARING = re.compile(rb"<[mM?][eExX]")  # how these begin
HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]+)", re.I)

# Marks and function words that fill any Chinese page, in both scripts; wrong decodings miss them.
COMMON = frozenset("的一是在不了有和人这中大为上个国我以要他时来，。、：“”　這為個國時來們說對發")
DOUBLE_BYTE = frozenset(["gb18030", "big5hkscs"])
AHEAD = 60  # bytes behind a bad one that show how to go on
READABLE = 0.12  # share of common characters that wrong readings of Chinese do not reach
ENOUGH = 2000  # bytes of text that show whether it is what the page says
SAMPLED = 1000  # tags among which so much stands on most pages
STRETCH = 1024  # bytes that are looked at together
THREE = 0xE0  # what a character of Chinese begins with in UTF-8, or more
ASCII, HIGH = bytes(range(0x80)), bytes(range(0x80, 0x100))
# The first of the two levels of GB 2312; Big5 has its everyday characters elsewhere.
EVERYDAY, MOSTLY = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]"), 0.6
FEW_BAD = 0.02  # share of damaged characters that still leaves an encoding believable
MOST_CONTROLS = 0.03  # share of control characters that text may have
MOST_FAULTS = 2000  # behind so many the bytes are no text
SAMPLE = 16_000  # bytes of text that decide between encodings
DECLARATIONS = 48_000  # bytes at the head of a page that may declare one


def is_text(body: bytes) -> bool:
    """Whether bytes may be text in any encoding: nobody writes control characters, of which other
    data has one in ten bytes. NULs do not count: damaged files are filled with them."""
    if body.startswith(tuple(bom for bom, _ in BOMS)) or _is_wide(body):
        return True
    return len(body) - len(body.translate(None, CONTROLS[1:])) <= MOST_CONTROLS * len(body)


def _is_wide(body: bytes) -> bool:
    """Whether it is UTF-16 that does not say so: every second byte of its markup is a NUL."""
    return body.count(b"\0", 0, 400) > 100


def decode(body: bytes, content_type: str | None) -> tuple[str, str]:
    """The page's text and the name of the encoding it really is in.

    Strict UTF-8 decides by itself: no other encoding of Chinese fits it by chance. Otherwise the
    declared encodings and the two usual ones compete by damage and by how Chinese they read.
    Bytes that fit nowhere are left out; NULs too. Never raises.
    """
    for bom, name in BOMS:
        if body.startswith(bom):
            return CONTROL.sub("", body.decode(name, "replace")), NAMES.get(name, name)
    if _is_wide(body):
        name = "utf-16-le" if body[1:2] == b"\0" else "utf-16-be"
        return CONTROL.sub("", body.decode(name, "replace")), name
    body = body.translate(None, CONTROLS)
    try:
        return _clean(body.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as fault:
        ahead = body[: fault.start]
    declared = _declared(body, content_type or "")
    doubted = declared != ["gb18030"] or (
        not ahead.isascii() and any(byte >= THREE for byte in ahead.translate(None, ASCII))
    )
    whole = None if doubted else _whole(body)
    if whole is not None:
        return whole, "gb18030"
    texts = _texts(body)
    name = _guess(texts, declared)
    text = _clean(_mended(body, name))
    if name == "gb18030" and MAYBE_SWALLOWED.search(b"<".join(texts)):
        text = released(text)
    return text, NAMES.get(name, name)


def _texts(body: bytes, most: int = -1) -> list[bytes]:
    """What stands between the tags and is not ASCII alone, of so many tags."""
    # No half of a character is a `<` in any encoding of Chinese.
    return [piece.rpartition(b">")[2] for piece in body.split(b"<", most) if not piece.isascii()]


def _whole(body: bytes) -> str | None:
    """The text of a page in GB18030 as it says, where no byte is damaged and most are those of
    everyday characters: then nothing else need be tried. None where that is not sure."""
    texts = _texts(body, SAMPLED)[:-1]  # the last is all that is left
    if sum(map(len, texts)) <= ENOUGH:
        texts = _texts(body)
    sample = b"\n".join(_first(texts, ENOUGH))
    wide = len(sample) - len(sample.translate(None, HIGH))
    if 2 * len(EVERYDAY.findall(sample)) < MOSTLY * wide:
        return None
    stretches = list(_stretches(body))
    try:
        text = _clean(
            "".join([one.decode("ascii" if one.isascii() else "gb18030") for one in stretches])
        )
    except UnicodeDecodeError:
        return None
    if any(map(may_swallow, stretches)) and MAYBE_SWALLOWED.search(b"<".join(_texts(body))):
        return released(text)
    return text


def _stretches(body: bytes) -> Iterator[bytes]:
    """The bytes cut into stretches that are ASCII, as half of a page may be, and those that are
    not: the former need not be read character by character. Behind two bytes of ASCII no
    character goes on."""
    begin, at, size = 0, 0, len(body)
    while at < size:
        end = at + STRETCH
        if not body[at:end].isascii():
            at = end
            continue
        while end < size and body[end : end + STRETCH].isascii():
            end += STRETCH
        yield body[begin : at + 2]
        yield body[at + 2 : end]
        begin = at = end
    yield body[begin:]


def _mended(body: bytes, name: str) -> str:
    """The text of bytes that may be damaged, as little as possible of it lost."""
    text = body.decode(name, "replace")
    faults = text.count("\ufffd")
    if not 0 < faults <= MOST_FAULTS or name not in DOUBLE_BYTE:
        return text
    if name == "gb18030":
        body = realigned(body)
    return body.decode(name, "article.resume")


def _guess(texts: list[bytes], declared: list[str]) -> str:
    sample = _densest(texts)
    scores = {name: _score(sample, name) for name in dict.fromkeys([*declared, "utf-8", "gb18030"])}
    if max(scores.values()) < READABLE:
        scores.setdefault("big5hkscs", _score(sample, "big5hkscs"))
    best = max(scores, key=lambda name: scores[name])
    # The page's own word decides between readings that are about as good.
    for name in declared:
        if scores[name] >= scores[best] - 0.05:
            return name
    return best


def _resume(fault: UnicodeError) -> tuple[str, int]:
    """Go on behind a bad byte where the text reads best: one or two bytes further."""
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    raw, start = fault.object, fault.start
    one, two = (
        raw[start + n : start + n + AHEAD].decode(fault.encoding, "replace") for n in (1, 2)
    )
    return "", start + (1 if _worth(one) >= _worth(two) else 2)


def _worth(text: str) -> int:
    return sum(map(text.count, COMMON)) - 2 * text.count("\ufffd")


codecs.register_error("article.resume", _resume)


def _densest(texts: list[bytes]) -> bytes:
    """A sample of the text between tags, from the page's head and its middle."""
    head = _first(texts, SAMPLE // 2)
    return b"\n".join(head + _first(texts[max(len(head), len(texts) // 2) :], SAMPLE // 2))


def _first(texts: list[bytes], most: int) -> list[bytes]:
    """As many of the texts as so many bytes hold."""
    size = 0
    for n, text in enumerate(texts):
        size += len(text)
        if size > most:
            return [*texts[:n], text[:most]]
    return texts


def _declared(body: bytes, content_type: str) -> list[str]:
    found = [match[2].decode("ascii", "ignore") for match in islice(_declarations(body), 2)]
    header = HEADER.search(content_type)
    if header:
        found.append(header[1])
    names = []
    for name in found:
        name = WIDER.get(name.lower(), name.lower())
        try:
            codecs.lookup(name)
            b"a".decode(name)
        except (LookupError, ValueError):
            continue
        if name not in names and name not in ("utf-16", "ascii", "iso-8859-1", "latin-1"):
            names.append(name)
    return names


def _declarations(body: bytes) -> Iterator[re.Match[bytes]]:
    """Where the head of a page declares an encoding. Searching for all of the pattern would stop
    at every tag."""
    end = 0
    for place in DECLARING.finditer(body, 0, DECLARATIONS):
        at = place.start()
        declared = META.match(body, at, DECLARATIONS) if at >= end else None
        if declared:
            end = declared.end()
            yield declared


def _score(sample: bytes, name: str) -> float:
    """Share of common characters among the non-ASCII ones, less the share of damage."""
    text = sample.decode(name, "replace")
    wide = len(text) - len(text.encode("ascii", "ignore"))
    if not wide:
        return 0.0
    damaged = text.count("\ufffd")
    common = sum(map(text.count, COMMON))
    score = common / wide - damaged / wide
    if name == "utf-8" and damaged <= FEW_BAD * wide:
        score += 1.0  # so many well-formed sequences do not come by chance
    return score


CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13)) + b"\x7f"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd-\uffff\ud800-\udfff]")


BAD = "\ufffd\ufffe\uffff"


def _clean(text: str) -> str:
    """Without what is no character; the bytes have lost their controls before, where they could."""
    return CONTROL.sub("", text) if any(char in text for char in BAD) else text
