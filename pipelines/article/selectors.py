"""A source's own selectors, used where they match; what they miss is left to the general way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

from cssselect import SelectorError
from lxml import etree
from parsel.csstranslator import HTMLTranslator

from pipelines.article import credits, dates, edges, section
from pipelines.article.lines import BLOCKS, HIDING, lay_out
from pipelines.article.names import split_names
from pipelines.article.outlets import origin_of
from pipelines.article.rules import Rules
from pipelines.article.types import Article
from pipelines.article.widths import is_even

# How selectors begin that name an id first, and what stands behind it.
BY_ID = re.compile(
    r"(?:descendant-or-self::|//)\*\[@id ?= ?'(?P<id>[^']*)'\](?P<onward>(?:/[^|]*)?)"
)
# How selectors end that name an id inside something of a class or a tag: `.text #main`.
ID_LAST = re.compile(
    r"descendant-or-self::(?P<around>(?:\w+|\*)(?:\[@class and [^|\[\]]*\])?)"
    r"(?:/descendant::|/descendant-or-self::\*/)\*\[@id = '(?P<id>[^']*)'\]"
)
SIMPLE = frozenset(["a", "b", "div", "em", "h1", "h2", "i", "li", "p", "span", "strong", "td"])
# What leads out of an element, and the count of those before one inside it.
OUTSIDE = re.compile(r"ancestor|following|preceding|parent|\.\.|[\[(|,=]\s*/|\bid\(|\$")
BEFORE = "count(preceding-sibling::*)"
WITH_ID = etree.XPath("descendant-or-self::*/@id/..")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the selectors found; empty fields are left to the general way."""

    paragraphs: tuple[str, ...] = ()
    title: str = ""
    moment: dates.Moment | None = None
    origin: str | None = None
    byline: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()
    section: str = ""


def holding(rules: Sequence[Rules], on: date | None) -> tuple[Rules, ...]:
    """The rules that hold on the fetch day; all of them where the day is not known."""
    return tuple(
        rule
        for rule in rules
        if on is None
        or (
            (rule.valid_from is None or rule.valid_from <= on)
            and (rule.valid_until is None or on <= rule.valid_until)
        )
    )


@dataclass(frozen=True, slots=True)
class Path:
    """A selector compiled; where it begins with an id, that id and the way on from its element;
    where it ends in one, what must stand around its element."""

    whole: etree.XPath
    id: str = ""
    onward: etree.XPath | None = None
    around: etree.XPath | None = None


@lru_cache(maxsize=512)
def _compiled(selector: str) -> Path:
    """An XPath of a CSS selector or an XPath; raises ValueError naming a wrong one."""
    try:
        path = (
            selector
            if selector.startswith(("/", "./", "("))
            else HTMLTranslator().css_to_xpath(selector)
        )
        last = ID_LAST.fullmatch(path)
        if last is not None:
            around = etree.XPath(f"boolean(ancestor::{last['around']})")
            return Path(etree.XPath(path), last["id"], around=around)
        by_id = BY_ID.fullmatch(path)
        if by_id is None:
            return Path(etree.XPath(path))
        return Path(etree.XPath(path), by_id["id"], etree.XPath(f".{by_id['onward']}"))
    except (SelectorError, etree.XPathError) as fault:
        raise ValueError(f"selector {selector!r}: {fault}") from fault


@lru_cache(maxsize=512)
def ids_of(rules: tuple[Rules, ...]) -> frozenset[str] | None:
    """The ids of the elements inside which all that the selectors find stands, None where some
    may look elsewhere."""
    found: set[str] = set()
    for rule in rules:
        fields = (rule.title, rule.published, rule.origin, rule.byline, rule.editor, rule.section)
        for selector in chain(*fields, rule.body, rule.drop):
            try:
                path = _compiled(selector)
            except ValueError:
                return None
            onward = path.onward.path if path.onward is not None else ""
            inside = path.onward is not None or path.around is not None
            if not inside or OUTSIDE.search(onward.replace(BEFORE, "")):
                return None
            found.add(path.id)
    return frozenset(found)


class Tree:
    """A page's tree with its elements by id, so that a selector which begins with one does not
    look at all of the page."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self._by_id: dict[str, list[Any]] | None = None

    def matches(self, selector: str, within: Any = None) -> list[Any]:
        """What a selector finds, in the page or within one element."""
        path = _compiled(selector)
        if path.onward is not None:
            named = self._named(path.id)
            if not named:
                return []
            if within is None and len(named) == 1:
                return list(path.onward(named[0]))
        if path.around is not None and within is None:
            return [element for element in self._named(path.id) if path.around(element)]
        found = path.whole(self.root if within is None else within)
        return found if isinstance(found, list) else [found]

    def _named(self, name: str) -> list[Any]:
        if self._by_id is None:
            self._by_id = {}
            for element in WITH_ID(self.root):
                self._by_id.setdefault(element.get("id"), []).append(element)
        return self._by_id.get(name, [])


def values(tree: Tree, chosen: Sequence[str], attribute: str = "") -> list[str]:
    """Texts (or the attribute) of what the first matching selector finds, never blank."""
    for selector in chosen:
        texts = []
        for item in tree.matches(selector):
            if isinstance(item, str):
                text = item
            elif hasattr(item, "itertext"):
                text = item.get(attribute) or "" if attribute else "".join(_texts(item))
            else:
                text = str(item)
            text = " ".join(text.split())
            if text:
                texts.append(text)
        if texts:
            return texts
    return []


def _texts(item: Any) -> list[str]:
    text = item.text
    if text and not len(item) and item.tag in SIMPLE and HIDING.isdisjoint(item.keys()):
        bare = text.replace(" ", "")
        if bare and is_even(bare):
            return [text]  # there is nothing to lay out
    return [line.text + " " for line in lay_out(item).lines]


def apply(root: Any, rules: Sequence[Rules], headline: str) -> Chosen | None:
    """What the first rules that find a body find; fields alone where none finds one. headline is
    the one found in general, which the body may repeat."""
    best: Chosen | None = None
    tree = Tree(root)
    for rule in rules:
        chosen = _apply(tree, rule, headline)
        if chosen.paragraphs:
            return chosen
        if best is None and chosen.title:
            best = chosen
    return best


def _apply(tree: Tree, rule: Rules, headline: str) -> Chosen:
    title = " ".join(values(tree, rule.title)[:1])
    published = [dates.search(text) for text in values(tree, rule.published)]
    origins = [origin_of(_unlabelled(text)) for text in values(tree, rule.origin)]
    return Chosen(
        _paragraphs(tree, rule, title or headline),
        title,
        next((moment for moment in published if moment), None),
        next((origin for origin in origins if origin), None),
        _names(values(tree, rule.byline), strict=True),
        _names(values(tree, rule.editor), strict=False),
        section.of_trail((values(tree, rule.section) or [""])[-1], title),
    )


def _unlabelled(text: str) -> str:
    for kind, value in credits.labels_in(text):
        if kind == "origin":
            return value
    return text


def _names(texts: Sequence[str], *, strict: bool) -> tuple[str, ...]:
    names: list[str] = []
    for text in texts:
        wanted = "author" if strict else "editor"
        labelled = [value for kind, value in credits.labels_in(text) if kind == wanted]
        for value in labelled or [text]:
            names += [name for name in split_names(value, strict=strict) if name not in names]
    return tuple(names)


def _paragraphs(tree: Tree, rule: Rules, title: str) -> tuple[str, ...]:
    for selector in rule.body:
        elements = _outermost(tree.matches(selector))
        texts: list[str] = []
        for element in map(_boxed, elements):
            sheet = lay_out(element, dropping=_dropped(tree, element, rule.drop))
            texts += edges.paragraphs(sheet, edges.trim_chosen(sheet, title))
        if sum(len(text) for text in texts) >= 40:
            return tuple(texts)
    return ()


def _boxed(element: Any) -> Any:
    """The element as a block of its own: some sites put a whole text into one inline element."""
    if element.tag in BLOCKS:
        return element
    box = etree.Element("div")
    box.append(deepcopy(element))
    return box


def _outermost(items: Sequence[Any]) -> list[Any]:
    """Elements that lie in no other of them: editors nest their containers."""
    elements = [item for item in items if hasattr(item, "itertext")]
    known = set(elements)
    return [item for item in elements if known.isdisjoint(item.iterancestors())]


def _dropped(tree: Tree, element: Any, drop: Sequence[str]) -> frozenset[Any]:
    return frozenset(
        item
        for selector in drop
        for item in tree.matches(selector, within=element)
        if hasattr(item, "itertext")
    )


def override(article: Article, chosen: Chosen) -> Article:
    """The article with what the selectors found in place of what the general way found."""
    return replace(
        article,
        title=chosen.title or article.title,
        published=chosen.moment.iso if chosen.moment else article.published,
        published_raw=chosen.moment.raw if chosen.moment else article.published_raw,
        origin=chosen.origin or article.origin,
        byline=chosen.byline or article.byline,
        editor=chosen.editor or article.editor,
        section=chosen.section or article.section,
        method="selectors" if chosen.paragraphs else article.method,
    )
