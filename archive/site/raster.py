"""A chart as PNG, for papers and chats that take no SVG.

A picture is drawn in a process of its own: the renderer holds Python's lock while it works, and the
site answers others meanwhile. Few are drawn at a time, and who asks for more is told to come again.
It needs a Chinese font on the machine that serves; without one there is no PNG, and `parks serve`,
`parks publish` and the site say so. The same chart is drawn once, and those shared most lie
ready (archive.site.gallery).
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from archive.site import gallery

FONT = "PARKS_FONT"  # names the file of a font with Chinese letters
# Where systems keep fonts, and what files with Chinese letters are called there.
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
NAMES = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "NotoSansSC-Regular.*",
    "SourceHanSansSC-Regular.*",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "PingFang.ttc",
    "Hiragino Sans GB.ttc",
    "msyh.ttc",
    "DroidSansFallbackFull.ttf",
)
RENDERER = "archive.site.renderer"
SECONDS = 20
AT_ONCE, WAITING = 2, 6  # pictures drawn at a time; asked for beyond these: come again
AGAIN = 5  # seconds
KEPT = 256  # pictures kept, by a hash of what they show
LACKING = (
    f"no font with Chinese letters found: charts as PNG are not to be had from this machine; "
    f"install one (Debian: fonts-wqy-microhei) or name its file in {FONT}"
)


class NoPicture(Exception):
    """No Chinese font on this machine, or the renderer failed."""


class Busy(Exception):
    """As many pictures are being drawn as may be."""


@cache
def font() -> Path | None:
    """The file of a font with Chinese letters: PARKS_FONT, else the first known one found."""
    named = os.environ.get(FONT)
    if named:
        return Path(named) if Path(named).is_file() else None
    for name in NAMES:
        for folder in map(Path, FOLDERS):
            found = next(folder.rglob(name), None) if folder.is_dir() else None
            if found is not None:
                return found
    return None


_room = BoundedSemaphore(AT_ONCE + WAITING)
_drawing = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="drawing")
_kept: OrderedDict[str, bytes] = OrderedDict()


async def drawn(svg: str, home: Path | None = None) -> bytes:
    """The picture of an SVG document, drawn once; home is where some lie ready. Raises NoPicture,
    or Busy at once."""
    key = gallery.name(svg)
    if key in _kept:
        _kept.move_to_end(key)
        return _kept[key]
    ready = gallery.read(home, svg) if home else None
    if ready is not None:
        return ready
    if not _room.acquire(blocking=False):
        raise Busy
    try:
        made = await asyncio.get_running_loop().run_in_executor(_drawing, png, svg)
    finally:
        _room.release()
    _kept[key] = made
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return made


def png(svg: str, *, give_way: bool = False) -> bytes:
    """The picture of an SVG document as PNG, drawn behind all other work where it shall give way.
    Raises NoPicture."""
    letters = font()
    if letters is None:
        raise NoPicture(LACKING)
    try:
        drawn = subprocess.run(  # noqa: S603 our own interpreter and module
            [sys.executable, "-m", RENDERER, str(letters), *(["give-way"] if give_way else [])],
            input=svg.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as fault:
        raise NoPicture(f"the chart could not be drawn: {fault}") from fault
    return drawn.stdout
