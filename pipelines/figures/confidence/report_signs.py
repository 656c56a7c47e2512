"""Signs of a whole report and of everybody named in it, that tell how sure its readings are.

Most wrong subjects come from few reports, whose main subject was mistaken or that speak of many at
once. So a reading is asked what simpler readers would say (who was named last, first, most, in the
title), and its report how many it names and how alike its figures are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.figures.cast.entities import Cast
from pipelines.figures.names.terms import ENTERPRISE, PARK, REGION
from pipelines.figures.names.types import Entity, Mention
from pipelines.figures.types import Document, Reading

LEAD = 120  # characters in which a report says what it is about
BACK = 40  # namings before a number that are looked over
NEVER = 10**9


class Stair:
    """A number as signs, one for each step that it reaches."""

    def __init__(self, name: str, *edges: float) -> None:
        self.edges = edges
        names = tuple(f"{name} {edge:g}+" for edge in edges)  # 3 and 3.0 are one
        self.reached = [names[:count] for count in range(len(names) + 1)]

    def __call__(self, number: float) -> tuple[str, ...]:
        return self.reached[bisect_right(self.edges, number)]


CHARACTERS = Stair("characters", 200, 400, 700, 1000, 1500, 2200)
PARAGRAPHS = Stair("paragraphs", 2, 4, 6, 9, 13)
FIGURES = Stair("figures", 4, 8, 12, 18, 25, 35)
MONTH = Stair("month", 2, 4, 7, 10)
QUOTED = Stair("quoted", 1, 3, 6, 10)
POINTED = Stair("parks pointed to", 1, 2, 4, 7)
NAMED_KINDS = tuple(
    (kind, Stair(f"{kind}s named", 1, 2, 3, 4, 6, 9, 14)) for kind in (PARK, REGION, ENTERPRISE)
)
SUBJECT_KINDS = tuple(
    (kind, Stair(f"tenths about a {kind}", 1, 3, 6)) for kind in (PARK, REGION, ENTERPRISE)
)
SECOND = Stair("second park tenths", 1, 2, 3, 5, 8)
SUBJECTS = Stair("subjects", 2, 3, 4, 6, 9)
TOP_SUBJECT = Stair("top subject tenths", 3, 5, 7, 9)
SWITCHES = Stair("switches tenths", 1, 2, 3, 4, 6)
PERIODS = Stair("periods", 2, 3, 4, 6, 8)
TOP_PERIOD = Stair("top period tenths", 3, 5, 7, 9)
DOUBTED = Stair("doubts tenths", 1, 2, 4, 6, 9)
CODELESS = Stair("codeless tenths", 1, 2, 3, 4, 6)
MAIN_WEIGHT = Stair("main weight", 1, 2, 4, 7, 11, 16)
MAIN_SHARE = Stair("main tenths", 1, 3, 5, 7, 9)

AGE = Stair("days old", -300, -1, 0, 1, 45, 100, 366, 800)
SPAN = Stair("days long", 1, 31, 92, 182, 274, 364, 366)
STOCK_AGE = Stair("stock days old", -300, -1, 0, 1, 45, 100, 366, 800)
LETTERS = Stair("letters", 3, 4, 6, 8, 11, 15, 20)
WEIGHT = Stair("weight", 1, 2, 4, 7, 11, 16)
RANK = Stair("rank", 1, 2, 4)
RIVAL = Stair("rival tenths", 2, 4, 6, 9, 13, 20)
FIRST = Stair("first named", 40, 120, 300, 600, 1000)
NAMED = Stair("fully named", 1, 2, 4)
SINCE = Stair("namings since", 1, 2, 3, 5, 9, 40)
DISTANCE = Stair("distance", 3, 8, 15, 30, 60, 120, 250, 500)
HERE = Stair("named here", 1, 2, 3, 5)
PARKS_HERE = Stair("parks here", 1, 2, 4)
IN_SENTENCE = Stair("named in the sentence", 1, 2, 3)
RUN = Stair("run", 1, 2, 4, 8)
PLACE = Stair("place tenths", 2, 4, 6, 8)
DOUBTS = Stair("doubts", 1, 2, 3)
DOUBTS_BEFORE, DOUBTS_AFTER = Stair("doubts before", 1, 2), Stair("doubts after", 1, 2)


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Everybody who is named in a report, looked up once."""

    entities: Sequence[Entity]
    named: list[Mention]
    starts: list[int]
    number: dict[tuple[str, str], int]
    weights: dict[str, list[float]]  # by kind, the heaviest first
    heaviest: int | None  # of the parks
    titled: int | None  # the park in the title
    main: int | None
    counts: dict[str, int]  # how often the text has a subject's full name
    paragraphs: list[int]
    sentences: list[int]
    clauses: list[int]
    told: dict[tuple[int, int, str, str], list[str]]  # what _around has said


def find(
    doc: Document, readings: Sequence[Reading], cast: Cast
) -> tuple[list[str], list[list[str]]]:
    """The signs of a report, and for each reading those of its time and of whom it may be about."""
    if not readings:
        return [], []
    crowd = _crowd(doc, readings, cast)
    report = _report(doc, readings, cast, crowd)
    out: list[list[str]] = []
    run = 0
    for at, reading in enumerate(readings):
        before = readings[at - 1] if at else None
        after = readings[at + 1] if at + 1 < len(readings) else None
        run = run + 1 if before is not None and before.subject == reading.subject else 0
        seen = [*RUN(run), *PLACE(10 * at / len(readings))]
        if reading.doubts:
            seen += DOUBTS(len(reading.doubts))
        if before is not None and before.doubts:
            seen += DOUBTS_BEFORE(len(before.doubts))
        if after is not None and after.doubts:
            seen += DOUBTS_AFTER(len(after.doubts))
        out.append([*seen, *_time(doc, reading), *_who(doc, reading, crowd)])
    return report, out


def _crowd(doc: Document, readings: Sequence[Reading], cast: Cast) -> _Crowd:
    entities = cast.entities
    named = [mention for mention in cast.mentions if mention.entity >= 0]
    weights: dict[str, list[float]] = {}
    for one in entities:
        weights.setdefault(one.kind, []).append(one.weight)
    for of_kind in weights.values():
        of_kind.sort(reverse=True)
    parks = [n for n, one in enumerate(entities) if one.kind == PARK]
    return _Crowd(
        entities=entities,
        named=named,
        starts=[mention.start for mention in named],
        number={(one.kind, one.name): n for n, one in reversed(list(enumerate(entities)))},
        weights=weights,
        heaviest=max(parks, key=lambda n: entities[n].weight, default=None),
        titled=next((n for n in parks if entities[n].titled), None),
        main=cast.main,
        counts={name: doc.text.count(name) for name in {r.subject for r in readings} if name},
        paragraphs=[span.start for span in doc.paragraphs],
        sentences=[span.start for span in doc.sentences],
        clauses=[span.start for span in doc.clauses],
        told={},
    )


def _report(doc: Document, readings: Sequence[Reading], cast: Cast, crowd: _Crowd) -> list[str]:
    """How long the report is, how many it names, and how alike its figures are."""
    size, letters = len(readings), max(1, len(doc.text))
    subjects = Counter(reading.subject for reading in readings)
    kinds = Counter(reading.subject_kind for reading in readings)
    periods = Counter((reading.period_start, reading.period_end) for reading in readings)
    switches = sum(one.subject != other.subject for one, other in pairwise(readings))
    pointers = sum(mention.kind == PARK and not mention.name for mention in cast.mentions)
    seen = [
        *CHARACTERS(len(doc.text)),
        *PARAGRAPHS(len(doc.paragraphs)),
        *FIGURES(size),
        *QUOTED(1000 * doc.text.count("”") / letters),
        *POINTED(1000 * pointers / letters),
        *SUBJECTS(len(subjects)),
        *TOP_SUBJECT(10 * max(subjects.values()) / size),
        *SWITCHES(10 * switches / max(1, size - 1)),
        *PERIODS(len(periods)),
        *TOP_PERIOD(10 * max(periods.values()) / size),
        *DOUBTED(10 * sum(len(reading.doubts) for reading in readings) / size),
        *CODELESS(10 * sum(reading.indicator == "other" for reading in readings) / size),
    ]
    if doc.published is not None:
        seen += MONTH(doc.published.month)
    for kind, stair in NAMED_KINDS:
        seen += stair(sum(weight > 0 for weight in crowd.weights.get(kind, ())))
    for kind, stair in SUBJECT_KINDS:
        seen += stair(10 * kinds[kind] / size)
    parks = crowd.weights.get(PARK, [])
    if len(parks) > 1 and parks[1] > 0:
        seen += SECOND(10 * parks[1] / parks[0])
    return seen + _main(cast, subjects, size)


def _main(cast: Cast, subjects: Counter[str], size: int) -> list[str]:
    """Whom the report is taken to be about, and how much speaks for that."""
    if cast.main is None:
        return ["main nobody"]
    main = cast.entities[cast.main]
    seen = [f"main {main.kind}", *MAIN_WEIGHT(main.weight)]
    seen += MAIN_SHARE(10 * subjects[main.name] / size)
    if main.titled:
        seen.append("main in the title")
    if main.first < LEAD:
        seen.append("main in the lead")
    elif main.first >= NEVER:
        seen.append("main not in the text")
    return seen


def _time(doc: Document, reading: Reading) -> list[str]:
    """How long the period is, and how long before publication it ended."""
    start, end = reading.period_start, reading.period_end
    if end is None or doc.published is None:
        return []
    age = (doc.published - end).days
    if start is None:
        return [*STOCK_AGE(age)]
    return [*AGE(age), *SPAN((end - start).days)]


def _who(doc: Document, reading: Reading, crowd: _Crowd) -> list[str]:
    """How the subject is named, and who else might be meant."""
    who = crowd.number.get((reading.subject_kind, reading.subject))
    sentence = bisect_right(crowd.sentences, reading.start) - 1
    until = bisect_left(crowd.starts, reading.start)
    asked = until, sentence, reading.subject_kind, reading.subject
    told = crowd.told.get(asked)
    if told is None:
        told = crowd.told[asked] = _around(doc, reading, crowd, who, until)
    if who is None:
        return told
    return told + _back(reading, crowd, who, crowd.named[max(0, until - BACK) : until])


def _around(
    doc: Document, reading: Reading, crowd: _Crowd, who: int | None, until: int
) -> list[str]:
    """What is the same for all readings of a subject between two namings of a sentence."""
    start = reading.start
    paragraph = crowd.paragraphs[bisect_right(crowd.paragraphs, start) - 1]
    sentence = crowd.sentences[bisect_right(crowd.sentences, start) - 1]
    first = max(0, until - BACK)
    back = crowd.named[first:until]
    here = back[max(0, bisect_left(crowd.starts, paragraph) - first) :]
    inside = back[max(0, bisect_left(crowd.starts, sentence) - first) :]
    parks = {mention.entity for mention in here if mention.kind == PARK}
    seen = [
        *LETTERS(len(reading.subject)),
        *NAMED(crowd.counts.get(reading.subject, 0)),
        *HERE(len({mention.entity for mention in here})),
        *PARKS_HERE(len(parks)),
        *IN_SENTENCE(len({mention.entity for mention in inside})),
        f"heaviest park {_same(crowd.heaviest, who)}",
        f"titled park {_same(crowd.titled, who)}",
        f"last named {_naming(back[-1:], who)}",
        f"first here {_naming(here[:1], who)}",
    ]
    last = next((mention for mention in reversed(back) if mention.kind == PARK), None)
    seen.append(f"last park {_same(last.entity if last else None, who)}")
    if doc.text.find(reading.subject, 0, LEAD) >= 0:
        seen.append("name in the lead")
    if who is None:
        return [*seen, "composed name"]
    if who == crowd.main:
        seen.append("the main one")
    return seen + _entity(crowd, who)


def _same(one: int | None, who: int | None) -> str:
    return "nobody" if one is None else "the same" if one == who else "another"


def _naming(mentions: Sequence[Mention], who: int | None) -> str:
    """Who is named: the same, nobody, or which kind of other."""
    if not mentions:
        return "nobody"
    return "the same" if mentions[0].entity == who else f"a {mentions[0].kind}"


def _entity(crowd: _Crowd, who: int) -> list[str]:
    """How much is spoken of the subject, beside others of its kind."""
    one = crowd.entities[who]
    weights = crowd.weights[one.kind]
    seen = [*WEIGHT(one.weight), *FIRST(one.first), *RANK(weights.index(one.weight))]
    if one.titled:
        seen.append("titled")
    if len(weights) > 1:
        rival = weights[0] if one.weight < weights[0] else weights[1]
        seen += RIVAL(10 * rival / max(0.1, one.weight))
    return seen


def _back(reading: Reading, crowd: _Crowd, who: int, back: Sequence[Mention]) -> list[str]:
    """Where the subject was named last, and how many were named since."""
    since = 0
    for mention in reversed(back):
        if mention.entity == who:
            break
        since += 1
    else:
        return [*SINCE(NEVER), *DISTANCE(NEVER)]
    seen = [*SINCE(since), *DISTANCE(reading.start - mention.end)]
    clause = crowd.clauses[bisect_right(crowd.clauses, reading.start) - 1]
    if mention.start < clause:
        seen.append("named before the clause")
    return seen
