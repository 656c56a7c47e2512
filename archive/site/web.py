"""What a page is asked and what it answers, apart from Datasette.

A page is a plain function: connection and Ask in, Answer out. It runs in one of Datasette's
threads on a read-only connection; the answer is rendered and sent by archive.site.routes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

LANGUAGES = ("zh", "en")
HTML_LANG = {"zh": "zh-CN", "en": "en"}
LANGUAGE_COOKIE = "parks_lang"
LONGEST_ARGUMENT = 200  # characters of any one argument; the rest is cut off
LONGEST_TOLD = 40  # characters of a value that is said to be left out
# Arguments as readers call them.
ARGUMENTS = {
    "page": ("页码", "page"), "parks": ("园区页码", "page of parks"),
    "held": ("待核的页码", "page of what is held"), "year": ("年份", "year"),
    "province": ("省份", "province"), "indicator": ("指标", "indicator"), "park": ("园区", "park"),
    "source": ("网站", "site"), "paper": ("报纸", "paper"), "scope": ("口径", "scope"),
    "unit": ("单位", "unit"),
}  # fmt: skip

# What must stand wherever an invented number can be seen or taken away.
DEMO = (
    "演示档案：报纸和数字均为杜撰，请勿引用",
    "Demo archive: its papers and figures are invented; do not cite them",
)
DEMO_TITLE = ("【演示】", "[Demo] ")  # before what stands alone, as in a list of feeds

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: language, parts of the path, arguments, and the site's own address."""

    lang: str
    path: str
    params: Mapping[str, str]
    args: tuple[tuple[str, str], ...]
    base: str  # scheme and host, without a slash at the end
    home: Path | None = None  # the archive's folder; releases lie there
    # Arguments whose values mean nothing here, in the order in which pages asked for them.
    left_out: dict[tuple[str, str], None] = field(default_factory=dict, compare=False)

    def get(self, name: str, default: str = "") -> str:
        """The first value of an argument, blank-trimmed and bounded."""
        for key, value in self.args:
            if key == name:
                return value.strip()[:LONGEST_ARGUMENT]
        return default

    def all(self, name: str) -> list[str]:
        """Every value of an argument, each once, in order; commas separate values too."""
        values = [v for key, given in self.args if key == name for v in given.split(",")]
        return list(dict.fromkeys(v.strip()[:LONGEST_ARGUMENT] for v in values if v.strip()))

    def number(self, name: str, default: int, most: int) -> int:
        """A positive whole number of at most `most`; anything else is the default."""
        text = self.get(name)
        # isdecimal alone accepts other scripts' digits, which int reads as well.
        if text.isdecimal() and len(text) < 8 and int(text):
            return min(int(text), most)
        if text:
            self.leave_out(name, text)
        return default

    def leave_out(self, name: str, value: str) -> None:
        """Note that an argument's value means nothing here, so that the reader is told."""
        self.left_out[name, value] = None

    @property
    def remark(self) -> str:
        """What was left out of what the address asks, in words; empty where nothing was."""
        if not self.left_out:
            return ""
        told = [
            f"{self.say(*ARGUMENTS[name])}{self.say('“{}”', ' “{}”').format(value[:LONGEST_TOLD])}"
            for name, value in self.left_out
        ]
        return self.say(
            f"认不出、没有采用：{'、'.join(told)}。其余照常显示。",
            f"Not known here and left out: {', '.join(told)}. The rest is shown.",
        )

    def say(self, zh: str, en: str) -> str:
        """The words in the reader's language."""
        return zh if self.lang == "zh" else en

    def url(self, path: str) -> str:
        """The full address of a path of this site."""
        return self.base + path

    def link(self, **changed: str | None) -> str:
        """This page's path with some arguments set, or dropped where None."""
        kept = [(k, v) for k, v in self.args if k not in changed and not k.startswith("_")]
        kept += [(k, v) for k, v in changed.items() if v is not None]
        return self.path + ("?" + urlencode(kept) if kept else "")


@dataclass(slots=True)
class Answer:
    """A page to render from a template."""

    template: str
    title: str
    context: dict[str, Any] = field(default_factory=dict)
    description: str = ""
    status: int = 200
    index: bool = True  # whether search engines may list it
    feed: str = ""  # address of the Atom feed of this page
    picture: str = ""  # path of the picture that a shared link shows, if the page has its own
    retry_after: int = 0  # seconds, where the answer is a refusal that passes
    as_of: str = ""  # day of the archive's data; every page says it
    release: str = ""  # id of the publication; every page says it
    demo: bool = False  # whether the numbers are invented; every page says it
    lasting: bool = True  # whether it follows from the published file alone, and may be kept


@dataclass(slots=True)
class Document:
    """A finished body that needs no template: a feed, a download, JSON."""

    body: str | bytes
    content_type: str
    filename: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class File:
    """A file that never changes and may be too large to hold in memory."""

    path: Path
    content_type: str
    filename: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG document to be sent as PNG. Drawn after the page has let go of its connection, as it
    takes long: the few connections are for those who read."""

    svg: str
    filename: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The page lives at another path of this site."""

    path: str


Made = Answer | Document | Drawing | File | Moved
Page = Callable[[sqlite3.Connection, Ask], Made]


class NotFound(Exception):
    """Nothing of that name is published; the words are for the reader."""


def rows(db: sqlite3.Connection, sql: str, *params: object) -> list[sqlite3.Row]:
    """All rows of a query."""
    return db.execute(sql, params).fetchall()


def one(db: sqlite3.Connection, sql: str, *params: object) -> sqlite3.Row | None:
    """The first row of a query, if there is one."""
    row: sqlite3.Row | None = db.execute(sql, params).fetchone()
    return row


def invented(db: sqlite3.Connection) -> bool:
    """Whether this is the demo's archive, whose papers and figures are made up."""
    return "demo" in archive_facts(db)


def archive_facts(db: sqlite3.Connection) -> dict[str, str]:
    """What the archive says of itself: release, data_as_of, reports, figures, extractors."""
    return {row["name"]: row["value"] for row in rows(db, "select name, value from archive")}
