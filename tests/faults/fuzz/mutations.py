"""Changes an input as a person with a grudge would: bytes, halves of signs, words that matter."""

from __future__ import annotations

import random

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


def mutate(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """A changed copy; others are inputs that pieces may come from."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 5, 8))):
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
    return bytes(changed[:LONGEST])
