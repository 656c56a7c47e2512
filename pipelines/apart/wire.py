"""How the two processes talk: pickles, each behind its length, over the child's stdin and stdout.

Both ends are this program at one version, and nobody else can write to the pipes.
"""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO

LENGTH = struct.Struct("!Q")


def packed(message: Any) -> bytes:
    """A message as it is sent."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
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
