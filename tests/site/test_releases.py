"""The files of changes are handed out, and nothing else of the archive's folder is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html as lxml_html

from archive.publish import publish
from archive.releases import releases
from tests.serving import Site, served
from tests.site import reports


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An archive that was published twice, with one more report."""
    home: Path = reports.build(tmp_path_factory.mktemp("twice") / "home", reports.REPORTS[:2])
    publish(home)
    reports.add(home, reports.REPORTS[3])
    publish(home)
    secret = home / "releases" / "2020-01-01.1"
    secret.mkdir()
    (secret / "changes.jsonl").symlink_to(home / "archive.db")
    with served(home) as site:
        yield site


def test_changes_are_linked_and_read(twice: Site) -> None:
    _, first, second = releases(twice.home)
    document = lxml_html.document_fromstring(twice.get("/api").text)
    links = document.xpath("//h2[@id='releases']/following-sibling::ul//a/@href")
    assert links == [f"/releases/{second}/changes.jsonl"]
    assert "/api#releases" in twice.get("/about").text
    reply = twice.get(links[0])
    assert reply.status == 200 and "sandbox" in reply.headers["content-security-policy"]
    assert reply.body == (twice.home / "releases" / second / "changes.jsonl").read_bytes()
    lines = [json.loads(line) for line in reply.text.splitlines()]
    added = {line["id"] for line in lines if line["change"] == "added"}
    assert added == {f"{reports.REPORTS[3].id}-1"}  # its only figure
    again = twice.get(links[0], If_None_Match=reply.headers["etag"])
    assert again.status == 304 and not again.body
    assert twice.get(f"/releases/{first}/changes.jsonl").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/releases/2020-01-01.1/changes.jsonl",  # a link that leads to the private archive
        "/releases/2020-01-01.2/changes.jsonl",
        "/releases/../archive.db",
        "/releases/%2e%2e/changes.jsonl",
        "/releases/..%2f..%2fetc/changes.jsonl",
        "/releases/2020-01-01.1/../../archive.db",
        "/releases/2020-01-01.1%2f..%2f../changes.jsonl",
        "/releases/",
        "/releases",
    ],
)
def test_nothing_else_is_handed_out(twice: Site, path: str) -> None:
    reply = twice.get(path)
    if reply.status == 302:  # Datasette writes percent signs in its own way
        reply = twice.get(reply.headers["location"])
    assert reply.status == 404
    assert b"SQLite format" not in reply.body
