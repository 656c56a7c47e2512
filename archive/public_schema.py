"""What the public database may hold: allowed tables and columns, each described.

The list itself is data, archive/site/public.toml. Publishing copies nothing that is not in it,
Datasette's descriptions and docs/data-dictionary.md are made from it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from archive.queries import named_queries

SITE = Path(__file__).parent / "site"
EVIDENCE_LIMIT = 100  # characters; DESIGN.md section 4
SQL_TYPES = ("text", "integer", "real")


@dataclass(frozen=True, slots=True)
class Column:
    """One public column: its SQLite type and what it means in both languages."""

    name: str
    type: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Table:
    """One public table or view. key and indexes are column lists as SQL writes them."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: str = ""
    references: Mapping[str, str] | None = None
    indexes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(column.name for column in self.columns)

    def create(self) -> str:
        """The statement that makes the empty table."""
        lines = [f'"{c.name}" {c.type}' for c in self.columns]
        lines.append(f"primary key ({self.key})")
        # References tell Datasette which cells are links; the rows themselves are checked
        # when publishing, as some point to what is not published (a candidate's parent).
        for column, table in (self.references or {}).items():
            # Datasette needs the column's name, though SQL would not.
            key = public_schema().table(table).key
            lines.append(f'foreign key ("{column}") references "{table}" ("{key}")')
        body = ",\n  ".join(lines)
        return f'create table "{self.name}" (\n  {body}\n)'

    def index_statements(self) -> list[str]:
        """The statements that make the indexes: "a, b desc" or, of some rows, "a where b"."""
        lines = []
        for n, index in enumerate(self.indexes):
            columns, where, condition = index.partition(" where ")
            name = f"{self.name}_{columns.replace(',', ' ').split()[0]}_{n}"
            on = f'"{name}" on "{self.name}" ({columns}){where}{condition}'
            lines.append(f"create index if not exists {on}")
        return lines


@dataclass(frozen=True, slots=True)
class PublicSchema:
    """All public tables and views, and the closed lists of values by "table.column"."""

    tables: tuple[Table, ...]
    views: tuple[Table, ...]
    values: Mapping[str, Mapping[str, tuple[str, str]]]

    def table(self, name: str) -> Table:
        """The table or view of that name; KeyError when there is none."""
        for table in (*self.tables, *self.views):
            if table.name == name:
                return table
        raise KeyError(name)


def _columns(name: str, raw: Mapping[str, list[str]]) -> tuple[Column, ...]:
    columns = []
    for column, (sql_type, zh, en) in raw.items():
        if sql_type not in SQL_TYPES:
            raise ValueError(f"{name}.{column}: {sql_type!r} is none of {SQL_TYPES}")
        columns.append(Column(column, sql_type, zh, en))
    return tuple(columns)


def _table(name: str, raw: Mapping[str, Any]) -> Table:
    return Table(
        name=name,
        zh=raw["zh"],
        en=raw["en"],
        columns=_columns(name, raw["columns"]),
        key=raw.get("key", ""),
        references=raw.get("references"),
        indexes=tuple(raw.get("indexes", ())),
    )


@cache
def public_schema() -> PublicSchema:
    """The list of allowed tables and columns, read once."""
    raw = tomllib.loads((SITE / "public.toml").read_text(encoding="utf-8"))
    return PublicSchema(
        tables=tuple(_table(name, table) for name, table in raw["tables"].items()),
        views=tuple(_table(name, view) for name, view in raw["views"].items()),
        values={
            column: {value: (zh, en) for value, (zh, en) in listed.items()}
            for column, listed in raw["values"].items()
        },
    )


def describe(table: Table, column: Column) -> str:
    """The Chinese description of a column with its closed list of values, if it has one."""
    listed = public_schema().values.get(f"{table.name}.{column.name}")
    if not listed:
        return column.zh
    return f"{column.zh}：" + "，".join(f"{value} = {zh}" for value, (zh, _) in listed.items())


def metadata() -> dict[str, Any]:
    """Datasette's metadata: titles, rights and the description of every table and column."""
    schema = public_schema()
    tables: dict[str, Any] = {}
    for table in (*schema.tables, *schema.views):
        tables[table.name] = {
            "description": f"{table.zh}（{table.en}）",
            "columns": {c.name: f"{describe(table, c)} · {c.en}" for c in table.columns},
        }
    for name, label in LABELS.items():
        tables[name]["label_column"] = label
    for name, order in SORTS.items():
        tables[name]["sort_desc"] = order
    for name, size in SIZES.items():
        tables[name]["size"] = size
    for name, facets in FACETS.items():
        tables[name]["facets"] = facets
    for name in SEARCHED:
        tables[name] |= {"fts_table": f"{name}_fts", "fts_pk": "rowid"}
        tables[f"{name}_fts"] = {"hidden": True}
    return {
        "title": "园区数字档案",
        "description": "各省新闻网站关于产业园区的报道：每个数字都附原句、报纸和链接",
        "about": "说明与权利",
        "about_url": "/about",
        "source": "各省新闻网站",
        "source_url": "/sources",
        "extra_css_urls": ["/assets/tables.css"],
        "databases": {
            "public": {
                "description": "公开数据库：只含事实、标题、有限引文和链接，不含报道正文"
                "（Facts, titles, short quotations and links; no text of reports）",
                "tables": tables,
                "queries": named_queries(),
            }
        },
    }


# How Datasette shows a row of the table where another table points to it.
LABELS = {"articles": "title", "parks": "name", "places": "name", "indicators": "name_zh"}
LABELS |= {"sources": "name"}
SORTS = {"articles": "published_at", "figures": "first_seen", "crawls": "id"}
# Rows of a page where fifty would weigh over 100 KB; `?_size=` asks for more.
SIZES = {"figures": 10, "articles": 30, "parks": 30, "series": 30, "park_series": 30}
SIZES |= {"latest_figures": 30, "figure_versions": 30, "years": 40, "changes": 40}
FACETS = {"parks": ["level", "status"]}  # none on figures: counting ten million rows is slow
SEARCHED = ("articles", "figures", "parks")


def data_dictionary() -> str:
    """docs/data-dictionary.md as it should stand."""
    schema = public_schema()
    lines = [
        "# Data dictionary",
        "",
        "The public database, table by table. Generated by "
        "`python -m archive.public_schema > docs/data-dictionary.md`; edit "
        "archive/site/public.toml instead.",
        "Times are ISO 8601 in +08:00, money is in yuan unless `unit` says otherwise.",
        "",
    ]
    for title, tables in (("Tables", schema.tables), ("Views", schema.views)):
        lines += [f"## {title}", ""]
        for table in tables:
            lines += [f"### {table.name}", "", f"{table.en}. {table.zh}。", ""]
            lines += ["| column | type | meaning | 含义 |", "| --- | --- | --- | --- |"]
            for c in table.columns:
                lines.append(f"| `{c.name}` | {c.type} | {c.en} | {c.zh} |")
            lines.append("")
    lines += ["## Closed lists of values", ""]
    for column, listed in schema.values.items():
        lines += [f"### {column}", "", "| value | meaning | 含义 |", "| --- | --- | --- |"]
        lines += [f"| `{value}` | {en} | {zh} |" for value, (zh, en) in listed.items()]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    print(data_dictionary(), end="")  # noqa: T201 this is how the document is written
