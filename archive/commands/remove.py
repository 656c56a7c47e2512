"""`parks remove`: a paper's or a person's request, carried out everywhere within reach."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from archive.cli import home_option
from archive.retention.remove import Removed, look, remove
from archive.retention.target import UnknownTarget


@click.command("remove")
@click.argument("target", metavar="SOURCE|ARTICLE|NAME")
@click.option("--reason", default="", help="What readers are told, in Chinese.")
@click.option(
    "--shard",
    "shards",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of a worker whose pages were merged; remove it there as well. Repeatable.",
)
@click.option("--dry-run", is_flag=True, help="Only say what it would take.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(
    target: str,
    reason: str,
    shards: tuple[Path, ...],
    dry_run: bool,
    as_json: bool,
    home: Path,
) -> None:
    """Remove a source, a report (id or address) or a person's name from databases, releases,
    exports and logs, and keep it out from then on."""
    if not dry_run and not reason:
        raise click.UsageError("--reason is required: readers are told why something is gone")
    for place in (*shards, home):  # the archive last: what is left in a shard would come again
        result = _carry_out(place, target, reason, dry_run, required=place is home)
        if result is None:
            click.echo(f"{place}: nothing of it", err=True)
        elif as_json:
            told = {"home": str(place), **asdict(result)}
            click.echo(json.dumps(told, ensure_ascii=False, default=str))
        else:
            for line in lines(result, dry_run, given=len(shards)):
                click.echo(line if place is home else f"{place}: {line}")


command.params.append(home_option())


def _carry_out(
    home: Path, target: str, reason: str, dry_run: bool, *, required: bool
) -> Removed | None:
    """Remove it from one home, or look; None where a shard never had it."""
    try:
        if dry_run:
            return look(home, target)
        return remove(home, target, reason, say=lambda line: click.echo(line, err=True))
    except UnknownTarget:
        if required:
            raise
        return None


def lines(result: Removed, dry_run: bool, given: int = 0) -> list[str]:
    """What was removed, or would be, and what is out of reach."""
    if result.before and not (result.reports or result.figures or result.pages):
        return [f"{result.what} was removed on {result.before[:10]}; nothing of it is left here"]
    would = "would take" if dry_run else "took"
    found = [
        f"{result.what}: {would} {result.reports:,} reports, {result.figures:,} figures, "
        f"{result.pages:,} pages"
    ]
    if not dry_run:
        found.append(
            f"{'release ' + result.release if result.release else 'nothing'} is published; "
            f"{result.releases} kept releases and {result.logs} logs rewritten"
        )
    found += [
        f"{copy.kind} {copy.path}: {done}"
        if done
        else f"{copy.kind} {copy.path} ({copy.made_at[:10]}) is not there: destroy it where it is"
        for copy, done in result.exports
    ]
    if result.twins:
        found.append(
            f"the same story stands in {len(result.twins)} other reports, which stay: "
            + ", ".join(result.twins[:10])
        )
    if result.backups:
        found.append("these backups still hold it; destroy them or keep them locked away:")
        found += [
            f"  {copy.path} (made {copy.made_at}{'' if copy.there else ', not there any more'})"
            for copy in result.backups
        ]
    else:
        found.append("no backup made since it was taken in is known")
    if result.shards > given:
        found.append(
            f"{result.shards} shards of other machines were merged into this archive: give their "
            "folders with --shard, else their next merge or a new worker may know it still"
        )
    found.append("not known here: backups restored elsewhere, sheets and files handed out by hand")
    return found
