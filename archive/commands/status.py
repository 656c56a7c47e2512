"""`parks status`: the last run of every source, and what needs a person."""

from __future__ import annotations

import json
from pathlib import Path

import click

from archive.cli import Fault, home_option
from archive.health import health
from archive.store import open_archive


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def command(as_json: bool, home: Path) -> None:
    """Show the last runs; exit status 1 when a source needs attention."""
    archive = open_archive(home, create=False)
    try:
        sources = health(archive.db)
    finally:
        archive.close()
    if as_json:
        click.echo(json.dumps([s.row() for s in sources], ensure_ascii=False, indent=1))
    else:
        for s in sources:
            issues = ", ".join(f"{kind} {n}" for kind, n in s.issues.items()) or "none"
            click.echo(
                f"{'  ' if s.fine else '! '}{s.source_id:<18} {s.outcome:<12} "
                f"{s.finished_at or s.started_at or '-':<26} new {s.new}, changed {s.changed}, "
                f"failed {s.failed}; in all {s.articles} articles, {s.figures} figures; "
                f"issues: {issues}"
            )
        if not sources:
            click.echo("no source was crawled yet")
    bad = [s.source_id for s in sources if not s.fine]
    if bad:
        raise Fault(f"look at: {', '.join(bad)} (their logs are in logs/ under the home folder)")


command.params.append(home_option())
