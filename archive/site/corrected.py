"""What a correction changed, in the reader's words: "status = actual" is 性质：实绩.

The public log keeps the columns' own names and values, for programs; pages and feeds say this.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from archive.site import formats
from archive.site.figures import Card
from archive.site.web import one

FIELDS = {
    "value": ("数值", "value"),
    "value_max": ("上限", "upper end"),
    "precision": ("精度", "precision"),
    "unit": ("单位", "unit"),
    "bound": ("界限", "bound"),
    "indicator_id": ("指标", "indicator"),
    "label": ("报道的说法", "wording"),
    "scope": ("口径", "scope"),
    "kind": ("种类", "kind"),
    "base": ("比较基准", "base"),
    "price_basis": ("价格", "prices"),
    "period_start": ("时期起于", "period from"),
    "period_end": ("时期止于", "period to"),
    "period_type": ("时期种类", "kind of period"),
    "period_key": ("时期", "period"),
    "status": ("性质", "status"),
    "modality": ("语气", "modality"),
    "subject": ("主体", "subject"),
    "subject_kind": ("主体种类", "kind of subject"),
    "park_id": ("园区", "park"),
    "context_park_id": ("所在园区", "within the park"),
    "place_code": ("地点", "place"),
}
NAMES = {
    "indicator_id": "select name_zh, name_en from indicators where id = ?",
    "park_id": "select name, name from parks where id = ?",
    "context_park_id": "select name, name from parks where id = ?",
    "place_code": "select name, name from places where code = ?",
}


def told(db: sqlite3.Connection, card: Card, before: str, after: str) -> tuple[str, str, str]:
    """The field's name and its two values in words; a value that is not known is empty."""
    field, joint, new = after.partition(" = ")
    if not joint or field not in FIELDS:
        return "", before, after
    old = before.partition(" = ")[2]
    old_words, new_words = (_words(db, card, field, value) for value in (old, new))
    return FIELDS[field][card.lang != "zh"], old_words, new_words


def _words(db: sqlite3.Connection, card: Card, field: str, value: str) -> str:
    if not value:
        return ""
    if field in NAMES:
        named = one(db, NAMES[field], value)
        return str(named[card.lang != "zh"]) if named else value
    ways: dict[str, Callable[[], str]] = {
        "value": lambda: formats.amount(value, card.scale, card.lang),
        "value_max": lambda: formats.amount(value, card.scale, card.lang),
        "kind": lambda: formats.kind(value, card.lang),
        "base": lambda: formats.base(value, card.lang),
        "scope": lambda: formats.scope(value, card.lang),
        "period_start": lambda: formats.day(value, card.lang),
        "period_end": lambda: formats.day(value, card.lang),
    }
    way = ways.get(field)
    return way() if way else formats.listed(f"figures.{field}", value, card.lang)
