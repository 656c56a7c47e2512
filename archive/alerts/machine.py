"""What is wrong with the machine's own work: publishing, backups, the disk, leases, the timer."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from archive.alerts.troubles import MACHINE, Trouble, moment
from archive.store.jobs import Job, jobs
from archive.store.leases import leases

HOUR = timedelta(hours=1)
SCHEDULE_SILENT = 6 * HOUR  # since the last `parks crawl --due` began
LEASE_SILENT = timedelta(minutes=10)  # a crawl that lives and does not beat hangs
UNPUBLISHED = 36 * HOUR  # for which newer reports may wait
BACKUP_DAYS = float(os.environ.get("PARKS_BACKUP_DAYS", "2"))
DISK_GB = float(os.environ.get("PARKS_DISK_GB", "5"))
DISK_SHARE = 0.1  # of a small disk less than DISK_GB may be free


def of_machine(db: sqlite3.Connection, home: Path, at: datetime) -> list[Trouble]:
    """All troubles that concern no single source, and leases that are stuck."""
    known = jobs(db)
    return [
        *_publishing(db, known.get("publish"), at),
        *_backups(db, known.get("backup"), at),
        *_disk(home, at),
        *_leases(db, at),
        *_schedule(known.get("due"), at),
        *_unsent(db),
    ]


def _trouble(
    kind: str, label: str, words: str, since: str, good: str, sample: str, look: str
) -> Trouble:
    return Trouble(kind, MACHINE, "本机", label, words, since, good, sample, look)


def _publishing(db: sqlite3.Connection, job: Job | None, at: datetime) -> Iterator[Trouble]:
    if job is None:
        return
    release = f"release {job.detail['release']}" if "release" in job.detail else ""
    if job.error or job.broken_off:
        since = job.failing_since or job.began_at
        words = job.error or "`parks publish` broke off"
        label = "发布失败"
        yield _trouble(
            "publish_failing", label, words, since, job.good_at, release, "parks publish"
        )
        return
    oldest = db.execute(
        "select min(retrieved_at) from articles where retrieved_at > ?", (job.good_at,)
    ).fetchone()[0]
    if oldest and not job.at_work and at - moment(oldest) > UNPUBLISHED:
        words = f"reports taken since {oldest} are not published"
        look = "systemctl status parks-publish.timer; parks publish"
        yield _trouble("publish_old", "久未发布", words, oldest, job.good_at, release, look)


def newest_backup(db: sqlite3.Connection) -> tuple[str, str]:
    """When the newest backup that still exists was made, and where it is; '' for none."""
    for row in db.execute(
        "select path, made_at from copies where kind = 'backup' order by made_at desc"
    ):
        if Path(row["path"]).exists():
            return row["made_at"], row["path"]
    return "", ""


def _backups(db: sqlite3.Connection, job: Job | None, at: datetime) -> Iterator[Trouble]:
    good, sample = newest_backup(db)
    if job is not None and (job.error or job.broken_off):
        since = job.failing_since or job.began_at
        words = job.error or "`parks backup` broke off"
        yield _trouble(
            "backup_failing", "备份失败", words, since, good, sample, "parks backup FILE"
        )
        return
    first = db.execute("select min(retrieved_at) from articles").fetchone()[0]
    since = good or first
    if since and at - moment(since) > timedelta(days=BACKUP_DAYS):
        words = f"the newest backup is of {good}" if good else "there is no backup"
        look = "systemctl status parks-backup.timer; parks backup FILE"
        yield _trouble("backup_old", "备份过旧", words, since, good, sample, look)


def _disk(home: Path, at: datetime) -> Iterator[Trouble]:
    usage = shutil.disk_usage(home)
    if usage.free < min(DISK_GB * 1e9, DISK_SHARE * usage.total):
        words = f"{usage.free / 1e9:.1f} of {usage.total / 1e9:.1f} GB are free"
        since = at.isoformat(timespec="seconds")
        look = f"df -h {home}; du -sh {home}/*"
        yield _trouble("disk", "磁盘将满", words, since, "", "", look)


def _leases(db: sqlite3.Connection, at: datetime) -> Iterator[Trouble]:
    for one in leases(db):
        if one.stands and at - moment(one.beat_at) > LEASE_SILENT:
            words = f"{one.words} has not moved since {one.beat_at}"
            look = f"ps -fp {one.holder.pid}; kill {one.holder.pid}"
            sample = f"heartbeat {one.beat_at}"
            yield Trouble(
                "lease_stuck", one.source_id, one.source_id, "抓取进程停住", words,
                one.beat_at, one.beat_at, sample, look,
            )  # fmt: skip


def _schedule(job: Job | None, at: datetime) -> Iterator[Trouble]:
    if job is None:
        return
    if job.error:
        words, since = job.error, job.failing_since
    elif not job.at_work and at - moment(job.began_at) > SCHEDULE_SILENT:
        words, since = "`parks crawl --due` is not begun any more", job.began_at
    else:
        return
    look = "systemctl list-timers 'parks-*'; journalctl -u parks-crawl -n 40"
    yield _trouble("schedule", "定时抓取停了", words, since, job.good_at, "", look)


def _unsent(db: sqlite3.Connection) -> Iterator[Trouble]:
    rows = db.execute(
        "select channel, count(*) as posts, min(at) as since, max(error) as error "
        "from alert_posts where sent_at is null and tries > 0 group by channel"
    )
    for row in rows.fetchall():
        words = f"{row['posts']} messages wait: {row['error']}"
        good = db.execute(
            "select max(sent_at) from alert_posts where channel = ?", (row["channel"],)
        ).fetchone()[0]
        label = f"告警发不出（{row['channel']}）"
        look = "parks alerts --test"
        yield _trouble(f"unsent_{row['channel']}", label, words, row["since"], good or "", "", look)
