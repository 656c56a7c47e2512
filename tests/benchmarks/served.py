"""The site that the benchmark of the crawl asks: article pages of 78 KB in GBK, and their lists.

    python -m tests.benchmarks.served N

serves N pages until it is ended; the first line printed is its port.
"""

from __future__ import annotations

import random
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SIZE = 78 * 1024
PER_LIST = 100
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


if __name__ == "__main__":
    serve(int(sys.argv[1]))
