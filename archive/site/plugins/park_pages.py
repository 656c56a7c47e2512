"""The hooks by which Datasette knows our pages; the work is done in archive.site."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from markupsafe import Markup

from archive.search import match_expression
from archive.site import links
from archive.site.errors import error_page
from archive.site.formats import day
from archive.site.labels import in_words
from archive.site.links import menu
from archive.site.routes import ROUTES, reader_language
from archive.site.serving import PUBLIC_NAME, guard
from archive.site.web import DEMO, archive_facts
from archive.site.weight import fitting


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """Our pages; none where another database than the published one is served."""
    return ROUTES if PUBLIC_NAME in datasette.databases else []


# Last, as Datasette's own escape_fts would else be registered over ours.
@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Chinese search: escape_fts is what Datasette's search box and canned queries call."""
    if database == PUBLIC_NAME:
        conn.create_function("escape_fts", 1, match_expression, deterministic=True)


@hookimpl  # type: ignore[untyped-decorator]
def prepare_jinja2_environment(env: Any) -> None:
    """What gives Datasette's own pages the reader's language, and a bounded weight."""
    env.filters["in_words"] = in_words
    env.filters["fitting"] = fitting


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(value: object, column: str, table: str | None, database: str) -> Markup | None:
    """Ids that a query finds lead to our pages; in tables Datasette links them to their rows."""
    if database != PUBLIC_NAME or table is not None or not isinstance(value, str):
        return None
    address = {
        "figure_id": links.figure, "park_id": links.park, "article_id": links.report,
        "indicator_id": links.indicator, "source_id": links.source,
    }.get(column)  # fmt: skip
    return Markup('<a href="{}">{}</a>').format(address(value), value) if address else None


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(request: Any, datasette: Any) -> Callable[[], Awaitable[dict[str, Any]]]:
    """The reader's language and the release, so that Datasette's own pages carry them too."""
    lang = reader_language(request) if request is not None else "zh"

    async def found() -> dict[str, Any]:
        ours = PUBLIC_NAME in datasette.databases
        facts: dict[str, str] = {}
        if ours:
            facts = await datasette.get_database(PUBLIC_NAME).execute_fn(archive_facts)
        as_of = day(facts.get("data_as_of"), lang)
        demo = DEMO[lang == "en"] if facts.get("demo") else ""
        return {
            "lang": lang, "ours": ours, "release": facts.get("release"), "as_of": as_of,
            "demo": demo,
        }  # fmt: skip

    return found


@hookimpl  # type: ignore[untyped-decorator]
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """Errors in our words and with our menu."""
    if PUBLIC_NAME not in datasette.databases:
        return None
    return error_page(datasette, request, exception)


@hookimpl  # type: ignore[untyped-decorator]
def menu_links(datasette: Any, request: Any) -> list[dict[str, str]]:
    """Ways back from Datasette's pages to ours."""
    if PUBLIC_NAME not in datasette.databases:
        return []
    return menu(reader_language(request) if request is not None else "zh")


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Security headers on every answer, and the newest publication under every request."""
    return guard(datasette)
