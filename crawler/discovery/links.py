"""Links of a page with the words and the day that stand beside each of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urldefrag, urljoin

from parsel import Selector

from crawler.discovery.days import id_day, is_date, without_date, written_day
from crawler.discovery.types import Lead
from pipelines.source import Source
from pipelines.source.ways import ListShape

SUMMARY_CHARS = 300
TITLE_CHARS = 200
TITLE_LEAST = 5
# Elements that hold one entry of a list; the words beside a link are looked for no further up.
ENTRY = {"li", "tr", "dl", "dd", "article", "section", "ul", "ol", "table", "body", "td"}
UNSEEN = {"script", "style", "noscript", "template"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LEVELS = 4  # how far above a link its own date or summary may stand
SCRIPTED = re.compile(r"""\(\s*(["'])(?P<words>.*?)\1\s*\)""", re.S)
# Words of a link that only say "go on"; the title stands elsewhere.
GO_ON = re.compile(
    r"[\[【(（<>》\s]*(?:查看|阅读)?(?:详细|全文|详情|更多|more|点击进入)[\]】)）>》\s.…]*", re.I
)
CUT = re.compile(r"(?:…+|\.{2,}|·{3,})$")
STATE = {"on", "off", "cur", "current", "active", "first", "last", "odd", "even", "top", "hot"}


@dataclass(frozen=True, slots=True)
class Link:
    """A lead and the shape of the place where it stands; links of one list share their shape."""

    lead: Lead
    shape: tuple[str, ...]


def page(text: str) -> Selector:
    """A page to select from; an empty answer is a page without links."""
    return Selector(text=text or "<html></html>", type="html")


def base_of(doc: Selector, url: str) -> str:
    """The address that the page's relative links start from."""
    declared = doc.xpath("//base/@href").get()
    return address(url, declared or "") or url


def address(base: str, href: str) -> str:
    """Absolute http(s) address of a link without its fragment, or '' where it leads nowhere."""
    href = re.sub(r"[\t\r\n]", "", href).strip()
    if not href or href.startswith("#"):
        return ""
    try:
        url = urldefrag(urljoin(base, href)).url
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) else ""


def words(element: Any) -> str:
    """Visible text of an element on one line."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def selected(doc: Selector, url: str, source: Source, settings: ListShape) -> list[Link]:
    """Links of the declared entries of a list, in the order of the page."""
    base = base_of(doc, url)
    found = []
    for item in doc.css(settings.item):
        for link in _item_links(item, settings):
            target = address(base, link.get(settings.attribute) or "")
            if not target:
                continue
            title = _chosen(item, settings.title) or _title(link)
            summary = _chosen(item, settings.summary) or _beside(item.root, title)
            stated = written_day(_chosen(item, settings.date) or words(item.root))
            day = stated or _address_day(source, target, settings.id_time)
            found.append(Link(Lead(target, title[:TITLE_CHARS], summary, day), ("item",)))
            break  # an entry links one report; a picture and "more" repeat the address
    return merged(found, source)


def _item_links(item: Selector, settings: ListShape) -> list[Any]:
    if item.root.get(settings.attribute) and (item.root.tag == "a" or settings.attribute != "href"):
        return [item.root]
    links = [s.root for s in item.css(settings.link) if s.root.get(settings.attribute)]
    return sorted(links, key=lambda a: not _title(a))  # stable: links with words come first


def _chosen(item: Selector, css: str) -> str:
    chosen = item.css(css) if css else None
    return words(chosen[0].root) if chosen else ""


def general(doc: Selector, url: str, source: Source, id_time: str = "") -> list[Link]:
    """Every link of the page with the words beside it, without knowing the page's design."""
    base = base_of(doc, url)
    anchors = [
        (element, target)
        for element in doc.root.iter("a", "area")
        if (target := address(base, element.get("href") or ""))
    ]
    counts = _targets_below(anchors)
    found = []
    for element, target in anchors:
        title = _title(element)
        entry = _entry(element, counts)
        around = words(entry)
        stated = written_day(around)
        day = stated or _address_day(source, target, id_time)
        summary = _beside(entry, title)
        found.append(Link(Lead(target, title[:TITLE_CHARS], summary, day), _shape(element)))
    return merged(found, source)


def _targets_below(anchors: list[tuple[Any, str]]) -> dict[Any, set[str]]:
    """For each element near a link, the different addresses that links inside it lead to."""
    below: dict[Any, set[str]] = {}
    for element, target in anchors:
        node = element
        for _ in range(LEVELS + 1):
            if node is None:
                break
            below.setdefault(node, set()).add(target)
            node = node.getparent()
    return below


def _entry(link: Any, below: dict[Any, set[str]]) -> Any:
    """The largest element around a link that links nothing else: its entry in the list."""
    best = node = link
    for _ in range(LEVELS):
        if node.tag in ENTRY:
            break
        node = node.getparent()
        if node is None or len(below.get(node, ())) != 1 or node.tag in {"body", "html"}:
            break
        best = node
    return best


def _title(link: Any) -> str:
    """Words of a link: its heading, else its text; its title attribute where the text was cut."""
    heading = next((words(node) for node in link.iter(*HEADINGS) if words(node)), "")
    text = heading or without_date(_text_without_dates(link))
    if GO_ON.fullmatch(text):
        text = ""
    stated = " ".join((link.get("title") or "").split())
    if stated and (not text or (CUT.search(text) and len(stated) > len(text) - 3)):
        text = stated
    if not text:
        text = next((" ".join(i.get("alt", "").split()) for i in link.iter("img")), "")
    return text or _scripted(link)


def _text_without_dates(link: Any) -> str:
    dates = [words(node) for node in link.iter("span", "em", "i", "time", "font", "p", "small")]
    text = words(link)
    for stamp in dates:
        if is_date(stamp):
            text = text.replace(stamp, " ")
    return " ".join(text.split())


def _scripted(link: Any) -> str:
    """A title that the page writes by script: older e-papers call a function with the words."""
    for script in link.iter("script"):
        found = SCRIPTED.search(script.text or "")
        if found:
            return " ".join(found["words"].strip("\"'( ").split())
    return ""


def _beside(entry: Any, title: str) -> str:
    text = words(entry)
    rest = text.replace(title, " ", 1) if title else text
    rest = " ".join(rest.split())
    return "" if is_date(rest) or GO_ON.fullmatch(rest) else rest[:SUMMARY_CHARS]


def _shape(link: Any) -> tuple[str, ...]:
    """Tags and classes of the elements around a link, without what differs from row to row."""
    names = []
    for node in [link, *link.iterancestors()][:7]:
        classes = [
            name
            for name in (node.get("class") or "").split()
            if name not in STATE and not re.search(r"\d", name)
        ]
        names.append(".".join([node.tag, *sorted(classes)]))
    return tuple(names)


def _address_day(source: Source, url: str, id_time: str) -> date | None:
    return source.url_day(source.canonical(url)) or (id_day(id_time, url) if id_time else None)


def merged(links: list[Link], source: Source) -> list[Link]:
    """One link for each address: a picture, a title and a "more" beside it are one lead."""
    kept: dict[str, Link] = {}
    for link in links:
        key = source.canonical(link.lead.url)
        first = kept.get(key)
        kept[key] = link if first is None else _joined(first, link)
    return list(kept.values())


def _joined(first: Link, second: Link) -> Link:
    titles = [link.lead.title for link in (first, second)]
    whole = [title for title in titles if title and not CUT.search(title)] or titles
    told = [title for title in whole if len(title) >= TITLE_LEAST] or whole  # else a picture's name
    title = told[0] or titles[0] or titles[1]
    summaries = [link.lead.summary for link in (first, second) if link.lead.summary]
    other = [t for t in titles if t and t != title and t not in title]
    lead = replace(
        first.lead,
        title=title,
        summary=max([*summaries, *other], key=len, default=""),
        day=first.lead.day or second.lead.day,
    )
    return Link(lead, first.shape if first.lead.title else second.shape)


def main_list(links: list[Link], source: Source) -> list[Link]:
    """The links of the page's own list: the shape that most article links share."""
    articles = [link for link in links if is_article(link.lead, source)]
    counts = Counter(link.shape for link in articles if len(link.lead.title) > 3)
    if not counts:
        return articles
    shape = counts.most_common(1)[0][0]  # equal counts: the one that stands first
    return [link for link in links if link.shape == shape]


def is_article(lead: Lead, source: Source) -> bool:
    """Whether a lead's address lies on the site and has the shape of its articles."""
    url = source.canonical(lead.url)
    return source.owns(url) and source.is_article(url)
