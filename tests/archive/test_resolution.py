"""Which park a mention names: at least 95 % right and at most 1 % wrong over written mentions."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.gazetteer import Gazetteer
from archive.gazetteer.load import load_gazetteer
from archive.store import open_archive
from tests.conftest import ROOT

CASES = tomllib.loads((Path(__file__).parent / "mentions.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    archive = open_archive(tmp_path_factory.mktemp("gazetteer"))
    yield Gazetteer(archive.db)
    archive.close()


def verdicts(gazetteer: Gazetteer) -> Iterator[tuple[str, list[str], str]]:
    """Each case with `right`, `unresolved` or `wrong`, and what was answered."""
    for group in CASES.values():
        for mention, text, province, park in group:
            found = gazetteer.park(mention, text=text, province=province or None, day="2025-03-01")
            answer = found.name if found.park_id else ""
            if (found.park_id or "").startswith("candidate-"):
                answer = "candidate"
            if answer == park or (park == "open" and not answer):
                verdict = "right"
            else:
                verdict = "wrong" if answer else "unresolved"
            yield verdict, [mention, text, park], f"{answer or 'none'} ({found.reason})"


def test_enough_mentions_from_everywhere() -> None:
    cases = [case for group in CASES.values() for case in group]
    assert len(cases) >= 150
    assert len({case[2] for case in cases if case[2]}) == 31
    names = set()
    with (ROOT / "archive" / "data" / "parks.csv").open(encoding="utf-8") as file:
        names = {row["name"] for row in csv.DictReader(file)}
    told = {case[3] for case in cases} - {"", "open", "candidate"}
    assert told <= names, told - names


def test_95_in_100_are_right_and_1_in_100_is_wrong(gazetteer: Gazetteer) -> None:
    found = list(verdicts(gazetteer))
    faults = [(verdict, case, answer) for verdict, case, answer in found if verdict != "right"]
    print(f"{len(found) - len(faults)} of {len(found)} right")
    for fault in faults:
        print(*fault)
    wrong = sum(verdict == "wrong" for verdict, _, _ in faults)
    assert len(found) - len(faults) >= 0.95 * len(found)
    assert wrong <= 0.01 * len(found)


def test_one_candidate_by_two_ways_of_writing_its_place(gazetteer: Gazetteer) -> None:
    ids = {
        gazetteer.park(name, text=f"{name}开工。", province="620000", day="2025-01-01").park_id
        for name in (
            "通渭县马营农产品产业园",
            "通渭马营农产品产业园",
            "定西市通渭县马营农产品产业园",
        )
    }
    assert len(ids) == 1 and (ids.pop() or "").startswith("candidate-")


def test_a_park_with_its_other_name_in_brackets_is_that_park(gazetteer: Gazetteer) -> None:
    def named(mention: str) -> str | None:
        text = f"{mention}完成产值9亿元"
        return gazetteer.park(mention, text=text, province="440000", day="2024-07-22").park_id

    assert named("梅州高新区（广梅产业园）") == named("梅州高新区") is not None
    part = named("梅州高新区（江北片区）")  # a part is no other name
    assert part != named("梅州高新区")


def test_a_park_listed_twice_is_one_and_the_other_id_leads_on(gazetteer: Gazetteer) -> None:
    found = gazetteer.park(
        "克拉玛依高新区", text="克拉玛依高新区招商。", province="650000", day="2025-01-01"
    )
    rows = gazetteer.db.execute(
        "select id, successor_id from parks where name = '克拉玛依高新技术产业开发区' order by id"
    ).fetchall()
    assert len(rows) == 2
    assert {row["successor_id"] for row in rows} == {None, found.park_id}


def test_no_park_goes_on_as_one_of_a_lower_level(gazetteer: Gazetteer) -> None:
    rows = gazetteer.db.execute(
        "select p.id, p.level, s.level as later, s.official_code from parks p "
        "join parks s on s.id = p.successor_id where 'national' in (p.level, s.level)"
    ).fetchall()
    assert len(rows) > 15
    assert [row["id"] for row in rows if row["later"] != "national"] == []
    found = gazetteer.park(
        "信阳高新区", text="信阳高新区招商。", province="410000", day="2025-01-01"
    )
    assert (found.park_id, found.official_code) == ("xinyang-gaoxinqu-henan", "41202008")


def test_an_archive_in_which_the_older_park_went_on_is_turned_round(tmp_path: Path) -> None:
    old, new = "xinyang-gaoxinqu-henan-2", "xinyang-gaoxinqu-henan"
    archive = open_archive(tmp_path / "home")
    db = archive.db
    load_gazetteer(db)
    db.execute("update parks set successor_id = ? where id = ?", (old, new))
    db.execute("update parks set successor_id = null where id = ?", (old,))
    db.execute("update settings set value = 'before' where key = 'gazetteer'")
    db.execute(
        "insert into decisions (at, who, action, figure_id, field, value) "
        "values ('2026-01-01', 'x', 'correct', 'a-1', 'park_id', ?)",
        (old,),
    )
    load_gazetteer(db)
    rows = db.execute("select id, successor_id from parks where id in (?, ?)", (old, new))
    assert dict(rows.fetchall()) == {old: new, new: None}
    assert db.execute("select value from decisions").fetchone()[0] == new
    archive.close()


def test_an_upgraded_zone_is_meant_by_the_short_name_both_bear(gazetteer: Gazetteer) -> None:
    def name(mention: str) -> str:
        text = f"{mention}新增企业。"
        return gazetteer.park(mention, text=text, province="360000", day="2025-01-01").name

    assert name("贵溪经开区") == name("贵溪经济技术开发区") == "贵溪经济技术开发区"
    assert name("江西贵溪经济开发区") == "江西贵溪经济开发区"


def test_no_official_park_is_taken_for_another_by_its_own_name(gazetteer: Gazetteer) -> None:
    wrong = []
    for row in gazetteer.db.execute("select * from parks where status = 'official'").fetchall():
        name = row["name"]
        found = gazetteer.park(name, text=name, province=row["province_code"], day="2025-01-01")
        if found.park_id not in (row["id"], row["successor_id"], None):
            wrong.append((name, found.name))
    assert not [pair for pair in wrong if pair[0] != pair[1]], wrong


def test_a_park_within_a_park_knows_its_parent(gazetteer: Gazetteer) -> None:
    rows = gazetteer.db.execute(
        "select p.name, q.name as parent from parks p join parks q on q.id = p.parent_id "
        "where p.status = 'official'"
    ).fetchall()
    parents = {row["name"]: row["parent"] for row in rows}
    assert parents["兰州新区综合保税区"] == "兰州新区"
    assert parents["新乡经济开发区化工园区"] == "河南新乡经济开发区"
    assert "苏州工业园区" not in parents and "兰州新区" not in parents
