"""Lists that a site serves to its own pages as JSON, plain or wrapped in a script call."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urljoin

from parsel import Selector

from crawler.discovery import paging
from crawler.discovery.days import BEIJING, id_day, written_day
from crawler.discovery.links import SUMMARY_CHARS, TITLE_CHARS, address, merged
from crawler.discovery.links import Link as PlacedLink
from crawler.discovery.types import BOTTOM, UNDATED, Lead, Listing, Start
from pipelines.source import Source
from pipelines.source.ways import JsonList

WRAPPED = re.compile(r"^[^({\[]*\((?P<inner>.*)\)\s*;?\s*$", re.S)
MILLIS = 10**11  # larger numbers count milliseconds: as seconds they would lie past the year 5000


def settings(entry: Mapping[str, Any]) -> JsonList:
    """The way's settings out of an entry of a source's discovery."""
    known = {f.name for f in fields(JsonList)}
    values: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in entry.items() if k in known
    }
    return JsonList(**values)


def starts(source: Source, entry: int, since: date, until: date) -> list[Start]:
    """The first answer of every list."""
    chosen = settings(source.discovery[entry])
    return [
        Start(url.replace("{n}", str(chosen.first)), entry, "list", channel=url)
        for url in chosen.urls
    ]


def read(source: Source, start: Start, url: str, text: str, since: date, until: date) -> Listing:
    """Leads of one answer, and the next answer while the window is not yet passed."""
    chosen = settings(source.discovery[start.entry])
    try:
        answer = unwrapped(text)
    except ValueError:
        return Listing((), (), ("the answer is no JSON",), None, UNDATED)
    items = at_path(answer, chosen.items)
    if not isinstance(items, list):
        note = f"the answer has no list at {chosen.items!r}"
        return Listing((), (), (note,), None, UNDATED)
    found = [lead for item in items if (lead := _lead(item, url, source, chosen))]
    leads = [link.lead for link in merged([PlacedLink(lead, ()) for lead in found], source)]
    ended = paging.ending(leads, start, since, of_list=leads)
    listing = paging.told(leads, leads, (), ended)
    if ended:
        return listing
    if "{n}" not in start.channel:
        return replace(listing, end=BOTTOM)
    number = chosen.first + start.page * chosen.step
    onward = start.channel.replace("{n}", str(number))
    dated = any(lead.day for lead in leads)
    after = paging.following(start, onward, start.page + 1, leads, dated=dated)
    return replace(listing, next=(after,))


def unwrapped(text: str) -> Any:
    """The value of a JSON or JSONP answer. Raises ValueError where it is neither."""
    body = text.strip().lstrip("\ufeff")
    try:
        return json.loads(body)
    except ValueError:
        found = WRAPPED.match(body)
        if found is None:
            raise
        return json.loads(found["inner"])


def at_path(value: Any, path: str) -> Any:
    """The value at a dotted path of names and list positions; None where the path breaks off."""
    for name in path.split(".") if path else ():
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value


def _lead(item: Any, url: str, source: Source, chosen: JsonList) -> Lead | None:
    href = at_path(item, chosen.link)
    if not isinstance(href, str):
        return None
    target = address(urljoin(url, chosen.base) if chosen.base else url, href)
    if not target:
        return None
    day = moment_day(at_path(item, chosen.time)) if chosen.time else None
    day = day or source.url_day(source.canonical(target)) or id_day(chosen.id_time, target)
    title = plain(at_path(item, chosen.title))[:TITLE_CHARS]
    summary = plain(at_path(item, chosen.summary) if chosen.summary else "")[:SUMMARY_CHARS]
    return Lead(target, title, summary, day)


def moment_day(value: Any) -> date | None:
    """The day in Beijing of a written date, or of seconds or milliseconds since 1970."""
    if isinstance(value, str) and not value.isdigit():
        return written_day(value)
    try:
        number = float(value)
        seconds = number / 1000 if number > MILLIS else number
        return datetime.fromtimestamp(seconds, UTC).astimezone(BEIJING).date()
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def plain(value: Any) -> str:
    """Words of a value that may hold markup."""
    if not isinstance(value, str) or not value.strip():
        return ""
    if "<" not in value and "&" not in value:
        return " ".join(value.split())
    return " ".join("".join(Selector(text=value, type="html").xpath("//text()").getall()).split())
