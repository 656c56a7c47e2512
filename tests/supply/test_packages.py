"""Every package is pinned with its hashes, stands in the bill of materials, and has a reason."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.serving import ROOT

LOCK = ROOT / "requirements.lock"
REASONS = ROOT / "docs" / "decisions" / "0013-packages.md"


def locked() -> set[tuple[str, str]]:
    """Name and version of every package of the lock file; one may stand in two for two Pythons."""
    found = re.findall(r"(?m)^([A-Za-z0-9._-]+)==([^\s;\\]+)", LOCK.read_text(encoding="utf-8"))
    assert len(found) == len(set(found)) > 50
    return set(found)


def test_every_package_is_pinned_with_its_hashes() -> None:
    entries = re.split(r"(?m)^(?=[A-Za-z])", LOCK.read_text(encoding="utf-8"))
    for entry in filter(None, entries):
        assert re.match(r"[A-Za-z0-9._\[\],-]+==\S+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]
    install = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert install.count("--require-hashes -r requirements.lock") == 2


def test_the_bill_of_materials_names_every_locked_package(tmp_path: Path) -> None:
    tool = shutil.which("cyclonedx-py", path=str(Path(sys.executable).parent))
    if tool is None:
        pytest.skip("cyclonedx-bom is not installed")
    made = tmp_path / "sbom.json"
    make = ["make", "-s", "sbom", f"SBOM={made}", f"VENV={Path(sys.executable).parent.parent}"]
    done = subprocess.run(make, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    bill = json.loads(made.read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    assert {(part["name"], part["version"]) for part in bill["components"]} == locked()
    for part in bill["components"]:
        hashes = [h for ref in part["externalReferences"] for h in ref.get("hashes", [])]
        assert hashes, part["name"]


def test_every_direct_package_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    direct = {Requirement(text).name for text in listed} - {"park-archive"}
    told = set(re.findall(r"(?m)^\| `([^`]+)` \|", REASONS.read_text(encoding="utf-8")))
    assert told == direct, told ^ direct
