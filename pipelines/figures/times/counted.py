"""Sets told by when their deeds were or will be done, and counted: 去年开工的项目有8个."""

from __future__ import annotations

from pipelines.figures.patterns import later

# After a time: what is done then, by what or whom, and how many of them.
COUNTED = later(
    "[^,。;:、0-9的]{0,24}的[^,。;:、0-9的]{0,12}(?:项目|工程|企业|公司|商户|客商|人才)"
    "(?:,[^,。;:、0-9]{2,12}?)?(?:已|已经|一共|总共|合计|累计|加起来|还|就|只|仅|多)*"
    "(?:是|有|为|共|达|达到|超过?|突破|约|近)[0-9]+余?[个家户项宗名](?!月)"
)


def counted(after: str) -> bool:
    """Whether a time is that of deeds that are counted, and dates no single thing."""
    return COUNTED.match(after) is not None
