"""Words of subjects.toml, loaded once and compiled to patterns of linear time."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

PARK, ENTERPRISE, PROJECT = "park", "enterprise", "project"
SECTOR, REGION, OTHER = "sector", "region", "other"
PROVINCE = "province"  # a province's bare name: a region where the clause speaks of it
POST_WORD = (
    "创始人",
    "负责人",
    "董事长",
    "总经理",
    "副总经理",
    "副总裁",
    "总裁",
    "厂长",
    "副厂长",
    "总工程师",
)
IN_PROJECTS = "和及与向至为/."  # stops of other names that the names of projects may hold
# 市外 and 市政 are no places; in 市外贸 and 市政府 the city stands.
OUTSIDE = (
    "|外(?!贸|汇|商|企|籍|资(?!金))"
    "|政(?=道路|路|工程|管[网道廊]|设施|基础|公[用共]|配套|桥|园林|供|环卫|、)"
)
FIRM_WORD = "企业"  # names the firm in focus only before a post or a time


class VocabularyError(ValueError):
    """A list of subjects.toml contradicts itself; says where."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Compiled vocabulary; `kind_of` gives the kind of a head word."""

    kind_of: dict[str, str]
    heads: re.Pattern[str]
    boundary: re.Pattern[str]
    project_boundary: re.Pattern[str]
    leading: re.Pattern[str]
    park_stops: re.Pattern[str]  # characters that no name holds, digits with them
    project_stops: re.Pattern[str]
    keep: re.Pattern[str]
    grades: re.Pattern[str]
    generic_project: re.Pattern[str]
    classes: re.Pattern[str]
    short_sectors: frozenset[str]
    divisions: frozenset[str]  # names of industries that are heads themselves
    trade_ends: tuple[str, ...]  # of a trade that only a plain word names
    general_trades: tuple[str, ...]  # endings that make no such trade
    no_trades: frozenset[str]  # words too general for one
    words_before_trades: frozenset[str]  # what qualifies a trade and is no brand
    sure_trades: frozenset[str]  # those that only firms are called by
    brand_chars: frozenset[str]
    no_brand_ends: str
    no_brand_begins: str
    posts: re.Pattern[str]
    compared: frozenset[str]
    located: frozenset[str]
    fields: tuple[str, ...]
    regions: frozenset[str]
    parts: frozenset[str]
    placed_heads: frozenset[str]  # those that only a place before them makes a name
    park_heads: tuple[str, ...]
    bare_heads: frozenset[str]  # heads that may as well point back
    vague_heads: frozenset[str]  # those of them that a brand does not make a name
    inner_heads: re.Pattern[str]  # a named park at the beginning of a longer name
    trades: frozenset[str]
    pointers: frozenset[str]
    firm_pointers: frozenset[str]
    firm_anaphors: frozenset[str]
    whole_parks: frozenset[str]
    industries: re.Pattern[str]
    industry: re.Pattern[str]  # one of them anywhere
    trade_run: re.Pattern[str]  # as many of them as follow one another
    firm_kinds: re.Pattern[str]
    common_brands: frozenset[str]
    provinces: dict[str, str]
    sides: frozenset[str]  # of provinces: 苏北
    province_of: dict[str, str]  # of a city or county by its short name
    cities: frozenset[str]  # short names of cities and prefectures
    places: frozenset[str]  # short names with which a park's name may begin
    inner_places: frozenset[str]  # those that show where a longer stem's name begins
    province_head: re.Pattern[str]  # a province, with or without 省, that begins a name
    province_named: re.Pattern[str]  # one of them and the character after it
    province_says: re.Pattern[str]
    province_front: re.Pattern[str]
    prefectures: frozenset[str]
    short_counties: frozenset[str]
    inner_pointer: re.Pattern[str]  # a bare head before the name of a park inside it


def alternation(words: Iterable[str]) -> str:
    """One pattern for many words, common beginnings shared, so that a miss costs one step."""
    return _branch(_tree(words))


def _tree(words: Iterable[str]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return tree


def _branches(node: dict[str, Any]) -> list[str]:
    return [re.escape(char) + _branch(child) for char, child in node.items() if char]


def _branch(node: dict[str, Any]) -> str:
    ends = "" in node
    parts = _branches(node)
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and not ends else "(?:" + "|".join(parts) + ")"
    return body + "?" if ends else body


def ends_in(before: str, words: frozenset[str]) -> bool:
    """Whether five characters or fewer end in one of the words, which are no longer."""
    return (
        before[-1:] in words
        or before[-2:] in words
        or before[-3:] in words
        or before[-4:] in words
        or before[-5:] in words
    )


@cache
def terms() -> Terms:
    """The compiled vocabulary; raises VocabularyError where a word has two kinds."""
    data, places, firms = _data("subjects"), _data("places"), _data("firms")
    trades = _listed(firms["trades"])
    kinds = _kinds(data, trades)
    return Terms(
        **_of_names(data, kinds),
        **_of_firms(firms, trades),
        **_of_regions(data["region"]),
        **_of_places(places),
        **_of_boundaries(data["boundary"]),
        **_of_contexts(data["context"]),
    )


def _data(name: str) -> dict[str, Any]:
    source = resources.files("pipelines.figures") / "vocabulary" / f"{name}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _of_places(places: dict[str, Any]) -> dict[str, Any]:
    """The names of places.toml; a county's province only where one province has the name."""
    levels: dict[str, set[str]] = {"prefectures": set(), "counties": set(), "districts": set()}
    province_of: dict[str, str] = {}
    doubled: set[str] = set()
    for province, lists in places.items():
        own = [name for names in lists.values() for name in names.split()]
        if len(set(own)) < len(own):
            name = next(n for place, n in enumerate(own) if n in own[:place])
            raise VocabularyError(f"places.toml: {name!r} stands twice in {province}")
        for level, names in lists.items():
            levels[level].update(names.split())
        for name in lists.get("counties", "").split():
            if name in province_of:
                doubled.add(name)
            province_of[name] = province
    for name in doubled:
        del province_of[name]
    for province, lists in places.items():
        province_of.update(dict.fromkeys(lists.get("prefectures", "").split(), province))
    inner = levels["prefectures"] | levels["counties"]
    return {
        "province_of": province_of,
        "cities": frozenset(levels["prefectures"]),
        "inner_places": frozenset(inner),
        "places": frozenset(inner | levels["districts"] | places.keys()),
    }


def _of_names(data: dict[str, Any], kind_of: dict[str, str]) -> dict[str, Any]:
    region, park, firm, sector = (data[part] for part in ("region", "park", "enterprise", "sector"))
    heads = alternation(park["heads"])
    return {
        "kind_of": kind_of,
        "heads": re.compile(
            _heads(kind_of, region["place_ends"] + "区", region["not_after_place"])
        ),
        "grades": _made_of(park["grades"]),
        "parts": frozenset(park["parts"]),
        "placed_heads": frozenset(park["placed"]),
        "park_heads": tuple(park["heads"]),
        "bare_heads": frozenset(park["bare"] + park["vague"]),
        "vague_heads": frozenset(park["vague"]),
        "inner_heads": re.compile(f".{{2,16}}?({heads})"),
        "inner_pointer": re.compile(f"(?:{heads})"),
        "pointers": frozenset(park["pointers"]),
        "whole_parks": frozenset(park["wholes"]),
        "industry": re.compile(alternation(park["industries"])),
        "trade_run": re.compile(f"(?:{alternation(park['industries'])})+"),
        "industries": _made_of(park["industries"]),
        "generic_project": _made_of(data["project"]["generic"]),
        "short_sectors": frozenset(sector["short"]),
        "divisions": frozenset(_spelt(sector["divisions"])),
        "trade_ends": tuple(sector["ends"]),
        "general_trades": tuple(sector["general"]),
        "no_trades": frozenset(sector["alone"]),
        "classes": _made_of(sector["classes"]),
        "posts": re.compile(alternation(firm["posts"])),
        "firm_pointers": frozenset(firm["pointers"]),
        "firm_anaphors": frozenset(firm["anaphors"]) - {"公司"},
        "common_brands": frozenset(firm["common_brands"]),
        "firm_kinds": _made_of(firm["kinds"]),
    }


def _listed(parts: dict[str, str]) -> frozenset[str]:
    """All words of the lists of a part of firms.toml."""
    return frozenset(word for words in parts.values() for word in words.split())


def _of_firms(firms: dict[str, Any], trades: frozenset[str]) -> dict[str, Any]:
    common = firms["common"]
    ends, begins = common.pop("ends"), common.pop("begins")
    return {
        "trades": trades,
        "sure_trades": _listed(firms["sure"]),
        "brand_chars": frozenset("".join(firms["brands"].values())),
        "words_before_trades": _listed(common),
        "no_brand_ends": ends,
        "no_brand_begins": begins,
    }


def _of_regions(region: dict[str, Any]) -> dict[str, Any]:
    return {
        "regions": frozenset(region["anaphors"]),
        "sides": frozenset(region["sides"]),
        "provinces": {name: region["suffixes"].get(name, "省") for name in region["provinces"]},
        "province_head": re.compile(f"(?:{alternation(region['provinces'])})[省市]?"),
        "province_named": re.compile(f"({alternation(region['provinces'])})(.?)"),
        "province_says": re.compile(alternation(region["province_says"])),
        "province_front": re.compile(f"(?:{alternation(region['province_fronts'])})$"),
        "prefectures": frozenset(region["prefectures"]),
        "short_counties": frozenset(region["short_counties"]),
    }


def _of_boundaries(boundary: dict[str, Any]) -> dict[str, Any]:
    chars = boundary["chars"]
    of_projects = "".join(char for char in chars if char not in IN_PROJECTS)
    return {
        "boundary": re.compile(alternation(boundary["words"] + boundary["outside_parks"])),
        "project_boundary": re.compile(alternation(boundary["words"])),
        "leading": re.compile(f"(?:{alternation(boundary['leading'])})++"),
        "park_stops": re.compile(f"[{re.escape(chars)}\\d]", re.ASCII),
        "project_stops": re.compile(f"[{re.escape(of_projects)}]"),
        "keep": re.compile(alternation(boundary["keep"])),
    }


def _of_contexts(context: dict[str, Any]) -> dict[str, Any]:
    return {
        "compared": frozenset(context["compared"]),
        "located": frozenset(context["located"]),
        "fields": tuple(context["fields"]),
    }


def _heads(kind_of: dict[str, str], ends: str, after: str) -> str:
    """All head words; the one character that ends a place only where no other word goes on."""
    branches = _branches(_tree(word for word in kind_of if word not in ends))
    branches = [f"(?<!部){branch}" if branch[0] == "分" else branch for branch in branches]
    begun = {branch[0]: place for place, branch in enumerate(branches)}
    stop = f"(?:[{after}]|位(?![居列于次])){OUTSIDE}"  # 区位, but 某地区|位居前三
    for char in ends:
        if char in begun:  # 市 after 市财政
            branches[begun[char]] = f"{branches[begun[char]]}|{char}(?!{stop})"
        else:
            branches.append(f"{char}(?!{stop})")
    return "|".join(branches)


def _made_of(words: Iterable[str]) -> re.Pattern[str]:
    """Matches text that consists of the words alone, up to a threshold's digits."""
    return re.compile(f"(?:{alternation(words)}|[\\d.]+(?:万|亿)?元?)*+")


def _kinds(data: dict[str, Any], trades: frozenset[str] = frozenset()) -> dict[str, str]:
    kind_of: dict[str, str] = {}
    _refuse_repeats(data)
    lists: list[tuple[str, Iterable[str]]] = [
        (
            PARK,
            data["park"]["heads"]
            + data["park"]["wholes"]
            + data["park"]["parts"]
            + data["park"].get("placed", []),
        ),
        (ENTERPRISE, data["enterprise"]["heads"] + data["enterprise"]["anaphors"]),
        (PROJECT, data["project"]["heads"] + data["project"]["anaphors"]),
        (SECTOR, data["sector"]["heads"] + _spelt(data["sector"].get("divisions", []))),
        (OTHER, data["other"]["heads"]),
        (REGION, data["region"]["anaphors"]),
        (REGION, list(data["region"]["place_ends"] + "区")),
        (PROVINCE, data["region"]["provinces"] + data["region"]["sides"]),
    ]
    for kind, words in lists:
        for word in words:
            if kind_of.setdefault(word, kind) != kind:
                raise VocabularyError(f"subjects.toml: {word!r} is {kind_of[word]} and {kind}")
    for word in sorted(trades):
        kind_of.setdefault(word, ENTERPRISE)
    for word in (FIRM_WORD, *POST_WORD):
        kind_of.setdefault(word, ENTERPRISE)
    return kind_of


def _spelt(divisions: list[str]) -> list[str]:
    """The divisions of the classification as they are written too: without 、, with 及 for 和."""
    named = dict.fromkeys(divisions)
    named |= dict.fromkeys(name.replace("、", "") for name in divisions)
    named |= dict.fromkeys(name.replace("和", "及") for name in tuple(named))
    return list(named)


def _refuse_repeats(part: dict[str, Any], path: str = "") -> None:
    """Raise VocabularyError where a list holds a word twice."""
    for key, value in part.items():
        if isinstance(value, dict):
            _refuse_repeats(value, f"{path}{key}.")
        elif isinstance(value, list) and len(set(value)) < len(value):
            word = next(w for place, w in enumerate(value) if w in value[:place])
            raise VocabularyError(f"subjects.toml: {word!r} stands twice in {path}{key}")
