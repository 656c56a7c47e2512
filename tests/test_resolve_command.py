"""`parks resolve` from the shell: one name, JSON lines, and lines that are none."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands import one_error_line, parks

LINES = [
    {"id": "a", "mention": "兰州高新区", "text": "兰州高新区今年", "source_province": "620000"},
    {"id": "b", "mention": "某某湿地公园", "text": "某某湿地公园开园", "source_province": "620000"},
]


def test_lines_are_answered_in_order(tmp_path: Path) -> None:
    given = "\n".join(json.dumps(line, ensure_ascii=False) for line in LINES)
    done = parks("resolve", home=tmp_path, given=given)
    assert done.returncode == 0, done.stderr
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["park_name"]) == ("a", "兰州高新技术产业开发区")
    assert first["place_code"].startswith("6201")
    assert (second["id"], second["park_name"]) == ("b", None)
    assert second["reason"]
    assert not list(tmp_path.iterdir())


def test_nothing_is_answered_where_one_line_is_no_mention(tmp_path: Path) -> None:
    given = json.dumps(LINES[0], ensure_ascii=False) + "\n{\n"
    done = parks("resolve", home=tmp_path, given=given)
    assert one_error_line(done).startswith("line 2: not a mention")
    assert done.stdout == ""


def test_a_name_with_a_nul_is_refused(tmp_path: Path) -> None:
    given = json.dumps(LINES[0] | {"mention": "兰州\0高新区"})
    assert "NUL" in one_error_line(parks("resolve", home=tmp_path, given=given))


def test_one_name_as_json(tmp_path: Path) -> None:
    done = parks(
        "resolve", "--name", "通渭工业集中区", "--province", "620000", "--json", home=tmp_path
    )
    assert json.loads(done.stdout)["place_code"] == "621121"
