"""The tree of a page, and what of it nobody sees."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml import etree

from pipelines.article.decoding import CONTROL

# A character by its number: `&#0;` would come back as what decoding left out.
REFERENCE = re.compile(r"&#(?:[xX](?=[0-9a-fA-F])0*([0-9a-fA-F]*)|(?=[0-9])0*([0-9]*));?")
LAST_CHARACTER, DIGITS = 0x10FFFF, 7  # that such a number has at most
HIDDEN = re.compile(
    r"display\s*:\s*none|text-indent\s*:\s*-\d{3,}|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.I
)
# What a page says where it shows only the first paragraphs of a text until somebody asks.
UNFOLDS = re.compile(
    r"(?:展开|查看|阅读|显示|点击|余下|加载|打开)(?:阅读|查看|显示)?(?:剩余|余下|更多|全部)?(?:的)?(?:全文|正文|内容)|展开剩余|余下全文|剩余\s?\d{1,3}\s?%|展開全文|閱讀全文"
)
# One of these stands in all such words; looked for by its first letter.
UNFOLDED = (("全", "文"), ("正", "文"), ("内", "容"), ("剩", "余"))
UNFOLDS_BEFORE, UNFOLDS_BEHIND = 8, 10  # characters of them around it
MOST_UNFOLDED = 2000  # places of a page where they are looked for by it
LONGEST_FOLDER, FOLD_REACH = 24, 4  # characters of such words; elements around them looked at
FOLDERS = ("a", "span", "div", "p", "button", "i", "em", "b", "strong", "label", "section")
FOLDS = ("div", "section", "p", "span", "article", "blockquote")
HIDDEN_NAMES = re.compile(
    r"(?:^|[\s_-])(?:hid(?:e|den)?|none|fold(?:ed)?|collapsed?|more-?content|rest|remain\w*|unseen|invisible|noshow)(?=$|[\s_-])",
    re.I,
)
# What of a page made to take long is looked at.
MOST_FOLDERS, MOST_FOLDS, FEW_PIECES, MOST_PIECES = 4, 1500, 20, 300
LEAST_FOLDED = 18  # characters of a folded paragraph
SENTENCE_END = re.compile(r"[。！？”]")
MAX_STYLE = 100_000  # characters of a style sheet that are looked at
UNSEEN = re.compile(r"display\s*:\s*none", re.I)
KEPT = 300  # characters of a style that is kept: editors write the same few into every paragraph
SIMPLE = re.compile(r"[.#][\w-]+")

PARSER_OPTIONS: dict[str, Any] = {
    "encoding": "utf-8",
    "recover": True,
    "remove_comments": True,
    "remove_pis": True,
    "no_network": True,
}


def parse(text: str) -> Any | None:
    """The tree of a page, or None where there is nothing to make one of."""
    root = grown(text)
    if root is not None and may_unfold(text):
        _unfold(root)
    return root


def grown(text: str) -> Any | None:
    """The same, with all folded that the page folds."""
    if not text or text.isspace():
        return None
    if "&#" in text:
        text = REFERENCE.sub(_character, text)
    try:
        root = etree.fromstring(
            text.encode("utf-8", "ignore"), parser=etree.HTMLParser(**PARSER_OPTIONS)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    # A page that closes itself too early, or is two in one, goes on beside its first root.
    for other in list(root.itersiblings()) if root is not None else ():
        root.append(other)
    return root


def _character(reference: re.Match[str]) -> str:
    """The reference as it stands, or nothing where it names no character of a text."""
    digits, base = (reference[2], 10) if reference[1] is None else (reference[1], 16)
    code = int(digits or "0", base) if len(digits) <= DIGITS else LAST_CHARACTER + 1
    named = code <= LAST_CHARACTER and CONTROL.match(chr(code)) is None
    return reference[0] if named else ""


def may_unfold(text: str) -> bool:
    """Whether those words stand anywhere. They are looked for by what all of them hold: to look
    at a whole page with the pattern takes as long as to parse it."""
    for first, second in UNFOLDED:
        at = -1
        for _ in range(MOST_UNFOLDED):
            at = text.find(first, at + 1)
            if at < 0:
                break
            if text[at + 1 : at + 2] == second and UNFOLDS.search(
                text, max(0, at - UNFOLDS_BEFORE), at + UNFOLDS_BEHIND
            ):
                return True
        else:
            if UNFOLDS.search(text, at):
                return True
    return False


def _unfold(root: Any) -> None:
    """Show the rest of a text that the page folds behind 展开全文: hidden paragraphs near those
    words, with or behind others that are shown."""
    tried = 0
    for link in root.iter(*FOLDERS):
        words = _text_of(link, FEW_PIECES) if len(link) < 4 else ""
        if len(words) > LONGEST_FOLDER or not UNFOLDS.search(words):
            continue
        tried += 1
        if tried > MOST_FOLDERS:
            return
        for place in islice(link.iterancestors(), FOLD_REACH):
            near = islice(place.iter(*FOLDS), MOST_FOLDS)
            folded = [one for one in near if _is_folded(one)]
            for one in folded:
                for name in ("style", "hidden", "class"):
                    one.attrib.pop(name, None)
            if folded:
                return


def _text_of(element: Any, pieces: int) -> str:
    return "".join(islice(element.itertext(), pieces))


def _is_folded(element: Any) -> bool:
    """Whether an element is hidden and holds sentences rather than links."""
    hidden = is_hidden(element, element.tag) or HIDDEN_NAMES.search(element.get("class") or "")
    if not hidden:
        return False
    text = _text_of(element, MOST_PIECES)
    links = sum(len(_text_of(a, FEW_PIECES)) for a in islice(element.iter("a"), MOST_PIECES))
    return len(text) - 2 * links >= LEAST_FOLDED and SENTENCE_END.search(text) is not None


def unseen(root: Any) -> frozenset[str]:
    """What the style sheets inside the page hide by a plain id or class, on any screen."""
    found: set[str] = set()
    for sheet in root.iter("style"):
        text = (sheet.text or "")[:MAX_STYLE]
        if "none" not in text or "@media" in text:
            continue
        for rule in text.split("}"):
            chosen, brace, declared = rule.rpartition("{")
            if brace and "none" in declared and UNSEEN.search(declared):
                names = [name.strip().lower() for name in chosen.split(",")]
                found.update(name for name in names if SIMPLE.fullmatch(name))
    return frozenset(found)


def is_hidden(element: Any, tag: str) -> bool:
    """Whether a page says of an element itself that nobody sees it."""
    if tag in ("body", "html"):  # some pages hide all until scripts run
        return False
    style = element.get("style")
    if style and (_hides if len(style) <= KEPT else _hides.__wrapped__)(style):
        return True
    return element.get("hidden") is not None


@lru_cache(maxsize=1024)
def _hides(style: str) -> bool:
    return HIDDEN.search(style) is not None
