"""`parks doctor`: integrity of the databases, evidence at its offsets, orphans."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from archive.cli import Fault, home_option
from archive.doctor import examine
from archive.retention.upgrade import upgrade
from archive.store import open_archive


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def command(as_json: bool, home: Path) -> None:
    """Check the databases and say how to mend what is wrong."""
    archive = open_archive(home, create=False)
    try:
        findings = list(examine(archive))
        left = upgrade(archive.db)
    finally:
        archive.close()
    if as_json:
        click.echo(json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            click.echo(f"{finding.where}: {finding.what}; to mend: {finding.mend}")
        if not findings:
            click.echo("sound: files whole, every quote at its place, no page missing")
        if left.words:
            click.echo(left.words)
    if findings:
        raise Fault(f"{len(findings)} faults found")


command.params.append(home_option())
