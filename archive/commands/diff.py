"""`parks diff`: what changed between two releases, figure by figure."""

from __future__ import annotations

import json
from pathlib import Path

import click

from archive.cli import home_option
from archive.releases import difference

SHOWN = 200  # lines of a table on a terminal; --json has all


@click.command("diff")
@click.argument("older")
@click.argument("newer")
@click.option("--json", "as_json", is_flag=True, help="Every change as a JSON line.")
def command(older: str, newer: str, as_json: bool, home: Path) -> None:
    """Compare two releases by the stable ids of their figures."""
    found = difference(home, older, newer)
    if as_json:
        for row in found.rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    for row in found.rows[:SHOWN]:
        what = row["columns"] or row["reason"] or ""
        words = f"{row['quote_before'] or ''} → {row['quote_after'] or ''}"
        click.echo(f"{row['change']:<10}{row['id']:<18}{words}  {what}")
    if len(found.rows) > SHOWN:
        click.echo(f"… and {len(found.rows) - SHOWN:,} more; --json has all")
    changes = ("added", "changed", "withdrawn", "restored", "gone")
    click.echo(", ".join(f"{found.count(change):,} {change}" for change in changes))


command.params.append(home_option())
