"""`parks article`: saved pages into articles, one JSON line each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from archive.cli import Fault, home_option
from archive.faults import ArchiveError
from archive.saved import read_saved
from archive.sources import declared_sources
from pipelines.article import Article, NotArticle, Rules, read


@click.command("article")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--list", "listed", type=click.Path(dir_okay=False), help="A file that names one page a line."
)
@click.option("--url", default="", help="The page's address, if known (one page only).")
@click.option("--json", "as_json", is_flag=True, help="JSON lines (the default).")
@click.option("--text", "as_text", is_flag=True, help="A block for reading instead of JSON lines.")
def command(
    files: tuple[str, ...], listed: str | None, url: str, as_json: bool, as_text: bool
) -> None:
    """Read saved pages into articles, one JSON line each."""
    if as_json and as_text:
        raise click.UsageError("give --json or --text, not both")
    paths = list(files) + (list(_listed(Path(listed))) if listed else [])
    if not paths:
        raise click.UsageError("name a saved page, or a list of them with --list")
    if url and len(paths) != 1:
        raise click.UsageError("--url goes with exactly one page")
    rules = _rules(url)
    failed = 0
    for path in paths:
        try:
            row = read_page(path, url, rules)
        except ArchiveError as fault:
            failed += 1
            click.echo(f"Error: {fault}", err=True)
            continue
        click.echo(describe(row) if as_text else json.dumps(row, ensure_ascii=False))
    if failed:
        raise Fault(f"{failed} of {len(paths)} pages could not be read")


command.params.append(home_option(used=False))


def _listed(path: Path) -> Iterator[str]:
    if not path.is_file():
        raise Fault(f"{path}: no such file")
    return (line.strip() for line in path.read_text("utf-8").splitlines() if line.strip())


def _rules(url: str) -> tuple[Rules, ...]:
    """The selectors of the declared source that owns the address."""
    if not url:
        return ()
    return next((s.rules for s in declared_sources().values() if s.owns(url)), ())


def read_page(path: str, url: str, rules: tuple[Rules, ...]) -> dict[str, Any]:
    """One saved page as the row that is printed. Raises ArchiveError when it cannot be opened."""
    saved = read_saved(Path(path), url)
    on = date.fromtimestamp(saved.path.stat().st_mtime)
    result = read(
        [saved.body],
        url=saved.url,
        content_type=saved.content_type,
        rules=rules,
        on=on,
        filename=saved.path.name,
    )
    return row_of(path, result)


def row_of(path: str, result: Article | NotArticle) -> dict[str, Any]:
    """The fields of a result, in the order that `parks article` promises."""
    if isinstance(result, NotArticle):
        empty = dict.fromkeys(("title", "published", "origin"))
        return {
            "path": path, "kind": "not_article", **empty, "byline": [], "section": None, "body": "",
            "reason": result.reason, "detail": result.detail,
        }  # fmt: skip
    return {
        "path": path,
        "kind": "article",
        "title": result.title,
        "published": result.published,
        "origin": result.origin,
        "byline": list(result.byline),
        "section": result.section,
        "body": result.body,
        "editor": list(result.editor),
        "published_raw": result.published_raw,
        "encoding": result.encoding,
        "method": result.method,
    }


def describe(row: dict[str, Any]) -> str:
    """A row as a block for reading."""
    if row["kind"] == "not_article":
        return f"{row['path']}\n  no article ({row['reason']}): {row['detail']}"
    facts = [
        row["published"] or "no date",
        row["origin"] or "no origin",
        "、".join(row["byline"]) or "no byline",
    ]
    return f"{row['path']}\n  {row['title']}\n  {' · '.join(facts)}\n\n{row['body']}\n"
