"""`parks figures` as a user runs it: a process of its own, real files and pipes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pipelines.figures import Figure, extract
from tests.commands import PARKS, one_error_line, parks

BODY = [
    "本报讯 2024年，平川经济开发区完成工业总产值１６．７亿元，同比增长8.5%。",
    "园区现有企业326家，占地1,200亩，电话0371-65891234。",
]
REPORT = {"id": "r1", "published": "2025-01-20", "title": "平川经开区开新局", "body": BODY}


def run(*arguments: str | Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return parks("figures", *arguments, given=given)


def lines(*reports: Any) -> str:
    return "".join(json.dumps(report, ensure_ascii=False) + "\n" for report in reports)


def test_reads_json_lines_from_standard_input_and_keeps_their_order() -> None:
    empty = {"id": 7, "published": None, "body": []}
    done = run(given=lines(REPORT, empty))
    assert done.returncode == 0, done.stderr
    first, second = map(json.loads, done.stdout.splitlines())
    assert [row["quote"] for row in first["figures"]] == [
        "１６．７亿元",
        "8.5%",
        "326家",
        "1,200亩",
    ]
    assert (first["id"], second) == ("r1", {"id": 7, "figures": []})


def test_every_field_is_there_with_numbers_as_numbers_and_days_in_iso() -> None:
    figure = json.loads(run(given=lines(REPORT)).stdout)["figures"][0]
    assert set(figure) == set(Figure.__dataclass_fields__) - {"because"}
    assert figure["value"] == 1670000000
    assert isinstance(figure["value"], int)
    text = "\n".join(BODY)
    start = figure["start"]
    assert text[start : start + len(figure["quote"])] == figure["quote"]
    assert (figure["period_start"], figure["period_end"]) == ("2024-01-01", "2024-12-31")
    assert 0 <= figure["confidence"] <= 1


def test_a_decimal_keeps_its_exact_text_beside_the_number() -> None:
    growth = json.loads(run(given=lines(REPORT)).stdout)["figures"][1]
    assert (growth["value"], growth["value_text"]) == (8.5, "8.5")


def test_reads_a_file_and_agrees_with_the_library(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + lines(REPORT).encode() + b"\n")
    got = json.loads(run(path).stdout)["figures"]
    assert [(row["start"], row["quote"]) for row in got] == [
        (figure.start, figure.quote) for figure in extract(BODY)
    ]


def test_takes_what_parks_article_prints() -> None:
    article = {
        "path": "a.html", "kind": "article", "title": "标题",
        "published": "2024-12-31T23:30:00+00:00", "origin": None, "byline": [],
        "body": "截至目前，园区有企业326家。",
    }  # fmt: skip
    answer = json.loads(run(given=lines(article)).stdout)
    assert answer["id"] == "a.html"
    assert answer["figures"][0]["quote"] == "326家"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_plain_text_prints_a_table(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("\r\n".join(BODY).replace("１６．７", "16.7").encode(encoding))
    done = run("--text", path, "--published", "2025-01-20")
    assert done.returncode == 0, done.stderr
    head, first, *rest = done.stdout.splitlines()
    assert head.split()[:3] == ["quote", "value", "unit"]
    assert first.split()[:3] == ["16.7亿元", "1,670,000,000", "CNY"]
    assert len(rest) == 3


def test_plain_text_as_json(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("\n".join(BODY), "utf-8")
    answer = json.loads(run("--text", path, "--published", "2025-01-20", "--json").stdout)
    assert (answer["id"], len(answer["figures"])) == (str(path), 4)


def test_explain_names_the_words_and_the_rejected_numbers() -> None:
    done = run("--explain", given=lines(REPORT))
    assert done.returncode == 0, done.stderr
    assert "r1: 4 figures" in done.stdout
    assert "value      1,670,000,000 CNY (exact)  ← １６．７亿元" in done.stdout
    assert "period     2024  ← stated: 2024年" in done.stdout
    assert "status     actual  ← no word of a plan" in done.stdout
    for name in ("indicator", "kind", "subject"):
        line = next(line for line in done.stdout.splitlines() if line.startswith(f"    {name}"))
        assert not line.endswith("nothing in the text"), line
    line = next(line for line in done.stdout.splitlines() if line.startswith("    confidence"))
    assert all(f"{part}: " in line for part in ("what", "when", "who")), line
    rejected = done.stdout.split("no figures:")[1]
    assert "65891234  a telephone or document number" in rejected
    assert "2024年  date" in rejected


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not JSON"),
        ("[1]", "a report must be a JSON object"),
        ('{"body": []}', "id must be a string or a number"),
        ('{"id": 1}', "body must be a list of paragraphs"),
        ('{"id": 1, "body": [3]}', "body must be a list of paragraphs"),
        ('{"id": 1, "body": "x", "published": "2024-13-40"}', "'2024-13-40' is no ISO 8601 date"),
        ('{"id": 1, "body": "x", "published": 20240101}', "published must be an ISO 8601 date"),
        ('{"id": 1, "body": "x", "title": 5}', "title must be a string"),
        ('{"id": 1, "body": "3\\ud800家"}', "half of a surrogate pair"),
        ('{"id": 1, "body": ["园\\u0000区有3家"]}', "body holds a NUL"),
        ("[" * 200_000, "nested too deep"),
    ],
)
def test_bad_input_names_the_line_and_prints_nothing(line: str, words: str) -> None:
    done = run(given=lines(REPORT) + "\n" + line + "\n")
    assert done.returncode == 1
    assert done.stdout == ""
    message = one_error_line(done)
    assert message.startswith("standard input, line 3: ")
    assert words in message


def test_bytes_that_are_no_utf8_are_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(lines(REPORT).encode() + '{"id": 1, "body": "园区"}'.encode("gb18030"))
    message = one_error_line(run(path))
    assert message.startswith(f"{path}, line 2: not UTF-8")


def test_a_plain_text_with_a_nul_is_none(tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes("通渭县工业\0集中区完成工业总产值16.7亿元。".encode())
    assert one_error_line(run("--text", path)).startswith(f"{path}: no plain text: byte 16")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "no such file" in one_error_line(run(tmp_path / "none.jsonl"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--published", "2025-01-20"],
        ["--text", "-", "--published", "20.1.2025"],
        ["--text", "-", "reports.jsonl"],
        ["--explain", "--json"],
        ["--no-such-option"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    done = run(*arguments, given="")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    many = lines(*({**REPORT, "id": n} for n in range(400)))
    with subprocess.Popen(
        [PARKS, "figures"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(many.encode())
        process.stdin.close()
        process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read()
        process.wait(timeout=60)
    assert b"Traceback" not in complaint
