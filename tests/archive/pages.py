"""An archive of real pages: own reports as a news site prints them, stored and read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from archive.reprocess import read_pending
from archive.store import PageStore, open_archive
from pipelines.model import Page, Part
from tests.archive.making import FETCHED

PARKS = ("通渭县工业集中区", "甘肃定西经济开发区", "甘肃临洮经济开发区", "兰州高新技术产业开发区")
PAGE = """<!doctype html><html><head><meta charset="utf-8">
<title>{park}{year}年成绩单</title></head><body>
<div class="nav"><a href="/">首页</a></div>
<h1>{park}{year}年成绩单</h1>
<div class="info">{next}-01-18 09:30 来源：定西日报</div><div class="content">
<p>{lead}</p><p>{year}年，{park}完成工业总产值{output}亿元，同比增长{growth}%；实现税收{tax}万元，
入驻企业达到{firms}家。</p><p>{tail}</p></div></body></html>"""
LEAD = "冬日的清晨，运料的货车在厂门口排起长队，值班的师傅招呼司机喝口热水，院子里一片忙碌。"
TAIL = "负责人说，接下来要把路修好、把水电气通到厂门口，让企业专心生产，让群众在家门口就业。"


def build(home: Path, pages: int) -> Path:
    """Pages of four parks, stored as fetched and read once."""
    archive = open_archive(home)
    store = PageStore(archive.pages)
    for n in range(pages):
        year = 2015 + n % 10
        text = PAGE.format(
            park=PARKS[n % len(PARKS)], year=year, next=year + 1, output=10 + n, growth=5 + n % 9,
            tax=800 + n, firms=20 + n, lead=LEAD, tail=TAIL,
        )  # fmt: skip
        fetched = FETCHED + timedelta(minutes=n)
        headers = {"content-type": "text/html; charset=utf-8"}
        part = Part(f"http://paper.example/{n}.html", 200, headers, text.encode(), fetched)
        store.save(Page(part.url, "paper", (part,)))
    archive.db.execute(
        "insert into sources (id, name, publisher, home_url, rights, platform, verified) values "
        "('paper', '某报', '某报社', 'http://paper.example/', '', 'enorth', 'replica')"
    )
    read_pending(archive)
    archive.close()
    return home
