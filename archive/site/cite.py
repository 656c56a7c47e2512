"""How to cite a figure: GB/T 7714, a sentence for a newspaper, BibTeX. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.site.figures import Card
from archive.site.formats import day


@dataclass(frozen=True, slots=True)
class Citation:
    """Ready texts, each to be copied whole."""

    sentence: str
    standard: str
    bibtex: str


def cite(card: Card, address: str, as_of: str, release: str) -> Citation:
    """Citations of one figure; address is its page, as_of the day of the archive's data.

    release is the publication in which the figure was seen: with it a number that was cited can
    be looked up as it stood.

    The standard form follows GB/T 7714-2015 for an electronic document: title[EB/OL].
    (date of publication)[date of access]. address.
    """
    row = card.row
    paper, title = row["paper"], row["title"]
    published = (row["published_at"] or "")[:10]
    plan = "（计划数）" if card.planned else ""
    edition = f"版本 {release}，数据截至{day(as_of, 'zh')}"
    when = card.when or "时期不详"
    worded = card.worded
    said = worded.whole
    joint = "为" if not worded.lead and worded.number.startswith(row["quote"]) else ""
    sentence = (
        f"据{paper}{card.published_day}报道，{card.about}{card.named}"
        f"（{when}）{joint}{said}{plan}。数据经园区数字档案检索（{edition}）：{address}"
    )
    if card.lang == "en":
        plan = " (planned)" if card.planned else ""
        edition = f"release {release}, data as of {day(as_of, 'en')}"
        sentence = (
            f"{paper} reported on {card.published_day}: {card.about}, {card.named}"
            f" ({card.when or 'period unknown'}): {said}{plan}. "
            f"Found in the park archive ({edition}): {address}"
        )
    standard = (
        f"{paper}. {title}[EB/OL]. ({published})[{as_of[:10]}]. {row['url']}; "
        f"园区数字档案, 版本 {release}: {address}."
    )
    note = f"{card.about} {card.named} {card.when}: {said}{plan}; {address}"
    key = re.sub(r"[^A-Za-z0-9]", "", row["id"])
    bibtex = "\n".join(
        [
            f"@online{{parks{key},",
            f"  title = {{{_braces(title)}}},",
            f"  organization = {{{_braces(paper)}}},",
            f"  date = {{{published}}},",
            f"  url = {{{_braces(row['url'])}}},",
            f"  urldate = {{{as_of[:10]}}},",
            f"  version = {{{_braces(release)}}},",
            f"  note = {{{_braces(note)}}}",
            "}",
        ]
    )
    return Citation(sentence, standard, bibtex)


def _braces(text: str | None) -> str:
    """Text that cannot end a BibTeX field early."""
    return re.sub(r"[{}\\\n]", " ", text or "")
