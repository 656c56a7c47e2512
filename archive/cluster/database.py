"""The cluster's PostgreSQL: its address, its tables, and faults in one line without secrets."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import psycopg
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import dict_row

from archive.faults import ArchiveError

VARIABLE = "PARKS_CLUSTER"
Connection = psycopg.Connection[dict[str, Any]]
DOWN = (psycopg.OperationalError, ConnectorException)
# A server that does not answer must not hold a heartbeat up for longer than this.
PATIENCE = {"connect_timeout": "5", "tcp_user_timeout": "5000", "application_name": "parks"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What all workers of a cluster must agree on. lease is how long a worker that is not heard
    of keeps its source, timeout how long one job may take, both in seconds."""

    lease: float = 60.0
    timeout: float = 6 * 3600.0


def address() -> str:
    """Where the cluster's database is. Raises ArchiveError where PARKS_CLUSTER does not say."""
    given = os.environ.get(VARIABLE, "")
    if not given:
        raise ArchiveError(
            f"set {VARIABLE} to the address of the cluster's PostgreSQL, for example "
            "postgresql://parks@db.example/parks (the password belongs into ~/.pgpass)"
        )
    try:
        known = conninfo_to_dict(given)
    except psycopg.Error:
        raise ArchiveError(f"{VARIABLE} is no address of a PostgreSQL database") from None
    settled = {name: str(value) for name, value in known.items() if value is not None}
    return make_conninfo(**{**PATIENCE, **settled})


def shown(conninfo: str) -> str:
    """The database's name for people: nothing that opens it."""
    parts = conninfo_to_dict(conninfo)
    return f"{parts.get('dbname') or 'postgres'} on {parts.get('host') or 'this machine'}"


@contextmanager
def connected(conninfo: str) -> Iterator[Connection]:
    """A connection whose statements are each a transaction, unless told otherwise. Raises
    ArchiveError where there is no database, or it was not made ready for a cluster."""
    try:
        with psycopg.connect(conninfo, autocommit=True, row_factory=dict_row) as connection:
            yield connection
    except psycopg.errors.UndefinedTable as fault:
        raise ArchiveError(
            f"the database {shown(conninfo)} is not ready; run `parks cluster init` first"
        ) from fault
    except psycopg.OperationalError as fault:
        words = " ".join(str(fault).split())
        raise ArchiveError(f"cannot reach the database {shown(conninfo)}: {words}") from fault


def init(conninfo: str, settings: Settings) -> None:
    """Make the queue's tables and ours, or leave them as they are; write the settings."""
    with connected(conninfo) as connection:
        ready = connection.execute("select to_regclass('procrastinate_jobs') as made").fetchone()
        if ready is None or ready["made"] is None:
            asyncio.run(_make_queue(conninfo))
        with connection.transaction():
            connection.execute(files("archive.cluster").joinpath("tables.sql").read_bytes())
            for name in ("lease", "timeout"):
                connection.execute(
                    "insert into parks_settings values (%s, %s) on conflict (key) do update "
                    "set value = excluded.value",
                    (name, str(getattr(settings, name))),
                )


async def _make_queue(conninfo: str) -> None:
    app = App(connector=PsycopgConnector(conninfo=conninfo))
    async with app.open_async():
        await app.schema_manager.apply_schema_async()


def settings(connection: Connection) -> Settings:
    """The settings that `parks cluster init` wrote."""
    rows = connection.execute("select key, value from parks_settings").fetchall()
    return Settings(**{row["key"]: float(row["value"]) for row in rows})
