"""Conflicts: disjoint intervals over equal keys, each with a grade and words; nothing more."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from archive.conflicts import interval
from archive.publish import publish
from tests.archive.test_holding import opened
from tests.commands import parks
from tests.site import reports
from tests.site.reports import Report, Said

YEAR = ("2025-01-01", "2025-12-31", "year", "2025")


def told(
    identity: str,
    words: str,
    said: list[Said],
    published: str = "2026-01-18",
    origin: str = "龙山日报",
) -> Report:
    body = f"岁末，这里传来消息。\n{words}。\n" + f"{identity[0]}车间里依旧忙碌，" * 20
    return Report(identity, f"报道{identity[0]}", body, said, published=published, origin=origin)


def output(quote: str, value: float, **other: Any) -> Said:
    extra = {"precision": other.pop("precision", None)} | other.pop("extra", {})
    return Said("工业总产值", quote, "gross_industrial_output", value, extra=extra, **other)


def conflicts(home: Path) -> list[dict[str, Any]]:
    publish(home)
    return [dict(row) for row in opened(home).execute("select * from conflicts order by 1, 2")]


@pytest.mark.parametrize(
    ("a", "b", "meet"),
    [
        ((16.7, None, 0.05, "="), (16.74, None, 0.005, "="), True),
        ((16.7, None, 0.05, "="), (16.76, None, 0.005, "="), False),
        ((10, None, 0.5, ">"), (10.3, None, 0.05, "="), True),
        ((10, None, 0.5, ">"), (9.3, None, 0.05, "="), False),
        ((500, 1000, 0.5, "="), (800, None, 0.5, "="), True),
        ((10, None, 0.5, "<"), (10.4, None, 0.05, "="), True),
        ((10, None, None, "~"), (10.4, None, None, "="), True),
    ],
)
def test_numbers_are_intervals(a: Any, b: Any, meet: bool) -> None:
    assert interval(*a).meets(interval(*b)) is meet
    assert interval(*b).meets(interval(*a)) is meet


def two(tmp_path: Path, first: Said, second: Said, **other: Any) -> list[dict[str, Any]]:
    home = reports.build(tmp_path / "home", [
        told("a" * 12, f"工业总产值{first.quote}", [first]),
        told("b" * 12, f"有消息说{second.label}{second.quote}", [second], **other),
    ])  # fmt: skip
    return conflicts(home)


def test_two_values_of_one_thing_that_do_not_meet(tmp_path: Path) -> None:
    found = two(
        tmp_path,
        output("128.6亿元", 128.6e8, precision=5e6),
        output("112亿元", 112e8, precision=5e7),
        origin="西河晚报",
    )
    assert [c["grade"] for c in found] == ["数据不一致"]
    assert "相差 16.6亿元（14.8%）" in found[0]["arithmetic"]
    assert not {"造假", "虚报"} & set(found[0]["arithmetic"])


def test_percentages_differ_by_points(tmp_path: Path) -> None:
    first, second = (
        Said("工业总产值", quote, "gross_industrial_output", value, "%", "growth", base="yoy",
             extra={"precision": 0.05})
        for quote, value in (("7.2%", 7.2), ("5.1%", 5.1))
    )  # fmt: skip
    (found,) = two(tmp_path, first, second, origin="西河晚报")
    assert "相差 2.1个百分点，" in found["arithmetic"]


@pytest.mark.parametrize(
    ("first", "second", "counted"),
    [(0.95, 0.82, 1), (0.82, 0.95, 1), (0.82, 0.82, 0), (0.95, 0.7, 0)],
)
def test_a_fairly_sure_reading_is_laid_beside_a_sure_one(
    tmp_path: Path, first: float, second: float, counted: int
) -> None:
    found = two(
        tmp_path,
        output("128.6亿元", 128.6e8, precision=5e6, confidence=first),
        output("112亿元", 112e8, precision=5e7, confidence=second),
        origin="西河晚报",
    )
    assert len(found) == counted


@pytest.mark.parametrize(
    ("second", "published", "grade"),
    [
        ({"quote": "128.8亿元", "value": 128.8e8}, "2026-01-19", "末位取舍"),
        ({"quote": "131亿元", "value": 131e8}, "2026-08-19", "前后修订"),
        (
            {"quote": "131亿元", "value": 131e8, "extra": {"modality": "estimated"}},
            "2026-01-02",
            "预计与实绩",
        ),
    ],
)
def test_grades(tmp_path: Path, second: dict[str, Any], published: str, grade: str) -> None:
    first = output("128.6亿元", 128.6e8, precision=5e6)
    found = two(tmp_path, first, output(precision=5e6, **second), published=published)
    assert [c["grade"] for c in found] == [grade]


@pytest.mark.parametrize(
    "second",
    [
        {"status": "planned"},
        {"period": ("2024-01-01", "2024-12-31", "year", "2024")},
        {"park": "xihe-gaoxin"},
        {"extra": {"scope": "size:规上"}},
        {"kind": "addition"},
        {"unit": "USD"},
    ],
)
def test_figures_of_different_keys_are_never_compared(
    tmp_path: Path, second: dict[str, Any]
) -> None:
    first = output("128.6亿元", 128.6e8)
    assert two(tmp_path, first, output("112亿元", 112e8, **second)) == []


def test_two_targets_are_two_targets(tmp_path: Path) -> None:
    first = output("150亿元", 150e8, status="planned")
    assert two(tmp_path, first, output("180亿元", 180e8, status="planned")) == []


def levels(tmp_path: Path, indicator: str, growth: str) -> list[dict[str, Any]]:
    last = ("2024-01-01", "2024-12-31", "year", "2024")
    home = reports.build(tmp_path / "home", [
        told("a" * 12, "去年指标100亿元",
             [Said("指标", "100亿元", indicator, 100e8, period=last, extra={"precision": 5e7})],
             published="2025-01-18"),
        told("b" * 12, f"指标120亿元，增长{growth}%",
             [Said("指标", "120亿元", indicator, 120e8, extra={"precision": 5e7}),
              Said("指标", f"{growth}%", indicator, float(growth), "%", "growth", base="yoy",
                   extra={"precision": 0.05})]),
    ])  # fmt: skip
    return conflicts(home)


def test_a_growth_that_last_years_level_does_not_give(tmp_path: Path) -> None:
    found = levels(tmp_path, "tax_revenue", "5.0")
    assert [(c["rule"], c["grade"], c["counted"]) for c in found] == [("growth", "数据不一致", 1)]
    assert "推算本期约 105亿元" in found[0]["arithmetic"]
    row = opened(tmp_path / "home").execute(
        "select conflict_grade from park_series where kind = 'level' and period_key = '2025'"
    )
    assert row.fetchone()[0] == "数据不一致"


def test_a_growth_that_fits_is_no_conflict(tmp_path: Path) -> None:
    assert levels(tmp_path, "tax_revenue", "20.0") == []


@pytest.mark.parametrize("indicator", ["industrial_value_added", "gdp", "fixed_asset_investment",
                                       "gross_industrial_output_above_scale"])  # fmt: skip
def test_real_growth_and_changing_samples_are_information(tmp_path: Path, indicator: str) -> None:
    found = levels(tmp_path, indicator, "5.0")
    assert [(c["grade"], c["counted"]) for c in found] == [("口径不可比", 0)]
    series = opened(tmp_path / "home").execute("select conflict_grade from park_series")
    assert {row[0] for row in series} == {None}


def test_a_share_over_100_but_no_plan_rate(tmp_path: Path) -> None:
    share = {"unit": "%", "kind": "share"}
    home = reports.build(tmp_path / "home", [
        told("a" * 12, "占比112%，完成任务的106%",
             [Said("占比", "112%", "tax_revenue", 112, base="whole", **share),
              Said("完成任务", "106%", "tax_revenue", 106, base="plan", **share)]),
    ])  # fmt: skip
    assert [(c["rule"], c["figure_a"]) for c in conflicts(home)] == [("share", "a" * 12 + "-1")]


def key(start: str | None, end: str | None) -> tuple[str, str]:
    """period_type and period_key of annotated days."""
    if not end:
        return "", ""
    if not start:
        return "as_of", end
    if start[4:] == "-01-01" and end[4:] == "-12-31" and start[:4] == end[:4]:
        return "year", end[:4]
    if start[4:] == "-01-01" and start[:4] == end[:4]:
        return "ytd", f"{end[:4]}-YTD{end[5:7]}"
    return "span", f"{start}/{end}"


def annotated(home: Path, folder: Path) -> Path:
    """The annotated reports as an archive, their figures as the readers of old marked them."""
    made, known = [], {}
    for file in sorted(folder.glob("*.json")):
        given = json.loads(file.read_text(encoding="utf-8"))
        body, at, said = "\n".join(given["body"]), 0, []
        for figure in given["figures"]:
            at = body.index(figure.get("after", "") + figure["quote"], at)
            at += len(figure.get("after", ""))
            park = None
            if figure["subject_kind"] == "park":
                park = known.setdefault(figure["subject"], f"park{len(known)}")
            start, end = figure.get("period_start"), figure.get("period_end")
            said.append(
                Said(figure["label"], figure["quote"], figure["indicator"], figure["value"],
                     figure["unit"], figure["kind"], (start, end, *key(start, end)),
                     figure["status"], park, figure["subject"], figure["bound"],
                     extra={"subject_kind": figure["subject_kind"], "start": at,
                            "value_max": figure.get("value_max")})
            )  # fmt: skip
            at += len(figure["quote"])
        made.append(Report(given["id"].ljust(12, "x"), given["title"], body, said,
                           published=given["published"], origin=given["source"]))  # fmt: skip
    reports.build(home, [])
    db = sqlite3.connect(home / "archive.db")
    db.executemany(
        "insert into parks (id, name, kind, level, status) values (?, ?, '', '', 'candidate')",
        [(identity, name) for name, identity in known.items()],
    )
    db.commit()
    db.close()
    for report in made:
        reports.add(home, report)
    return home


@pytest.mark.shared
def test_annotated_reports_hold_at_most_two_conflicts_inside_single_reports(
    tmp_path: Path, shared: Path
) -> None:
    home = annotated(tmp_path / "home", shared / "figures" / "dev")
    publish(home)
    inside = opened(home).execute(
        "select c.arithmetic from conflicts c join figures a on a.id = c.figure_a "
        "join figures b on b.id = c.figure_b where a.article_id = b.article_id and c.counted = 1"
    ).fetchall()  # fmt: skip
    assert len(inside) <= 2, [row[0] for row in inside]


@pytest.mark.shared
def test_the_real_report_contradicts_itself_nowhere(tmp_path: Path, shared: Path) -> None:
    (file,) = (shared / "seed").glob("*.txt")
    url = "https://gansu.gansudaily.com.cn/system/2025/03/05/031147702.shtml"
    added = parks("add", file, "--url", url, home=tmp_path)
    assert added.returncode == 0, added.stderr
    assert conflicts(tmp_path) == []
    named = (
        opened(tmp_path)
        .execute("select distinct p.name from figures f join parks p on p.id = f.park_id")
        .fetchall()
    )
    assert ("通渭县工业集中区",) in [tuple(row) for row in named]
