"""Draws one SVG document as PNG, in a process that archive.site.raster begins for each picture.

    python -m archive.site.renderer FONT [give-way] < picture.svg > picture.png

It imports nothing else of ours, nor what it can do without: most of its time would be that.
"""

from __future__ import annotations

import os
import sys

LAST = 10  # behind those who serve
ZOOM = 2.0  # two dots to a unit: sharp on the screens of phones


def main() -> None:
    """Draw the document on standard input with the font named as argument."""
    import resvg_py  # here alone: the site itself never loads the library

    if sys.argv[2:]:
        os.nice(LAST)

    drawn = resvg_py.svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode(),
        font_files=[sys.argv[1]],
        skip_system_fonts=True,
        languages=["zh"],
        shape_rendering="geometric_precision",
        text_rendering="geometric_precision",
        image_rendering="optimize_quality",
        zoom=ZOOM,
    )
    sys.stdout.buffer.write(bytes(drawn))


if __name__ == "__main__":
    main()
