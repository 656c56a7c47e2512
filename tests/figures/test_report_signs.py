"""Signs of a report and of all who are named tell readings that may be mistaken from safe ones."""

from __future__ import annotations

from datetime import date

from pipelines.figures import examine
from pipelines.figures.confidence import report_signs
from pipelines.figures.confidence.report_signs import Stair
from pipelines.figures.extract import read
from pipelines.figures.text import document

ONE = "栖川经济开发区今年完成工业总产值16.7亿元，同比增长8.5%。开发区现有企业35家。"
TWO = "栖川经济开发区今年完成工业总产值16.7亿元。青岚化工园区同比增长8.5%，税收2.3亿元。"


def found(body: str, title: str = "") -> tuple[list[str], list[list[str]]]:
    doc = document(body, published=date(2024, 7, 3), title=title)
    readings, _, cast = read(doc)
    assert cast is not None
    return report_signs.find(doc, readings, cast)


def test_a_number_has_a_sign_for_each_step_it_reaches() -> None:
    stair = Stair("parks", 1, 3, 10)
    assert [stair(n) for n in (0, 1, 9, 10)] == [
        (),
        ("parks 1+",),
        ("parks 1+", "parks 3+"),
        ("parks 1+", "parks 3+", "parks 10+"),
    ]


def test_a_report_tells_how_many_it_names_and_whom_it_is_about() -> None:
    of_one, _ = found(ONE, title="栖川经济开发区半年报")
    of_two, _ = found(TWO)
    assert {"main park", "main in the title", "main in the lead", "parks named 1+"} <= set(of_one)
    assert "parks named 2+" not in of_one
    assert {"parks named 2+", "subjects 2+"} <= set(of_two)
    assert "main in the title" not in of_two


def test_a_reading_tells_what_simpler_readers_would_say() -> None:
    _, (first, second, *_) = found(TWO)
    assert {"last park the same", "first here the same", "name in the lead"} <= set(first)
    assert {"last park the same", "first here a park"} <= set(second)
    assert "run 1+" not in second


def test_a_text_without_figures_has_no_signs() -> None:
    doc = document("园区风景很好。")
    readings, _, cast = read(doc)
    assert (readings, cast) == ([], None)


def test_what_moved_the_confidence_is_told_on_demand_only() -> None:
    assert "confidence" not in examine(ONE).figures[0].because
    said = examine(ONE, explain=True).figures[0].because["confidence"]
    assert [part.split(": ")[0] for part in said.split("; ")] == ["what", "when", "who"]
    assert examine(ONE).figures[0].confidence == examine(ONE, explain=True).figures[0].confidence
