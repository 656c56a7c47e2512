"""`parks status`: the last walk of every source, and what needs a person."""

from __future__ import annotations

import json
from pathlib import Path

import click

from archive.cli import Fault, home_option
from archive.health import Health, health
from archive.sources import declared_sources
from archive.store import open_archive


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def command(as_json: bool, home: Path) -> None:
    """Show the last walks; exit status 1 when a source needs attention."""
    archive = open_archive(home, create=False)
    try:
        sources = health(archive.db, declared_sources())
    finally:
        archive.close()
    if as_json:
        click.echo(json.dumps([s.row() for s in sources], ensure_ascii=False, indent=1))
    else:
        for source in sources:
            click.echo(as_text(source))
        if not sources:
            click.echo("no source was crawled yet")
    bad = [s.source_id for s in sources if not s.fine]
    if bad:
        raise Fault(f"look at: {', '.join(bad)} (their logs are in logs/ under the home folder)")


command.params.append(home_option())


def as_text(source: Health) -> str:
    """One line, and one more for each trouble."""
    issues = ", ".join(f"{kind} {n}" for kind, n in source.issues.items()) or "none"
    lines = [
        f"{'  ' if source.fine else '! '}{source.source_id:<18} {source.outcome:<12} "
        f"{source.finished_at or source.started_at or '-':<26} new {source.new}, "
        f"changed {source.changed}, failed {source.failed}; in all {source.articles} articles, "
        f"{source.figures} figures; issues: {issues}"
    ]
    lines += [f"      {kind}: {words}" for kind, words in source.troubles.items()]
    return "\n".join(lines)
