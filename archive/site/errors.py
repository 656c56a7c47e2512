"""What a reader sees where there is no page, or where Datasette cannot do what was asked.

Datasette's own page for errors has neither our menu nor the reader's language.
"""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError
from markupsafe import Markup

from archive.site.rendering import frame, render
from archive.site.routes import asked, respond
from archive.site.serving import PUBLIC_NAME
from archive.site.web import Answer, Ask, invented

FOR_PROGRAMS = (".json", ".csv", ".atom", ".xlsx")


async def error_page(datasette: Any, request: Any, exception: Exception) -> Any:
    """The error as a page of ours; None where a program asked, which gets Datasette's answer."""
    if request.path.endswith(FOR_PROGRAMS):
        return None
    ask = asked(datasette, request)
    status = int(getattr(exception, "status", 500))
    # Datasette also raises what the reader can mend with the status of a fault of the machine.
    refused = isinstance(exception, DatasetteError | Base400) and status != 404
    title, words = _told(ask, status, refused=refused)
    context = {"words": words, "detail": _detail(exception) if refused else ""}
    answer = Answer("parks/notice.html", title, context, status=status, index=False)
    answer.demo = await datasette.get_database(PUBLIC_NAME).execute_fn(invented)
    return respond(request, render(frame(datasette), ask, answer))


def _told(ask: Ask, status: int, *, refused: bool) -> tuple[str, str]:
    """Title and explanation; the cause itself is told apart."""
    if status == 404:
        return ask.say("没有这一页", "No such page"), ask.say(
            "这个地址没有页面，可能是网址抄错了。可以搜索园区、指标或报道标题。",
            "There is no page at this address; it may have been copied wrongly. "
            "Parks, indicators and titles of reports can be searched.",
        )
    if not refused:
        return ask.say("出错了", "Something went wrong"), ask.say(
            "本站没能完成这个请求，请稍后再试。",
            "The site could not answer this request. Please try again later.",
        )
    return ask.say("不能这样查询", "This cannot be answered"), ask.say(
        "地址或查询里有本站不接受的内容。",
        "The address or query asks for what is not accepted here.",
    )


def _detail(exception: Exception) -> str:
    """Datasette's own words, in English and without markup."""
    message = getattr(exception, "message", None) or str(exception)
    if getattr(exception, "message_is_html", False):
        return Markup(message).striptags()  # noqa: S704 the tags go, and it is escaped as text
    return str(message)
