"""What an alert says: which source, since when, what was last good, and how to begin to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from archive.alerts.book import Event

NAMED = {"raised": "新问题", "repeated": "仍未解决", "cleared": "已恢复", "standing": "未解决"}
PRODUCT = "园区档案"  # robots of chat services may demand a word that each message has


def headline(events: Sequence[Event]) -> str:
    """One line over all of it."""
    counted = Counter(event.event for event in events)
    return f"[{PRODUCT}] " + "，".join(
        f"{NAMED[name]} {counted[name]}" for name in NAMED if counted[name]
    )


def lines(event: Event) -> list[str]:
    """One event as a few lines."""
    told = [f"{NAMED[event.event]} [{event.kind}] {event.subject}  {event.words}"]
    if event.event == "cleared":
        told.append(f"  自 {event.since} 起，{event.cleared_at} 恢复")
        return told
    told.append(f"  自 {event.since} 起；上次正常：{event.last_good or '不详'}")
    told.append(f"  查看：{event.look}")
    return told


def text(events: Sequence[Event], most: int = 0) -> str:
    """The whole message; with most it is cut between two events to so many bytes of UTF-8."""
    head = headline(events)
    blocks = ["\n".join(lines(event)) for event in events]
    kept = list(blocks)
    while most and len(kept) > 1 and len(_joined(head, kept, blocks).encode()) > most:
        kept.pop()
    told = _joined(head, kept, blocks)
    return told.encode()[:most].decode("utf-8", "ignore") if most else told


def _joined(head: str, kept: Sequence[str], blocks: Sequence[str]) -> str:
    left = len(blocks) - len(kept)
    more = [f"……另有 {left} 条，见 parks alerts --list"] if left else []
    return "\n".join([head, "", *kept, *more])
