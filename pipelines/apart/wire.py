"""How the two processes talk: pickles, each behind its length, over the child's stdin and stdout.

Both ends are this program at one version, and nobody else can write to the pipes.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import struct
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, BinaryIO

from pipelines.article import Article
from pipelines.figures import Figure, Rejected
from pipelines.model import Page, Part, Record

LENGTH = struct.Struct("!Q")
KINDS: tuple[type, ...] = (Article, Figure, Page, Part, Record, Rejected)


def _by_fields(kind: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    """How to send things of a data class: as what it is made from. Its own way looks up its fields
    for each thing anew, which takes twice the time at both ends."""
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda thing: (kind, values(thing))


class _Pickler(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table | {kind: _by_fields(kind) for kind in KINDS}


def packed(message: Any) -> bytes:
    """A message as it is sent."""
    sent = io.BytesIO()
    _Pickler(sent, pickle.HIGHEST_PROTOCOL).dump(message)
    body = sent.getbuffer()
    return LENGTH.pack(len(body)) + body


def length_of(head: bytes) -> int:
    """How many bytes follow the head of a message."""
    return int(LENGTH.unpack(head)[0])


def unpacked(body: bytes) -> Any:
    """The message in the bytes behind a head."""
    return pickle.loads(body)  # noqa: S301 written by the other end of our own pipe


def receive(stream: BinaryIO) -> Any:
    """The next message of a blocking stream. Raises EOFError at its end."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    body = stream.read(length := length_of(head))
    if len(body) < length:
        raise EOFError
    return unpacked(body)
