"""The 34 provincial units, their short names and their places in the tile grid.

The grid is no map: tiles of one size in the rough order of north to south and west to east,
chosen so that neighbours mostly touch. Hong Kong, Macao and Taiwan have tiles of their own.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.site.web import rows

# code: short name, English name, column from the west, row from the north
TILES = {
    "230000": ("黑龙江", "Heilongjiang", 8, 0),
    "150000": ("内蒙古", "Inner Mongolia", 5, 1),
    "220000": ("吉林", "Jilin", 8, 1),
    "650000": ("新疆", "Xinjiang", 0, 2),
    "620000": ("甘肃", "Gansu", 2, 2),
    "640000": ("宁夏", "Ningxia", 3, 2),
    "140000": ("山西", "Shanxi", 4, 2),
    "130000": ("河北", "Hebei", 5, 2),
    "110000": ("北京", "Beijing", 6, 2),
    "210000": ("辽宁", "Liaoning", 7, 2),
    "630000": ("青海", "Qinghai", 1, 3),
    "610000": ("陕西", "Shaanxi", 3, 3),
    "410000": ("河南", "Henan", 4, 3),
    "370000": ("山东", "Shandong", 5, 3),
    "120000": ("天津", "Tianjin", 6, 3),
    "540000": ("西藏", "Tibet", 0, 4),
    "510000": ("四川", "Sichuan", 2, 4),
    "500000": ("重庆", "Chongqing", 3, 4),
    "420000": ("湖北", "Hubei", 4, 4),
    "340000": ("安徽", "Anhui", 5, 4),
    "320000": ("江苏", "Jiangsu", 6, 4),
    "520000": ("贵州", "Guizhou", 3, 5),
    "430000": ("湖南", "Hunan", 4, 5),
    "360000": ("江西", "Jiangxi", 5, 5),
    "330000": ("浙江", "Zhejiang", 6, 5),
    "310000": ("上海", "Shanghai", 7, 5),
    "530000": ("云南", "Yunnan", 2, 6),
    "450000": ("广西", "Guangxi", 3, 6),
    "440000": ("广东", "Guangdong", 4, 6),
    "350000": ("福建", "Fujian", 5, 6),
    "710000": ("台湾", "Taiwan", 7, 6),
    "460000": ("海南", "Hainan", 3, 7),
    "820000": ("澳门", "Macao", 4, 7),
    "810000": ("香港", "Hong Kong", 5, 7),
}
NO_DATA = ("710000", "810000", "820000")


@dataclass(frozen=True, slots=True)
class Tile:
    """One province: what is known of it. state: none (no source), empty (nothing found), some."""

    code: str
    name: str
    column: int
    row: int
    parks: int
    known: int
    figures: int
    sources: int
    state: str


def tiles(db: sqlite3.Connection, lang: str) -> list[Tile]:
    """All 34, in the order of the official codes."""
    totals = {
        row["province_code"]: row
        for row in rows(
            db,
            "select province_code, sum(p.status = 'official') as parks, "
            "sum(figures > 0 and p.status <> 'several') as known, sum(figures) as figures "
            "from park_totals t join parks p on p.id = t.park_id "
            "where province_code is not null group by 1",
        )
    }
    sources = {
        row[0]: row[1]
        for row in rows(db, "select province_code, count(*) from sources group by province_code")
    }
    made = []
    for code, (zh, en, column, line) in sorted(TILES.items()):
        total = totals.get(code)
        figures = int(total["figures"]) if total else 0
        watched = int(sources.get(code, 0))
        state = "some" if figures else "empty" if watched else "none"
        made.append(
            Tile(
                code, zh if lang == "zh" else en, column, line,
                int(total["parks"]) if total else 0, int(total["known"]) if total else 0,
                figures, watched, state,
            )
        )  # fmt: skip
    return made


def name(code: str | None, lang: str) -> str:
    """A province's short name by its code or by the code of a place within it."""
    tile = TILES.get((code or "")[:2] + "0000")
    if tile is None:
        return ""
    return tile[0] if lang == "zh" else tile[1]
