"""Keeps list pages as they came, so that a person can make a test of them."""

from __future__ import annotations

import json
from pathlib import Path

from scrapy.http import Response

from crawler.discovery import Listing, Start


def keep_list(folder: Path, start: Start, response: Response, listing: Listing) -> None:
    """Write the page's bytes and, beside them, what was read from it."""
    folder.mkdir(parents=True, exist_ok=True)
    number = len(list(folder.glob("list-*.json"))) + 1
    (folder / f"list-{number}.html").write_bytes(response.body)
    content_type = response.headers.get("Content-Type") or b""
    told = {
        "url": response.url,
        "content_type": content_type.decode("latin-1"),
        "entry": start.entry,
        "kind": start.kind,
        "channel": start.channel,
        "day": start.day.isoformat() if start.day else "",
        "leads": [
            {"url": lead.url, "title": lead.title, "day": lead.day.isoformat() if lead.day else ""}
            for lead in listing.leads
        ],
        "next": [following.url for following in listing.next],
        "notes": list(listing.notes),
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (folder / f"list-{number}.json").write_text(text, encoding="utf-8")
