"""Articles that a site splits over several pages: the link on, and the parts joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from pipelines.article.labels import key

ON = re.compile(
    r"^\W*(?:下\s*一?\s*[页頁]|后一?[页頁]|後一頁|next(?: page)?|阅读下一页|下页继续)\W*$", re.I
)
NUMBER = re.compile(r"^\W*(\d{1,2})\W*$")
PAGE_KEYS = frozenset(
    ["page", "p", "pageno", "pn", "pagenum", "page_no", "pageindex", "currentpage", "cpage", "n"]
)
TAIL_NUMBER = re.compile(
    r"^(?P<stem>.+?)(?:[_-](?P<n>\d{1,2}))?(?P<ext>\.s?html?|\.php|\.aspx?|\.jsp)?$", re.I
)
FOLDER_NUMBER = re.compile(r"^(?P<stem>.+)/(?P<n>\d{1,2})(?:\.s?html?)?/?$", re.I)
MAX_PARTS_LINKS = 3000


def following(root: Any, url: str) -> str | None:
    """The address of the part after this one, from links that say so and lead to the same
    report; None on the last part and on undivided articles."""
    base = url
    for element in root.iter("base"):
        if element.get("href"):
            base = address(url, element.get("href").strip()) or url
            break
    numbered: dict[int, str] = {}
    for count, link in enumerate(root.iter("a")):
        href = (link.get("href") or "").strip()
        if count > MAX_PARTS_LINKS or not href or href.startswith(("#", "javascript:")):
            continue
        text = "".join(link.itertext()).strip()
        if len(text) > 12:
            continue
        if ON.match(text):
            target = address(base, href)
            if target and same_report(url, target):
                return target
        number = NUMBER.match(text)
        if number:
            target = address(base, href)
            if target and same_report(url, target):
                numbered[int(number[1])] = target
    return numbered.get(_at(url) + 1) if numbered and _bare_or_numbered(url, numbered) else None


def address(base: str, href: str) -> str | None:
    """An absolute address without fragment, or None where it is none of the web."""
    try:
        target = urljoin(base, href).split("#")[0]
        split = urlsplit(target)
    except ValueError:
        return None
    return target if split.scheme in ("http", "https") and split.netloc else None


def _split(url: str) -> tuple[str, str, int | None]:
    """Host, the address without its page number, and that number."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    number: int | None = None
    kept = []
    for name, value in query:
        if name.lower() in PAGE_KEYS and value.isdigit() and len(value) <= 2 and number is None:
            number = int(value)
        else:
            kept.append((name, value))
    path = parts.path
    if number is None:
        match = TAIL_NUMBER.match(path)
        if match and match["n"]:
            number = int(match["n"])
            path = match["stem"] + (match["ext"] or "")
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    return host, f"{path}?{sorted(kept)}", number


def same_report(url: str, target: str) -> bool:
    """Whether target is a later page of url: one address but for the page number."""
    try:
        host, stem, own = _split(url)
        other_host, other_stem, number = _split(target)
    except ValueError:
        return False
    if url.split("#")[0] == target or host != other_host:
        return False
    if stem == other_stem and number is not None and number > (own or 0):
        return True
    folder = FOLDER_NUMBER.match(urlsplit(target).path)
    if folder is None:
        return False
    mine = FOLDER_NUMBER.match(urlsplit(url).path)
    bare = re.sub(r"(?:\.s?html?|/)$", "", urlsplit(url).path)
    return folder["stem"] == bare or bool(
        mine
        and mine["stem"] == folder["stem"]
        and int(folder["n"]) == int(mine["n"]) + 1
        and int(mine["n"]) < 20
        and not re.search(r"/\d{4}-?\d{2}$", folder["stem"])
    )


def _at(url: str) -> int:
    """Which page of the report an address shows, counted as its links count."""
    number = _split(url)[2]
    return 1 if number is None else number


def _bare_or_numbered(url: str, numbered: dict[int, str]) -> bool:
    """Sites count their files from the second page on as _1 or as _2; link texts count pages."""
    number = _split(url)[2]
    if number is None:
        return True
    return _split(numbered[max(numbered)])[2] == max(numbered)


def join(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The paragraphs of all parts in order, without what each part repeats at its head."""
    joined: list[str] = []
    seen: set[str] = set()
    for paragraphs in parts:
        start = 0
        if joined:
            while start < len(paragraphs) and key(paragraphs[start]) in seen:
                start += 1
        joined.extend(paragraphs[start:])
        seen.update(key(text) for text in paragraphs)
    return tuple(joined)
