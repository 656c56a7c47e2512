"""From a page's answer to what is sent: filled in, with its headers and a validator.

Datasette's templates await every call within them, which takes longer than most calls themselves.
Ours are filled in with plain ones.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment

from archive.public_schema import SITE
from archive.site import links, raster
from archive.site.kept import Ready
from archive.site.serving import EMBED_POLICY, OUR_POLICY
from archive.site.tools import template_tools
from archive.site.web import DEMO, DEMO_TITLE, HTML_LANG, Answer, Ask, Document

HTML = "text/html; charset=utf-8"
NOTHING_POLICY = "default-src 'none'; sandbox"  # for what is no page


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages share: the templates, and where errors are reported."""

    templates: Environment
    contact: str


def frame(datasette: Any) -> Frame:
    """The frame of a running site."""
    settings = datasette.plugin_config("parks") or {}
    return Frame(_plain(datasette.jinja_env), settings.get("contact", ""))


@lru_cache(maxsize=4)
def _plain(env: Environment) -> Environment:
    return env.overlay(enable_async=False, auto_reload=False)


def render(site: Frame, ask: Ask, answer: Answer) -> Ready:
    """An answer that a template renders."""
    context = template_tools(ask) | answer.context
    context |= {
        "title": answer.title,
        "description": answer.description,
        "status": answer.status,
        "index": answer.index and answer.status == 200 and not answer.demo,
        "demo": ask.say(*DEMO) if answer.demo else "",
        "demo_title": ask.say(*DEMO_TITLE) if answer.demo else "",
        "feed": answer.feed,
        "picture": _shared_picture(ask, answer),
        "as_of": answer.as_of,
        "release": answer.release,
        "html_lang": HTML_LANG[ask.lang],
        "menu": links.menu(ask.lang),
        "contact": site.contact,
        "style": f"/assets/parks.css?{style_hash()}",
        "ask": ask,
        "remark": ask.remark,
    }
    body = site.templates.get_template(answer.template).render(context).encode()
    embed = answer.template.startswith("parks/embed")
    headers = [("content-security-policy", EMBED_POLICY if embed else OUR_POLICY)]
    if answer.retry_after:
        headers.append(("retry-after", str(answer.retry_after)))
    return Ready(body, HTML, _validator(body), tuple(headers), answer.status, answer.lasting)


def document(made: Document) -> Ready:
    """A document that needs no template."""
    body = made.body.encode() if isinstance(made.body, str) else made.body
    headers = [("content-security-policy", NOTHING_POLICY)]
    if made.filename:
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", made.filename)
        given = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(made.filename)}"
        headers.append(("content-disposition", given))
    return Ready(body, made.content_type, _validator(body), tuple(headers), made.status)


def _validator(body: bytes) -> str:
    return f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def _shared_picture(ask: Ask, answer: Answer) -> str:
    """The address of what a chat shows beside a link; the same for all pages where none is drawn.

    Whoever fetches it has no cookie: the language stands in the address.
    """
    if not answer.picture or raster.font() is None:
        return ask.url("/assets/card.png")
    return ask.url(answer.picture) + ("" if ask.lang == "zh" else f"?_lang={ask.lang}")


@cache
def style_hash() -> str:
    """A short hash of the stylesheet, so that a new one is fetched at once."""
    return hashlib.blake2b((SITE / "static" / "parks.css").read_bytes(), digest_size=6).hexdigest()
