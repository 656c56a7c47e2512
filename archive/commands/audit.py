"""`parks audit`: draw a sample for a person to mark, read it back, store what it measures."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from pathlib import Path

import click

from archive.audit import STRATA, Measured, draw, read_back
from archive.cli import Fault, home_option
from archive.store import open_archive

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("audit")
@click.argument("file", type=FILE)
@click.option("--sample", type=click.IntRange(1, 100_000), help="Figures to draw into FILE.")
@click.option("--by", type=click.Choice(sorted(STRATA)), default=None, help="Strata.")
@click.option("--seed", type=int, help="Draw the same sample again; by chance when not given.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(
    file: Path, sample: int | None, by: str | None, seed: int | None, as_json: bool, home: Path
) -> None:
    """With --sample write a workbook to mark into FILE, else read the marked FILE back."""
    archive = open_archive(home, create=False)
    try:
        if sample is not None:
            chosen = secrets.randbelow(2**31) if seed is None else seed
            figures, articles = draw(archive.db, home, sample, by or "", chosen, file)
            if as_json:
                told = {"file": str(file), "figures": figures, "articles": articles, "seed": chosen}
                click.echo(json.dumps(told, ensure_ascii=False))
                return
            click.echo(f"{figures} figures and {articles} whole reports in {file}, seed {chosen}")
            click.echo("mark 对 or 错; for a whole report, count the figures that were missed")
            return
        if not file.exists():
            raise Fault(f"no file {file}; --sample N writes one")
        measures = read_back(archive.db, file)
        if as_json:
            told = {"measured": [asdict(measured) for measured in measures]}
            click.echo(json.dumps(told, ensure_ascii=False))
            return
        for measured in measures:
            click.echo(_line(measured))
        click.echo("`parks publish` shows it on the method page")
    finally:
        archive.close()


def _line(measured: Measured) -> str:
    words = [f"{measured.stratum}: {measured.sample} figures"]
    for name, share in (("precision", measured.precision), ("recall", measured.recall)):
        if share is not None:
            words.append(f"{name} {share[0]:.1%} ({share[1]:.1%} to {share[2]:.1%})")
    return ", ".join(words)


command.params.append(home_option())
