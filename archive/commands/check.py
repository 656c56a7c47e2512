"""`parks check`: a short, polite visit to one source, reported field by field."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from archive.checking import check
from archive.cli import Fault, home_option
from archive.commands.crawl import choose, require_contact
from archive.crawling import stopped_in_order


@click.command("check")
@click.argument("name", metavar="SOURCE")
@click.option(
    "--save",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the pages as they came, to make a test of.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@stopped_in_order()
def command(name: str, save: Path | None, as_json: bool, home: Path) -> None:
    """Fetch the first list pages and a few articles of SOURCE; nothing enters the archive.

    Exit status 1 where a list gave nothing, or an article has no title, time or body.
    """
    (source,) = choose((name,))
    require_contact([source])
    finding = check(source, home, save)
    if as_json:
        told = {"source": name, "outcome": finding.run.outcome, "works": finding.works}
        lines = [asdict(line) for line in finding.lines]
        click.echo(json.dumps(told | {"lines": lines}, ensure_ascii=False, indent=1))
    else:
        click.echo(f"{name}: {finding.run.outcome}, {finding.run.counts['requested']} requests")
        for line in finding.lines:
            sign = {True: "ok", False: "NO", None: "  "}[line.works]
            click.echo(f"  {sign}  {line.what:<13} {line.found[:90]}  {line.where}")
        if save:
            click.echo(f"the pages are in {save / name}")
    if not finding.works:
        raise Fault(f"{name} does not give what its file promises")


command.params.append(home_option())
