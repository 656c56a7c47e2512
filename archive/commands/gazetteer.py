"""`parks gazetteer`: which tables of places and parks are in force; new ones taken in."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from archive.cli import home_option
from archive.gazetteer.tables import SHIPPED, Tables, in_force, shipped
from archive.gazetteer.update.files import Changes, changes, read_tables
from archive.gazetteer.update.relink import Links, look, take_in
from archive.retention.quiet import require_quiet
from archive.store import Archive, ArchiveError, open_archive
from archive.store.connect import now, today

SHOWN = 10
DAY = re.compile(r"(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])-?([0-2]\d|3[01])(?!\d)")


@click.group("gazetteer")
def command() -> None:
    """The tables of places and parks, by version."""


@command.command("update")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--shipped", "back", is_flag=True, help="Go back to the tables that ship.")
@click.option("--dated", type=click.DateTime(["%Y-%m-%d"]), help="Day of the tables; by default "
              "the one in the file's name, else today.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def update(
    file: Path | None, back: bool, dated: datetime | None, dry_run: bool, as_json: bool, home: Path
) -> None:
    """Take in new tables: a CSV in the form of one of archive/data, or a zip of several."""
    if (file is None) != back:
        raise click.UsageError("give FILE, or --shipped")
    archive = open_archive(home, create=False)
    try:
        old = in_force(archive.db)
        new = shipped() if file is None else _read(archive, file, dated, old)
        told = changes(old, new)
        if dry_run:
            links = look(archive.db, home, new, _progress("looked at"))
        else:
            require_quiet(archive)
            name = file.name if file else SHIPPED
            links = take_in(archive.db, new, name, now(), _progress("linked"))
        names = dict(archive.db.execute("select id, name from parks").fetchall())
    finally:
        archive.close()
    if as_json:
        click.echo(json.dumps(as_row(new, told, links), ensure_ascii=False))
        return
    for line in lines(new, told, links, names, dry_run):
        click.echo(line)


update.params.append(home_option())


@command.command("list")
def list_(home: Path) -> None:
    """The versions taken in, and which is in force."""
    archive = open_archive(home, create=False)
    try:
        label = in_force(archive.db).label
        rows = archive.db.execute("select * from gazetteer_versions order by taken_at").fetchall()
    finally:
        archive.close()
    for row in rows:
        click.echo(
            f"{'*' if row['label'] == label else ' '} {row['label']:<14} {row['version']:<34} "
            f"{row['taken_at'][:10]} {row['file']}: {row['parks']:,} parks, {row['places']:,} "
            f"places; links gained {row['gained']}, lost {row['lost']}, moved {row['moved']}"
        )
    if SHIPPED not in {row["label"] for row in rows}:
        mark = "*" if label == SHIPPED else " "
        click.echo(f"{mark} {SHIPPED:<14} {shipped().version:<34} comes with the program")


list_.params.append(home_option())


def _read(archive: Archive, file: Path, dated: datetime | None, old: Tables) -> Tables:
    """The tables of a file under a label of their own. The same file twice is one version."""
    found = DAY.search(file.name)
    day = f"{dated:%Y-%m-%d}" if dated else "-".join(found.groups()) if found else today()
    new = read_tables(file, day, old)
    if dict(new.texts) == dict(old.texts):
        return old
    taken = {row[0] for row in archive.db.execute("select label from gazetteer_versions")}
    label, n = day, 1
    while label in taken:
        n += 1
        label = f"{day}.{n}"
    if n > 100:
        raise ArchiveError(f"{day} has a hundred versions: name another day with --dated")
    return Tables(label, new.texts)


def _progress(word: str) -> Callable[[int], None]:
    def say(done: int) -> None:
        if done and done % 1000 == 0:
            click.echo(f"{done:,} reports {word}", err=True)

    return say


def as_row(tables: Tables, told: Changes, links: Links) -> dict[str, Any]:
    """The update as one JSON object."""
    return {
        "label": tables.label,
        "version": tables.version,
        "parks_added": told.added,
        "parks_renamed": told.renamed,
        "parks_redirected": told.redirected,
        "parks_stepped_down": told.stepped_down,
        "places": [told.places_added, told.places_removed, told.places_renamed],
        "figures": links.figures,
        "gained": dict(links.gained),
        "lost": dict(links.lost),
        "moved": {f"{old} {new}": n for (old, new), n in links.moved.items()},
        "places_changed": links.places,
    }


def lines(
    tables: Tables, told: Changes, links: Links, names: dict[str, str], dry_run: bool
) -> list[str]:
    """The update for people."""
    found = [f"{'would be' if dry_run else 'now'} in force: {tables.version}"]
    for words, parks in (
        ("added", told.added),
        ("renamed, id kept", told.renamed),
        ("lead on to another", told.redirected),
        ("no longer listed, now candidates", told.stepped_down),
    ):
        if parks:
            found.append(f"parks {words}: {len(parks)}")
            found += [f"  {line}" for line in parks[:SHOWN]]
    found.append(
        f"places: {told.places_added} added, {told.places_removed} gone, "
        f"{told.places_renamed} renamed"
    )
    would = "would gain" if dry_run else "gained"
    found.append(
        f"of {links.figures:,} figures {links.gained.total():,} {would} a park, "
        f"{links.lost.total():,} lose theirs, {links.moved.total():,} go to another; the place "
        f"differs for {links.places:,}"
    )
    found += _most("gained", links.gained, names) + _most("lost", links.lost, names)
    for (old, new), n in links.moved.most_common(SHOWN):
        found.append(f"  {n:>6} {names.get(old, old)} ({old}) → {names.get(new, new)} ({new})")
    found += [f"  e.g. {example}" for example in links.examples]
    if not dry_run:
        found.append("next: parks publish")
    return found


def _most(words: str, counted: Counter[str], names: dict[str, str]) -> list[str]:
    return [
        f"  {n:>6} {words}: {names.get(key, key)} ({key})" for key, n in counted.most_common(SHOWN)
    ]
