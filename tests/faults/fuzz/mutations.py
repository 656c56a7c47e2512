"""Draws inputs: short ones mostly, changed as a person with a grudge would change them."""

from __future__ import annotations

import random
import zlib

LINES = (
    "亿 万 亿元 % 个 ％ ‰ 至 — 2024年 今年 去年 上半年 一季度 截至 底 月 日 号 其中 同比 增长",
    "前三季度 “十四五” 期间 年均 99999999999 0 00 13 31 2月30日 0月 1e9 -1 ０ 〇 两 半 下降",
    "<p> </p> <h1> <table> <script> <!-- --> <![CDATA[ &#x0; &#xd800; &#1114112; &amp; <meta",
    "charset=utf-16 charset=gb2312 charset= utf-7 content= http-equiv= <?xml encoding=",
    "Content-Type: Content-Location: multipart/related; boundary= base64 quoted-printable",
    "WARC/1.0 WARC/1.1 WARC-Type: WARC-Date: Content-Length: 99999999999 HTTP/1.1 200",
    "[[ ]] = \"\"\" ''' \\ # inf nan 1979-05-27 true {} (?: )* (.*)* [ \\d+ http:// https://[",
    "来源： 记者 2025-13-40 25:61 年年年 （ ） “ ” 、 。 ； \ufeff \u200b \ud7ff",
)
WORDS = [word.encode() for word in " ".join(LINES).split()]
WORDS += [b"\n", b"\r\n\r\n", b"\0", b"\x1f\x8b", b"\xff", b"\x81\x30", b"\xed\xa0\x80", b"\xa1"]
LONGEST = 20_000
# Of a thousand inputs how many have at most so many bytes; what is cut off says little more than
# what is kept, and reading takes as long as the input is.
LENGTHS = ((700, 300), (240, 900), (55, 3000), (5, LONGEST))
LONG = 3000  # from here on an input is also filled up to a length of its own


def draw(name: str, seed: int, n: int, corpus: list[bytes], longest: int = LONGEST) -> bytes:
    """The input of that number: the same for the same corpus, whatever was drawn before."""
    rng = random.Random(zlib.crc32(f"{name}:{seed}".encode()) << 40 | n)
    weights = [weight for weight, _ in LENGTHS]
    most = min(longest, rng.choices([length for _, length in LENGTHS], weights)[0])
    fitting = [data for data in corpus if len(data) <= most]
    # A long one is shortened now and then, so that each gives pieces to short inputs.
    whole = bool(fitting) and rng.random() < 0.75
    data = mutate(rng.choice(fitting if whole else corpus), rng, corpus)
    if most > LONG:
        data = _filled(data, rng, corpus, rng.randint(LONG, most))
    return _shortened(data, rng, most)


def mutate(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """A changed copy; others are inputs that pieces may come from."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 5, 8))):
        if rng.random() < 0.4:
            changed = _lines_changed(changed, rng, others)
        else:
            _bytes_changed(changed, rng, others)
    return bytes(changed[:LONGEST])


def _bytes_changed(changed: bytearray, rng: random.Random, others: list[bytes]) -> None:
    at = rng.randint(0, len(changed))
    end = min(len(changed), at + rng.choice((1, 1, 2, 3, 8, 40, 200)))
    piece = changed[at:end]
    match rng.randrange(7):
        case 0:
            changed[at:end] = b""
        case 1:
            changed[at:at] = rng.choice(WORDS)
        case 2:
            changed[at:end] = rng.choice(WORDS)
        case 3:
            changed[at:at] = bytes(piece) * rng.choice((1, 2, 20))
        case 4:
            changed[at:end] = bytes(byte ^ (1 << rng.randrange(8)) for byte in piece)
        case 5:
            changed[at:end] = rng.randbytes(len(piece))
        case _:
            other = rng.choice(others)
            begin = rng.randint(0, len(other))
            changed[at:at] = other[begin : begin + rng.choice((4, 40, 400))]


def _lines_changed(changed: bytearray, rng: random.Random, others: list[bytes]) -> bytearray:
    """Whole lines and what stands behind their = or colon: much that is wrong stays readable."""
    lines = bytes(changed).split(b"\n")
    at = rng.randrange(len(lines))
    strange = rng.choice(rng.choice(others).split(b"\n"))
    match rng.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, strange)
        case 2:
            lines.insert(at, rng.choice(lines))
        case 3:
            lines[at] = _value(lines[at], rng, _behind(strange))
        case 4:
            lines[at] = _value(lines[at], rng, _behind(rng.choice(lines)))
        case _:
            lines[at] = _value(lines[at], rng, rng.choice(WORDS))
    return bytearray(b"\n".join(lines))


def _behind(line: bytes) -> bytes:
    return max(line.partition(b"=")[2], line.partition(b":")[2], key=len)


def _value(line: bytes, rng: random.Random, new: bytes) -> bytes:
    """A line with something else behind its sign, or in quotes or a list as it was before."""
    old = _behind(line)
    if not old:
        return new
    kept = line[: -len(old)]
    around = rng.choice((b"%b", b' "%b"', b" [%b]", b' ["%b"]', b" {a = %b}", b" %b\r"))
    return kept + around % new


def _filled(data: bytes, rng: random.Random, others: list[bytes], length: int) -> bytes:
    """A long input: pieces of the corpus and of the input itself, many of them repeated."""
    filled = bytearray(data)
    while len(filled) < length:
        source = rng.choice((bytes(filled), rng.choice(others), rng.choice(WORDS)))
        begin = rng.randrange(len(source)) if source else 0
        piece = source[begin : begin + rng.choice((1, 4, 40, 400))] or b"\n"
        at = rng.randint(0, len(filled))
        filled[at:at] = piece * rng.choice((1, 1, 20, 400))
    return bytes(filled)


def _shortened(data: bytes, rng: random.Random, most: int) -> bytes:
    """Runs cut out of the middle until the rest is short enough: head and tail mostly stay."""
    cut = bytearray(data)
    while len(cut) > most:
        at = rng.randrange(len(cut))
        del cut[at : at + rng.randint(1, max(1, (len(cut) - most) * 2))]
    return bytes(cut)
