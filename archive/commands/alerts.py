"""`parks alerts`: tell the operator what needs a person, once, again, and when it is over."""

from __future__ import annotations

import fcntl
import json
import logging
import sqlite3
from contextlib import ExitStack, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from archive.alerts import book, words
from archive.alerts.book import Event
from archive.alerts.machine import of_machine
from archive.alerts.sending import SendError, send_all, sender
from archive.alerts.settings import Settings, settings
from archive.alerts.troubles import MACHINE, of_sources
from archive.cli import Fault, home_option
from archive.faults import ArchiveError
from archive.logs import say, without_secrets
from archive.sources import declared_sources
from archive.store import Archive, open_archive
from archive.store.connect import SHANGHAI


@click.command("alerts")
@click.option("--list", "as_list", is_flag=True, help="Only print the alerts that stand.")
@click.option("--test", is_flag=True, help="Only send a test message over every channel.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def command(as_list: bool, test: bool, as_json: bool, home: Path) -> None:
    """Tell by mail and webhook what needs a person: once, again after a time, and when it is over.

    The channels are set in the environment: PARKS_MAIL_TO, PARKS_SMTP, PARKS_SMTP_PASSWORD,
    PARKS_WEBHOOK, PARKS_WEBHOOK_SHAPE, PARKS_ALERT_REPEAT; see docs/deploy.md.
    """
    told = settings()
    if test:
        _test(told)
        return
    try:
        with ExitStack() as stack:
            archive = open_archive(home, create=False)
            stack.callback(archive.close)
            if as_list:
                _show(book.standing(archive.db), as_json)
                return
            lock = stack.enter_context((home / "alerts.lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX)  # of two that start at once one tells
            events = _noticed(archive, home, told)
            faults = send_all(archive.db, told)
    except (OSError, sqlite3.Error, ArchiveError) as fault:
        if not as_list:
            _without_book(home, told, fault)
        raise
    _show(events, as_json)
    if events and not told.channels:
        say("no channel is set up: set PARKS_MAIL_TO or PARKS_WEBHOOK", logging.WARNING)
    if faults:
        raise Fault(f"not sent, kept for the next run: {'; '.join(faults)}")


command.params.append(home_option())


def _noticed(archive: Archive, home: Path, told: Settings) -> list[Event]:
    at = datetime.now(SHANGHAI)
    found = [*of_sources(archive.db, home, declared_sources()), *of_machine(archive.db, home, at)]
    return book.update(archive.db, found, at, channels=told.channels, repeat=told.repeat)


def _without_book(home: Path, told: Settings, fault: Exception) -> None:
    """A full disk or a damaged archive must not keep the operator from hearing of it: said at
    once, and again at each run, since nothing can be noted."""
    at = datetime.now(SHANGHAI).isoformat(timespec="seconds")
    words = f"本机：存档打不开或写不进。{without_secrets(str(fault))}"
    event = Event(
        0, "raised", at, "archive", MACHINE, words, at, "", f"df -h {home}; parks doctor", ""
    )
    for channel in told.channels:
        with suppress(ArchiveError, OSError):
            sender(told, channel)([event])


def _show(events: list[Event], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([asdict(event) for event in events], ensure_ascii=False, indent=1))
        return
    for event in events:
        click.echo("\n".join(words.lines(event)))


def _test(told: Settings) -> None:
    if not told.channels:
        raise Fault("no channel is set up: set PARKS_MAIL_TO or PARKS_WEBHOOK")
    at = datetime.now(SHANGHAI).isoformat(timespec="seconds")
    event = Event(
        0, "raised", at, "test", "machine", "这是一条测试消息", at, "", "parks alerts", ""
    )
    for channel in told.channels:
        try:
            sender(told, channel)([event])
        except (SendError, OSError) as fault:  # SMTP's faults are OSErrors
            raise Fault(f"{channel}: {without_secrets(str(fault))}") from fault
        click.echo(f"{channel}: sent")
