"""Namings of a park that the text names otherwise: a new name, 集群 or 基地 alone, 某县园区."""

from __future__ import annotations

from pipelines.figures.names.judging import MOST
from pipelines.figures.names.terms import PARK, REGION, SECTOR
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

CLUSTER, BASE = "集群", "基地"
# 基地 as whom its clause is about: at its head, after a time, after 该.
BARE_BASE = later(
    "(?:(?<=[,。;:“\\n该月年底来期度前间])|^)基地(?=[^,。;:、\\d]{0,12}[,。;:、]|(?!建)[^,。;:、的]{0,10}\\d)"
)
ONE_SENTENCE = 40  # letters in which a sentence tells of a park and its new name
RENAMED = later('(?:更名|改名|改称|更改名称|升级更名|定名)(?:为|成|作)?[“"]?$')


BEFORE_NOW = later("前身|(?<=[,(])原(?:为|是|叫|称)?(?=[一-龥]{4})")
FORMER = later(
    '(?:前身|(?<=[,(])原|原名|原称|曾用名|曾名|(?:原来|以前|过去|当时|最初|先前|曾)(?:名叫|叫|称|名为))(?:是|为|系|即|叫|称|就是)?(?:[^,。;:、“”]{0,20}?(?:的|称|叫|为))?[“"]?$|'
    "(?:由|从)(?:原|原来的|最初的|当年的)$"
)


def renamed(text: str, named: list[Mention]) -> None:
    """One park under its new name: 某某五金产业园…更名为“某某智能装备产业园”."""
    parks = [m for m in named if m.kind == PARK and m.name]
    for place, new in enumerate(parks[:MOST]):
        if not text.startswith(new.name, new.start):
            continue  # of the title
        if not RENAMED.search(text, max(0, new.start - 10), new.start):
            continue
        old = next((m for m in reversed(parks[:place]) if m.end <= new.start), None)
        if old is None or old.name == new.name:
            return
        said = new.start - old.end < ONE_SENTENCE and "。" not in text[old.end : new.start]
        if not said and old.name[:2] != new.name[:2]:
            return  # only what shares its place is one park
        name = old.name
        for mention in parks:
            if mention.name == name:
                mention.name, mention.head = new.name, new.head
        return


def former(text: str, named: list[Mention], titled: list[Mention]) -> None:
    """One park and what it was before: 甲工业园区的前身乙工业园区, 高新区前身是丙工业小区."""
    parks = [m for m in named if m.kind == PARK and m.name]
    for place, old in enumerate(parks[:MOST]):
        front = BEFORE_NOW.match(text, old.start, old.end)
        if front and old.name.startswith(front[0]):  # (原某某化工园)
            old.name, old.start = old.name[len(front[0]) :], front.end()
        elif not FORMER.search(text, max(0, old.start - 30), old.start):
            continue
        known = [m for m in parks[:place] if m.name != old.name][-1:]
        own = [m for m in titled if m.kind == PARK and m.name and m.name != old.name][:1]
        now = known or own or [m for m in parks[place + 1 :] if m.name != old.name][:1]
        name = old.name
        for mention in parks if now else ():
            if mention.name == name:
                mention.name, mention.head = now[0].name, now[0].head


def clusters(found: list[Mention]) -> None:
    """集群 alone in a text about 某某数据中心集群 points back to it."""
    if any(m.kind == PARK and m.name.endswith(CLUSTER) for m in found):
        for mention in found:
            if mention.head == CLUSTER and mention.kind == SECTOR and not mention.name:
                mention.kind, mention.group = PARK, False


def bases(text: str, found: list[Mention]) -> list[Mention]:
    """基地 alone, where the text names a park that is one: 某某陶瓷产业基地."""
    if not any(m.kind == PARK and m.name.endswith(BASE) for m in found):
        return []
    return [Mention(hit.start(), hit.end(), PARK, "", BASE) for hit in BARE_BASE.finditer(text)]


def unname(named: list[Mention]) -> None:
    """Take the name from what is called 某 where another park or place has one: 某县工业园."""
    told = [m for m in named if m.name and m.kind in (PARK, REGION)]
    if any("某" not in m.name for m in told):
        for mention in told:
            if "某" in mention.name:
                mention.name = ""
