"""`parks review`: figures that need a person's look, out as a workbook and back in."""

from __future__ import annotations

import json
from pathlib import Path

import click

from archive.cli import Fault, home_option
from archive.review.questions import (
    BATCH,
    Question,
    article_questions,
    figure_question,
    next_questions,
)
from archive.review.sheet import write
from archive.review.taking import take_review
from archive.store import Archive, open_archive

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("review")
@click.option("--figure", help="One figure by its id.")
@click.option("--article", help="One report by its address or id, with all its figures.")
@click.option("--limit", default=BATCH, show_default=True, type=click.IntRange(1, 5000))
@click.option("--export", "target", type=FILE, help="Write an .xlsx workbook and a CSV beside it.")
@click.option("--import", "source", type=FILE, help="Take a filled-in .xlsx or .csv in.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line a question.")
def command(
    figure: str | None,
    article: str | None,
    limit: int,
    target: Path | None,
    source: Path | None,
    as_json: bool,
    home: Path,
) -> None:
    """Offer figures to look at, the most harmful first; take decisions in, all or nothing."""
    archive = open_archive(home, create=False)
    try:
        if source is not None:
            if not source.exists():
                raise Fault(f"no file {source}")
            taken = take_review(archive.db, source)
            click.echo(f"{taken} rows taken in; `parks publish` shows them")
            return
        questions = _questions(archive, figure, article, limit)
    finally:
        archive.close()
    if target is not None:
        for path in write(questions, target):
            click.echo(f"{len(questions)} rows in {path}")
        return
    for question in questions:
        click.echo(_json(question) if as_json else _line(question))
    if not questions and not as_json:
        click.echo("nothing needs a look")


def _questions(
    archive: Archive, figure: str | None, article: str | None, limit: int
) -> list[Question]:
    if figure:
        return [figure_question(archive.db, figure)]
    if article:
        return article_questions(archive.db, article)
    return next_questions(archive.db, archive.home, limit)


def _line(question: Question) -> str:
    identity = question.figure["id"] if question.figure else question.article["id"]
    return f"{identity:<18}{question.why}\n  {question.context}"


def _json(question: Question) -> str:
    figure = question.figure or {}
    return json.dumps(
        {
            "figure": figure.get("id"),
            "article": question.article["id"],
            "why": question.why,
            "context": question.context,
        },
        ensure_ascii=False,
    )


command.params.append(home_option())
