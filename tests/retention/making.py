"""An archive with everything that a removal must reach: two papers, revisions, dictionaries,
releases, an export, a web archive, a backup and logs."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

from archive.backup import backup
from archive.gazetteer import Gazetteer
from archive.publish import publish
from archive.reprocess import read_pending
from archive.store import Archive, Memory, PageStore, open_archive
from archive.store.dictionaries import keep_dictionaries
from archive.take import take
from pipelines.model import Page, Part, Stored
from pipelines.stages import read_stored
from tests.archive.making import FETCHED
from tests.inside import inside
from tests.small_tables import use_small_tables

PARKS = ("通渭县工业集中区", "甘肃定西经济开发区", "甘肃临洮经济开发区", "兰州高新技术产业开发区")
# What each report says besides its figures; no two share a sentence.
SCENES = (
    "运料的货车在厂门口排起长队，值班师傅招呼司机喝口热水，院子里一片忙碌",
    "新栽的白杨沿着主干道一路排开，工人们正给树根培土浇水，准备过冬",
    "调度大屏上跳动着各车间的用电曲线，年轻的调度员目不转睛地盯着数据",
    "食堂门口贴着本周菜单，羊肉面片和酿皮子最受外地来的工程师欢迎",
    "质检间里灯火通明，刚下线的样品被逐个编号封存，等待第三方送检",
    "铁路专用线旁的站台上，装卸机械昼夜不停，集装箱码得整整齐齐",
    "夜校的教室里坐满了附近村庄的妇女，她们学的是电商客服与打包",
)
REPORTER, EDITOR = "祁慕尧", "霍问渠"
PAGE = """<!doctype html><html><head><meta charset="{charset}">
<title>{title}</title></head><body><div class="nav"><a href="/">首页</a></div>
<h1>{title}</h1><div class="info">{next}-01-18 09:30 来源：{paper}</div><div class="content">
<p>{paper}讯（记者{reporter}）{scene}，这是第{n}号走访笔记里的一段。</p>
<p>{year}年，{park}完成工业总产值{output}亿元，同比增长{growth}%；实现税收{tax}万元，
入驻企业达到{firms}家。</p><p>{quote}</p></div>
<div class="foot">值班电话旁常坐着{editor}</div></body></html>"""
MENU = "".join(f'<li><a href="/channel/{n}/">第{n}频道的栏目名称</a></li>' for n in range(60))


def html(n: int, charset: str = "utf-8", **other: object) -> bytes:
    """The nth report of the papers."""
    year = 2015 + n % 10
    words: dict[str, object] = {
        "n": n, "year": year, "next": year + 1, "park": PARKS[n % len(PARKS)],
        "title": f"{PARKS[n % len(PARKS)]}第{n}号年度答卷", "paper": "定西日报",
        "scene": SCENES[n % len(SCENES)], "output": 10 + n, "growth": 5 + n % 9, "tax": 800 + n,
        "firms": 20 + n, "reporter": "蔺泽华", "editor": "曹静", "charset": charset,
        "quote": f"负责人在第{n}次例会上说，要把路修好、把水电气通到厂门口，让企业专心生产。",
    }  # fmt: skip
    text = PAGE.format(**(words | other)).replace("<h1>", f"<ul>{MENU}</ul><h1>")
    return text.encode(charset)


def address(n: int, paper: str = "paper") -> str:
    """Where the nth report stands."""
    return f"http://{paper}.example/{n}.html"


def store(archive: Archive, n: int, body: bytes, paper: str = "paper", minutes: int = 0) -> None:
    """Fetch a page, as a spider hands it over, and read it."""
    fetched = FETCHED + timedelta(minutes=minutes or n)
    part = Part(address(n, paper), 200, {"content-type": "text/html"}, body, fetched)
    page = Page(part.url, paper, (part,), f"列表上的题目{n}号", "2025-03-05")
    Memory(archive.db, paper).listed([(part.url, f"列表上的题目{n}号", "2025-03-05", "listed")])
    fetch = PageStore(archive.pages).save(page, "family")
    take(archive, Gazetteer(archive.db), read_stored(Stored(page, fetch), ()), None)


def build(home: Path, reports: int = 56) -> Path:
    """Two papers: the second has every seventh report. Report 3 was revised twice, 4 and 5 are
    REPORTER's (one in GBK, one also with the name set wide), EDITOR stands in the margin of 6."""
    archive = open_archive(home)
    use_small_tables(archive.db)
    for paper, name in (("paper", "定西日报"), ("other", "兰州晚报")):
        archive.db.execute(
            "insert into sources (id, name, publisher, home_url, rights, platform, verified) "
            "values (?, ?, ?, ?, '', 'enorth', 'replica')",
            (paper, name, name, f"http://{paper}.example/"),
        )
    pages = PageStore(archive.pages)
    for n in range(reports):
        paper = "other" if n % 7 == 0 else "paper"
        body = html(n)
        if n == 4:
            body = html(n, "gb18030", reporter=REPORTER)
        if n == 5:
            said = f"{REPORTER}负责的园区新增就业5321人，{'　'.join(REPORTER)}说明年还要扩建。"
            body = html(n, reporter=REPORTER, quote=said)
        if n == 6:
            body = html(n, editor=EDITOR)
        part = Part(address(n, paper), 200, {"content-type": "text/html"}, body,
                    FETCHED + timedelta(minutes=n))  # fmt: skip
        Memory(archive.db, paper).listed([(part.url, f"列表上的题目{n}号", "2025-03-05", "listed")])
        pages.save(Page(part.url, paper, (part,), f"列表上的题目{n}号", "2025-03-05"), "family")
    read_pending(archive)
    assert keep_dictionaries(archive.pages, [("family", ["paper", "other"])]) == 1
    store(archive, 3, html(3, output=77, reporter="韩磊"), minutes=500)
    (home / "logs").mkdir()
    lines = [f"GET {address(n)} -> 200 列表上的题目{n}号\n" for n in range(1, 10)]
    (home / "logs" / "paper.log").write_text("".join(lines) + f"by {REPORTER}\n", "utf-8")
    (home / "logs" / "other.log").write_text(f"GET {address(7, 'other')}\n", "utf-8")
    publish(home)
    store(archive, 3, html(3, output=77, reporter="韩磊", tax=80303), minutes=600)
    publish(home)  # a second release, with its file of changes
    archive.close()
    for words in (("export", home / "out"), ("export", "--warc", home / "pages.warc.gz")):
        assert inside(*words, home=home).returncode == 0
    return home


def back_up(home: Path, file: Path) -> Path:
    """A backup as the command makes it."""
    archive = open_archive(home, create=False)
    backup(archive, file)
    archive.close()
    return file


def copied(made: Path, target: Path) -> Path:
    """A home of one's own. Copies were noted by their path: they are moved with it."""
    shutil.copytree(made / "home", target)
    db = sqlite3.connect(target / "archive.db")
    db.execute("update copies set path = replace(path, ?, ?) where kind <> 'backup'",
               (str(made / "home"), str(target)))  # fmt: skip
    db.commit()
    db.close()
    return target
