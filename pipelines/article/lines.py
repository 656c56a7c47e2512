"""A page as a reader sees it: lines in reading order, and the blocks that hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

from lxml import etree

SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "head",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "canvas",
        "video",
        "audio",
        "select",
        "textarea",
        "button",
        "option",
        "map",
        "input",
        "math",
        "colgroup",
        "datalist",
    ]
)
BLOCKS = frozenset(
    [
        "html",
        "body",
        "div",
        "p",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "form",
        "fieldset",
        "article",
        "section",
        "header",
        "footer",
        "nav",
        "aside",
        "main",
        "center",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "hr",
        "address",
        "details",
        "summary",
        "caption",
        "legend",
        "dir",
        "menu",
        "founder-content",
    ]
)
HEADINGS = {f"h{n}": n for n in range(1, 7)}
HIDDEN = re.compile(
    r"display\s*:\s*none|text-indent\s*:\s*-\d{3,}|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.I
)
SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u2000-\u200a\u202f\u205f]+")
INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\ue000-\uf8ff]")
MAX_NAME = 200  # characters of class and id that are looked at


@dataclass(slots=True)
class Block:
    """An element that stands on lines of its own, with the range of lines inside it."""

    parent: int
    tag: str
    name: str  # id and class, in lower case
    depth: int
    start: int
    end: int = 0
    hidden: bool = False


@dataclass(slots=True)
class Line:
    """One visible line. links: characters of it inside links."""

    text: str
    block: int
    links: int
    anchors: int
    hidden: bool
    heading: int  # 1 to 6, 0 for none
    bold: bool
    image: bool  # a picture stands before the text in the same line or block
    indent: bool
    flat: str = ""  # text in one width, ideographic spaces as tabs: what patterns look at
    href: str = ""


@dataclass(slots=True)
class Sheet:
    """The whole page: lines in reading order and the tree of blocks."""

    lines: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    images: int = 0
    forms: int = 0

    def ancestors(self, block: int) -> list[int]:
        """The block and what holds it, innermost first."""
        found = []
        while block >= 0:
            found.append(block)
            block = self.blocks[block].parent
        return found


class _Writer:
    """Collects text until a block boundary or a line break ends the line."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.text: list[str] = []
        self.links = 0
        self.anchors = 0
        self.bold = 0
        self.boldest = 0
        self.image = False
        self.href = ""
        self.block = -1
        self.hidden = 0
        self.in_link = 0
        self.in_bold = 0
        self.heading = 0

    def add(self, text: str | None) -> None:
        if not text:
            return
        self.text.append(text)
        if self.in_link or self.in_bold:
            size = len(text.strip())
            if self.in_link:
                self.links += size
            if self.in_bold:
                self.boldest += size

    def flush(self) -> None:
        if self.text:
            raw = "".join(self.text)
            self.text.clear()
            if not raw.isspace():
                self._line(raw)
        self.links = self.anchors = self.boldest = 0
        self.href = ""

    def _line(self, raw: str) -> None:
        if not raw.isascii():
            raw = INVISIBLE.sub("", raw)
        text = SPACE.sub(" ", raw).strip(" \u3000")
        if not text:
            return
        indent = raw.lstrip("\r\n\t ")[:1] in ("\u3000", "\xa0")
        self.sheet.lines.append(
            Line(
                text,
                self.block,
                min(self.links, len(text)),
                self.anchors,
                self.hidden > 0,
                self.heading,
                self.boldest >= 0.9 * len(text),
                self.image,
                indent,
                text if text.isascii() else normalize("NFKC", text.replace("\u3000", "\t")),
                self.href,
            )
        )
        self.image = False

    def open_block(self, element: Any, tag: str, hidden: bool) -> None:
        self.flush()
        name = f"{element.get('id') or ''} {element.get('class') or ''}"[:MAX_NAME].lower()
        blocks = self.sheet.blocks
        depth = blocks[self.block].depth + 1 if self.block >= 0 else 0
        blocks.append(
            Block(self.block, tag, name, depth, len(self.sheet.lines), 0, hidden or self.hidden > 0)
        )
        self.block = len(blocks) - 1
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]

    def close_block(self, tag: str) -> None:
        self.flush()
        block = self.sheet.blocks[self.block]
        block.end = len(self.sheet.lines)
        self.block = block.parent
        if tag in HEADINGS:
            self.heading = 0


def lay_out(root: Any, dropping: frozenset[Any] = frozenset()) -> Sheet:
    """Write the tree under an lxml element down as lines and blocks, without `dropping`."""
    writer = _Writer()
    hidden_at: list[Any] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in SKIPPED or element in dropping:
                walker.skip_subtree()
                if tag in ("video", "object", "embed"):
                    writer.sheet.images += 1
                continue
            style = element.get("style")
            concealed = (style is not None and HIDDEN.search(style) is not None) or (
                element.get("hidden") is not None
            )
            if tag in BLOCKS:
                writer.open_block(element, tag, concealed)
                if tag == "form":
                    writer.sheet.forms += 1
            if concealed:
                if tag not in BLOCKS:
                    writer.flush()
                writer.hidden += 1
                hidden_at.append(element)
            if tag == "a":
                writer.in_link += 1
                if element.get("href"):
                    writer.anchors += 1
                    writer.href = writer.href or element.get("href")
            elif tag == "b" or tag == "strong":
                writer.in_bold += 1
            elif tag == "br":
                writer.flush()
            elif tag == "img":
                writer.image = True
                writer.sheet.images += 1
            writer.add(element.text)
            continue
        if tag not in SKIPPED and element not in dropping:
            if tag in BLOCKS:
                writer.close_block(tag)
            elif tag == "a":
                writer.in_link -= 1
            elif tag == "b" or tag == "strong":
                writer.in_bold -= 1
            if hidden_at and hidden_at[-1] is element:
                writer.flush()
                hidden_at.pop()
                writer.hidden -= 1
        if element is not root:
            writer.add(element.tail)
    writer.flush()
    return writer.sheet


PARSER_OPTIONS: dict[str, Any] = {
    "encoding": "utf-8",
    "recover": True,
    "remove_comments": True,
    "remove_pis": True,
    "no_network": True,
}


def parse(text: str) -> Any | None:
    """The tree of a page, or None where there is nothing to make one of."""
    if not text.strip():
        return None
    try:
        return etree.fromstring(
            text.encode("utf-8", "ignore"), parser=etree.HTMLParser(**PARSER_OPTIONS)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def plain_sheet(text: str) -> Sheet:
    """Saved plain text as a sheet of one block, one line a paragraph."""
    writer = _Writer()
    writer.sheet.blocks.append(Block(-1, "body", "", 0, 0))
    writer.block = 0
    for raw in text.splitlines():
        writer.add(raw)
        writer.flush()
    writer.sheet.blocks[0].end = len(writer.sheet.lines)
    return writer.sheet
