"""What a run came to, in one word, from its counts and the way it ended."""

from __future__ import annotations

from collections.abc import Mapping

# The kinds in order of what an operator must know first.
OUTCOMES = {
    "ok": "everything listed was fetched or is known",
    "refused": "the site answered 403, 405, 412 or 429, or with a challenge page",
    "robots": "robots.txt forbids every list page",
    "unreachable": "no list page could be had",
    "empty_list": "list pages came without a single article link",
    "failed": "more articles failed than were had",
    "stopped": "the archive could not be written: disk full or locked",
    "interrupted": "stopped by a person or a signal",
    "limited": "stopped at a limit: of the command line, of the day, of the hours, or the site's",
}
LIMITS = {"limited", "budget", "night", "held"}


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
    had = counts.get("new", 0) + counts.get("changed", 0) + counts.get("unchanged", 0)
    if counts.get("failed", 0) > had:
        return "failed"
    return "ok"
