"""`parks sources check` names every fault of every file at once, with file and line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

GOOD = r"""id = "hexi"
name = "河右新闻网"
publisher = "河右日报社"
province = "620000"
home = "https://www.hexi.invalid/"
domains = ["hexi.invalid"]
article_patterns = ['/system/\d{4}/\d\d/\d\d/\d{9}\.shtml']
examples = [
    "https://www.hexi.invalid/system/2025/03/05/031147702.shtml",
    "https://www.hexi.invalid/system/2025/03/06/031147703.shtml",
]
checked = "made up for this test"
[rights]
note = "none seen"
[[discovery]]
way = "channels"
pages = ["https://www.hexi.invalid/yq/"]
item = "ul.news li"
[[rules]]
title = ["h1"]
"""


def check(folder: Path) -> list[str]:
    """The lines that the check prints, without the folder."""
    done = subprocess.run(
        [sys.executable, "-c", "from archive.cli import main; main()", "sources", "check"],
        env={**os.environ, "PARKS_SOURCES": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    lines = [line.removeprefix(f"{folder}/") for line in done.stdout.splitlines()]
    assert done.returncode == (0 if lines and lines[-1].endswith("no fault") else 1)
    return lines or [line.removeprefix(f"Error: {folder}/") for line in done.stderr.splitlines()]


def test_a_good_file(tmp_path: Path) -> None:
    (tmp_path / "hexi.toml").write_text(GOOD, encoding="utf-8")
    assert check(tmp_path) == ["1 sources, no fault"]


def test_faults_of_discovery_and_rules_are_named_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("ul.news li", "ul.news >> li").replace('["h1"]', '["h1[["]')
    text = text.replace("hexi.invalid/yq/", "elsewhere.invalid/yq/")
    text = text.replace('way = "channels"', 'way = "channels"\nid_time = "moon"')
    (tmp_path / "hexi.toml").write_text(text, encoding="utf-8")
    found = check(tmp_path)
    assert [line.split(": ")[:2] for line in found] == [
        ["hexi.toml:19", "item"],
        ["hexi.toml:17", "id_time"],
        ["hexi.toml:18", "discovery"],
        ["hexi.toml:21", "rules.title"],
    ]


def test_an_unknown_way_and_an_unknown_setting(tmp_path: Path) -> None:
    (tmp_path / "hexi.toml").write_text(GOOD.replace('"channels"', '"magic"'), encoding="utf-8")
    other = GOOD.replace("hexi", "twin").replace("item =", "colour =")
    (tmp_path / "twin.toml").write_text(other, encoding="utf-8")
    found = check(tmp_path)
    assert [line.split(": ")[:2] for line in found] == [
        ["hexi.toml:16", "discovery.way"],
        ["twin.toml:18", "discovery.colour"],
    ]


def test_a_delay_under_a_second_is_for_this_machine_only(tmp_path: Path) -> None:
    (tmp_path / "hexi.toml").write_text(GOOD + "[fetch]\ndelay = 0.2\n", encoding="utf-8")
    assert [line.split(": ")[:2] for line in check(tmp_path)] == [["hexi.toml:22", "fetch.delay"]]
