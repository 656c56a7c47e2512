"""Ways in which a page is changed without changing what a reader takes from it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import pairwise

CHARSET = re.compile(r"(charset=[\"']?)[\w-]+", re.I)


def rename(html: str, chance: random.Random) -> str:
    """Every id and class becomes a made-up word, as build tools make them."""
    words: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        quote = match[2] if match[2] in "\"'" else ""
        names = match[3].split()
        made = [words.setdefault(n, "".join(chance.choices("bcdfgkmpqvxz", k=6))) for n in names]
        return f"{match[1]}={quote}{' '.join(made)}{quote}"

    return re.sub(r"\b(id|class)=([\"'])([^\"']*)\2", other, html)


def flatten_headings(html: str, chance: random.Random) -> str:
    """Headings become plain divisions with large letters."""
    html = re.sub(r"<h[1-6](?=[ >])", '<div style="font-size:22px" data-h', html)
    return re.sub(r"</h[1-6]>", "</div>", html)


def without_title(html: str, chance: random.Random) -> str:
    """The title element names the site only, as at many small sites."""
    return re.sub(r"<title>.*?</title>", "<title>新闻中心</title>", html, flags=re.S)


def wrap(html: str, chance: random.Random) -> str:
    """Everything stands in tables, three deep."""
    html = re.sub(r"(<body[^>]*>)", r"\1" + "<table><tr><td>" * 3, html)
    return html.replace("</body>", "</td></tr></table>" * 3 + "</body>")


def as_tags_in_capitals(html: str, chance: random.Random) -> str:
    """Tags as editors of the nineties wrote them."""
    return re.sub(r"</?[a-z][a-z0-9]*", lambda match: match[0].upper(), html)


def unclosed(html: str, chance: random.Random) -> str:
    """Paragraphs, cells and list items without their end tags."""
    return re.sub(r"</(?:p|li|td|tr|dd|dt)>", "", html)


def spaced(html: str, chance: random.Random) -> str:
    """Blanks and line breaks wherever tags meet, as templates leave them."""
    return re.sub(r">(?=<(?:div|p|td|tr|li|ul|h\d|table))", ">\r\n\t\t  ", html)


def with_advertisements(html: str, chance: random.Random) -> str:
    """An advertisement behind some paragraphs."""
    parts = re.split(r"(?<=</p>)(?=\s*<p>)", html)
    if len(parts) < 4:
        return html
    box = (
        '<div class="ad-box"><a href="http://ad.example/1">全场五折，会员再减</a>'
        '<iframe src="/ad"></iframe></div>'
    )
    return parts[0] + "".join(
        (box if n % 3 == 1 else "") + part for n, (_, part) in enumerate(pairwise(parts))
    )


def closed_early(html: str, chance: random.Random) -> str:
    """The page says that it is over where its menu ends, and goes on."""
    return html.replace("</ul>", "</ul></body></html>", 1)


def recode(name: str, declared: str) -> Callable[[str, random.Random], bytes]:
    """The page saved in one encoding and declared as another."""

    def change(html: str, chance: random.Random) -> bytes:
        return CHARSET.sub(rf"\g<1>{declared}", html).encode(name, "xmlcharrefreplace")

    return change


LAYOUTS = {
    "renamed": rename,
    "flat headings": flatten_headings,
    "site title": without_title,
    "wrapped": wrap,
    "capitals": as_tags_in_capitals,
    "unclosed": unclosed,
    "spaced": spaced,
    "closed early": closed_early,
    "advertisements": with_advertisements,
}
ENCODINGS = {
    "gb18030 as gb2312": recode("gb18030", "gb2312"),
    "utf-8 as gb2312": recode("utf-8", "gb2312"),
    "gb18030 as utf-8": recode("gb18030", "utf-8"),
    "utf-16": recode("utf-16", "utf-16"),
    "utf-8 with a mark": recode("utf-8-sig", "utf-8"),
    "gb18030 as iso-8859-1": recode("gb18030", "iso-8859-1"),
}
