"""Which zone of its own a place means by 高新区 or 经济开发区, where none that fits was named."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.cast.entities import Cast
from pipelines.figures.names.gardens import opens_clause
from pipelines.figures.names.park_names import CLASS_OF
from pipelines.figures.names.park_words import SINGLE
from pipelines.figures.names.terms import PARK
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Document

SLOGAN_NAME = later("[一二]区[两二三四五六七八九十多]园$")
NEAR = 4  # mentions before in which the zone beside it is named
# Whose parks are spoken of, no province.
CITY = later("([一-龥]{1,5}?[市州县旗])(?!级)")


def zone_of_class(doc: Document, cast: Cast, mention: Mention, here: list[int]) -> str:
    """The name of the zone that a word for its class means, '' where it is none of its own.

    `here` are the parks in mind, none of which the word fits.
    """
    if not here or mention.head not in CLASS_OF:
        return ""
    name = _of_several(doc, cast, mention, here)
    if name or mention.head not in SINGLE or mention.end - mention.start != len(mention.head):
        return name
    if not opens_clause(doc.folded, mention.start, mention.end):
        return ""
    own = _of_the_group(cast, mention, here)
    return own if own and own != mention.head else _beside(doc, cast, mention) or own


def _of_several(doc: Document, cast: Cast, mention: Mention, here: list[int]) -> str:
    """其中经济开发区, after “一区四园” of a place: its own; '' where none are spoken of."""
    part = doc.folded.endswith(("其中", "其中,"), 0, mention.start)
    if not part or not SLOGAN_NAME.search(cast.entities[here[0]].name):
        return ""
    place = "" if cast.region is None else cast.entities[cast.region].name
    return place + mention.head


def _of_the_group(cast: Cast, mention: Mention, here: list[int]) -> str:
    """高新区完成132亿元, in a text on all parks of a city: its own, '' for a class of parks."""
    if cast.collective is None or cast.collective not in here:
        return ""
    whole = cast.entities[cast.collective].name
    place = None if "、" in whole else CITY.match(whole)
    return (place[1] if place[1][0] not in "全我" else "") + mention.head if place else ""


def _beside(doc: Document, cast: Cast, mention: Mention) -> str:
    """The zone of another class beside the one named last, in a text on several.

    甲经开区完成360亿元;高新区完成280亿元: no 经开区 is a 高新区.
    """
    main = cast.main
    single = main is not None and main != cast.collective and cast.entities[main].kind == PARK
    if main is not None and single and (cast.entities[main].titled or doc.about):
        return ""
    place = bisect_left(cast.mentions, mention.start, key=lambda m: m.start)
    for one in reversed(cast.mentions[max(0, place - NEAR) : place]):
        parts = cast.entities[one.entity].parts if one.entity >= 0 else None
        if parts is None or not one.name or parts.family not in CLASS_OF.values():
            continue
        return parts.stem + mention.head if parts.family != CLASS_OF[mention.head] else ""
    return ""
