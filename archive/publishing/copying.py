"""Writes tables of a public file as Parquet in helpers, while the file is indexed and checked."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from archive.export.parquet import Piece, parquet_writer, write_piece
from archive.publishing.helpers import helping
from archive.publishing.reading import finished, open_finished


class Copying:
    """Pieces of tables that helpers write into a folder. What nobody took by the end of the
    `with` is thrown away."""

    def __init__(self) -> None:
        self._helpers = ExitStack()
        self._jobs: list[Future[None]] = []
        self._folder: Path | None = None

    def begin(self, n: int, file: Path, pieces: Iterable[Piece], folder: Path) -> None:
        """Have n helpers write the pieces. Their tables must be written and stay as they are;
        whoever uses this may add to the file from here on."""
        self._folder = folder
        pool = self._helpers.enter_context(helping(n, open_finished, file))
        self._jobs = [pool.submit(_write, piece, folder) for piece in pieces]

    def finish(self) -> bool:
        """Wait until all is written; false if nothing was begun. Raises what a helper raised."""
        for job in self._jobs:
            job.result()
        self._helpers.close()
        begun, self._folder = self._folder is not None, None
        return begun

    def __enter__(self) -> Copying:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for job in self._jobs:
            job.cancel()
        self._helpers.close()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)


def _write(piece: Piece, folder: Path) -> None:
    with parquet_writer() as duck:
        write_piece(duck, finished(), piece, folder)
