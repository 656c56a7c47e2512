"""What the demo server answers for one address, and how a page gets from template to bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from archive.demo.content import FOLDER

Routes = Mapping[str, "Resource"]


@dataclass(frozen=True, slots=True)
class Resource:
    """One answer: status, type, bytes, and when they were last changed."""

    body: bytes
    content_type: str
    modified: datetime
    status: int = 200

    @property
    def etag(self) -> str:
        """A strong entity tag over the bytes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    @property
    def last_modified(self) -> str:
        """The HTTP date of the last change, in GMT."""
        return format_datetime(self.modified.astimezone(UTC), usegmt=True)


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: Any) -> str:
    """Fill one page template; a value that is not given is an error, never an empty place."""
    return _templates().get_template(template).render(**values)


def robots(lines: list[str], modified: datetime) -> Resource:
    """A robots.txt for all robots with the given rules."""
    text = "\n".join(["User-agent: *", *lines, ""])
    return Resource(text.encode(), "text/plain; charset=utf-8", modified)


def broken(text: str, cut: str, encoding: str) -> bytes:
    """Encode text; wherever the words `cut` stand, lose their second byte as a bad export does."""
    if not cut:
        return text.encode(encoding)
    whole = cut.encode(encoding)
    return text.encode(encoding).replace(whole, whole[:1] + whole[2:])
