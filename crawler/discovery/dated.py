"""Lists that a site keeps in a folder or file for each day or month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crawler.discovery import channels
from crawler.discovery.days import days_back, fill
from crawler.discovery.types import Listing, Start
from pipelines.source import Source

settings = channels.settings


def starts(source: Source, entry: int, since: date, until: date) -> list[Start]:
    """One list for every day of the window, or for every month where the address names no day."""
    chosen = settings(source.discovery[entry])
    found: dict[str, Start] = {}
    for template in chosen.pages:
        for day in days_back(since, until):
            url = fill(template, day)
            named = day if "%d" in template else None
            found.setdefault(url, Start(url, entry, "list", channel=url, day=named))
    return list(found.values())


def read(source: Source, start: Start, url: str, text: str, since: date, until: date) -> Listing:
    """Links of one such list; where the list stands for a day, a link without one has that day."""
    listing = channels.read(source, start, url, text, since, until)
    if start.day is None:
        return listing
    leads = tuple(replace(lead, day=lead.day or start.day) for lead in listing.leads)
    return replace(listing, leads=leads)
