"""`parks doctor`: integrity of the databases, evidence at its offsets, orphans."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path

import click

from archive.cli import Fault, home_option
from archive.doctor import RESTORE, Finding, damaged, examine, mending
from archive.faults import ArchiveError, is_damage
from archive.retention.copies import backups_since, backups_under
from archive.retention.upgrade import upgrade
from archive.store import open_archive


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def command(as_json: bool, home: Path) -> None:
    """Check the databases and say how to mend what is wrong."""
    findings, backups, left = look(home)
    if as_json:
        click.echo(json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            click.echo(f"{finding.where}: {finding.what}; to mend: {finding.mend}")
        if not findings:
            click.echo("sound: files whole, every quote at its place, no page missing")
        if left:
            click.echo(left)
    if any(finding.mend == RESTORE for finding in findings):
        click.echo("\n".join(mending(home.resolve(), backups)), err=as_json)
    if findings:
        raise Fault(f"{len(findings)} faults found")


command.params.append(home_option())


def look(home: Path) -> tuple[list[Finding], list[Path], str]:
    """What is wrong, the backups that there are, oldest first, and what an upgrade left to do.
    Also of an archive that is too damaged to be opened."""
    try:
        archive = open_archive(home, create=False)
    except ArchiveError as fault:
        if not is_damage(fault.__cause__):
            raise
        name = str(fault).split(": ")[0]
        found = [damaged(Path(name).name, fault.__cause__)]
        return found, [copy.path for copy in backups_under(home)], ""
    try:
        findings = list(examine(archive))
        try:
            backups = [c.path for c in backups_since(archive.db, home, "") if c.there]
            left = upgrade(archive.db).words
        except sqlite3.DatabaseError:  # told above
            backups, left = [copy.path for copy in backups_under(home)], ""
    finally:
        archive.close()
    return findings, backups, left
