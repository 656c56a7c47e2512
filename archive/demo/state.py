"""What the demo remembers in its home: the papers' ports and the edition that was crawled."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.demo.content import EDITIONS
from archive.demo.server import HOST
from archive.faults import ArchiveError

STATE = "demo.json"
FIRST_PORT = 8931  # the papers take this port and those behind it where they are free
TEMPLATES = Path(__file__).parent / "sources"


@dataclass(frozen=True, slots=True)
class State:
    """Port of each paper, by its id, and the newest edition that was crawled (0 = none).

    The ports belong to the addresses of the archived pages, so they are kept from run to run.
    """

    ports: Mapping[str, int]
    edition: int = 0

    def save(self, home: Path) -> None:
        """Write the state in one move."""
        text = json.dumps({"ports": dict(self.ports), "edition": self.edition}, indent=1)
        building = home / f"{STATE}.building"
        building.write_text(text + "\n", encoding="utf-8")
        building.replace(home / STATE)


def is_demo(home: Path) -> bool:
    """Whether a home holds the demo's invented papers."""
    return (home / STATE).exists()


def load_state(home: Path) -> State:
    """The state of the last run in this home, or a new one with free ports."""
    path = home / STATE
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        ports = {paper: int(kept["ports"][paper]) for paper in papers()}
        edition = int(kept["edition"])
    except FileNotFoundError:
        return State(_free_ports())
    except (ValueError, KeyError, TypeError) as fault:
        raise ArchiveError(f"{path} is damaged ({fault}); remove the folder {home}") from fault
    if edition not in (0, *EDITIONS):
        raise ArchiveError(f"{path} names edition {edition}, which this version does not have")
    return State(ports, edition)


def papers() -> list[str]:
    """Ids of the demo's papers, which are also the ids of their sources."""
    return sorted(path.stem for path in TEMPLATES.glob("*.toml"))


def write_sources(home: Path, ports: Mapping[str, int]) -> Path:
    """Declare the papers at their ports, as source files in a folder of the home."""
    folder = home / "demo-sources"
    folder.mkdir(parents=True, exist_ok=True)
    for paper, port in ports.items():
        template = (TEMPLATES / f"{paper}.toml").read_text(encoding="utf-8")
        (folder / f"{paper}.toml").write_text(
            template.replace("@PORT@", str(port)), encoding="utf-8"
        )
    return folder


def _free_ports() -> dict[str, int]:
    ports: dict[str, int] = {}
    port = FIRST_PORT
    for paper in papers():
        while not _free(port):
            port += 1
            if port > FIRST_PORT + 500:
                raise ArchiveError(f"no free port from {FIRST_PORT} on for the demo's papers")
        ports[paper] = port
        port += 1
    return ports


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
