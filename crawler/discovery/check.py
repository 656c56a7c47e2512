"""Looks over the declared sources without asking any site: `python -m crawler.discovery.check`.

Prints one fault a line on standard output, with file and line, and exits 1 when there are any. The
archive asks it in a process of its own, because it imports nothing of the crawler.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from cssselect import SelectorError
from lxml import html
from parsel import Selector

from crawler.discovery.days import ID_KINDS
from crawler.discovery.ways import WAYS
from crawler.registry import HERE, sources
from pipelines.article.selectors import Tree, values
from pipelines.source import Source, SourceFault
from pipelines.source.patterns import trap

LIST_SELECTORS = ("item", "link", "title", "summary", "date", "next")
SELECTOR_WAYS = {"channels", "counted", "dated"}
EXAMPLES_MIN = 2
A_WEEK = (date(2024, 5, 27), date(2024, 6, 2))  # any days do: no address may lie off the site

Fault = Callable[[str, str, str], None]  # (key, what is wrong, words that stand on its line)


def faults() -> list[str]:
    """Every fault of every source file; an empty list where all is well."""
    other = os.environ.get("PARKS_SOURCES")
    folder = Path(other) if other else HERE / "sources"
    try:
        declared = sources()
    except SourceFault as fault:
        return fault.faults
    return [line for source in declared.values() for line in _faults_of(source, folder)]


def _faults_of(source: Source, folder: Path) -> list[str]:
    path = folder / f"{source.id}.toml"
    text = path.read_text(encoding="utf-8")
    found: list[str] = []

    def fault(key: str, message: str, near: str) -> None:
        found.append(f"{path}:{line_of(text, key, near)}: {key}: {message}")

    for entry in source.discovery:
        _check_way(source, entry, fault)
    _check_rules(source, fault)
    if len(source.examples) < EXAMPLES_MIN:
        fault("examples", f"needs {EXAMPLES_MIN} addresses or more", "examples")
    if not source.rights.note:
        fault("rights", "must say what the site's notice says, or that none was seen", "[rights]")
    if not source.checked:
        fault("checked", "must say what the file's claims rest on", "checked")
    return found


def line_of(text: str, key: str, near: str) -> int:
    """Line of the words `near`, else of the key, else 1."""
    at = text.find(near) if near else -1
    at += at >= 0 and near.startswith("\n")  # words at a line's beginning stand on that line
    if at < 0:
        found = re.search(rf"(?m)^\s*(?:\[+\s*)?{re.escape(key)}\b", text)
        at = found.start() + len(found.group()) if found else 0
    return text.count("\n", 0, at) + 1


def _check_way(source: Source, entry: Mapping[str, Any], fault: Fault) -> None:
    name = entry["way"]
    if name in SELECTOR_WAYS:
        for key in LIST_SELECTORS:
            _check_selector(key, entry.get(key, ""), fault)
    if entry.get("id_time") and entry["id_time"] not in ID_KINDS:
        fault("id_time", f"must be one of {', '.join(ID_KINDS)}", entry["id_time"])
    if entry.get("paging") and "{n}" not in entry["paging"]:
        fault("paging", "needs {n}, the number of the page", entry["paging"])
    if name == "epaper" and not all(sign in entry["front"] for sign in ("%Y", "%m", "%d")):
        fault("front", "needs %Y, %m and %d, the day of the issue", entry["front"])
    _check_leaf(entry, fault)
    _check_starts(source, entry, fault)


def _check_leaf(entry: Mapping[str, Any], fault: Fault) -> None:
    try:
        wrong = trap(entry.get("leaf", ""))
    except re.error as reason:
        wrong = f"not a regular expression: {reason}"
    if wrong:
        fault("leaf", wrong, entry["leaf"])


def _check_starts(source: Source, entry: Mapping[str, Any], fault: Fault) -> None:
    way = WAYS[entry["way"]]
    index = next(i for i, other in enumerate(source.discovery) if other is entry)
    addresses = {start.url: start.channel for start in way.starts(source, index, *A_WEEK)}
    said: set[str] = set()
    for url in addresses:
        declared = next((v for v in _addresses(entry) if _stem(v) in url), url)
        if declared in said:
            continue
        if not source.owns(url):
            said.add(declared)
            fault("discovery", f"lies outside the domains: {declared}", declared)
        elif source.is_article(source.canonical(url)):
            said.add(declared)
            fault("discovery", f"has the shape of an article: {declared}", declared)


def _addresses(entry: Mapping[str, Any]) -> Iterator[str]:
    yield from entry.get("pages", ())
    yield from entry.get("urls", ())
    if entry.get("front"):
        yield entry["front"]


def _stem(template: str) -> str:
    """What of a declared address stays the same on every day and page."""
    return re.split(r"%[Ymd]|\{n\}", template, maxsplit=1)[0]


def _check_selector(key: str, css: str, fault: Fault) -> None:
    try:
        if css:
            Selector(text="<html></html>", type="html").css(css)
    except (ValueError, SelectorError) as reason:
        fault(key, f"not a CSS selector: {css!r}: {reason}", css)


def _check_rules(source: Source, fault: Fault) -> None:
    root = html.document_fromstring("<html><body></body></html>")
    for rule in source.rules:
        for field in fields(rule):
            chosen = getattr(rule, field.name)
            for selector in chosen if isinstance(chosen, tuple) else ():
                try:
                    values(Tree(root), (selector,))
                except ValueError as reason:
                    fault(f"rules.{field.name}", str(reason), selector)


def main() -> int:
    """Print the faults; 1 when there are any."""
    found = faults()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
