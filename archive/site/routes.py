"""Every address of the site and how a page becomes a response."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import AsgiFileDownload, Response

from archive.site import raster
from archive.site.kept import Ready, keeper
from archive.site.merged import moved
from archive.site.pages import PAGES
from archive.site.reading import reading
from archive.site.removed import removed
from archive.site.rendering import HTML, NOTHING_POLICY, Frame, document, frame, render
from archive.site.serving import PUBLIC_NAME
from archive.site.web import (
    LANGUAGE_COOKIE,
    LANGUAGES,
    Answer,
    Ask,
    Document,
    Drawing,
    File,
    Made,
    Moved,
    NotFound,
    Page,
    archive_facts,
    invented,
)

AGAIN = 60  # seconds after which a query that took too long may be tried again
MAX_AGE = 60  # seconds; a publication may replace any page
YEAR = 365 * 24 * 3600


def reader_language(request: Any) -> str:
    """The language asked for in the address, else the one remembered, else Chinese."""
    wanted = request.args.get("_lang") or request.cookies.get(LANGUAGE_COOKIE)
    return wanted if wanted in LANGUAGES else "zh"


def asked(datasette: Any, request: Any) -> Ask:
    """What a request asks, as pages want it."""
    settings = datasette.plugin_config("parks") or {}
    base = settings.get("address") or datasette.absolute_url(request, "/").rstrip("/")
    return Ask(
        lang=reader_language(request),
        path=request.path,
        # Where a page of Datasette failed, its own variables stand here, some without a value.
        params={name: unquote(value or "") for name, value in request.url_vars.items()},
        args=tuple((key, value) for key in request.args for value in request.args.getlist(key)),
        base=base,
        home=Path(settings["home"]) if settings.get("home") else None,
    )


def handler(page: Page) -> Callable[..., Any]:
    """The view function that Datasette calls for a page."""

    async def view(request: Any, datasette: Any) -> Any:
        ask = asked(datasette, request)
        # These two belong together; nothing is awaited between them.
        kept, database = keeper(datasette), datasette.get_database(PUBLIC_NAME)
        key = (ask.lang, ask.base, ask.path, ask.args)
        ready = kept.get(key)
        if ready is None:
            site = frame(datasette)
            made = await _made(database, page, site, ask)
            if isinstance(made, Moved):
                return Response.redirect(made.path, status=301)
            if isinstance(made, File):
                return _file(request, made)
            if isinstance(made, Drawing):
                made = await _drawn(site, ask, made)
            ready = made
            if ready.lasting:
                kept.put(key, ready)
        return respond(request, ready)

    return view


async def _made(database: Any, page: Page, site: Frame, ask: Ask) -> Ready | Drawing | File | Moved:
    """What the page makes. It is filled in by the thread that reads, so that who only hands answers
    on is not kept waiting."""

    def work(db: sqlite3.Connection) -> Ready | Drawing | File | Moved:
        with reading(db):
            try:
                made = moved(db, ask) or removed(db, ask) or page(db, ask)
            except NotFound as missing:
                made = _missing(ask, str(missing))
            if isinstance(made, Answer):
                facts = archive_facts(db)
                made.as_of = facts.get("data_as_of") or ""
                made.release = facts.get("release") or ""
                made.demo = invented(db)
        return _ready(site, ask, made)

    try:
        found: Ready | Drawing | File | Moved = await database.execute_fn(work)
    except sqlite3.OperationalError as fault:
        if "interrupted" not in str(fault):
            raise
        found = render(site, ask, _too_long(ask))
    return found


def _ready(site: Frame, ask: Ask, made: Made) -> Ready | Drawing | File | Moved:
    if isinstance(made, Answer):
        return render(site, ask, made)
    return document(made) if isinstance(made, Document) else made


def _missing(ask: Ask, words: str) -> Answer:
    title = ask.say("没有这一页", "No such page")
    return Answer("parks/notice.html", title, {"words": words}, status=404, index=False)


async def _drawn(site: Frame, ask: Ask, drawing: Drawing) -> Ready:
    """The picture; a page with the reason where there is none."""
    try:
        body = await raster.drawn(drawing.svg, ask.home)
    except raster.Busy:
        words = ask.say(
            "正在画的图太多，请几秒后再试；SVG 图随时可以下载。",
            "Too many charts are being drawn; please try again in a few seconds. The SVG can be "
            "had at once.",
        )
        title = ask.say("请稍候", "One moment, please")
        busy = Answer(
            "parks/notice.html", title, {"words": words}, status=503, index=False,
            retry_after=raster.AGAIN,
        )  # fmt: skip
        return render(site, ask, busy)
    except raster.NoPicture:
        words = ask.say(
            "这台机器没有可用的中文字体，图暂时只能以 SVG 下载。",
            "This machine has no font with Chinese letters; take the chart as SVG.",
        )
        return render(site, ask, _missing(ask, words))
    return document(Document(body, "image/png", drawing.filename))


def _too_long(ask: Ask) -> Answer:
    words = ask.say(
        "这个查询太大，没能在几秒内完成。请缩小范围再试。",
        "This query is too large to finish within seconds. Please narrow it down.",
    )
    title = ask.say("查询太大", "Query too large")
    return Answer(
        "parks/notice.html", title, {"words": words}, status=503, index=False, retry_after=AGAIN
    )


def respond(request: Any, ready: Ready) -> Any:
    """The response: with a validator, so that what did not change is not sent again."""
    headers = dict(ready.headers) | {"vary": "Cookie", "etag": ready.etag}
    fine = ready.status == 200
    headers["cache-control"] = f"public, max-age={MAX_AGE}" if fine else "no-store"
    if fine and ready.etag in (request.headers.get("if-none-match") or ""):
        return Response("", status=304, headers=headers)
    response = Response(ready.body, ready.status, headers, ready.content_type)
    if ready.content_type == HTML:
        _remember_language(request, response)
    return response


def _remember_language(request: Any, response: Any) -> None:
    wanted = request.args.get("_lang")
    if wanted in LANGUAGES and wanted != request.cookies.get(LANGUAGE_COOKIE):
        response.set_cookie(LANGUAGE_COOKIE, wanted, max_age=YEAR, httponly=True, samesite="lax")


def _file(request: Any, file: File) -> Any:
    """Sent in pieces as it lies there."""
    etag = f'"{file.filename}-{file.path.stat().st_size}"'
    headers = {
        "content-security-policy": NOTHING_POLICY,
        "etag": etag,
        "cache-control": f"public, max-age={MAX_AGE}",
    }
    if etag in (request.headers.get("if-none-match") or ""):
        return Response("", status=304, headers=headers)
    return AsgiFileDownload(str(file.path), file.filename, file.content_type, headers)


ROUTES = [(pattern, handler(page)) for pattern, page in PAGES]
