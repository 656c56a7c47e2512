"""The trade that a park of farms is made for: what is told of it is told of the park."""

from __future__ import annotations

from pipelines.figures.patterns import later

OF_FARMS = later(
    ".*(?:农业|林业|渔业|牧业|农牧|农产品|农村产业)[一-龥]{0,6}(?:园|园区|示范区|先行区)"
)
LEADING = later(
    "以([一-龥]{1,5}?)(?:产业)?(?:为|作为)(?:主导|主要|核心|首位)(?:产业)?(?![一-龥])|"
    "(?<![一-龥])([一-龥]{1,4}?)产业(?:是|作为|为)[^,。;:]{0,12}主导产业|"
    "主导产业(?:为|是|——|,)([一-龥]{1,4}?)(?:产业)?(?=[,。;])|"
    "作为[^,。;:]{0,12}主导产业,([一-龥]{1,4}?)产业"
)


def leading_trade(text: str, park: str) -> str:
    """苹果, of a park of farms whose text calls it the one trade that leads; '' elsewhere."""
    if OF_FARMS.fullmatch(park) is None:
        return ""
    told = {next(word for word in hit.groups() if word) for hit in LEADING.finditer(text)}
    return told.pop() if len(told) == 1 else ""
