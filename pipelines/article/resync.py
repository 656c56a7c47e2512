"""Where bytes of GB18030 text were lost: the pairs behind fall apart until the next ASCII byte."""

from __future__ import annotations

import re
from collections.abc import Sequence

FARTHEST = 6000  # bytes before a fault in which its cause is looked for
ASCII_END = 0x40  # bytes below it are never half of a character
COMMON = frozenset(
    char.encode("gb18030") for char in "的一是在不了有和人这中大为上个国我以要他时来，。、：“”（）"
)
FIRST_LEVEL, SECOND_LEVEL, MARKS = (0xB0, 0xD7), (0xD8, 0xF7), (0xA1, 0xA3)
BROKEN = -6
PIECE, CHARACTER = 4096, 4  # bytes that are read at a time, and of the longest character


LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
TORN = [bytes((first, letter)) for first in range(0xB0, 0xD8) for letter in LETTERS]
# What the first half of a common character and a letter are together, before more letters.
SWALLOWED = re.compile(
    f"[{''.join(pair.decode('gb18030') for pair in TORN)}](?=[A-Za-z]|[0-9][^\u4e00-\u9fff])"
)
MAYBE_SWALLOWED = re.compile(rb"[\xb0-\xd7][A-Za-z][A-Za-z0-9]")
# Bytes as these two kinds and all others: to find one beside the other so takes a quarter of the
# time that the pattern takes.
KINDS = bytes(
    ord("H" if 0xB0 <= code < 0xD8 else "L" if code in LETTERS else " ") for code in range(256)
)


def may_swallow(body: bytes) -> bool:
    """Whether a letter stands anywhere behind what may be half of a character."""
    return not body.isascii() and b"HL" in body.translate(KINDS)


def released(text: str) -> str:
    """The text with the letters back that became the second half of a character which had lost
    its own: of 增长GDP no 覮DP is left, but GDP."""
    return SWALLOWED.sub(lambda match: chr(match[0].encode("gb18030")[1]), text)


def realigned(body: bytes) -> bytes:
    """The bytes without those that tear the pairs behind them apart: where a run cannot be read
    to its end, the one byte goes without which it reads best."""
    dropped: set[int] = set()
    behind = 0
    for fault in _faults(body):
        start = _run(body, fault, behind)
        at = _torn(body[start : fault + 1])
        if at >= 0:
            dropped.add(start + at)
        behind = fault + 1
    if not dropped:
        return body
    pieces, last = [], 0
    for at in sorted(dropped):
        pieces.append(body[last:at])
        last = at + 1
    return b"".join([*pieces, body[last:]])


def _faults(body: bytes) -> list[int]:
    """Where the bytes cannot be read."""
    found: list[int] = []
    at = 0
    while at < len(body):
        piece = body[at : at + PIECE]  # a fault holds what it was found in: no more than needed
        try:
            piece.decode("gb18030")
            at += len(piece)
        except UnicodeDecodeError as fault:
            if fault.start + CHARACTER > len(piece) and at + len(piece) < len(body):
                at += fault.start  # a character that only the piece cuts
                continue
            found.append(at + fault.start)
            at += fault.start + 1
    return found


def _run(body: bytes, fault: int, behind: int) -> int:
    """The start of the run of characters that a fault ends."""
    least = max(behind, fault - FARTHEST)
    at = fault
    while at > least and body[at - 1] >= ASCII_END:
        at -= 1
    return at


def _worth(first: int, second: int) -> int:
    """How likely two bytes are a character of a Chinese text."""
    if bytes((first, second)) in COMMON:
        return 4
    if second < 0xA1:
        return -2 if second >= ASCII_END and second != 0x7F else BROKEN
    if FIRST_LEVEL[0] <= first <= FIRST_LEVEL[1]:
        return 2
    if MARKS[0] <= first <= MARKS[1]:
        return 1
    return 0 if SECOND_LEVEL[0] <= first <= SECOND_LEVEL[1] else -2


def _torn(run: Sequence[int]) -> int:
    """The place of the byte without which a run reads best, -1 where none makes it better."""
    size = len(run)
    after = [0] * (size + 2)  # worth of reading on from each place
    for at in range(size - 1, -1, -1):
        if run[at] < 0x80:
            after[at] = after[at + 1]
        elif at + 1 == size:
            after[at] = BROKEN
        else:
            after[at] = _worth(run[at], run[at + 1]) + after[at + 2]
    best, top = -1, after[0]
    at = passed = 0
    while at < size:
        if run[at] < 0x80:
            at += 1
            continue
        if passed + after[at + 1] > top:
            best, top = at, passed + after[at + 1]
        if at + 1 < size:
            passed += _worth(run[at], run[at + 1])
        at += 2
    return best
