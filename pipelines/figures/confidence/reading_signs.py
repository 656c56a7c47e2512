"""What speaks for and against a reading: signs of what is said, when, and of whom.

Each sign is a short name; vocabulary/confidence.json weighs it for the part that it tells of.
They are what the stages knew (how a wording, a time, a subject was found) and what else stands
near by: other holders of numbers, other times, neighbours that were read otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.figures.patterns import later
from pipelines.figures.times.roles import GOVERNS, Timed, times
from pipelines.figures.types import Document, Reading

WHAT, WHEN, WHO = "what", "when", "who"
PARTS = (WHAT, WHEN, WHO)
FAR = 400  # characters before a number that are looked over for rivals
LEAD = 120  # characters in which a report says what it is about
MOST, MANY = 0.6, 0.3  # shares of a report's numbers

# Codes that are mistaken for one another more, or less, than the rest.
CODES = frozenset(
    (
        "other", "output_value", "project_total_investment", "projects", "enterprises",
        "employment", "ranking", "tax_revenue", "gross_industrial_output", "operating_revenue",
        "infrastructure_items", "production_capacity", "production_volume", "funds_in_place",
        "land_area", "subsidies", "project_completed_investment", "jobs_created", "parks", "gdp",
        "infrastructure_investment", "innovation_platforms", "value_added_other", "patents",
        "problems_solved", "contracted_investment",
    )
)  # fmt: skip
UNITS = frozenset({"CNY", "%", "pp", "count", "rank", "times", "m2", "t"})
POINTERS = frozenset(
    (
        "园区", "全区", "开发区", "公司", "集中区", "集聚区", "全市", "区内", "产业园", "高新区",
        "该区", "全园", "园内", "新区", "综保区", "该园", "该项目", "我区", "全县", "项目", "企业",
        "该公司", "片区", "全省", "基地", "该园区", "经开区", "当地", "我市", "我县", "园里",
    )
)  # fmt: skip
OFTEN = frozenset(
    {"园区", "全区", "开发区", "公司", "全市", "区内", "该区", "全园", "园内", "全县"}
)
VERBS = ("累计", "现有", "目前", "已", "拥有", "达", "新增", "完成", "实现", "共", "在建")

# Other holders of numbers that may stand between a subject and its number.
RIVALS = {
    "a park": later(
        "开发区|高新区|经开区|产业园|工业园|科技园|集中区|集聚区|综保区|保税区|新区|化工园"
    ),
    "a region": later(
        "全[市县省国区州旗盟]|我[市县省州]|本[市县省州]|(?:省|市|县|州)(?![场政长委局级内域外面民值区])"
    ),
    "a firm": later("公司|集团|合作社|厂(?![房家区])|企业(?!家|数)"),
    "a trade": later("(?:产业|行业|制造业|服务业)(?![园区总增投产用企集链项新基带])"),
    "a work": later("项目|工程|生产线|[一二三四]期|厂房"),
    "another holder": later("街道|镇|乡(?!村)|中心(?!城)|车间|口岸|协会|学校|医院|研究院|基地"),
}
SINCE = tuple([f"since {name}" for name in RIVALS])
CLOSE = tuple([f"close {name}" for name in RIVALS])
IN_SENTENCE = tuple([f"sentence has {name}" for name in RIVALS])
COUNTS = range(len(RIVALS))
WHOLE = later("全[市县省国区州旗盟]|我[市县省州]|本[市县省州]|省级|该[市县]")
SPEECH = later("[“说]")


class _Words:
    """Where words of several kinds stand in a text, found once."""

    def __init__(self, text: str) -> None:
        patterns = *RIVALS.values(), WHOLE, SPEECH
        self.starts = [
            [-1, *[found.start() for found in pattern.finditer(text)]] for pattern in patterns
        ]

    def last(self, end: int) -> list[int]:
        """Of each kind where the last one before a place begins, -1 where there is none."""
        return [starts[bisect_left(starts, end) - 1] for starts in self.starts]


@dataclass(frozen=True, slots=True)
class _Report:
    """What is counted once for all readings of a report."""

    doc: Document
    readings: list[Reading]
    sentences: list[int]
    paragraphs: list[int]
    clauses: list[int]
    times: tuple[Timed, ...]
    time_starts: list[int]
    subjects: Counter[str]
    periods: Counter[tuple[object, object]]
    parks: int  # different endings of park names
    words: _Words
    main: str  # the subject of most numbers
    of_subjects: dict[tuple[str, str], list[str]]  # what _subject has said


class _Place(NamedTuple):
    """Where a reading stands: beginnings of its paragraph, sentence, clause; its neighbours."""

    paragraph: int
    sentence: int
    clause: int
    clause_end: int
    before: Reading | None
    after: Reading | None
    last: list[int]  # of each rival the last before the number, then of WHOLE and SPEECH
    words: str  # of the clause before the number


def find(doc: Document, readings: list[Reading]) -> list[dict[str, list[str]]]:
    """For each reading the signs of each part."""
    if not readings:
        return []
    found, words = times(doc.folded), _Words(doc.text)
    subjects = Counter(reading.subject for reading in readings)
    report = _Report(
        doc=doc,
        readings=readings,
        sentences=[span.start for span in doc.sentences],
        paragraphs=[span.start for span in doc.paragraphs],
        clauses=[span.start for span in doc.clauses],
        times=found,
        time_starts=[timed.mention.start for timed in found],
        subjects=subjects,
        main=subjects.most_common(1)[0][0],
        periods=Counter((reading.period_start, reading.period_end) for reading in readings),
        parks=len({doc.text[max(0, at - 2) : at + 3] for at in words.starts[0][1:]}),
        words=words,
        of_subjects={},
    )
    out = []
    for at, reading in enumerate(readings):
        place = _place(report, at)
        what, when = _what(report, reading, place), _when(report, reading, place)
        who = _who(report, reading, place)
        if reading.doubts:
            doubts = [f"doubt {doubt}" for doubt in reading.doubts]
            what, when, who = what + doubts, when + doubts, who + doubts
        out.append({WHAT: what, WHEN: when, WHO: who})
    return out


def _place(report: _Report, at: int) -> _Place:
    readings, start = report.readings, report.readings[at].start
    clause = bisect_right(report.clauses, start)
    clauses, text = report.clauses, report.doc.text
    return _Place(
        report.paragraphs[bisect_right(report.paragraphs, start) - 1],
        report.sentences[bisect_right(report.sentences, start) - 1],
        clauses[clause - 1],
        clauses[clause] if clause < len(clauses) else len(text),
        readings[at - 1] if at else None,
        readings[at + 1] if at + 1 < len(readings) else None,
        report.words.last(start),
        text[clauses[clause - 1] : start],
    )


class _Step:
    """A number as one sign: the first edge of a stair that it does not pass."""

    def __init__(self, name: str, *edges: int) -> None:
        self.edges = edges
        self.names = (*[f"{name} to {edge}" for edge in edges], f"{name} over {edges[-1]}")

    def __call__(self, number: int) -> str:
        return self.names[bisect_left(self.edges, number)]


LABEL, GAP, SINCE_BEFORE = (
    _Step("label", 2, 3, 4, 6),
    _Step("gap", -1, 0, 2, 5, 10, 98),
    _Step("since", 1, 4, 8, 16),
)
PARKS, FIGURES = _Step("parks", 1, 2, 4, 8), _Step("figures", 3, 6, 12, 20)


def _code(reading: Reading) -> str:
    return f"code {reading.indicator}" if reading.indicator in CODES else "code rest"


def _reason(because: str) -> str:
    """What the last brackets of a reason hold, empty where they hold others or none."""
    start, end = because.rfind("("), because.rfind(")")
    return because[start + 1 : end] if 0 <= start < end == because.find(")", start) else ""


def _what(report: _Report, reading: Reading, place: _Place) -> list[str]:
    """How the wording was found, how it looks, and what stands between it and the number."""
    reason = _reason(reading.because.get("indicator", "")).split(",", 1)[0]
    if reason.startswith("measure word"):
        reason = "measure word"
    length = len(reading.label)
    gap = reading.start - reading.label_start - length if reading.label_start >= 0 else 99
    unit = reading.unit if reading.unit in UNITS else "rest"
    seen = [
        f"kind {reading.kind}",
        _code(reading),
        f"found {reason}",
        LABEL(length),
        GAP(gap),
        f"unit {unit}",
    ]
    if reading.number_kind != "plain":
        seen.append("number not plain")
    if reading.label.endswith(("企业", "项目", "产业", "人", "数")):
        seen.append("label of a group")
    if reading.because.get("kind", "").startswith("no cue"):
        seen.append("no cue of a kind")
    if reading.scope:
        seen.append("narrowed")
    if "（" in place.words or "“" in place.words:
        seen.append("enclosed")
    before = place.before
    if before is None or before.start < place.sentence:
        return [*seen, "first of its sentence"]
    seen.append(SINCE_BEFORE(max(0, reading.start - before.end)))
    if before.unit == reading.unit:
        seen.append("unit as before")
    if reading.start <= before.end or report.doc.text[before.end] in "、和及与":
        seen.append("in a list")
    return seen


def _when(report: _Report, reading: Reading, place: _Place) -> list[str]:
    """How the period was found, other times near by, and whether the neighbours share it."""
    stock = reading.period_end is not None and reading.period_start is None
    nature = "stock" if stock else "flow" if reading.period_end else "timeless"
    period = reading.period_start, reading.period_end
    share = report.periods[period] / len(report.readings)
    seen = [
        f"basis {reading.period_basis or 'none'}",
        f"type {reading.period_type or 'none'}",
        f"{nature} {_code(reading)}" if reading.indicator in CODES else nature,
        reading.status,
        f"kind {reading.kind}",
        f"period {_share(share)}",
        f"of {reading.subject_kind or 'nobody'}",
    ]
    seen += _times_near(report, reading, place)
    if place.before is not None:
        same = (place.before.period_start, place.before.period_end) == period
        seen.append("period as before" if same else "period new")
    if place.after is not None:
        same = (place.after.period_start, place.after.period_end) == period
        seen.append("period goes on" if same else "period changes")
    published = report.doc.published
    if published is None:
        seen.append("undated report")
    elif published.month <= 3:
        seen.append("first months")
    seen += [f"verb {verb}" for verb in VERBS if verb in place.words]
    return seen


def _times_near(report: _Report, reading: Reading, place: _Place) -> list[str]:
    """The times of the sentence before a number, those before it in its paragraph, those after."""
    words, starts = reading.because.get("period", ""), report.time_starts
    at = bisect_left(starts, reading.start)
    first = bisect_left(starts, place.sentence)
    here = report.times[first:at]
    governing = sum([timed.role == GOVERNS for timed in here])
    earlier = first - bisect_left(starts, place.paragraph)
    seen = [f"times {min(governing, 3)}", f"times before {min(earlier, 2)}"]
    if governing < len(here):
        seen.append("times of other things")
    if here:
        last = here[-1]
        seen += [f"last {last.role}", f"last {last.mention.kind}"]
        if last.mention.start >= place.clause:
            seen.append("time in its clause")
        if last.mention.words == words:
            seen.append("the last time")
    if at < len(starts) and starts[at] < place.clause_end:
        seen.append("time after it")
    if not words:
        seen.append("no words")
    elif report.doc.text.find(words, place.sentence, reading.start) < 0:
        inside = report.doc.text.find(words, place.paragraph, reading.start) >= 0
        seen.append("words earlier" if inside else "words in another paragraph")
    return seen


def _share(share: float) -> str:
    return "of most" if share > MOST else "of many" if share > MANY else "of few"


def _who(report: _Report, reading: Reading, place: _Place) -> list[str]:
    """How the subject was found, who else is spoken of, and whether the neighbours share it."""
    asked = reading.subject_kind, reading.subject
    of_subject = report.of_subjects.get(asked)
    if of_subject is None:
        of_subject = report.of_subjects[asked] = _subject(report, reading)
    seen = [
        *of_subject,
        f"paragraph {min(bisect_right(report.paragraphs, reading.start) - 1, 3)}",
        f"kind {reading.kind}",
        _code(reading),
    ]
    if reading.start < LEAD:
        seen.append("lead")
    before, after = place.before, place.after
    if before is not None:
        same = before.subject == reading.subject
        seen.append("subject as before" if same else "subject new")
        if not same and before.start >= place.sentence:
            seen.append("subject new in its sentence")
    if after is not None:
        seen.append("subject goes on" if after.subject == reading.subject else "subject changes")
    return seen + _found(report, reading, place) + _spoken_of(reading, place)


def _subject(report: _Report, reading: Reading) -> list[str]:
    """What is the same for all readings of a subject."""
    title, size = report.doc.title, len(reading.subject)
    seen = [
        f"subject {reading.subject_kind or 'none'}",
        f"subject {_share(report.subjects[reading.subject] / len(report.readings))}",
        f"subjects {min(len(report.subjects), 4)}",
        PARKS(report.parks),
        FIGURES(len(report.readings)),
    ]
    if reading.subject == report.main:
        seen.append("main subject")
    if title:
        known = bool(reading.subject) and reading.subject[-4:] in title
        seen.append("in the title" if known else "not in the title")
    if size <= 3 or size >= 12:
        seen.append("short name" if size <= 3 else "long name")
    return seen


def _found(report: _Report, reading: Reading, place: _Place) -> list[str]:
    """By which words the subject was found, where they stand, and which rivals stand since."""
    reason = reading.because.get("subject", "none")
    close = reason.find("”:") if reason.startswith("“") else -1
    if close < 0:
        return ["by " + " ".join(re.findall(r"[a-z]+", reason)[:4])]
    words = reason[1:close]
    if words == reading.subject:
        seen = ["by its full name"]
    elif words in POINTERS:
        seen = ["by a pointer", f"pointer {words if words in OFTEN else 'rest'}"]
    else:
        seen = ["by a short name"]
    at = report.doc.text.rfind(words, max(0, reading.start - FAR), reading.start)
    if at < 0:
        return [*seen, "named far away"]
    end, last = at + len(words), place.last
    rivals = [number for number in COUNTS if last[number] >= end]
    seen += [SINCE[number] for number in rivals]
    if at >= place.clause:
        seen.append("named in clause")
        seen += [CLOSE[number] for number in rivals]
    elif at >= place.sentence:
        seen.append("named in sentence")
    else:
        seen.append("named in paragraph" if at >= place.paragraph else "named in another paragraph")
    seen.append(f"rivals {min(len(rivals), 3)}")
    if report.doc.text[end] in "（(":
        seen.append("bracket after its name")
    return seen


def _spoken_of(reading: Reading, place: _Place) -> list[str]:
    """What the sentence and the clause before the number speak of."""
    last, begin = place.last, max(place.sentence, reading.start - FAR)
    clause = place.words
    seen = [IN_SENTENCE[number] for number in COUNTS if last[number] >= begin]
    if last[-2] >= place.clause:
        seen.append("region in its clause")
    if last[-1] >= begin:
        seen.append("speech")
    if "占" in clause:
        seen.append("share of")
    if "比" in clause or "较" in clause:
        seen.append("compared")
    return seen
