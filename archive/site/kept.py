"""Answers that are the same for every reader, kept until something else is published.

What is published changes only when another file is swapped in, when publishing or withdrawing.
Whoever moves the site over puts a new, empty Kept in place: an answer begun on the old file
lands in the old one and is never sent again. Pure.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

ROOM = 48_000_000  # bytes of all bodies together
LARGEST = 400_000  # bytes of one; a larger one would drive out many
BESIDE = 1_000  # bytes that key and headers take, about


@dataclass(frozen=True, slots=True)
class Ready:
    """A finished answer: body, kind, validator and its other headers."""

    body: bytes
    content_type: str
    etag: str
    headers: tuple[tuple[str, str], ...] = ()
    status: int = 200
    lasting: bool = True  # whether it follows from what is published alone


class Kept:
    """Answers by what was asked; those that nobody asked for longest go first."""

    def __init__(self, room: int = ROOM, largest: int = LARGEST) -> None:
        self._room = room
        self._largest = largest
        self._size = 0
        self._answers: OrderedDict[Hashable, Ready] = OrderedDict()

    def get(self, asked: Hashable) -> Ready | None:
        """The answer, if it is still there."""
        found = self._answers.get(asked)
        if found is not None:
            self._answers.move_to_end(asked)
        return found

    def put(self, asked: Hashable, ready: Ready) -> None:
        """Keep an answer that was well; a refusal or a fault may be over the next time."""
        if ready.status != 200 or len(ready.body) > self._largest or asked in self._answers:
            return
        self._answers[asked] = ready
        self._size += len(ready.body) + BESIDE
        while self._size > self._room:
            _, gone = self._answers.popitem(last=False)
            self._size -= len(gone.body) + BESIDE

    @property
    def size(self) -> int:
        """Bytes that all of it takes."""
        return self._size


def keeper(site: Any) -> Kept:
    """What the running site keeps of the publication that it shows."""
    kept: Kept | None = getattr(site, "parks_kept", None)
    return kept if kept is not None else forget(site)


def forget(site: Any) -> Kept:
    """Begin anew: the site shows another publication."""
    site.parks_kept = Kept()
    return keeper(site)
