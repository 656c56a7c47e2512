"""How fast a page goes from the socket to committed figures, beside what bare Scrapy reaches.

Run `python -m tests.benchmarks.crawl [--pages N]`. A server of this module's own serves N article
pages of 78 KB in GBK from a process of its own; bare Scrapy asks for them and makes four parsel
queries on each; then `scrapy crawl` asks for the same pages through the whole of the archive's
pipelines. Both have the same settings of Scrapy's and no delay. Printed are pages a second, their
ratio, the ratio of processor time (which neighbours on the machine change less), the growth of the
crawl's memory, and what a stored page costs beside gzip.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from archive.commands.crawl import pack
from pipelines.source import load_sources
from tests.conftest import ROOT

SIZE = 78 * 1024
PER_LIST = 100
CONCURRENT = "8"
SETTINGS = [
    "-s", f"CONCURRENT_REQUESTS={CONCURRENT}",
    "-s", f"CONCURRENT_REQUESTS_PER_DOMAIN={CONCURRENT}",
    "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "TELNETCONSOLE_ENABLED=0",
    "-s", "LOG_LEVEL=INFO", "-s", "PROGRESS=0", "-s", "LIST_PAGES_MAX=100000",
]  # fmt: skip
SOURCE = """
id = "bench"
name = "测速新闻网"
publisher = "测速日报"
province = "620000"
home = "http://127.0.0.1:{port}/"
domains = ["127.0.0.1:{port}"]
platform = "enorth"
select = "all"
examples = ["http://127.0.0.1:{port}/system/2025/03/05/000000001.shtml"]
[fetch]
delay = 0.0
budget = 10000000
[[discovery]]
way = "channels"
pages = ["http://127.0.0.1:{port}/list_1.html"]
paging = "list_{{n}}.html"
[[rules]]
title = ["#container > h1"]
published = ["#nleft > span:nth-child(1)"]
origin = ["#nleft > span:nth-child(2) a"]
body = [".artical #conter2018"]
"""
BARE = """
import sys, scrapy
class Bare(scrapy.Spider):
    name = "bare"
    def __init__(self, port, pages, **kw):
        super().__init__(**kw)
        self.port, self.pages = port, int(pages)
    async def start(self):
        for n in range(self.pages):
            yield scrapy.Request(f"http://127.0.0.1:{self.port}/system/2025/03/05/{n:09d}.shtml")
    def parse(self, response):
        yield {
            "title": response.css("#container > h1::text").get(),
            "time": response.css("#nleft > span:nth-child(1)::text").get(),
            "origin": response.css("#nleft > span:nth-child(2) a::text").get(),
            "body": response.css(".artical #conter2018 p::text").getall(),
        }
"""
PLACES = ["城东", "河西", "临川", "平岭", "新桥", "白石", "丰泽", "永安", "长宁", "南湖"]
KINDS = ["工业园区", "经济开发区", "高新技术产业开发区", "循环经济产业园"]
FIGURES = [
    "{park}实现规模以上工业总产值{a}.{b}亿元，同比增长{b}.{c}%。",
    "园区现有入驻企业{a}家，其中规模以上工业企业{b}家。",
]
# Words of which the rest is made, so that no two reports look like reprints of each other.
SYLLABLES = (
    "春夏秋冬山川河流城乡街巷田野厂房车间机器工人农民学生教师医生道路桥梁灯光音乐书画茶酒米面"
)


def shell() -> tuple[str, str]:
    """What all pages of a site share: head, menus, scripts; before and after the report."""
    choice = random.Random(3)
    script = "".join(
        f"var v{n}={choice.random():.9f};function f{n}(a){{return a+v{n}}}\n" for n in range(420)
    )
    menu = "".join(
        f'<li><a href="/c{n}/index.shtml" target="_blank">频道{n * 7919 % 997}</a></li>'
        for n in range(220)
    )
    head = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        f"<script>{script}</script></head><body><ul class=nav>{menu}</ul>"
    )
    foot = f'<div class="side"><ul>{menu}</ul></div><div>测速日报社版权所有</div></body></html>'
    return head, foot


HEAD, FOOT = shell()


def paragraph(choice: random.Random, park: str) -> str:
    """One sentence with figures and three of words."""
    counted = choice.choice(FIGURES).format(
        park=park, a=choice.randint(11, 99), b=choice.randint(2, 9), c=choice.randint(1, 9)
    )
    told = ("".join(choice.choices(SYLLABLES, k=choice.randint(24, 40))) for _ in range(3))
    return counted + "，".join(told) + "。"


def page(number: int) -> bytes:
    """One article page of SIZE bytes in GBK."""
    choice = random.Random(number)
    place, kind = choice.choice(PLACES), choice.choice(KINDS)
    paragraphs = "".join(f"<p>　　{paragraph(choice, place + kind)}</p>" for _ in range(7))
    beside = "".join(
        f'<li><a href="/system/2025/03/04/{choice.randint(0, 99999999):09d}.shtml">'
        f"{choice.choice(PLACES)}{choice.choice(KINDS)}第{choice.randint(1, 999)}号消息</a></li>"
        for _ in range(30)
    )
    report = (
        f'<div id="container"><h1>{place}{kind}第{number}号报道</h1><div id="nleft">'
        f"<span>2025-03-05 {number % 24:02d}:48</span><span>来源：<a>测速日报</a></span></div>"
        f'<div class="artical"><div id="conter2018">{paragraphs}</div></div></div><ul>{beside}</ul>'
    )
    body = f"{HEAD}{report}".encode("gb18030"), FOOT.encode("gb18030")
    filler = b"<!-- " + b"-" * max(0, SIZE - sum(map(len, body)) - 9) + b" -->"
    return body[0] + filler + body[1]


def list_page(number: int, pages: int) -> bytes:
    """One list page, as long as there are pages to list."""
    first = (number - 1) * PER_LIST
    rows = "".join(
        f'<li><a href="/system/2025/03/05/{n:09d}.shtml">第{n}号园区报道</a> 2025-03-05</li>'
        for n in range(first, min(first + PER_LIST, pages))
    )
    return f'<meta charset="utf-8"><ul class="news">{rows}</ul>'.encode()


def serve(pages: int) -> None:
    """Serve until the process is ended; prints the port."""
    made: dict[int, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            article = re.fullmatch(r"/system/.*/(\d+)\.shtml", self.path)
            listing = re.fullmatch(r"/list_(\d+)\.html", self.path)
            if article:
                number = int(article[1])
                body = made.setdefault(number % 2000, b"") or page(number)
                made[number % 2000] = body if number < 2000 else made[number % 2000]
            else:
                body = list_page(int(listing[1]), pages) if listing else b""
            self.send_response(200 if article or listing else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    for number in range(min(pages, 2000)):
        made[number] = page(number)
    print(server.server_address[1], flush=True)
    server.serve_forever()


def scrapy(arguments: list[str], env: dict[str, str], log: Path) -> dict[str, float]:
    """Run Scrapy to its end; its own time and memory."""
    command = [sys.executable, "-m", "scrapy", *arguments, *SETTINGS, "-s", f"LOG_FILE={log}"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    text = log.read_text(encoding="utf-8")
    names = ("elapsed_time_seconds", "item_scraped_count", "memusage/max", "memusage/startup")
    found = {name: re.search(rf"'{re.escape(name)}': ([\d.]+)", text) for name in names}
    return {name: float(match[1]) for name, match in found.items() if match} | {"busy": busy}


def measure(pages: int, port: int, folder: Path) -> dict[str, float]:
    """Both runs and what the stored pages cost."""
    env = {**os.environ, "PARKS_SOURCES": str(folder / "sources"), "PYTHONPATH": str(ROOT)}
    (folder / "sources").mkdir()
    (folder / "sources" / "bench.toml").write_text(SOURCE.format(port=port), encoding="utf-8")
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    bare = ["runspider", str(folder / "bare.py"), "-a", f"port={port}", "-a", f"pages={pages}"]
    plain = {**env, "SCRAPY_SETTINGS_MODULE": "scrapy.settings.default_settings"}
    ours = [
        "crawl",
        "bench",
        "-a",
        f"home={folder / 'home'}",
        "-a",
        "since=2025-03-01",
        "-a",
        "until=2025-03-31",
    ]
    first = scrapy(bare, plain, folder / "bare.log")
    second = scrapy(ours, env, folder / "ours.log")
    assert first["item_scraped_count"] == second["item_scraped_count"] == pages
    with sqlite3.connect(folder / "home" / "archive.db") as db:
        figures = db.execute("select count(*) from figures").fetchone()[0]
    speed = pages / first["elapsed_time_seconds"], pages / second["elapsed_time_seconds"]
    told = {
        "pages": pages,
        "bare_pages_a_second": round(speed[0], 1),
        "archive_pages_a_second": round(speed[1], 1),
        "ratio": round(speed[1] / speed[0], 3),
        "ratio_of_processor_time": round(first["busy"] / second["busy"], 3),
        "figures": figures,
        "memory_start_mb": round(second["memusage/startup"] / 2**20),
        "memory_most_mb": round(second["memusage/max"] / 2**20),
    }
    return told | stored(folder)


def stored(folder: Path) -> dict[str, float]:
    """Bytes that a page costs in pages.db, before and with the dictionary, and by gzip."""
    path = folder / "home" / "pages.db"
    sql = "select avg(length(body)) from bodies"
    with sqlite3.connect(path) as db:
        loose = db.execute(sql).fetchone()[0]
    pack(folder / "home", load_sources(folder / "sources", ROOT / "crawler" / "platforms").values())
    with sqlite3.connect(path) as db:
        packed = db.execute(sql).fetchone()[0]
    zipped = sum(len(gzip.compress(page(n))) for n in range(200)) / 200
    return {
        "bytes_gzip": round(zipped),
        "bytes_zstd": round(loose),
        "bytes_zstd_dictionary": round(packed),
        "part_of_gzip": round(packed / zipped, 3),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--serve", action="store_true", help="only serve (used by this module)")
    chosen = parser.parse_args()
    if chosen.serve:
        serve(chosen.pages)
        return
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.crawl",
        "--serve",
        "--pages",
        str(chosen.pages),
    ]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        with tempfile.TemporaryDirectory() as name:
            begun = time.monotonic()
            told = measure(chosen.pages, port, Path(name))
            told["whole_seconds"] = round(time.monotonic() - begun, 1)
        print(json.dumps(told, indent=1))
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
