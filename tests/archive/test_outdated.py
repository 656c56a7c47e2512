"""A page that another extractor had read is read anew before a new one is compared with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive.gazetteer import Gazetteer
from archive.store import open_archive
from archive.store.connect import SHANGHAI
from archive.take import outdated, take
from archive.writer import SavePage
from pipelines.model import Page, Part, Stored
from pipelines.stages import read_stored
from tests.crawler.site import article

URL = "http://paper.example/system/2025/03/05/000000001.shtml"
AT = datetime(2025, 3, 6, 9, 0, tzinfo=SHANGHAI)
TEXT = "河右工业园区今年前两个月实现工业总产值{}亿元，同比增长8.1%，园区内企业达到35家。"


def _page(value: str, later: int) -> Page:
    body = article("河右工业园区报道", TEXT.format(value), "新的项目正在建设，春天开工。").encode()
    part = Part(URL, 200, {"content-type": "text/html"}, body, AT + timedelta(days=later))
    return Page(URL, "hexi", (part,))


@pytest.mark.parametrize("ahead", [True, False], ids=["by the reader", "when it is taken"])
def test_the_old_page_is_read_anew_first(tmp_path: Path, ahead: bool) -> None:
    archive = open_archive(tmp_path)
    gazetteer = Gazetteer(archive.db)
    save = SavePage(archive, "paper")
    first = save.process_item(_page("12.5", 0))
    assert first.before is None
    take(archive, gazetteer, read_stored(first, ()), None)
    assert outdated(archive, URL) is None, "today's own reading is not read again"

    archive.db.execute("update articles set extractor = 'older'")
    archive.db.execute("update figures set unit = 'USD', extractor = 'older'")
    second = save.process_item(_page("13.5", 1))
    assert second.before == Stored(first.page, first.fetch_id)
    read = read_stored(replace(second, before=None), ())
    if ahead:
        read = replace(read, before=read_stored(second.before, ()))
    take(archive, gazetteer, read, None)

    rows = archive.db.execute(
        "select v.cause, v.quote, v.unit from figure_versions v "
        "join figures f on f.id = v.figure_id where f.indicator_id = 'gross_industrial_output' "
        "and f.kind = 'level' order by v.version"
    ).fetchall()
    archive.close()
    assert [tuple(row) for row in rows][1:] == [
        ("extractor", "12.5亿元", "CNY"),
        ("paper", "13.5亿元", "CNY"),
    ], "what the reader saw otherwise is told apart from what the paper changed"
