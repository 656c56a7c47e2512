"""Compare article reading with published extractors on the page corpus: fields and CPU time.

    python -m tests.benchmarks.article            # ours, and of the peers those that are installed
    python -m tests.benchmarks.article --rounds 5

The peers (gne, trafilatura, readability-lxml with htmldate, newspaper4k) are no dependencies;
install them by hand into an environment of its own. Each gets the page decoded by its right
encoding, its best case; ours gets the bytes. All run in one process, page by page; times are CPU
milliseconds a page, the first page left out.
"""

from __future__ import annotations

import argparse
import importlib
import re
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pipelines.article import NotArticle, read
from tests.article.corpus import Page, others, pages
from tests.article.scoring import bare, lines_of, text_of

Reading = Mapping[str, Any]
Reader = Callable[[bytes, str], Reading]
ROW = "| {:<22} | {:>9} | {:>5} | {:>5} | {:>6} | {:>6} | {:>6} | {:>6} | {:>7} | {:>6} | {:>6} |"
HEAD = (
    "tool",
    "all right",
    "title",
    "day",
    "minute",
    "origin",
    "byline",
    "body",
    "refused",
    "median",
    "max",
)


def ours(raw: bytes, text: str) -> Reading:
    """This project's reader, from bytes."""
    result = read([raw])
    if isinstance(result, NotArticle):
        return {}
    return {
        "title": result.title,
        "published": result.published,
        "origin": result.origin,
        "byline": list(result.byline),
        "body": result.body,
    }


def gne() -> Reader:
    extractor = importlib.import_module("gne").GeneralNewsExtractor()

    def run(raw: bytes, text: str) -> Reading:
        got = extractor.extract(text)
        names = re.split(r"[\s、,，]+", got["author"]) if got["author"] else []
        return {**got, "published": got["publish_time"], "byline": names, "body": got["content"]}

    return run


def trafilatura() -> Reader:
    extract = importlib.import_module("trafilatura").bare_extraction

    def run(raw: bytes, text: str) -> Reading:
        got = extract(text, with_metadata=True)
        if got is None:
            return {}
        names = re.split(r"[;；、\s]+", got.author) if got.author else []
        return {"title": got.title, "published": got.date, "byline": names, "body": got.text}

    return run


def readability() -> Reader:
    document = importlib.import_module("readability").Document
    find_date = importlib.import_module("htmldate").find_date
    html = importlib.import_module("lxml.html")

    def run(raw: bytes, text: str) -> Reading:
        found = document(text)
        body = html.fromstring(found.summary()).text_content()
        return {"title": found.short_title(), "published": find_date(text), "body": body}

    return run


def newspaper() -> Reader:
    article = importlib.import_module("newspaper").Article

    def run(raw: bytes, text: str) -> Reading:
        page = article("http://news.example/1.html", language="zh")
        page.download(input_html=text)
        page.parse()
        moment = page.publish_date
        return {
            "title": page.title,
            "published": moment.isoformat() if moment else None,
            "byline": page.authors,
            "body": page.text,
        }

    return run


PEERS = {
    "gne": gne,
    "trafilatura": trafilatura,
    "readability + htmldate": readability,
    "newspaper4k": newspaper,
}


def judge(page: Page, got: Reading) -> dict[str, bool | None]:
    """Which fields are right; None where the page does not show one."""
    want = page.expect
    published = str(got.get("published") or "").replace(" ", "T")
    minute = "T" in want["published"]
    names = {bare(name) for name in got.get("byline") or () if bare(name)}
    mine = "".join(lines_of(str(got.get("body") or "").splitlines(), page.optional))
    theirs = "".join(lines_of(text_of(page), page.optional))
    right: dict[str, bool | None] = {
        "title": bare(got.get("title")) in map(bare, [want["title"], *page.title_also]),
        "day": published[:10] == want["published"][:10],
        "minute": published[:16] == want["published"][:16] if minute else None,
        "origin": None,
        "byline": names == {bare(name) for name in want["byline"]} if want["byline"] else None,
        "body": mine == theirs,
    }
    if "origin" in want:
        right["origin"] = bare(got.get("origin")) in map(bare, [want["origin"], *page.origin_also])
    return right


def _try(reader: Reader, raw: bytes, text: str = "") -> Reading:
    try:
        return reader(raw, text or raw.decode("utf-8", "ignore"))
    except Exception as fault:  # noqa: BLE001 - a peer's fault is its result
        return {"title": str(fault)}


def measure(name: str, reader: Reader, rounds: int) -> tuple[str, ...]:
    """The row of one tool."""
    rights: list[dict[str, bool | None]] = []
    times: list[float] = []
    for page in pages():
        raw, text = page.raw(), page.html()
        spent = []
        got: Reading = {}
        for _ in range(rounds):
            begin = time.process_time()
            got = _try(reader, raw, text)
            spent.append(1000 * (time.process_time() - begin))
        times.append(min(spent))
        rights.append(judge(page, got))
    refused = [not str(_try(reader, raw).get("body") or "").strip() for raw in OTHERS]
    whole = [bool(r["title"] and r["day"] and r["body"]) for r in rights]
    fields = [_percent(r[field] for r in rights) for field in HEAD[2:8]]
    return (
        name,
        _percent(whole),
        *fields,
        f"{sum(refused)}/{len(refused)}",
        f"{statistics.median(times[1:]):.1f}",
        f"{max(times[1:]):.0f}",
    )


OTHERS = [raw for _, raw, _ in others()]


def _percent(values: Iterable[bool | None]) -> str:
    counted = [value for value in values if value is not None]
    return f"{100 * sum(map(bool, counted)) / len(counted):.0f}" if counted else "-"


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--rounds", type=int, default=3, help="the best time of so many counts")
    rounds = options.parse_args().rounds
    sizes = [len(page.raw()) for page in pages()]
    print(
        f"{len(sizes)} articles, median {statistics.median(sizes) / 1000:.0f} KB, "
        f"{len(OTHERS)} other pages\n"
    )
    print(ROW.format(*HEAD))
    print(ROW.format(*("---" for _ in HEAD)))
    print(ROW.format(*measure("ours", ours, rounds)))
    for name, make in PEERS.items():
        try:
            reader = make()
        except ImportError:
            continue
        print(ROW.format(*measure(name, reader, rounds)))


if __name__ == "__main__":
    main()
