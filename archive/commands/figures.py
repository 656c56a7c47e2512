"""`parks figures`: reports in, every figure out, as JSON lines, as a table or with reasons."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from archive.cli import Fault, home_option
from archive.commands.figures_input import Report, decode, read_reports
from archive.commands.figures_output import explained, row, table
from pipelines.figures import examine


@click.command("figures")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True), default="-")
@click.option(
    "--text",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="A plain text, one paragraph a line, instead of JSON lines; prints a table.",
)
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of publication of --text, to which 今年 and 目前 refer.",
)
@click.option("--title", default="", help="Headline of --text.")
@click.option("--about", default="", help="The park that --text is known to be about.")
@click.option("--explain", is_flag=True, help="Say which words decided, and list rejected numbers.")
@click.option("--json", "as_json", is_flag=True, help="JSON lines (the default without --text).")
def command(
    file: str,
    text: str | None,
    published: datetime | None,
    title: str,
    about: str,
    explain: bool,
    as_json: bool,
) -> None:
    """Read every figure out of reports.

    FILE (standard input by default) holds one report a line as JSON: id, published, title, origin,
    about, body (paragraphs, or one string). The answer has one line a report: id, figures. What
    `parks article` prints is taken too. Nothing is printed before all of the input is sound.
    """
    if explain and as_json:
        raise click.UsageError("give --explain or --json, not both")
    if text is None and (published or title or about):
        raise click.UsageError("--published, --title and --about go with --text")
    if text is not None and file != "-":
        raise click.UsageError("give FILE or --text, not both")
    if text is not None:
        day = published.date() if published else None
        body = decode(_bytes(text), text)
        reports = [Report(id=text, published=day, title=title, origin="", about=about, body=body)]
    else:
        reports = read_reports(_bytes(file), "standard input" if file == "-" else file)
    for report in reports:
        click.echo(_answer(report, explain=explain, as_table=text is not None and not as_json))


command.params.append(home_option(used=False))


def _bytes(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read()
    if not Path(path).is_file():
        raise Fault(f"{path}: no such file")
    return Path(path).read_bytes()


def _answer(report: Report, *, explain: bool, as_table: bool) -> str:
    found = examine(
        report.body,
        report.published,
        title=report.title,
        origin=report.origin,
        about=report.about,
        explain=explain,
    )
    if explain:
        return explained(report.id, found)
    if as_table:
        return table(found.figures)
    answer = {"id": report.id, "figures": [row(figure) for figure in found.figures]}
    return json.dumps(answer, ensure_ascii=False)
