"""What a run came to, in one word, from its counts and the way it ended."""

from __future__ import annotations

from collections.abc import Mapping

# The kinds in order of what an operator must know first.
OUTCOMES = {
    "ok": "everything listed was fetched or is known",
    "refused": "the site answered 403, 405, 412 or 429, or with a challenge page",
    "robots": "robots.txt forbids every list page or every article",
    "unreachable": "no list page could be had",
    "empty_list": "list pages came without a single article link",
    "failed": "more articles failed than were had, or all of them lead off the site",
    "stopped": "the archive could not be written: disk full or locked",
    "interrupted": "stopped by a person or a signal",
    "limited": "stopped at a limit: of the command line, of the day, of the hours, or the site's",
}
# What became of articles that are no sign of a site which shows none.
SHOWN = ("new", "changed", "unchanged", "not_article", "failed", "same", "known", "removed")
LIMITS = {"limited", "budget", "night", "held"}


def shut_out(counts: Mapping[str, int]) -> int:
    """How many articles lead off the site or are forbidden, where no other was had or is known; 0
    where one was. One of many is no fault: papers link what they posted elsewhere."""
    if not counts.get("lists_read", 0) or any(counts.get(name, 0) for name in SHOWN):
        return 0
    return counts.get("led_away", 0) + counts.get("forbidden", 0)


def outcome(reason: str, counts: Mapping[str, int]) -> str:
    """The outcome of a finished run; counts as the spider keeps them."""
    if reason in LIMITS:
        return "limited"
    if reason in {"refused", "stopped"}:
        return reason
    if reason != "finished":
        return "interrupted"
    if counts.get("lists_asked", 0) and not counts.get("lists_read", 0):
        if counts.get("lists_forbidden", 0) >= counts["lists_asked"]:
            return "robots"
        return "unreachable"
    if counts.get("lists_read", 0) > counts.get("lists_unchanged", 0) and not counts.get(
        "links", 0
    ):
        return "empty_list"
    if shut_out(counts):
        return "failed" if counts.get("led_away", 0) else "robots"
    had = counts.get("new", 0) + counts.get("changed", 0) + counts.get("unchanged", 0)
    if counts.get("failed", 0) > had:
        return "failed"
    return "ok"
