"""The examples of the API page run as they stand there."""

from __future__ import annotations

import csv
import io
import json
import shlex
import shutil
import subprocess
import sys

import pytest
from lxml import html

from tests.serving import Site


def _examples(site: Site, lang: str) -> list[tuple[str, str]]:
    page = html.document_fromstring(site.get("/api", Cookie=f"parks_lang={lang}").text)
    found = page.xpath("//pre[contains(@class, 'example')]")
    return [(str(e.get("data-run")), e.text_content()) for e in found]


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, timeout=30, check=True)
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_five_examples_run(site: Site, lang: str) -> None:
    examples = _examples(site, lang)
    assert [kind for kind, _ in examples] == ["curl", "curl", "curl", "python", "address"]
    if shutil.which("curl") is None:
        pytest.skip("no curl on this machine")
    answers = [json.loads(_run(shlex.split(text))) for kind, text in examples if kind == "curl"]
    assert answers[0]["evidence"] and answers[0]["page"].startswith(site.address)
    assert answers[1]["figures"] and all(f["value"] is not None for f in answers[1]["figures"])
    assert answers[2] and set(answers[2][0]) == {"year", "value", "unit"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_program_prints_what_the_table_holds(site: Site, lang: str) -> None:
    examples = dict(_examples(site, lang)[3:])
    path = examples["address"].removeprefix(site.address)
    rows = list(csv.DictReader(io.StringIO(site.get(path).body.decode("utf-8-sig"))))
    assert ("clause" if lang == "en" else "原句") in rows[0]
    printed = _run([sys.executable, "-X", "utf8", "-c", examples["python"]]).splitlines()
    assert len(printed) == len(rows) > 0
