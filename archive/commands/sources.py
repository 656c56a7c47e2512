"""`parks sources`: which sites are declared, how they are, and what is wrong with their files."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from archive.cli import Fault, home_option
from archive.health import health
from archive.source_table import document, provinces, ways
from archive.sources import declared_sources
from archive.store import open_archive
from pipelines.source import Source

COLUMNS = ("id", "name", "province", "platform", "ways", "verified", "enabled", "health")


@dataclass(frozen=True, slots=True)
class Row:
    """One declared site as the list shows it."""

    id: str
    name: str
    province: str
    platform: str
    ways: str
    verified: str
    enabled: str
    health: str

    def cells(self) -> list[str]:
        """The columns in order."""
        return [str(getattr(self, name)) for name in COLUMNS]


@click.group("sources", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
@click.pass_context
def command(context: click.Context, as_json: bool, home: Path) -> None:
    """List the declared sources and their health; `check` looks over their files."""
    if context.invoked_subcommand is None:
        show(rows(declared_sources().values(), home), as_json=as_json)


command.params.append(home_option())


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
@click.option("--markdown", is_flag=True, help="docs/sources.md, without health.")
def list_(as_json: bool, markdown: bool, home: Path) -> None:
    """List the declared sources: where, on which platform, how found, how they are."""
    declared = declared_sources().values()
    if markdown:
        click.echo(document(declared), nl=False)
        return
    show(rows(declared, home), as_json=as_json)


list_.params.append(home_option())


@command.command("check")
def check() -> None:
    """Look over every source file without asking any site; each fault with file and line."""
    # The ways of discovery are the crawler's, which the archive does not import.
    asked = [sys.executable, "-m", "crawler.discovery.check"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 ours
    lines = done.stdout.splitlines()
    for line in lines:
        click.echo(line)
    if done.returncode == 0:
        click.echo(f"{len(declared_sources())} sources, no fault")
        return
    if not lines:
        raise Fault(f"the check itself failed:\n{done.stderr.strip()}")
    raise Fault(f"{len(lines)} faults in the source files")


check.params.append(home_option(used=False))


def rows(declared: Iterable[Source], home: Path) -> list[Row]:
    """The sites by province and id; health from the archive under home, where there is one."""
    outcomes = _outcomes(home)
    names = provinces()
    return [
        Row(
            source.id,
            source.name,
            names.get(source.province, source.province),
            source.platform or "-",
            " ".join(ways(source)),
            source.verified or "-",
            "yes" if source.enabled else "no",
            outcomes.get(source.id, "never"),
        )
        for source in sorted(declared, key=lambda source: (source.province, source.id))
    ]


def show(found: Sequence[Row], *, as_json: bool) -> None:
    """Print the sites as JSON or in columns."""
    if as_json:
        listed = [dict(zip(COLUMNS, row.cells(), strict=True)) for row in found]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    table = [list(COLUMNS), *(row.cells() for row in found)]
    widths = [max(_width(line[i]) for line in table) for i in range(len(COLUMNS))]
    for line in table:
        cells = [c + " " * (w - _width(c)) for c, w in zip(line, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())


def _width(text: str) -> int:
    """Columns of a terminal that a text takes: two for a Chinese character."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _outcomes(home: Path) -> dict[str, str]:
    if not (home / "archive.db").exists():
        return {}
    archive = open_archive(home, create=False)
    try:
        outcomes = {source.source_id: source.outcome for source in health(archive.db)}
        gone = archive.db.execute("select target from removals where kind = 'source'")
        return outcomes | {row[0]: "removed on request" for row in gone}
    finally:
        archive.close()
