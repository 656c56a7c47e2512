"""Object literals of scripts that are no JSON: names without quotes, single quotes, variables,
calls. What is no plain value counts as nothing."""

from __future__ import annotations

import re
from typing import Any

TOKEN = re.compile(
    r"\s*(?:(?P<string>\"[^\"\\]*(?:\\.[^\"\\]*)*\"|'[^'\\]*(?:\\.[^'\\]*)*'|`[^`\\]*(?:\\.[^`\\]*)*`)"
    r"|(?P<number>-?\d+(?:\.\d+)?)(?![\w$])|(?P<name>void 0|!\d|[A-Za-z_$][\w$]*)"
    r"|(?P<mark>[{}\[\]:,]))",
    re.S,
)
# What may follow a value without being one: calls, members.
TAIL = re.compile(r"\s*(?:\.[A-Za-z_$][\w$]*\s*|\((?:[^()\"']|\"[^\"]*\"|'[^']*')*\)\s*)+")
EITHER = re.compile(r"\s*(?:\|\||\?\?)")
# (function(a,b){return {...}}("first","second")): values that stand behind the object.
CALLED = re.compile(r"\(\s*function\s*\(([\w$,\s]{1,20000})\)\s*\{")
RETURNED = re.compile(r"return\s*(?=\{)")
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)
PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": ""}
WORDS = {"true": True, "false": False, "!0": True, "!1": False}
MOST_TOKENS = 20_000  # of one object


class _Broken(ValueError):
    """What stands there is no literal."""


class _Reader:
    """Reads values from a place of a text on."""

    def __init__(self, text: str, at: int, known: dict[str, Any]) -> None:
        self.text, self.at, self.known = text, at, known
        self.left = MOST_TOKENS

    def _next(self) -> re.Match[str]:
        token = TOKEN.match(self.text, self.at)
        self.left -= 1
        if token is None or self.left < 0:
            raise _Broken
        self.at = token.end()
        return token

    def value(self, token: re.Match[str] | None = None) -> Any:
        """The value that begins with a token, and with what follows it taken off."""
        token = token or self._next()
        if token["mark"] == "{":
            return self._members()
        if token["mark"] == "[":
            return self._entries()
        if token["mark"]:
            raise _Broken
        if token["string"]:
            found: Any = ESCAPE.sub(_unescaped, token["string"][1:-1])
        elif token["number"]:
            found = float(token["number"]) if "." in token["number"] else int(token["number"])
        else:
            found = WORDS.get(token["name"], self.known.get(token["name"]))
        behind = TAIL.match(self.text, self.at)
        if behind:
            self.at = behind.end()
        either = EITHER.match(self.text, self.at)
        if either:
            self.at = either.end()
            other = self.value()
            found = found or other
        return found

    def _members(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while True:
            token = self._next()
            if token["mark"] == "}":
                return found
            if token["mark"] == ",":
                continue
            name = token["name"] or token["number"] or (token["string"] or "")[1:-1]
            if not name or self._next()["mark"] != ":":
                raise _Broken
            found[name] = self.value()

    def _entries(self) -> list[Any]:
        found: list[Any] = []
        while True:
            token = self._next()
            if token["mark"] == "]":
                return found
            if token["mark"] != ",":
                found.append(self.value(token))


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else PLAIN.get(match[3], match[3])


def read(text: str, at: int) -> tuple[Any, int]:
    """The object or list that begins there and where it ends; None and the next place where none
    does."""
    reader = _Reader(text, at, {})
    try:
        return reader.value(), reader.at
    except (_Broken, RecursionError):
        return None, at + 1


def called(text: str) -> Any:
    """The object that a function called on the spot returns, with its arguments put in; None
    where the text calls none."""
    head = CALLED.search(text)
    start = RETURNED.search(text, head.end()) if head else None
    if head is None or start is None:
        return None
    body = _Reader(text, start.end(), {})
    try:
        body.value()
        begin = text.find("(", body.at)
        if begin < 0:
            return None
        names = [name.strip() for name in head[1].split(",")]
        given = _arguments(_Reader(text, begin + 1, {}), len(names))
        return _Reader(text, start.end(), dict(zip(names, given, strict=False))).value()
    except (_Broken, RecursionError):
        return None


def _arguments(reader: _Reader, most: int) -> list[Any]:
    found: list[Any] = []
    while len(found) < most:
        try:
            found.append(reader.value())
            if reader._next()["mark"] != ",":
                break
        except _Broken:
            break
    return found
