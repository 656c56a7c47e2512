"""How every source is doing: its last walk against its last good ones, each trouble by kind."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import pairwise

from archive.store.connect import today
from archive.store.leases import leases
from pipelines.source import Expect, Source

# What an outcome means to the person who must act, in Chinese for the public page.
WORDS = {
    "ok": "正常",
    "limited": "按上限抓取",
    "running": "正在抓取",
    "never": "尚未抓取",
    "killed": "中断，下次自动续抓",
    "interrupted": "人工中断",
    "stopped": "存档无法写入",
    "refused": "网站拒绝访问",
    "robots": "robots.txt 不允许抓取",
    "unreachable": "网站无法连接",
    "empty_list": "列表页没有文章，可能改版",
    "failed": "多数文章抓取失败",
}
FINE = {"ok", "limited", "running", "never", "interrupted"}
# The same in the closed list of words that the public page shows.
SHOWN = {
    "ok": "正常",
    "limited": "正常",
    "interrupted": "正常",
    "running": "抓取中",
    "never": "尚未抓取",
    "killed": "抓取中断",
    "stopped": "抓取中断",
    "refused": "网站拒绝访问",
    "robots": "网站不允许抓取",
    "unreachable": "网站无法连接",
    "empty_list": "列表页没有文章",
    "failed": "多数文章没有取到",
    "list_failed": "部分列表页打不开",
    "silent": "较久没有园区报道",
    "soft_404": "许多网页已不存在",
    "parse_failed": "部分网页未能读出",
    "fill_rate": "页面可能改版",
    "selectors": "页面可能改版",
    "out_of_range": "报道篇数与往常不同",
}
# Kinds of trouble that an outcome alone does not show.
KINDS = {
    "list_failed": "a list page failed in two walks running",
    "silent": "no new park report for longer than is usual",
    "soft_404": "many addresses lead to a page that says there is nothing",
    "parse_failed": "reading pages raised errors",
    "fill_rate": "a field is found far less often than before",
    "selectors": "the declared selectors find the body far less often than before",
    "out_of_range": "the number of new park reports a week is not the usual",
}
SHARE = 0.2  # of the fetched pages; more soft 404s or parse failures need a look
FALL = 0.3  # of the share of articles in which a field is found
SAMPLE = 10  # articles without which no share is compared
BEFORE = 200  # articles of earlier walks that a share is compared with
FIELDS = ("published_at", "origin", "section")
# A source against itself: days before its newest park report in which its longest pause is looked
# for, times of that pause, days on which it must have reported, and days of silence at least.
LOOK_BACK, PAUSES, REPORTING, PAUSE_LEAST = 28, 2, 5, 3
FRESH = 3  # days after which a report is no news: it was walked for later


@dataclass(frozen=True, slots=True)
class Health:
    """One source's last walk; issues counts what went wrong in it by kind, troubles says what a
    person must look at: kind and words. good_at is when a walk last went well, bad_since when the
    first one after it began; sample is the newest report printed by then, if there is trouble."""

    source_id: str
    name: str
    outcome: str
    started_at: str
    finished_at: str
    requested: int
    new: int
    changed: int
    failed: int
    articles: int
    figures: int
    newest: str
    good_at: str
    bad_since: str
    sample: str
    issues: dict[str, int]
    troubles: dict[str, str]

    @property
    def fine(self) -> bool:
        """Whether nobody needs to look."""
        return not self.troubles

    @property
    def shown(self) -> str:
        """What the public page says: the first trouble, or how the last walk went."""
        return SHOWN.get(next(iter(self.troubles), self.outcome), "需要关注")

    def row(self) -> dict[str, object]:
        """As a JSON object."""
        return asdict(self) | {"fine": self.fine, "words": WORDS.get(self.outcome, self.outcome)}


def health(
    db: sqlite3.Connection,
    sources: Mapping[str, Source] | None = None,
    day: str = "",
    *,
    counted: bool = True,
) -> list[Health]:
    """Every source that ever ran, with its last walk over its lists, in the order of ids.

    sources tells what each one is expected to bring; without it only the walks are judged.
    day is the one on which silence is judged, today by default. Who wants no numbers of reports
    and figures need not wait until all of them are counted.
    """
    present = date.fromisoformat(day or today())
    rows = db.execute(
        "select s.id, s.name, c.id as run, c.outcome, c.started_at, c.finished_at, c.requested, "
        "c.fetched, c.new, c.changed, c.failed, c.detail, "
        "case when ?1 then (select count(*) from articles a where a.source_id = s.id) "
        " else 0 end as articles, "
        "case when ?1 then (select count(*) from figures f join articles a on a.id = f.article_id "
        " where a.source_id = s.id and f.withdrawn_at is null) else 0 end as figures, "
        "(select max(published_at) from articles a where a.source_id = s.id) as newest "
        "from sources s left join crawls c on c.id = (select max(id) from crawls "
        " where source_id = s.id and coalesce(json_extract(detail, '$.mode'), 'walk') = 'walk') "
        "where s.declared = 1 order by s.id",
        (counted,),
    ).fetchall()
    working = {one.source_id for one in leases(db) if one.stands}
    return [
        _health(db, row, (sources or {}).get(row["id"]), row["id"] in working, present)
        for row in rows
    ]


def last_day(db: sqlite3.Connection) -> str:
    """The day of the last crawl: what is published is judged by it, so that the same archive
    always gives the same words."""
    row = db.execute("select max(coalesce(finished_at, started_at)) from crawls").fetchone()
    return str(row[0] or today())[:10]


def _health(
    db: sqlite3.Connection,
    row: sqlite3.Row,
    source: Source | None,
    working: bool,
    present: date,
) -> Health:
    issues = _issues(db, row["run"])
    last = _effective(db, row, working)
    good_at, bad_since = _since(db, row["id"])
    troubles = dict(_troubles(db, row, last, issues, source.expect if source else None, present))
    return Health(
        row["id"],
        row["name"],
        "killed" if row["outcome"] == "running" and not working else row["outcome"] or "never",
        row["started_at"] or "",
        row["finished_at"] or "",
        row["requested"] or 0,
        row["new"] or 0,
        row["changed"] or 0,
        row["failed"] or 0,
        row["articles"],
        row["figures"],
        row["newest"] or "",
        good_at,
        bad_since,
        _sample(db, row["id"], good_at) if troubles else "",
        issues,
        troubles,
    )


def _sample(db: sqlite3.Connection, source_id: str, good_at: str) -> str:
    """The address of the newest park report printed before a moment, or of all; by its index."""
    row = db.execute(
        "select url from articles where source_id = ?1 and is_park_report = 1 "
        "and (published_at <= ?2 or ?2 = '') order by published_at desc limit 1",
        (source_id, good_at),
    ).fetchone()
    return str(row["url"]) if row else ""


def _since(db: sqlite3.Connection, source_id: str) -> tuple[str, str]:
    """When the last good walk ended, and when the first one after it began."""
    walks = (
        "from crawls where source_id = ? and "
        "coalesce(json_extract(detail, '$.mode'), 'walk') = 'walk'"
    )
    good = db.execute(
        f"select id, finished_at {walks} and outcome = 'ok' order by id desc limit 1",
        (source_id,),
    ).fetchone()
    bad = db.execute(
        f"select min(started_at) {walks} and id > ? and outcome not in ('ok', 'limited')",
        (source_id, good["id"] if good else 0),
    ).fetchone()
    return (str(good["finished_at"]) if good else ""), str(bad[0] or "")


def _issues(db: sqlite3.Connection, run_id: int | None) -> dict[str, int]:
    return {
        row["kind"]: row["n"]
        for row in db.execute(
            "select kind, count(*) as n from issues where crawl_id = ? group by kind order by 1",
            (run_id,),
        )
    }


def _troubles(
    db: sqlite3.Connection,
    row: sqlite3.Row,
    outcome: str,
    issues: dict[str, int],
    expect: Expect | None,
    present: date,
) -> Iterator[tuple[str, str]]:
    if row["run"] is None:
        return
    if outcome not in FINE:
        yield outcome, WORDS.get(outcome, outcome)
    if _lists_failed(db, row):
        yield "list_failed", KINDS["list_failed"]
    for kind in ("soft_404", "parse_failed"):
        found = issues.get(kind, 0)
        if found >= 3 and found > SHARE * (row["fetched"] or 0):
            yield kind, f"{found} of {row['fetched']} pages: {KINDS[kind]}"
    yield from _fallen(db, row)
    if expect and row["outcome"] == "ok":
        yield from _unusual(db, row["id"], expect, present)


def _effective(db: sqlite3.Connection, row: sqlite3.Row, working: bool) -> str:
    """The outcome that counts: of a run that is open in the books while nobody works, that it
    died; of one that asked nothing because the site had wished for patience, the one before."""
    if row["outcome"] == "running" and not working:
        return "killed"
    if row["outcome"] != "limited" or json.loads(row["detail"]).get("reason") != "held":
        return str(row["outcome"])
    before = db.execute(
        "select outcome from crawls where source_id = ? and id < ? and "
        "coalesce(json_extract(detail, '$.reason'), '') <> 'held' order by id desc limit 1",
        (row["id"], row["run"]),
    ).fetchone()
    return str(before["outcome"]) if before else "limited"


def _lists_failed(db: sqlite3.Connection, row: sqlite3.Row) -> bool:
    runs = db.execute(
        "select detail from crawls where source_id = ? and id <= ? and outcome = 'ok' "
        "order by id desc limit 2",
        (row["id"], row["run"]),
    ).fetchall()
    failed = [json.loads(run["detail"]).get("counts", {}).get("failed_lists", 0) for run in runs]
    return len(failed) == 2 and all(failed)


def _fallen(db: sqlite3.Connection, row: sqlite3.Row) -> Iterator[tuple[str, str]]:
    """Fields that the last walk's articles lack far more often than those before them."""
    shares = ", ".join(f"avg(coalesce({name}, '') <> '') as {name}" for name in FIELDS)
    shares += ", avg(method = 'selectors') as selectors, count(*) as n"
    newer, older = (
        db.execute(
            f"select {shares} from (select * from articles where source_id = ? and "  # noqa: S608 names are ours
            f"retrieved_at {sign} ? order by retrieved_at desc limit ?)",
            (row["id"], row["started_at"], BEFORE),
        ).fetchone()
        for sign in (">=", "<")
    )
    if newer["n"] < SAMPLE or older["n"] < SAMPLE:
        return
    fallen = [
        f"{name} {older[name]:.0%} → {newer[name]:.0%}"
        for name in FIELDS
        if older[name] - newer[name] > FALL
    ]
    if fallen:
        yield "fill_rate", "; ".join(fallen)
    if older["selectors"] - newer["selectors"] > FALL:
        yield "selectors", f"body {older['selectors']:.0%} → {newer['selectors']:.0%}"


def _unusual(
    db: sqlite3.Connection, source_id: str, expect: Expect, present: date
) -> Iterator[tuple[str, str]]:
    row = db.execute(
        "select max(substr(published_at, 1, 10)) as newest, "
        "count(*) filter (where published_at >= ?) as week, min(retrieved_at) as since "
        "from articles where source_id = ? and is_park_report = 1",
        ((present - timedelta(days=7)).isoformat(), source_id),
    ).fetchone()
    if row["newest"] is None:
        return
    quiet = (present - date.fromisoformat(row["newest"])).days
    pause = _longest_pause(db, source_id, row["newest"])
    if quiet > expect.silence:
        yield "silent", f"no park report for {quiet} days; {expect.silence} are usual"
    elif pause and quiet > max(PAUSE_LEAST, PAUSES * pause):
        before = f"{LOOK_BACK} days before the longest pause was {pause}"
        yield "silent", f"no park report for {quiet} days; in the {before}"
    watched = (present - date.fromisoformat(row["since"][:10])).days
    if watched >= 7 and not expect.least <= row["week"] <= expect.most:
        usual = f"{expect.least} to {expect.most}"
        yield "out_of_range", f"{row['week']} park reports in 7 days; {usual} are usual"


def _longest_pause(db: sqlite3.Connection, source_id: str, newest: str) -> int:
    """Days of the longest pause between park reports before the newest one, of those that were
    fetched when they were new; 0 where there were too few to tell."""
    rows = db.execute(
        "select distinct substr(published_at, 1, 10) as day from articles where source_id = ?1 "
        "and is_park_report = 1 and published_at > date(?2, ?3) and published_at <= ?2 || 'T99' "
        "and substr(retrieved_at, 1, 10) <= date(substr(published_at, 1, 10), ?4) order by 1",
        (source_id, newest, f"-{LOOK_BACK} days", f"+{FRESH} days"),
    ).fetchall()
    days = [date.fromisoformat(row["day"]) for row in rows]
    if len(days) < REPORTING:
        return 0
    return max((later - day).days for day, later in pairwise(days))
