"""`parks status`: the last walk of every source, the machine's own work, what needs a person."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from archive.alerts.machine import of_machine
from archive.cli import Fault, home_option
from archive.health import Health, health
from archive.retention.upgrade import upgrade
from archive.sources import declared_sources
from archive.store import open_archive
from archive.store.connect import SHANGHAI


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(as_json: bool, home: Path) -> None:
    """Show the last walks and the machine's work; exit status 1 when something needs a person."""
    archive = open_archive(home, create=False)
    try:
        sources = health(archive.db, declared_sources())
        left = upgrade(archive.db)
        machine = of_machine(archive.db, home, datetime.now(SHANGHAI))
    finally:
        archive.close()
    if as_json:
        rows = {"sources": [s.row() for s in sources], "machine": [t.row() for t in machine]}
        rows |= {"upgrade": asdict(left)}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for source in sources:
            click.echo(as_text(source))
        if not sources:
            click.echo("no source was crawled yet")
        for trouble in machine:
            click.echo(f"! {trouble.kind:<18} {trouble.words}; since {trouble.since}")
            click.echo(f"      last good: {trouble.last_good or '-'}; look: {trouble.look}")
        if left.words:
            click.echo(f"  {left.words}")
    bad = [s.source_id for s in sources if not s.fine]
    bad += [trouble.kind for trouble in machine]
    if bad:
        raise Fault(f"look at: {', '.join(bad)} (logs are in logs/ under the home folder)")


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
