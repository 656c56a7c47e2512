"""Which 次 tell how often something is done, not how many of them were held."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.quantities.candidates import Token

FREQUENCY = later(
    r"(?:每[年月周天日季旬]|每个?(?:季度|星期|工作日|半年)|一[年月周天](?!里|来)|每隔)[^,。;、\n\d]{0,6}$"
)
# 一季度开展精准招商3次, 联席会议各开了2次
HELD = later(
    r"(?:召开|举办|举行|开展|组织|承办|外出)了?(?![^,。;\d]{0,8}(?:第|首))[^,。;、\d]{2,10}?(?:共|累计|近|约)?$"
    r"|(?:会|活动|招商|培训)[^,。;\d]{0,6}[开办]了$"
)
# 开展3次政策解读培训会
HELD_THEM = later(r"(?:召开|举办|举行|开展|组织|承办|外出)了?(?:各类)?$")
EVENTS = later(r"[^,。;、\d]{2,14}?(?:会|活动|培训|推介|宣讲|招商|对接|考察|路演)(?=[,。;、])")
TIMES = ("次", "场次")  # units that may tell a frequency


def often(folded: str, token: Token, before: str) -> str:
    """每月3次 is a frequency; a bare 一次 or 两次 tells no extent."""
    assert token.unit is not None and token.number is not None
    if token.number.value < 100 and FREQUENCY.search(before):
        return "a frequency"
    few = token.unit.word == "次" and token.number.value <= 3
    held = token.number.value > 1 and (
        HELD.search(before) is not None
        or (HELD_THEM.search(before) and EVENTS.match(folded, token.end))
    )
    return "a frequency" if few and not held else ""
