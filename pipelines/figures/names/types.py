"""A naming of a subject in the text, and the subject itself under its fullest name."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.figures.names.park_names import ParkName

NOWHERE = (-1, -1)  # where a subject was heard that nothing names
GUESSED = "firm known by its letters only"  # a doubt: such a reading is never sure


@dataclass(slots=True)
class Mention:
    """One naming of a subject: name '' means that it points back (该公司, 园区)."""

    start: int
    end: int
    kind: str
    name: str
    head: str
    group: bool = False  # several things, none named
    listed: bool = False  # an example in a list that ends in 等
    weak: bool = False  # a short name that needs a better mention elsewhere
    guessed: bool = False  # a firm known by its letters and its place only
    told: bool = False  # a short name that the text itself declares
    joint: str = ""  # the names of a list that is one subject: 甲、乙两家企业
    opens: int = -1  # where the list that it stands in begins
    entity: int = -1


@dataclass(slots=True)
class Entity:
    """One subject of a report under its fullest name; weight grows with each mention."""

    kind: str
    name: str
    parts: ParkName | None = None
    weight: float = 0.0
    first: int = 10**9
    titled: bool = False
    guessed: bool = False  # a firm known by its letters and its place only
    passing: bool = False  # named only as an example, a place or a partner of somebody


@dataclass(slots=True)
class State:
    """What the reader has in mind at a place of the text.

    focus lasts to the end of the paragraph, section until a heading replaces it; aside, what
    stands after 其中 or in an industry's own clause, up to the offset `until`.
    """

    focus: int | None
    section: int | None
    opened: int = 0  # where the paragraph begins
    aside: int | None = None
    until: int = -1
    firm: int | None = None
    firm_at: int = -1  # where it was last named or pointed to
    firm_here: bool = False  # named or pointed to in this paragraph
    project: int | None = None
    former: int | None = None  # the project named last, in whatever paragraph
    park: int | None = None
    stands: int | None = None  # a park named in the paragraph only as the place of something
    region: int | None = None
    other: int | None = None  # the institute, port or other thing last named
    topic: int | None = None  # the industry that the paragraph opens with
    topic_end: int = -1  # where that was named
    work: int | None = None  # the project that a heading alone names
    named_ahead: tuple[int, int] = NOWHERE  # the name of a work told by the cost before it
    chapter: int | None = None  # the industry that a heading alone names
    person: int | None = None  # the private person named in this paragraph
    park_end: int = -1  # where the park last in focus was named
    region_end: int = -1  # where the place last in focus was named
    collective: int | None = None  # the parks of a region that were spoken of together
    recent: list[int] = field(default_factory=list)  # named parks in the order of their turns
    heard: dict[int, tuple[int, int]] = field(default_factory=dict)  # where each was last named
    grouped: bool = False  # the projects last spoken of are several
    dropped: int = -1  # end of the last place that was only compared with
    spoken: int = -1  # end of a quotation whose speaker's firm is in focus

    listed: tuple[str, list[int]] = ("", [])  # whom the sentence before told of in their order
    listed_in: int = -1  # the paragraph of that sentence

    def told_last(self, entities: list[int]) -> bool:
        """Whether the first of some is in focus and was named after all the others."""
        if not entities or entities[0] != self.focus:
            return False
        named = [self.heard.get(entity, NOWHERE)[0] for entity in entities]
        return named[0] >= 0 and named[0] >= max(named)
