"""The `parks` command: a thin door; each command's module is imported when it runs."""

from __future__ import annotations

import errno
import importlib
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from archive.faults import MEND, ArchiveError, is_damage

COMMANDS = {
    "add": "Take single addresses or saved pages into the archive.",
    "alerts": "Tell by mail and webhook what needs a person.",
    "article": "Read saved pages into articles, one JSON line each.",
    "audit": "Draw published figures for a person to mark; measure precision and recall.",
    "backup": "Write a consistent copy of the archive while it is in use.",
    "check": "Go to a source politely and say field by field what works.",
    "cluster": "Crawl with several machines over PostgreSQL.",
    "compile": "Compile the reader of figures to machine code: a third less time.",
    "crawl": "Crawl sources politely into the archive.",
    "demo": "Crawl, read, publish and serve the bundled demo news site.",
    "deploy": "Write services, timers and proxy configuration for this machine.",
    "diff": "Say what changed between two releases.",
    "doctor": "Check the databases and say how to mend what is wrong.",
    "export": "Write every public table as CSV, JSON Lines and Parquet.",
    "figures": "Read every figure out of reports.",
    "gaps": "List the days that were missed, and walk them again.",
    "gazetteer": "Take in new tables of places and parks, and link anew.",
    "merge": "Bring what other machines crawled into the archive.",
    "metrics": "Print the archive's numbers for Prometheus, or serve them.",
    "publish": "Build the public database and swap it in.",
    "remove": "Remove a source, a report or a name on request, everywhere.",
    "reprocess": "Read stored pages again with today's extractor.",
    "resolve": "Say which park a mention names.",
    "restore": "Bring an archive back from a backup into an empty folder.",
    "review": "Offer figures that need a look; take decisions in.",
    "serve": "Serve the public database with Datasette.",
    "sources": "List the sources and their health.",
    "status": "Show the last runs and what needs attention.",
    "vacuum": "Thin out and compact; forecast the size.",
    "withdraw": "Take a figure or a report off the site, with its reason.",
}


class Fault(click.ClickException):
    """One clear line on standard error and exit status 1."""


class Interrupted(Fault):
    """Ctrl-C: what was committed stays, and the same command goes on from there."""

    exit_code = 130


def _database_fault(fault: sqlite3.OperationalError) -> str:
    if "full" in str(fault):
        return "the disk is full; the archive keeps its state from before this command"
    if "locked" in str(fault):
        return "the archive is locked by another command; wait for it to end and try again"
    if "readonly" in str(fault):
        return "a database under --home may not be written by this user; make folder and files so"
    return f"the database says: {fault}"


class LazyGroup(click.Group):
    """A group that imports archive.commands.<name> only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"archive.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a fault that an operator can act on is one line and exit status 1."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            raise Interrupted("interrupted; run the same command again to go on") from stop
        except BrokenPipeError:
            raise SystemExit(141) from None
        except OSError as fault:
            if fault.errno == errno.ENOSPC:
                raise Fault("the disk is full; nothing half-written was kept") from fault
            raise Fault(
                f"{fault.filename or ''}: {fault.strerror or fault}".lstrip(": ")
            ) from fault
        except sqlite3.OperationalError as fault:
            raise Fault(_database_fault(fault)) from fault
        except sqlite3.DatabaseError as fault:
            if not is_damage(fault):
                raise
            raise Fault(f"a database is damaged ({fault}); {MEND}") from fault
        except ArchiveError as fault:
            raise Fault(str(fault)) from fault

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup)
@click.version_option(package_name="park-archive", prog_name="parks")
def main() -> None:
    """The park archive: what provincial papers report about industrial parks, with evidence."""


def is_address(text: str) -> bool:
    """Whether a text is the address of something on the web: http or https, and a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def home_option(*, used: bool = True) -> click.Option:
    """The --home option that every command has; PARKS_HOME is its environment form.

    A command without data takes it, too, so that a script may give it to each; it is not `used`.
    """
    return click.Option(
        ["--home"],
        type=click.Path(file_okay=False, path_type=Path),
        envvar="PARKS_HOME",
        default=Path("data"),
        show_default=True,
        expose_value=used,
        help="Folder of archive.db, pages.db and public.db." if used else "Taken, and not needed.",
    )
