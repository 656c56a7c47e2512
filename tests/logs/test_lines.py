"""One line an event, as text and as JSON, never with a secret in it, in files that end."""

from __future__ import annotations

import json
import logging
import sys
from datetime import date
from pathlib import Path

import pytest

from archive.logs import files
from archive.logs.files import rotated
from archive.logs.lines import JsonLine, Line, without_secrets
from tests.crawler.press import Press, paper
from tests.crawler.site import article, listing

HOOK = "https://qyapi.weixin.example/cgi-bin/webhook/send?key=693a91f6-7xxx"


def record(message: str, *, broken: bool = False, **fields: object) -> logging.LogRecord:
    fault = None
    if broken:
        try:
            raise ValueError("first\nsecond")
        except ValueError:
            fault = sys.exc_info()
    made = logging.LogRecord("crawler.news", logging.WARNING, "f.py", 1, message, None, fault)
    made.fields = fields
    return made


def test_an_event_is_one_line_whatever_is_in_it() -> None:
    event = record("a\r\n  b\n", broken=True, source="hexi", why="two words\nand more")
    line, row = Line().format(event), json.loads(JsonLine().format(event))
    assert "\n" not in line and "a |   b | Traceback" in line and "second" in line
    assert line.endswith('source=hexi why="two words and more"')
    assert line[10] == "T" and "+08:00 WARNING crawler.news: " in line
    assert row["source"] == "hexi" and row["level"] == "WARNING" and row["from"] == "crawler.news"
    assert "\n" not in JsonLine().format(event)


def test_secrets_are_struck_out_wherever_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKS_SMTP_PASSWORD", "pass word!")
    monkeypatch.setenv("PARKS_WEBHOOK", HOOK)
    monkeypatch.setenv("PARKS_SMTP", "smtp://desk:s3cret@mail.example.org:587")
    event = record(f"posting to {HOOK} with pass word! and s3cret", url=HOOK)
    for told in (Line().format(event), JsonLine().format(event)):
        assert "693a91f6" not in told and "pass word!" not in told and "s3cret" not in told
        assert "qyapi.weixin.example" in told
    for text in ("https://h.example/?access_token=abc1", "https://h.example/v2/hook/abc1-2"):
        assert "abc1" not in without_secrets(text)


def test_a_large_log_makes_room_and_the_oldest_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGE", 10)
    path = tmp_path / "logs" / "hexi.log"
    for n in range(8):
        rotated(path).write_text(f"run {n} of many")
    assert path.read_text() == "run 7 of many"
    kept = sorted(p.name for p in path.parent.iterdir())
    assert kept == ["hexi.log", *(f"hexi.log.{n}" for n in range(1, files.KEPT + 1))]
    assert (path.parent / f"hexi.log.{files.KEPT}").read_text() == "run 3 of many"


def one_report(press: Press) -> None:
    day = date.today()
    path = f"/system/{day:%Y/%m/%d}/031147701.shtml"
    text = "河右工业园区今年前两个月实现工业总产值12.5亿元，同比增长8.1%。" * 4
    press.site.pages[path] = article("河右工业园区报道", text, time=f"{day} 09:30")
    press.site.pages["/yq/index.html"] = listing((path, "河右工业园区报道", str(day)))


def test_the_log_of_a_crawl_and_of_the_timers_command_is_json_on_request(tmp_path: Path) -> None:
    with paper(tmp_path) as press:
        one_report(press)
        press.env |= {"PARKS_LOG_FORMAT": "json", "PARKS_WEBHOOK": HOOK}
        done = press.parks("crawl", "--due", check=True)
        told = [json.loads(line) for line in done.stderr.splitlines()]
        assert [event["message"] for event in told] == ["begin", "end", "done"]
        assert (told[1]["source"], told[1]["outcome"], told[1]["new"]) == ("hexi", "ok", 1)
        lines = (press.home / "logs" / "hexi.log").read_text(encoding="utf-8").splitlines()
        events = [json.loads(line) for line in lines]
        assert len(events) > 5 and {"at", "level", "from", "message"} <= set(events[0])
        assert any("Spider closed" in event["message"] for event in events)
        assert HOOK.rpartition("=")[2] not in "".join(lines)
