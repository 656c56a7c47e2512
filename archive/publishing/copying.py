"""Writes tables of a public file as Parquet in helpers, while the file is indexed and checked."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from archive.export.parquet import Piece, parquet_writer, write_piece
from archive.publishing.helpers import FAR_BEHIND, helping
from archive.publishing.reading import finished, open_finished


class Copying:
    """Pieces of tables that helpers write into a folder. What nobody took by the end of the
    `with` is thrown away."""

    def __init__(self) -> None:
        self._helpers = ExitStack()
        self._jobs: list[Future[None]] = []
        self._folder: Path | None = None

    @property
    def begun(self) -> bool:
        """Whether something is being written."""
        return self._folder is not None

    def begin(self, n: int, file: Path, pieces: Iterable[Piece], folder: Path) -> None:
        """Have n helpers write the pieces, beside those that were begun before. Their tables must
        be written and stay as they are; whoever uses this may fill other tables and add indexes."""
        self._folder = folder
        pool = self._helpers.enter_context(helping(n, open_finished, file, nice=FAR_BEHIND))
        self._jobs += [pool.submit(_write, piece, folder) for piece in pieces]

    def finish(self) -> Path | None:
        """Wait until all is written; the folder, if anything was begun. Raises what a helper
        raised."""
        for job in self._jobs:
            job.result()
        self._helpers.close()
        folder, self._folder = self._folder, None
        return folder

    def drop(self) -> None:
        """Throw away what was written."""
        for job in self._jobs:
            job.cancel()
        self._helpers.close()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = None

    def __enter__(self) -> Copying:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.drop()


def _write(piece: Piece, folder: Path) -> None:
    with parquet_writer() as duck:
        write_piece(duck, finished(), piece, folder)
