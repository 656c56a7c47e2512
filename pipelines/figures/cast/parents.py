"""Tells a group from a firm that belongs to it, though the firm's name holds the group's brand."""

from __future__ import annotations

from itertools import pairwise

from pipelines.figures.names.terms import ENTERPRISE
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# 甲集团|所属的|湖北甲车身公司: two, each with figures of its own.
BELONGS = later(
    "(?:所属|下属|旗下|控股|直属|投资|全资)的?(?:全资|控股)?(?:子公司|企业|公司)?(?:——)?"
)


def parents(text: str, found: list[Mention]) -> frozenset[tuple[str, str]]:
    """The names of groups and of firms that a text tells to be theirs, either way round."""
    firms = [one for one in found if one.kind == ENTERPRISE and one.name]
    out = set()
    for group, firm in pairwise(firms):
        if BELONGS.fullmatch(text, group.end, firm.start) and group.name != firm.name:
            out |= {(group.name, firm.name), (firm.name, group.name)}
    return frozenset(out)
