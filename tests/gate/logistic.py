"""Ridge logistic regression over named signs: the same cases give the same weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from pipelines.figures.confidence import chance


def learn(
    seen: Sequence[Collection[str]], right: Sequence[bool], *, ridge: float, rare: int, rounds: int
) -> tuple[float, dict[str, float]]:
    """Log-odds of `right` without signs, and by each sign that at least `rare` cases have."""
    count = Counter(sign for signs in seen for sign in set(signs))
    names = sorted(sign for sign, times in count.items() if times >= rare)
    having: dict[str, list[int]] = {sign: [] for sign in names}
    for at, signs in enumerate(seen):
        for sign in having.keys() & set(signs):
            having[sign].append(at)
    scores, weights, base = [0.0] * len(seen), dict.fromkeys(names, 0.0), 0.0
    for _ in range(rounds):
        base += step(scores, right, range(len(seen)), 0.0, 0.0)
        for sign in names:
            weights[sign] += step(scores, right, having[sign], weights[sign], ridge)
    return base, weights


def step(
    scores: list[float], right: Sequence[bool], at: Sequence[int], weight: float, ridge: float
) -> float:
    """Newton's step of one weight, taken at once in the scores of the cases that have it."""
    slope, bend = ridge * weight, ridge + 1e-9
    for case in at:
        likely = chance(scores[case])
        slope += likely - right[case]
        bend += likely * (1 - likely)
    moved = -slope / bend
    for case in at:
        scores[case] += moved
    return moved
