"""The example of docs/scale.md runs as printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.export import export
from archive.publish import publish
from tests.benchmarks.generator import generate
from tests.conftest import ROOT


def test_the_example_over_parquet_runs_as_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = generate(tmp_path / "home", 300, parks=100)
    publish(home)
    export(home, tmp_path / "out")
    text = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.S)
    province = sorted((tmp_path / "out" / "parquet" / "figures").glob("province=[1-9]*"))[0].name
    code = code.replace("DIR", str(tmp_path / "out"))
    code = code.replace("620000", province.removeprefix("province="))
    exec(compile(code, "docs/scale.md", "exec"), {})
    shown = capsys.readouterr().out
    assert "middle" in shown and "tax_revenue" in shown
