"""What every number measures: indicator, label, kind, sign, scope, base and price basis."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.indicators import (
    additions,
    amounts,
    goods,
    grid,
    groups,
    kinds,
    labels,
    linking,
    output,
    relatives,
    several,
    told_apart,
    topic_heads,
    wordings,
)
from pipelines.figures.indicators.linking import Link, Scene
from pipelines.figures.types import Document, Reading


def assign(doc: Document, readings: list[Reading]) -> None:
    """Read the sentences that hold numbers from left to right and fill the fields in."""
    starts = [reading.start for reading in readings]
    links: list[Link] = []
    rare: dict[str, Link] = {}
    main: Link | None = None
    former: list[Link] = []
    levels: list[Link] = []  # of the whole sentence, over its semicolons
    reached, parted = 0, True  # whether a paragraph began since the main amount was named
    for sentence in doc.sentences:
        first = bisect_left(starts, sentence.start)
        last = bisect_left(starts, sentence.end)
        if first == last:
            continue
        parted = parted or doc.folded.find("\n", reached, sentence.start) >= 0
        reached = sentence.start
        found = wordings.mentions(doc.folded, sentence.start, sentence.end)
        scene = Scene(
            doc.folded, doc.text, sentence.start, sentence.end, found, earlier=links, rare=rare
        )
        scene.main = main
        if doc.folded[sentence.start - 1 : sentence.start] != ";":
            former, levels = levels, []
        scene.told, scene.former = levels, former
        _read(scene, readings[first:last])
        if parted and linking.SEEN.match(doc.folded, sentence.start) is None:
            named = next(filter(_amount, scene.links), None)
            main, parted = (named, False) if named is not None else (main, parted)
        levels = [*levels, *filter(_named_level, scene.links)][-linking.LOOK_BACK :]
        told = any(link.indicator is not None for link in scene.links)
        links = scene.links if told else [*links[-linking.LOOK_BACK :], *scene.links]
    grid.read(doc, readings)


def _amount(link: Link) -> bool:
    """Whether a link is an amount of money that a report may be about."""
    if link.indicator is None or link.verdict.kind in kinds.RELATIVE:
        return False
    return wordings.quantity_of(link.reading.unit) == wordings.MONEY and link.code != "other"


def _named_level(link: Link) -> bool:
    """Whether a link is an amount with a wording of its own."""
    return link.start >= 0 and link.of is None and link.verdict.kind not in kinds.RELATIVE


def _read(scene: Scene, readings: list[Reading]) -> None:
    """Give every reading of a sentence its kind and its indicator, then what follows from both."""
    verdict = None
    state = additions.begun(scene)
    lists = groups.find(scene, readings)
    for at, reading in enumerate(readings):
        gap = readings[at - 1].end if at else scene.start
        until = readings[at + 1].start if at + 1 < len(readings) else scene.end
        words = scene.text[gap : reading.start]
        clause = kinds.last_clause(words)
        begin = max(gap, reading.start - len(clause))
        after = scene.text[reading.end : reading.end + 12]
        verdict = kinds.of(reading, words, clause, after, verdict)
        before = linking.outside(scene, scene.between(gap, reading.start), reading)
        reader = relatives if verdict.kind in kinds.RELATIVE else amounts
        link = goods.named(scene, reading, verdict, gap)
        link = link or told_apart.of_two(scene, reading, verdict, gap)
        link = link or (topic_heads.named(scene, reading, verdict) if at == 0 else None)
        link = (
            link
            or several.each_told(scene, reading, verdict)
            or groups.link(scene, lists, at, reading, verdict)
            or reader.link(scene, reading, verdict, before, (gap, begin, until))
        )
        link.verdict = verdict = additions.judge(scene, link, state, gap)
        link.at, link.part = at, scene.divided >= 0
        scene.links.append(link)
        if link.indicator is not None:
            scene.rare[reading.unit_text] = link
    output.refine(scene)
    for at, link in enumerate(scene.links):
        gap = readings[at - 1].end if at else scene.start
        _fill(scene, link, gap)


def _fill(scene: Scene, link: Link, gap: int) -> None:
    reading, verdict = link.reading, link.verdict
    reading.indicator, reading.kind = link.code, verdict.kind
    if verdict.negative and reading.value > 0:
        reading.value = -reading.value
        if reading.value_max is not None:
            reading.value_max = -reading.value_max
    labels.fill(scene, link, gap)
    reading.because["indicator"] = f"{reading.label or '-'} ({link.reason})"
    reading.because["kind"] = verdict.words or "no cue, so a level"
    if link.doubts:
        reading.doubts += link.doubts
    if link.reason == topic_heads.REASON and not reading.label:
        reading.label = scene.source[link.start : link.end]
    if not verdict.sure:
        reading.doubts.append("kind without a clear cue")
