"""Characters a second of the figures library beside a bare regular expression, by hand.

python -m tests.benchmarks.figures [SECONDS]
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

REPORTS = Path(__file__).parent.parent / "gate" / "reports"
# What a page of script would do: a number and the letters after it, nothing understood.
BARE = re.compile(
    r"(?:约|近|超|超过|突破|达|达到)?(\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)"
    r"([多余几]?[万亿]*)(元|美元|%|家|个|户|项|人|名|亩|平方公里|平方米|吨|千瓦时|倍|个百分点)"
)


def measure(run: Callable[[], object], characters: int, seconds: float) -> float:
    """Characters a second of processor time, over at least so many seconds."""
    run()
    rounds, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds or not rounds:
        run()
        rounds += 1
    return characters * rounds / spent


def import_times() -> tuple[float, float]:
    """Processor seconds of importing the library: from its sources, and from kept bytecode.

    Python keeps the bytecode of a module at its first import, so the second is what a program
    waits for, the best of three; the first is paid once, or each time where nothing may be kept
    (PYTHONDONTWRITEBYTECODE, a read-only installation).
    """
    now = "time.process_time()"
    probe = f"import time; start = {now}; import pipelines.figures; print({now} - start)"
    with tempfile.TemporaryDirectory() as kept:
        kept_here = {"PYTHONPYCACHEPREFIX": kept, "PYTHONDONTWRITEBYTECODE": ""}
        first, *later = [
            float(
                subprocess.run(
                    [sys.executable, "-c", probe],
                    env=os.environ | kept_here,
                    capture_output=True,
                    text=True,
                    check=True,
                ).stdout
            )
            for _ in range(4)
        ]
    return first, min(later)


def main(seconds: float) -> None:
    """Print both speeds, their ratio and what importing takes."""
    from pipelines.figures import extract

    reports = [json.loads(path.read_text("utf-8")) for path in sorted(REPORTS.glob("*.json"))]
    texts = [
        ("\n".join(report["body"]), date.fromisoformat(report["published"]), report["title"])
        for report in reports
    ]
    size = sum(len(text) for text, _, _ in texts)
    library = measure(
        lambda: [extract(text, day, title=title) for text, day, title in texts], size, seconds
    )
    bare = measure(lambda: [BARE.findall(text) for text, _, _ in texts], size, seconds)
    print(f"{len(texts)} reports, {size} characters")
    print(f"library                {library:12,.0f} characters/s")
    print(f"bare expression        {bare:12,.0f} characters/s")
    print(f"ratio                  1 : {bare / library:.1f}")
    first, again = import_times()
    print(f"import                 {again:12.3f} s ({first:.3f} s the first time)")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0)
