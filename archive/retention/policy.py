"""What is kept and what may go, as data, and the page of the documentation that is made of it.

`python -m archive.retention.policy > docs/retention.md` writes the page; a test holds it true.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("policy.toml")
HEAD = Path(__file__).with_name("retention.txt")


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of thing: what it is, why it is kept or may go, and after how many days."""

    id: str
    what: str
    why: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything that an archive holds besides its settings."""

    never: Mapping[str, Rule]
    thin: Mapping[str, Rule]


@cache
def policy() -> Policy:
    """The policy, read once."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Policy(
        never={name: Rule(name, **given) for name, given in raw["never"].items()},
        thin={name: Rule(name, **given) for name, given in raw["thin"].items()},
    )


def document() -> str:
    """docs/retention.md as it should stand."""
    found = policy()
    never = [f"| {rule.what} | {rule.why} |" for rule in found.never.values()]
    thin = [
        f"| `{rule.id}` | {rule.what} | {rule.days or 'at once'} | {rule.why} |"
        for rule in found.thin.values()
    ]
    text = HEAD.read_text(encoding="utf-8")
    return text.replace("{never}", "\n".join(never)).replace("{thin}", "\n".join(thin))


if __name__ == "__main__":
    print(document(), end="")  # noqa: T201 this is how the document is written
