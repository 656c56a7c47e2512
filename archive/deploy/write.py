"""Writes the files of a deployment, filled in for one machine."""

from __future__ import annotations

import re
from pathlib import Path

from archive.deploy.plan import Plan

FILES = Path(__file__).parent / "files"
# Where each file goes in the folder that is written.
PLACES = {
    "parks.sysusers.txt": "parks.sysusers.conf",
    "parks.tmpfiles.txt": "parks.tmpfiles.conf",
    "parks.env.txt": "parks.env",
    "crontab.txt": "crontab",
    "logrotate.txt": "logrotate.conf",
    "nginx.txt": "nginx.conf",
    "install.txt": "INSTALL",
}
HARDENING = "hardening.txt"
WORD = re.compile(r"@([A-Z_]+)@")


def write(plan: Plan, folder: Path) -> list[Path]:
    """Write all files into a folder; returns their paths. Raises ArchiveError for a bad plan."""
    plan.check()
    values = plan.values()
    values["HARDENING"] = filled((FILES / HARDENING).read_text(encoding="utf-8"), values).strip()
    written = []
    for source in sorted(FILES.glob("*.txt")):
        if source.name == HARDENING:
            continue
        place = PLACES.get(source.name) or f"systemd/{source.name.removesuffix('.txt')}"
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(filled(source.read_text(encoding="utf-8"), values), encoding="utf-8")
        written.append(target)
    return written


def filled(text: str, values: dict[str, str]) -> str:
    """A text with its @WORDS@ filled in."""
    return WORD.sub(lambda found: values[found[1]], text)
