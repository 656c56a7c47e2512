"""Pages are read in processes apart: in order, as here, and on after a page that ends one."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from pipelines.apart import ReaderDied, ReadingApart
from pipelines.apart.__main__ import answer_for
from pipelines.apart.readers import BACKLOG
from pipelines.apart.wire import LENGTH, unpacked
from pipelines.article import Article
from pipelines.model import Page, Part, Read, Stored
from pipelines.process import process
from pipelines.stages import Process
from tests.crawler.site import article
from tests.loops import run_apart

AT = datetime(2025, 3, 6, 9, 0, tzinfo=timezone(timedelta(hours=8)))
TEXT = "河右工业园区今年前两个月实现工业总产值12.5亿元，同比增长8.1%，园区内企业达到35家。"

LONG = "".join(f"<p>街道第{n}号公告，请居民留意。</p>" for n in range(1500))


def stored(number: int, more: str = "") -> Stored:
    url = f"http://paper.example/system/2025/03/05/{number:09d}.shtml"
    body = article(
        f"河右工业园区第{number}号报道", TEXT, TEXT.replace("12.5", f"{number}.5"), more=more
    )
    headers = {"content-type": "text/html; charset=utf-8"}
    return Stored(Page(url, "hexi", (Part(url, 200, headers, body.encode(), AT),)), number)


def test_pages_are_read_in_order_and_as_in_this_process() -> None:
    pages = [stored(number) for number in range(20)]

    async def run() -> list[Read]:
        reader = ReadingApart(())
        ended: list[int] = []

        async def one(item: Stored) -> Read:
            found = await reader.read(item)
            ended.append(item.fetch_id)
            return found

        found = await asyncio.gather(*map(one, pages))
        assert ended == [item.fetch_id for item in pages]
        await reader.close()
        return found

    for item, read in zip(pages, run_apart(run()), strict=True):
        assert read.record == process(item.page) and read.fetch_id == item.fetch_id
        assert isinstance(read.record and read.record.result, Article)


def test_two_processes_answer_in_the_order_of_the_pages() -> None:
    """Every second page takes long, so that the process with the other ones is always ahead."""
    pages = [stored(n, more=LONG if n % 2 else "") for n in range(BACKLOG + 12)]

    async def run() -> tuple[list[Read], list[int], int]:
        reader = ReadingApart((), most=2)
        ended: list[int] = []

        async def one(item: Stored) -> Read:
            found = await reader.read(item)
            ended.append(item.fetch_id)
            return found

        found = await asyncio.gather(*map(one, pages))
        await reader.close()
        return found, ended, len(reader.readers)

    found, ended, processes = run_apart(run())
    assert processes == 2
    assert ended == [item.fetch_id for item in pages]
    assert [read.record for read in found] == [process(item.page) for item in pages]


def test_the_page_that_stands_is_read_apart_too() -> None:
    old, new = stored(1), stored(2)

    async def run() -> tuple[Read, int | None]:
        stage = Process((), 1)
        assert stage.reader is not None
        found = await stage.process_item(replace(new, before=old))
        pid = stage.reader.readers[0].pid
        await stage.close_spider()
        return found, pid

    found, pid = run_apart(run())
    assert pid not in {None, os.getpid()}
    assert found.record == process(new.page)
    assert found.before is not None and found.before.fetch_id == old.fetch_id
    assert found.before.record == process(old.page)


def test_few_pages_start_no_second_process() -> None:
    async def run() -> int:
        reader = ReadingApart((), most=2)
        await asyncio.gather(*(reader.read(stored(n)) for n in range(BACKLOG)))
        await reader.close()
        return len(reader.readers)

    assert run_apart(run()) == 1


def test_a_page_over_which_the_process_dies_is_named_and_the_next_ones_are_read() -> None:
    async def run() -> tuple[list[Read], int]:
        reader = ReadingApart(())
        await reader.read(stored(0))
        first = reader.readers[0].pid
        assert first is not None
        os.kill(first, signal.SIGSTOP)
        waiting = [asyncio.ensure_future(reader.read(stored(n))) for n in (1, 2, 3)]
        await asyncio.sleep(0.1)
        os.kill(first, signal.SIGKILL)
        found = await asyncio.gather(*waiting)
        second = reader.readers[0].pid
        assert second is not None and second != first
        await reader.close()
        return list(found), second

    found, second = run_apart(run())
    assert found[0].record is None and isinstance(found[0].fault, ReaderDied)
    assert "status -9" in str(found[0].fault)
    assert [read.record is not None for read in found[1:]] == [True, True]
    try:
        os.kill(second, 0)
    except ProcessLookupError:
        return
    raise AssertionError("the reading process outlives its crawl")


def test_a_fault_comes_back_with_its_trace() -> None:
    broken = Page("http://paper.example/a.shtml", "hexi", ())
    message = answer_for(broken, ())
    record, fault, trace = unpacked(message[LENGTH.size :])
    assert record is None and isinstance(fault, IndexError) and "process" in trace
