"""`parks restore`: bring an archive back from a backup, and say what is missing."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from archive.cli import Fault, home_option
from archive.faults import ArchiveError
from archive.retention.remove import remove
from archive.retention.restore import Restored, restore
from archive.retention.salvage import Salvaged, salvage


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--old-home",
    type=click.Path(file_okay=False, path_type=Path),
    help="The archive that was lost, as far as it can still be read: says what is missing.",
)
@click.option(
    "--damaged",
    is_flag=True,
    help="FILE is the folder of a damaged archive: bring over what can be read of it, and read the "
    "rest again from its pages.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(file: Path, old_home: Path | None, damaged: bool, as_json: bool, home: Path) -> None:
    """Restore a backup FILE into the empty or new folder of --home."""
    if damaged:
        if old_home:
            raise click.UsageError("--old-home goes with a backup")
        saved = salvage(file, home, say=lambda line: click.echo(line, err=True))
        click.echo(json.dumps(asdict(saved), ensure_ascii=False) if as_json else told(saved, home))
        return
    result = restore(file, home, old_home, say=lambda line: click.echo(line, err=True))
    again = carry_out(home, result)
    if as_json:
        click.echo(json.dumps(asdict(result), ensure_ascii=False))
    else:
        for line in lines(result, home):
            click.echo(line)
    if again:
        raise Fault("not everything that was removed since is gone again: " + "; ".join(again))


command.params.append(home_option())


def told(saved: Salvaged, home: Path) -> str:
    """What could be saved, and what to look at next."""
    lost = ", ".join(saved.damaged)
    return (
        f"{home}: {saved.rows:,} rows brought over, {saved.read:,} pages read again\n"
        f"not read to the end: {lost or 'nothing'}\nnext: parks doctor, then parks publish"
    )


def carry_out(home: Path, result: Restored) -> list[str]:
    """Remove again what was removed after the backup was made; returns what could not be."""
    left = []
    for kind, target, reason in result.removals:
        if kind == "name":
            left.append(f"a person's name ({reason}), which is not written down: parks remove NAME")
            continue
        try:
            remove(home, target, reason, say=lambda line: click.echo(line, err=True))
        except ArchiveError as fault:
            left.append(f"{kind} {target}: {fault}")
    return left


def lines(result: Restored, home: Path) -> list[str]:
    """What came back and what is missing."""
    found = [
        f"{home}: {result.reports:,} reports, {result.figures:,} figures, {result.pages:,} pages, "
        f"as of {result.made_at}",
        f"the last run in it began {result.last_run or '(none)'}, the last report came "
        f"{result.last_report or '(none)'}",
    ]
    if result.losses is not None:
        lost = ", ".join(f"{n:,} {what}" for what, n in result.losses.items() if n)
        found.append(f"lost, as the old archive shows: {lost or 'nothing'}")
    else:
        found.append(
            (f"{result.unseen}; " if result.unseen else "")
            + "lost is whatever came after that, and removals on request made since have to be "
            "made again"
        )
    found += [f"removed again: {kind} {target}" for kind, target, _ in result.removals
              if kind != "name"]  # fmt: skip
    found.append("next: parks doctor, then parks publish; a crawl fetches anew what is still there")
    return found
