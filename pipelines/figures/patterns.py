"""Patterns that are compiled when they are first used, so that importing the library is quick."""

from __future__ import annotations

import re
from typing import Any, cast

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class _Later:
    """Stands for a pattern; from its first use on it holds the methods of the compiled one."""

    __slots__ = ("flags", "pattern", *METHODS)

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self.flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def each(letters: str, rest: str) -> str:
    """Each of some letters before the same rest, as a pattern that letters begin.

    `search` passes over what begins with no letter of a pattern; it does not see into a class.
    """
    return "|".join([letter + rest for letter in letters])


def later(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` returns, for a constant of a module."""
    return cast("re.Pattern[str]", _Later(source, flags))
