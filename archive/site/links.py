"""Where things are on the site. Short ASCII paths that never change. Pure."""

from __future__ import annotations

from urllib.parse import quote

MENU = (
    ("/", "首页", "Home"),
    ("/parks", "园区", "Parks"),
    ("/indicators", "指标", "Indicators"),
    ("/reports", "报道", "Reports"),
    ("/sources", "来源", "Sources"),
    ("/about", "说明", "About"),
)


def park(identity: str) -> str:
    """The park's page."""
    return f"/park/{quote(identity, safe='')}"


def park_indicator(park_id: str, indicator: str) -> str:
    """One indicator of one park."""
    return f"/park/{quote(park_id, safe='')}/{quote(indicator, safe='')}"


def report(identity: str) -> str:
    """The report's page."""
    return f"/report/{quote(identity, safe='')}"


def figure(identity: str) -> str:
    """The figure's page."""
    return f"/figure/{quote(identity, safe='')}"


def indicator(identity: str) -> str:
    """The indicator's page."""
    return f"/indicator/{quote(identity, safe='')}"


def province(code: str) -> str:
    """The province's parks."""
    return f"/province/{quote(code, safe='')}"


def source(identity: str) -> str:
    """The source's page."""
    return f"/source/{quote(identity, safe='')}"


def original(url: str | None) -> str:
    """The original's address if a browser may be sent there; empty for any other scheme."""
    return url if url and url.startswith(("http://", "https://")) else ""


def menu(lang: str) -> list[dict[str, str]]:
    """The main menu as Datasette's menu_links hook wants it."""
    return [{"href": path, "label": zh if lang == "zh" else en} for path, zh, en in MENU]
