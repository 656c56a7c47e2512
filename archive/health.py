"""How every source is doing, from its runs: what `parks status` and the public pages tell."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass

# What an outcome means to the person who must act, in Chinese for the public page.
WORDS = {
    "ok": "正常",
    "limited": "按上限抓取",
    "running": "正在抓取",
    "never": "尚未抓取",
    "killed": "中断，下次自动续抓",
    "interrupted": "人工中断",
    "refused": "网站拒绝访问",
    "unreachable": "网站无法连接",
    "empty_list": "列表页没有文章，可能改版",
    "failed": "多数文章抓取失败",
}
FINE = {"ok", "limited", "running", "never"}


@dataclass(frozen=True, slots=True)
class Health:
    """One source's last run; failures counts its issues by kind in that run."""

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
    issues: dict[str, int]

    @property
    def fine(self) -> bool:
        """Whether nobody needs to look."""
        return self.outcome in FINE

    def row(self) -> dict[str, object]:
        """As a JSON object."""
        return asdict(self) | {"fine": self.fine, "words": WORDS.get(self.outcome, self.outcome)}


def health(db: sqlite3.Connection) -> list[Health]:
    """Every source that ever ran, with its last run, in the order of ids."""
    rows = db.execute(
        "select s.id, s.name, c.id as run, c.outcome, c.started_at, c.finished_at, c.requested, "
        "c.new, c.changed, c.failed, "
        "(select count(*) from articles a where a.source_id = s.id) as articles, "
        "(select count(*) from figures f join articles a on a.id = f.article_id "
        " where a.source_id = s.id and f.withdrawn_at is null) as figures, "
        "(select max(published_at) from articles a where a.source_id = s.id) as newest "
        "from sources s left join crawls c on c.id = "
        "(select max(id) from crawls where source_id = s.id) "
        "where s.declared = 1 order by s.id"
    ).fetchall()
    return [
        Health(
            row["id"],
            row["name"],
            row["outcome"] or "never",
            row["started_at"] or "",
            row["finished_at"] or "",
            row["requested"] or 0,
            row["new"] or 0,
            row["changed"] or 0,
            row["failed"] or 0,
            row["articles"],
            row["figures"],
            row["newest"] or "",
            _issues(db, row["run"]),
        )
        for row in rows
    ]


def _issues(db: sqlite3.Connection, run_id: int | None) -> dict[str, int]:
    return {
        row["kind"]: row["n"]
        for row in db.execute(
            "select kind, count(*) as n from issues where crawl_id = ? group by kind order by 1",
            (run_id,),
        )
    }
