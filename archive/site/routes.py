"""Every address of the site and how a page becomes a response."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import AsgiFileDownload, Response

from archive.public_schema import SITE
from archive.site import links, raster
from archive.site.merged import moved
from archive.site.pages import PAGES
from archive.site.removed import removed
from archive.site.serving import EMBED_POLICY, OUR_POLICY, PUBLIC_NAME
from archive.site.tools import template_tools
from archive.site.web import (
    HTML_LANG,
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
)

TIME_LIMIT = 5000  # ms of SQLite's work for one page
AGAIN = 60  # seconds after which a query that took too long may be tried again
MAX_AGE = 60  # seconds; a publication may replace any page
YEAR = 365 * 24 * 3600
NOTHING_POLICY = "default-src 'none'; sandbox"  # for what is no page


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
        database = datasette.get_database(PUBLIC_NAME)

        def work(db: sqlite3.Connection) -> Made:
            with sqlite_timelimit(db, TIME_LIMIT):
                made = moved(db, ask) or removed(db, ask) or page(db, ask)
                if isinstance(made, Answer):
                    facts = archive_facts(db)
                    made.as_of = facts.get("data_as_of") or ""
                    made.release = facts.get("release") or ""
                return made

        try:
            answer = await database.execute_fn(work)
        except NotFound as missing:
            answer = _missing(ask, str(missing))
        except sqlite3.OperationalError as fault:
            if "interrupted" not in str(fault):
                raise
            answer = _too_long(ask)
        if isinstance(answer, Drawing):
            answer = await _drawn(ask, answer)
        if isinstance(answer, Moved):
            return Response.redirect(answer.path, status=301)
        if isinstance(answer, File):
            return _file(request, answer)
        if isinstance(answer, Document):
            return _document(request, answer)
        return await render(datasette, request, ask, answer)

    return view


def _missing(ask: Ask, words: str) -> Answer:
    title = ask.say("没有这一页", "No such page")
    return Answer("parks/notice.html", title, {"words": words}, status=404, index=False)


async def _drawn(ask: Ask, drawing: Drawing) -> Answer | Document:
    """The picture; a page with the reason where there is none."""
    try:
        body = await raster.drawn(drawing.svg)
    except raster.Busy:
        words = ask.say(
            "正在画的图太多，请几秒后再试；SVG 图随时可以下载。",
            "Too many charts are being drawn; please try again in a few seconds. The SVG can be "
            "had at once.",
        )
        title = ask.say("请稍候", "One moment, please")
        return Answer(
            "parks/notice.html", title, {"words": words}, status=503, index=False,
            retry_after=raster.AGAIN,
        )  # fmt: skip
    except raster.NoPicture:
        return _missing(
            ask,
            ask.say(
                "这台机器没有可用的中文字体，图暂时只能以 SVG 下载。",
                "This machine has no font with Chinese letters; take the chart as SVG.",
            ),
        )
    return Document(body, "image/png", drawing.filename)


def _too_long(ask: Ask) -> Answer:
    words = ask.say(
        "这个查询太大，没能在几秒内完成。请缩小范围再试。",
        "This query is too large to finish within seconds. Please narrow it down.",
    )
    title = ask.say("查询太大", "Query too large")
    return Answer(
        "parks/notice.html", title, {"words": words}, status=503, index=False, retry_after=AGAIN
    )


async def render(datasette: Any, request: Any, ask: Ask, answer: Answer) -> Any:
    """The response of an answer that a template renders."""
    settings = datasette.plugin_config("parks") or {}
    context = template_tools(ask) | answer.context
    context |= {
        "title": answer.title,
        "description": answer.description,
        "status": answer.status,
        "index": answer.index and answer.status == 200,
        "feed": answer.feed,
        "picture": _shared_picture(ask, answer),
        "as_of": answer.as_of,
        "release": answer.release,
        "html_lang": HTML_LANG[ask.lang],
        "menu": links.menu(ask.lang),
        "contact": settings.get("contact", ""),
        "style": f"/assets/parks.css?{style_hash()}",
        "ask": ask,
    }
    template = datasette.jinja_env.get_template(answer.template)
    body = await template.render_async(context)
    response = Response.html(body, status=answer.status)
    embed = answer.template.startswith("parks/embed")
    response.headers["content-security-policy"] = EMBED_POLICY if embed else OUR_POLICY
    response.headers["vary"] = "Cookie"
    if answer.retry_after:
        response.headers["retry-after"] = str(answer.retry_after)
    _remember_language(request, response)
    return _cached(request, response, body)


def _shared_picture(ask: Ask, answer: Answer) -> str:
    """The address of what a chat shows beside a link; the same for all pages where none is drawn.

    Whoever fetches it has no cookie: the language stands in the address.
    """
    if not answer.picture or raster.font() is None:
        return ask.url("/assets/card.png")
    return ask.url(answer.picture) + ("" if ask.lang == "zh" else f"?_lang={ask.lang}")


def _remember_language(request: Any, response: Any) -> None:
    wanted = request.args.get("_lang")
    if wanted in LANGUAGES and wanted != request.cookies.get(LANGUAGE_COOKIE):
        response.set_cookie(LANGUAGE_COOKIE, wanted, max_age=YEAR, httponly=True, samesite="lax")


def _document(request: Any, document: Document) -> Any:
    response = Response(document.body, status=document.status, content_type=document.content_type)
    response.headers["content-security-policy"] = NOTHING_POLICY
    response.headers["vary"] = "Cookie"
    if document.filename:
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", document.filename)
        response.headers["content-disposition"] = (
            f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(document.filename)}"
        )
    return _cached(request, response, document.body)


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


def _cached(request: Any, response: Any, body: str | bytes) -> Any:
    """With a validator, so that feeds and pages that did not change are not sent again."""
    content = body.encode() if isinstance(body, str) else body
    etag = f'W/"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    headers = response.headers
    headers["etag"] = etag
    if response.status == 200:
        headers["cache-control"] = f"public, max-age={MAX_AGE}"
        if etag in (request.headers.get("if-none-match") or ""):
            return Response("", status=304, headers=headers)
    else:
        headers["cache-control"] = "no-store"
    return response


@cache
def style_hash() -> str:
    """A short hash of the stylesheet, so that a new one is fetched at once."""
    return hashlib.blake2b((SITE / "static" / "parks.css").read_bytes(), digest_size=6).hexdigest()


ROUTES = [(pattern, handler(page)) for pattern, page in PAGES]
