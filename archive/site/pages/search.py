"""Search over parks, indicators, reports and figures at once; finds what a substring would."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from archive.search import contains, facet, match_expression, parts
from archive.site import figures, provinces
from archive.site.splitting import Taken, taken_apart
from archive.site.web import Answer, Ask, archive_facts, one, rows

PARKS, REPORTS, FIGURES = 10, 10, 20
SUGGESTED = 40  # parks, and indicators, that the search box offers
LONGEST_PART, MOST_TRIED, NEARBY = 12, 40, 4  # of a query that found nothing
DEEPEST = 500  # pages; further ones are better asked with a filter

FIND_PARKS = """
select p.id, p.name, p.level, p.status, p.place_code, t.figures, t.reports,
  (select group_concat(n.name, '、') from park_names n where n.park_id = p.id) as names
from parks_fts join parks p on p.rowid = parks_fts.rowid
  join park_totals t on t.park_id = p.id
where parks_fts match ?1 {province}
order by p.status = 'several', t.figures desc, length(p.name), p.id limit ?2
"""
FIND_REPORTS = """
select a.id, a.title, a.published_at, a.published_precision,
  coalesce(nullif(a.origin, ''), s.name) as paper
from articles_fts join articles a on a.rowid = articles_fts.rowid
  join sources s on s.id = a.source_id
where articles_fts match ?
order by articles_fts.rowid desc limit ? offset ?
"""
ANY = """
select 1 from figures_fts where figures_fts match ?1
union all select 1 from articles_fts where articles_fts match ?1 limit 1
"""
PROVINCE = "and t.province_code = '{}'"  # one of the tiles' codes
INDICATORS = "select id, name_zh, name_en, category from indicators order by rowid"
PAPERS = "select name from papers order by reports desc, name limit ?"
ALIKE = """
select name from papers where instr(name, ?1) > 0 and name <> ?1
order by reports desc, name limit 12
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search, as the reader gave it; empty = everything."""

    province: str = ""
    year: str = ""
    indicator: str = ""
    source: str = ""
    paper: str = ""

    @property
    def any(self) -> bool:
        """Whether anything narrows the search."""
        return any((self.province, self.year, self.indicator, self.source, self.paper))

    def matching(self, query: str, *, shown: bool = False) -> str:
        """The expression that finds the figures, or the reports, with these words that pass the
        filters; shown leaves out figures that are held. Nothing asked finds nothing."""
        if not (parts(query) or self.any):
            return match_expression("")
        return match_expression(query, self.facets(shown=shown))

    def facets(self, *, shown: bool = False) -> list[str]:
        """The words of the index that what passes them has."""
        values = {
            "province": self.province[:2], "year": self.year, "indicator": self.indicator,
            "source": self.source, "paper": self.paper, "shown": "1" if shown else "",
        }  # fmt: skip
        return [facet(n, v) for n, v in values.items() if v]

    @property
    def names_parks(self) -> bool:
        """Whether parks and not only what is told of them may pass."""
        return not self.any or self == Filters(province=self.province)


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as it is searched: as typed, or taken apart where that finds nothing."""

    typed: str
    filters: Filters
    taken: Taken | None = None
    offered: str = ""  # another way to type it, where what was typed finds something

    def matching(self, *, shown: bool = False) -> str:
        """The expression that finds its figures and reports."""
        if self.taken is None:
            return self.filters.matching(self.typed, shown=shown)
        return self.taken.matching(self.filters.facets(shown=shown))

    @property
    def naming(self) -> str:
        """The expression that finds its parks."""
        return match_expression(self.typed) if self.taken is None else self.taken.naming

    def names(self, indicator: sqlite3.Row) -> bool:
        """Whether it names an indicator."""
        if self.taken is not None:
            return indicator["id"] in self.taken.indicators
        text = f"{indicator['name_zh']} {indicator['name_en']} {indicator['id']}"
        return contains(text, self.typed)

    @property
    def words(self) -> str:
        """The words that are marked where they were found."""
        return self.typed if self.taken is None else self.taken.text


def filters_of(db: sqlite3.Connection, ask: Ask) -> Filters:
    """The filters in a request; what is no province, year, indicator or site counts as none."""
    year = ask.get("year")
    fine = {
        "province": ask.get("province") in provinces.TILES,
        "year": len(year) == 4 and year.isascii() and year.isdigit(),
        "indicator": one(db, "select 1 from indicators where id = ?", ask.get("indicator")),
        "source": one(db, "select 1 from sources where id = ?", ask.get("source")),
    }
    for name, good in fine.items():
        if ask.get(name) and not good:
            ask.leave_out(name, ask.get(name))
    kept = {name: ask.get(name) for name, good in fine.items() if good}
    return Filters(**kept, paper=ask.get("paper"))


def understood(db: sqlite3.Connection, ask: Ask) -> Understood:
    """What a request searches for. A page, its files and its feed all ask for the same."""
    typed = Understood(ask.get("q"), filters_of(db, ask))
    taken = taken_apart(db, typed.typed)
    if taken is None:
        return typed
    if not _finds(db, typed):
        apart = replace(typed, taken=taken)
        return apart if _finds(db, apart) else typed
    blanks = taken.known and len(taken.pieces) > len(parts(typed.typed))
    return replace(typed, offered=taken.text) if blanks else typed


def _finds(db: sqlite3.Connection, asked: Understood) -> bool:
    """Whether anything is found, on whatever page of the results."""
    match, filters = asked.matching(), asked.filters
    if one(db, ANY, match):
        return True
    if not filters.names_parks:
        return False
    province = PROVINCE.format(filters.province) if filters.province else ""
    if rows(db, FIND_PARKS.format(province=province), asked.naming, 1):
        return True
    return not filters.any and any(asked.names(row) for row in rows(db, INDICATORS))


def search(db: sqlite3.Connection, ask: Ask) -> Answer:
    """The page of results, or the empty form."""
    query = ask.get("q")
    searched = understood(db, ask)
    filters = searched.filters
    asked = bool(parts(query))
    page = ask.number("page", 1, DEEPEST)
    indicators = rows(db, INDICATORS)
    context: dict[str, object] = {
        "q": query,
        "words": searched.words,
        "taken": searched.taken,
        "offered": searched.offered,
        "asked": asked or filters.any,
        "filters": filters,
        "page": page,
        "ask_query": ask.link(page=None).partition("?")[2],
        "all_indicators": indicators,
        "all_sources": rows(db, "select id, name from sources order by province_code, id"),
        "all_provinces": [
            (c, t[0] if ask.lang == "zh" else t[1]) for c, t in provinces.TILES.items()
        ],
        "all_papers": rows(db, PAPERS, SUGGESTED),
        "alike": alike(db, filters.paper),
        "no_paper": bool(filters.paper) and not known_paper(db, filters.paper),
        "suggested": suggestions(db, ask),
        "nearby": [],
        "held": int(archive_facts(db).get("figures") or 0),
        "parks": [],
        "indicators": [],
        "reports": [],
        "figures": [],
    }
    if asked:
        context |= _found(db, ask, searched, page, indicators)
        if not (context["parks"] or context["figures"] or context["reports"]):
            context["nearby"] = nearby(db, query)
    elif filters.any:
        context |= _listed(db, ask, filters, page)
    title = ask.say("搜索", "Search") + (f"：{query}" if query else "")
    return Answer("parks/search.html", title, context, index=False)


def suggestions(db: sqlite3.Connection, ask: Ask) -> list[str]:
    """Names that the search box offers: the parks and indicators with most figures."""
    parks = rows(
        db,
        "select p.name from park_totals t join parks p on p.id = t.park_id "
        "where t.figures > 0 and p.status <> 'several' order by t.figures desc, p.id limit ?",
        SUGGESTED,
    )
    name = "name_zh" if ask.lang == "zh" else "name_en"
    named = rows(
        db,
        f"select {name} from indicators where comparable = 'parks' "  # noqa: S608 one of two columns
        "order by rowid limit ?",
        SUGGESTED,
    )
    return list(dict.fromkeys([row[0] for row in parks] + [row[0] for row in named]))


def nearby(db: sqlite3.Connection, query: str) -> list[str]:
    """Parts of a query that found nothing which do find something, the longest first."""
    word = max(parts(query), key=len, default="")[:LONGEST_PART]
    tried = 0
    found: list[str] = []
    for length in range(len(word) - 1, 1, -1):
        for start in range(len(word) - length + 1):
            piece = word[start : start + length]
            tried += 1
            if tried > MOST_TRIED or len(found) == NEARBY:
                return found
            if piece.strip() == piece and not any(piece in longer for longer in found):
                hit = one(db, ANY, match_expression(piece))
                found += [piece] if hit else []
    return found


def _found(
    db: sqlite3.Connection,
    ask: Ask,
    asked: Understood,
    page: int,
    indicators: list[sqlite3.Row],
) -> dict[str, object]:
    filters = asked.filters
    only_text = page == 1 and filters.names_parks
    province = PROVINCE.format(filters.province) if filters.province else ""
    matching = asked.matching()
    found = _figures(db, matching, page)
    reports = rows(db, FIND_REPORTS, matching, REPORTS + 1, (page - 1) * REPORTS)
    named = [row for row in indicators if asked.names(row)]
    return {
        "parks": rows(db, FIND_PARKS.format(province=province), asked.naming, PARKS)
        if only_text
        else [],
        "indicators": named[:PARKS] if page == 1 and not filters.any else [],
        "reports": reports[:REPORTS],
        "figures": figures.cards(ask, found[:FIGURES]),
        "more": len(found) > FIGURES or len(reports) > REPORTS,
    }


def _listed(db: sqlite3.Connection, ask: Ask, filters: Filters, page: int) -> dict[str, object]:
    """No words, only filters: the newest figures that pass them."""
    found = _figures(db, filters.matching("", shown=True), page)
    return {
        "figures": figures.cards(ask, found[:FIGURES]),
        "more": len(found) > FIGURES,
    }


def _figures(db: sqlite3.Connection, match: str, page: int) -> list[sqlite3.Row]:
    """The figures of a page, the newest first, and one more where there is a further page."""
    return figures.select(
        db,
        "where figures_fts match ? order by figures_fts.rowid desc limit ? offset ?",
        match,
        FIGURES + 1,
        (page - 1) * FIGURES,
        start="figures_fts join figures f on f.rowid = figures_fts.rowid",
    )


def known_paper(db: sqlite3.Connection, paper: str) -> bool:
    """Whether a paper is called just that."""
    return one(db, "select 1 from papers where name = ?", paper) is not None


def alike(db: sqlite3.Connection, paper: str) -> list[str]:
    """Papers whose names hold what was typed, where no paper is called just that."""
    if not paper or known_paper(db, paper):
        return []
    return [row["name"] for row in rows(db, ALIKE, paper)]
