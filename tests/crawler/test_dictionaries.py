"""Pages are packed with a dictionary of their family, and come out as they went in."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

from archive.store import PageStore, open_archive
from archive.store.dictionaries import FIRST, keep_dictionaries
from tests.archive.making import page
from tests.crawler.press import Press


def bodies(count: int) -> list[bytes]:
    """Pages that share their head and menu and differ in their words."""
    choice = random.Random(7)
    common = "".join(f'<li class="m{n}"><a href="/c{n}/">{n * 37 % 101}</a>' for n in range(400))
    words = [
        "河右",
        "工业园区",
        "实现",
        "产值",
        "同比增长",
        "企业",
        "项目",
        "投资",
        "建设",
        "招商",
        "服务",
        "创新",
        "发展",
        "签约",
    ]
    return [
        f"<html>{common}<p>{n}{''.join(choice.choices(words, k=120))}</p>".encode("gb18030")
        for n in range(count)
    ]


def test_a_dictionary_comes_with_enough_pages_and_older_pages_are_packed_again(
    tmp_path: Path,
) -> None:
    archive = open_archive(tmp_path)
    store = PageStore(archive.pages)
    made = bodies(FIRST + 10)
    families = [("enorth", ["paper"])]
    for n, body in enumerate(made[: FIRST - 1]):
        store.save(page(f"http://h.invalid/{n}", body), "enorth")
    assert keep_dictionaries(archive.pages, families) == 0
    for n, body in enumerate(made[FIRST - 1 :], FIRST - 1):
        store.save(page(f"http://h.invalid/{n}", body), "enorth")
    assert keep_dictionaries(archive.pages, families) == 1
    assert keep_dictionaries(archive.pages, families) == 0
    sizes = archive.pages.execute("select dictionary_id, length(body) from bodies").fetchall()
    assert {row[0] for row in sizes} == {1}
    zipped = sum(len(gzip.compress(body)) for body in made)
    assert sum(row[1] for row in sizes) < zipped / 2
    again = PageStore(archive.pages)
    assert [again.load(n).parts[0].body for n in range(1, len(made) + 1)] == made
    archive.close()


def test_a_crawl_makes_the_dictionary_of_its_platform_and_uses_it(press: Press) -> None:
    for first in (1, 15):
        press.publish(range(first, first + 14))
        press.crawl()
    archive = open_archive(press.home)
    assert archive.pages.execute("select count(*) from dictionaries").fetchone()[0] == 0
    store = PageStore(archive.pages)
    for n, body in enumerate(bodies(FIRST)):
        made = page(f"{press.site.base}/{n}", body)
        archive.pages.execute("update fetches set source_id = 'hexi'")
        store.save(made, "enorth")
    archive.pages.execute("update fetches set source_id = 'hexi'")
    archive.close()
    press.parks("crawl", "hexi", "--since", "2025-03-01", "--until", "2025-03-31", check=True)
    archive = open_archive(press.home)
    assert archive.pages.execute("select platform from dictionaries").fetchall()[0][0] == "enorth"
    loose = archive.pages.execute("select count(*) from bodies where dictionary_id is null")
    assert loose.fetchone()[0] == 0
    archive.close()
