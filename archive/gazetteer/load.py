"""Loads places and parks into the archive, once for each version of the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from operator import itemgetter

from archive.gazetteer.aliases import forms
from archive.gazetteer.grammar import ANY_HEAD, HEAD, normal
from archive.gazetteer.tables import Tables, in_force
from archive.store import transaction

Places = dict[str, tuple[list[str], str | None]]  # code to its names and its parent's code
Name = tuple[str, str, str, str]  # a park, a form of its name, its rule, the rule that gives way

# The rule of a name that only reports bear witness to; also the reason of a link to it.
CANDIDATE = "seen in reports, not in the tables"


def load_gazetteer(db: sqlite3.Connection) -> bool:
    """Bring places, parks and their names up to the tables in force; true when it had to.

    Candidates that the archive found itself stay; ids never change.
    """
    tables = in_force(db)
    version = tables.version
    row = db.execute("select value from settings where key = 'gazetteer'").fetchone()
    if row is not None and row["value"] == version:
        return False
    with transaction(db):
        places = _load_places(db, tables)
        _load_parks(db, tables, places)
        _merge_parks(db, tables)
        _link_successors(db, tables)
        _link_parents(db)
        db.execute(
            "insert or replace into settings (key, value) values ('gazetteer', ?)", (version,)
        )
        if row is None:  # nothing was resolved with other tables yet
            mark_resolved(db)
    return True


def mark_resolved(db: sqlite3.Connection) -> None:
    """Remember that every report was resolved with the tables as they are."""
    db.execute(
        "insert or replace into settings (key, value) "
        "select 'resolved_with', value from settings where key = 'gazetteer'"
    )


def is_resolved(db: sqlite3.Connection) -> bool:
    """Whether every report was resolved with the tables as they are."""
    row = db.execute(
        "select count(distinct value) from settings where key in ('gazetteer', 'resolved_with') "
        "having count(*) = 2"
    ).fetchone()
    return row is not None and row[0] == 1


def _load_places(db: sqlite3.Connection, tables: Tables) -> Places:
    places: Places = {}
    former: list[tuple[str, str, str]] = []
    db.execute("delete from places")
    for row in tables.rows("places.csv"):
        code = row["code"] or ""
        names = [row["name"] or "", row["short_name"] or ""]
        if row["status"] != "current":
            heirs = (row["successor_codes"] or code).split(";")
            if len(heirs) == 1:  # a place that was divided has no one heir to its name
                former += [(heirs[0].split("[")[0], names[0], names[1])]
            # A code that lived on under another name stands twice; the newest name wins.
            if code in places:
                continue
        places[code] = (names, row["parent_code"])
        db.execute(
            "insert or replace into places (code, name, short_name, level, parent_code, status, "
            "valid_from, valid_to, successor_codes, latitude, longitude) "
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                code,
                row["name"],
                row["short_name"],
                row["level"],
                row["parent_code"],
                row["status"],
                row["valid_from"],
                row["valid_to"],
                row["successor_codes"] or "",
                row["latitude"],
                row["longitude"],
            ),
        )
    for heir, full, short in former:
        if heir in places and places[heir][0][0] != full:
            places[heir][0].extend(n for n in (full, short) if n not in places[heir][0])
    return places


def _load_parks(db: sqlite3.Connection, tables: Tables, places: Places) -> None:
    db.execute("delete from park_names where rule <> ?", (CANDIDATE,))
    divisions = {names[0] for names, _ in places.values()}
    found: list[Name] = []
    for row in tables.rows("parks.csv"):
        place = row["county_code"] or row["prefecture_code"] or row["province_code"]
        values = (
            row["name"],
            row["kind"],
            row["level"],
            place,
            row["province_code"],
            row["directory_code"] or row["gbt37028_code"],
            row["approved_on"],
            row["area_ha"],
            row["industries"] or "",
            row["latitude"],
            row["longitude"],
        )
        db.execute(
            "insert into parks (id, name, kind, level, place_code, province_code, "
            "official_code, approved_on, area_ha, industries, latitude, longitude, status) "
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'official') on conflict (id) do update "
            "set name = excluded.name, kind = excluded.kind, level = excluded.level, "
            "place_code = excluded.place_code, province_code = excluded.province_code, "
            "official_code = excluded.official_code, approved_on = excluded.approved_on, "
            "area_ha = excluded.area_ha, industries = excluded.industries, "
            "latitude = excluded.latitude, longitude = excluded.longitude, status = 'official', "
            "parent_id = null, successor_id = null, valid_from = null, valid_to = null",
            (row["id"], *values),
        )
        names = [row["name"] or ""] + ([row["alt_name"]] if row["alt_name"] else [])
        found += _forms(row["id"] or "", names, leading_places(place, places), divisions)
    _add_names(db, found)
    _keep_unlisted(db, tables, places, divisions)


def _forms(
    identity: str, names: list[str], leads: list[list[str]], divisions: set[str]
) -> Iterator[Name]:
    for name in names:
        for form, rule in forms(name, leads):
            if form not in divisions:  # 浦东新区 is a district before it is a new area
                yield identity, form, rule, CANDIDATE


def _add_names(db: sqlite3.Connection, names: Iterable[Name]) -> None:
    """Thirty thousand of them: in one go, and in the order of the key."""
    db.executemany(
        "insert into park_names (park_id, name, rule) values (?, ?, ?) "
        "on conflict (park_id, name) do update set rule = excluded.rule "
        "where park_names.rule = ?",
        sorted(names, key=itemgetter(0, 1)),
    )


def _keep_unlisted(
    db: sqlite3.Connection, tables: Tables, places: Places, divisions: set[str]
) -> None:
    """Parks that were listed once and are no more stay as candidates, under their id and names."""
    listed = {row["id"] for row in tables.rows("parks.csv")}
    rows = db.execute("select * from parks where id not like 'candidate-%' order by id").fetchall()
    for row in rows:
        if row["id"] in listed:
            continue
        db.execute(
            "update parks set status = 'candidate', parent_id = null, successor_id = null "
            "where id = ?",
            (row["id"],),
        )
        leads = leading_places(row["place_code"], places)
        _add_names(db, _forms(row["id"], [row["name"]], leads, divisions))
        # Reports may have named it before any table did: then that candidate goes on.
        twin = db.execute(
            "select p.id from park_names n join parks p on p.id = n.park_id where n.name = ? "
            "and p.id like 'candidate-%' and p.province_code is ? order by 1",
            (normal(row["name"]), row["province_code"]),
        ).fetchone()
        if twin is not None:
            _merge(db, row["id"], twin["id"])


def leading_places(code: str | None, places: Places) -> list[list[str]]:
    """Names of a place and of those above it, the largest first: full, short, former ones."""
    chain: list[list[str]] = []
    while code and code in places:
        names, code = places[code]
        chain.append(names)
    return chain[::-1]


def _merge(db: sqlite3.Connection, merged: str, into: str) -> None:
    """One park for two ids: the merged id stays and leads on; its figures, names, what people
    decided of it and, where the other has none, its code in the directory move."""
    if into == merged or not db.execute("select 1 from parks where id = ?", (into,)).fetchone():
        return
    db.execute("update parks set successor_id = ? where id = ?", (into, merged))
    db.execute(
        "update parks set official_code = coalesce(official_code, "
        "(select official_code from parks where id = ?1)) where id = ?2",
        (merged, into),
    )
    for column in ("park_id", "context_park_id"):
        db.execute(f"update figures set {column} = ? where {column} = ?", (into, merged))  # noqa: S608 names are ours
        db.execute(
            "update decisions set value = ? where field = ? and value = ?", (into, column, merged)
        )
    db.execute(
        "insert or ignore into park_names (park_id, name, rule) "
        "select ?, name, rule from park_names where park_id = ?",
        (into, merged),
    )
    db.execute("delete from park_names where park_id = ?", (merged,))


def merged_ids(tables: Tables) -> dict[str, str]:
    """Ids that reviewers' lines in park_merges.csv lead to another id."""
    rows = tables.rows("park_merges.csv")
    return {row["merged_id"] or "": row["into_id"] or "" for row in rows}


def _merge_parks(db: sqlite3.Connection, tables: Tables) -> None:
    """Parks that stand twice: by a reviewer's line, or listed under one name in one province.

    Of those the national one goes on, which grew out of the other: the directory of 2018 has codes
    for the provincial ones only.
    """
    for merged, into in merged_ids(tables).items():
        _merge(db, merged, into)
    twins = db.execute(
        "select name, province_code, group_concat(id, ' ') as ids from (select * from parks "
        "where status = 'official' and successor_id is null "
        "order by level <> 'national', official_code is null, id) "
        "group by name, province_code having count(*) > 1 order by 1"
    ).fetchall()
    for row in twins:
        first, *others = row["ids"].split()
        for other in others:
            _merge(db, other, first)


def _link_successors(db: sqlite3.Connection, tables: Tables) -> None:
    """A park that became another keeps its id, its names and its series; it points on."""
    for row in tables.rows("park_successions.csv"):
        db.execute(
            "update parks set successor_id = ?, valid_to = ? where id = ?",
            (row["successor_id"], row["since"], row["predecessor_id"]),
        )
        db.execute(
            "update parks set valid_from = ? where id = ? and valid_from is null",
            (row["since"], row["successor_id"]),
        )


def _link_parents(db: sqlite3.Connection) -> None:
    """A park whose name begins with another park's (兰州新区化工园区) lies in that one."""
    rows = db.execute(
        "select id, name, province_code from parks where status = 'official' order by id"
    ).fetchall()
    for row in rows:
        name = normal(row["name"])
        outer = [name[: h.end()] for h in ANY_HEAD.finditer(name) if HEAD.search(name[h.end() :])]
        for prefix in reversed(outer):
            found = db.execute(
                "select distinct p.id from park_names n join parks p on p.id = n.park_id "
                "where n.name = ? and p.province_code = ? and p.id <> ? and p.status = 'official' "
                "and p.successor_id is null and n.rule not like '%(weak)'",
                (prefix, row["province_code"], row["id"]),
            ).fetchall()
            if len(found) == 1:
                db.execute(
                    "update parks set parent_id = ? where id = ?", (found[0]["id"], row["id"])
                )
                break
