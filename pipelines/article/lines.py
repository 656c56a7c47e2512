"""A page as a reader sees it: lines in reading order, and the blocks that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pipelines.article import menus
from pipelines.article.fields import field_of, told
from pipelines.article.tree import is_hidden, unseen
from pipelines.article.widths import INVISIBLE, flat, is_even, spaced

SKIPPED = frozenset(
    {
        "script", "style", "noscript", "head", "title", "template", "iframe", "object", "embed",
        "applet", "svg", "canvas", "video", "audio", "select", "textarea", "button", "option",
        "map", "input", "math", "colgroup", "datalist", "rp", "rt",
    }
)  # fmt: skip
BLOCKS = frozenset(
    {
        "html", "body", "div", "p", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "ul",
        "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "form", "fieldset",
        "article", "section", "header", "footer", "nav", "aside", "main", "center", "blockquote",
        "pre", "figure", "figcaption", "hr", "address", "details", "summary", "caption", "legend",
        "dir", "menu", "founder-content",
    }
)  # fmt: skip
ENTRIES = frozenset(["li", "dd", "td"])  # blocks that menus are made of
HEADINGS = {f"h{n}": n for n in range(1, 7)}
SEAM = "\x1f"  # between inline elements that a style sheet may set apart
LOUD = frozenset(["center", "th", "caption"])
BOLD = frozenset(["b", "strong", "big"])
HIDING = frozenset(["style", "hidden"])  # attributes that may hide an element
TELLING = frozenset(["id", "class", "style", "align"])  # attributes that are looked at
PIECES = frozenset(["span", "a", "em", "i", "time", "small", "label", "cite", "strong", "b"])
MAX_LINES = 4000  # no article begins behind so many; its end there is refused, not cut
MAX_SEAMED = 300  # longer lines are running text, in which seams mean nothing
MAX_MARKED = 60  # characters of an element whose class names a field


@dataclass(slots=True)
class Block:
    """An element that stands on lines of its own, with the range of lines inside it."""

    parent: int
    tag: str
    name: str  # id and class, in lower case
    depth: int
    start: int
    end: int = 0
    loud: bool = False

    def names(self) -> set[str]:
        """Its id and classes as style sheets name them."""
        words = self.name.split(" ")
        return {f"#{words[0]}", *(f".{word}" for word in words[1:])}


@dataclass(slots=True)
class Line:
    """One line. flat is the text in one width, ideographic spaces as tabs: what patterns look
    at. marks are texts of inline elements whose class names a field: (`origin`, `新华网`)."""

    text: str
    block: int
    links: int  # characters inside links
    hidden: bool
    heading: int  # 1 to 6, 0 for none
    flat: str
    image: bool  # a picture stands before the text
    loud: int = 0  # 1 where it is centred, in large letters or a table's head, 2 where it is bold
    marks: tuple[tuple[str, str], ...] = ()
    head: bool | None = None  # whether it is a date line, once somebody asked


@dataclass(slots=True)
class Sheet:
    """The whole page: lines in reading order and the tree of blocks."""

    lines: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    images: int = 0
    unseen: frozenset[str] = frozenset()  # `.class` and `#id` that a style sheet of the page hides

    def named(self, line: Line) -> str:
        """Id and class of the block that holds a line."""
        return self.blocks[line.block].name if self.blocks else ""


class Unfit(Exception):
    """A menu that was taken out of the page stands where its entries mean more than links."""


class _Writer:
    """Walks the tree and collects text until a block boundary or a line break ends the line."""

    def __init__(self, shelves: Mapping[Any, menus.Menu] | None = None) -> None:
        self.shelves = shelves
        self.sheet = Sheet()
        self.lines, self.blocks = self.sheet.lines, self.sheet.blocks
        self.text: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.open_marks: list[tuple[Any, str, int]] = []
        self.links = 0
        self.loud = 0
        self.in_bold = 0
        self.image = False
        self.block = -1
        self.in_link = 0
        self.anchors: list[bool] = []  # of the open ones, whether each leads anywhere
        self.heading = 0
        self.preformatted = 0

    def add(self, text: str | None) -> None:
        """Take up text; in preformatted text every line break counts, elsewhere no blanks at the
        start of a line do."""
        if text and self.preformatted and "\n" in text:
            for row in text.split("\n"):
                self.text.append(row)
                self.flush()
        elif text and (self.text or not text.isspace()):
            self.text.append(text)
            if self.in_link or self.in_bold:
                size = len(text.strip())
                self.links += size if self.in_link else 0
                self.loud += size if self.in_bold else 0

    def flush(self) -> None:
        """End the line."""
        text = self.text
        if text:
            if text[-1] == SEAM:
                text.pop()
            raw = text[0] if len(text) == 1 else "".join(text)
            for _, kind, start in self.open_marks:
                self._mark(kind, start)
            if raw and not raw.isspace():
                self._line(raw)
            text.clear()
            self.links = self.loud = 0
            if self.marks:
                self.marks = []
        if self.open_marks:
            self.open_marks = [(element, kind, 0) for element, kind, _ in self.open_marks]

    def _line(self, raw: str) -> None:
        plain = seamed = raw
        if not is_even(raw):
            raw = INVISIBLE.sub("", raw)
            plain = seamed = spaced(raw.replace(SEAM, ""))
            if not plain:
                return
            if SEAM in raw and len(plain) <= MAX_SEAMED:
                seamed = spaced(raw.replace(SEAM, " "))
        size, block = len(plain), self.block
        self.lines.append(
            Line(
                plain,
                block,
                self.links if self.links < size else size,
                False,
                self.heading,
                flat(seamed),
                self.image,
                2 if self.loud >= size else int(block >= 0 and self.blocks[block].loud),
                tuple(self.marks) if self.marks else (),
            )
        )
        self.image = False

    def _mark(self, kind: str, start: int) -> None:
        raw = INVISIBLE.sub("", "".join(self.text[start:]))
        text = spaced(flat(raw.replace(SEAM, " "))).strip()
        if 2 <= len(text) <= MAX_MARKED:
            self.marks.append((kind, text))

    def start(self, element: Any, tag: str, keys: list[str]) -> None:
        """What an opening tag changes; keys are the names of its attributes."""
        name, loud = "", False
        if keys and not TELLING.isdisjoint(keys):
            name, loud = told(element.get, keys)
        if tag in BLOCKS:
            self._open(tag, name, loud or tag in LOUD)
        elif tag == "a":
            if self.text:
                self.text.append(SEAM)
            leads = "href" in keys  # a name alone marks a place
            self.anchors.append(leads)
            self.in_link += leads
        else:
            self._inline(tag)
        if name:
            kind = field_of(name)
            if kind:
                self.open_marks.append((element, kind, len(self.text)))
        text = element.text
        if text:
            self.add(text)

    def menu(self, element: Any) -> bool:
        """Take a list all of whose entries are plain links in one step; whether it was one."""
        at, parent = len(self.lines), self.block
        menu = self.shelves.get(element) if self.shelves else None
        size = len(element) if menu is None else len(menu.rows)
        if size < menus.LEAST or self.text or at + size >= MAX_LINES or not self._is_plain():
            if menu is not None:
                raise Unfit
            return False
        menu = menu or menus.rows(element)
        if menu is None:
            return False
        depth = self.blocks[parent].depth + 1 if parent >= 0 else 0
        place = (at, len(self.blocks), parent, depth, self.heading, self.image)
        laid = None if self.sheet.unseen else menu.laid.get(place)
        lines, blocks = laid or _entries(menu, *place)
        if laid is None and not self.sheet.unseen:  # else some may be hidden of this page alone
            menu.keep(place, lines, blocks)
        self.lines += lines
        self.blocks += blocks
        self.image = False
        return True

    def _is_plain(self) -> bool:
        """Whether nothing around makes a text more than a text."""
        return not (self.open_marks or self.in_link or self.in_bold or self.preformatted)

    def entry(self, element: Any, tag: str, keys: list[str]) -> bool:
        """Take a block that holds one plain link and nothing else, as menus are made of, in one
        step; whether the element was one."""
        if len(element) != 1 or self.text or not self._is_plain():
            return False
        link, at = element[0], len(self.lines)
        text, own = link.text, link.keys()
        if link.tag != "a" or not text or len(link) or at >= MAX_LINES:
            return False
        if not is_even(text):
            return False
        before, after = element.text, link.tail
        if (
            (before and not before.isspace())
            or (after and not after.isspace())
            or not (TELLING.isdisjoint(own) and HIDING.isdisjoint(own))
        ):
            return False
        name, loud = told(element.get, keys) if keys else ("", False)
        if name and field_of(name):
            return False
        blocks, parent = self.blocks, self.block
        depth = blocks[parent].depth + 1 if parent >= 0 else 0
        size = len(text) if "href" in own else 0
        line = Line(text, len(blocks), size, False, self.heading, flat(text), self.image, int(loud))
        blocks.append(Block(parent, tag, name, depth, at, at + 1, loud))
        self.lines.append(line)
        self.image = False
        return True

    def _inline(self, tag: str) -> None:
        if tag in PIECES and self.text:
            self.text.append(SEAM)
        if tag in BOLD:
            self.in_bold += 1
        elif tag == "br":
            self.flush()
        elif tag == "img":
            self.image = True
            self.sheet.images += 1

    def _open(self, tag: str, name: str, loud: bool = False) -> None:
        if self.text or self.open_marks:
            self.flush()
        blocks, parent = self.blocks, self.block
        depth = blocks[parent].depth + 1 if parent >= 0 else 0
        self.block = len(blocks)
        blocks.append(Block(parent, tag, name, depth, len(self.lines), 0, loud))
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag == "pre":
            self.preformatted += 1

    def _shut(self, tag: str) -> None:
        if self.text or self.open_marks:
            self.flush()
        block = self.blocks[self.block]
        block.end = len(self.lines)
        self.block = block.parent
        if tag in HEADINGS:
            self.heading = 0
        elif tag == "pre":
            self.preformatted -= 1

    def end(self, element: Any, tag: str) -> None:
        """What a closing tag changes."""
        if tag in BLOCKS:
            self._shut(tag)
        else:
            if tag == "a":
                self.in_link -= self.anchors.pop()
            elif tag in BOLD:
                self.in_bold -= 1
            if self.text and tag in PIECES:
                self.text.append(SEAM)
        if self.open_marks and self.open_marks[-1][0] is element:
            _, kind, start = self.open_marks.pop()
            if tag not in BLOCKS and len(self.text) > start:
                self._mark(kind, start)

    def close(self) -> Sheet:
        """The finished sheet, also where the walk broke off."""
        self.flush()
        while self.block >= 0:
            self.blocks[self.block].end = len(self.lines)
            self.block = self.blocks[self.block].parent
        return self.sheet

    def skip(self, tag: str) -> None:
        """A film counts as a picture; of the rest that is left out only a break stays."""
        if tag in ("video", "object", "embed"):
            self.sheet.images += 1
        elif tag not in SKIPPED and self.text:
            self.flush()


def _entries(
    menu: menus.Menu, at: int, number: int, parent: int, depth: int, heading: int, image: bool
) -> tuple[list[Line], list[Block]]:
    """The lines and blocks of a menu in its place."""
    lines: list[Line] = []
    blocks: list[Block] = []
    for tag, text, one_width, links, name, loud in menu.rows:
        lines.append(Line(text, number, links, False, heading, one_width, image, int(loud)))
        blocks.append(Block(parent, tag, name, depth, at, at + 1, loud))
        at, number, image = at + 1, number + 1, False
    return lines, blocks


def lay_out(
    root: Any,
    dropping: frozenset[Any] = frozenset(),
    shelves: Mapping[Any, menus.Menu] | None = None,
) -> Sheet:
    """Write the tree under an lxml element down as lines and blocks, without `dropping`. shelves
    are the menus that were taken out of it; raises Unfit where one cannot be set back."""
    writer = _Writer(shelves)
    writer.sheet.unseen = unseen(root)
    start, end, add = writer.start, writer.end, writer.add
    walker = etree.iterwalk(root, events=("start", "end"))
    lines = writer.sheet.lines
    left_out = None
    for event, element in walker:
        tag = element.tag
        if event == "start":
            keys = element.keys()
            if (
                tag in SKIPPED
                or (keys and not HIDING.isdisjoint(keys) and is_hidden(element, tag))
                or (dropping and element in dropping)
            ):
                walker.skip_subtree()
                writer.skip(tag)
                left_out = element
            elif tag in ENTRIES and not dropping and writer.entry(element, tag, keys):
                walker.skip_subtree()
                left_out = element
            else:
                start(element, tag, keys)
                if tag in menus.TAGS and not dropping and writer.menu(element):
                    walker.skip_subtree()
                if len(lines) >= MAX_LINES:
                    break
            continue
        if element is left_out:
            left_out = None
        else:
            end(element, tag)
        tail = element.tail
        if tail and element is not root:
            add(tail)
    return writer.close()


def plain_sheet(text: str) -> Sheet:
    """Saved plain text as a sheet of one block, one line a paragraph."""
    writer = _Writer()
    writer._open("body", "")
    for raw in text.splitlines()[:MAX_LINES]:
        writer.add(raw)
        writer.flush()
    return writer.close()
