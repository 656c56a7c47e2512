"""Who asks too much is told when to come back; who only reads never notices."""

from __future__ import annotations

from archive.site.limits import BURST, FILE, PER_SECOND, Limiter, cost
from tests.serving import Site


def test_points_are_spent_and_come_back() -> None:
    limiter = Limiter(burst=20, per_second=2)
    assert [limiter.wait("a", "/search.csv", 0.0) for _ in range(3)] == [0, 0, 5]
    assert limiter.wait("b", "/search.csv", 0.0) == 0
    assert limiter.wait("a", "/search.csv", 4.9) == 1
    assert limiter.wait("a", "/search.csv", 5.0) == 0
    assert limiter.wait("a", "/", 5.0) == 1


def test_what_costs_the_machine_more_costs_more() -> None:
    assert cost("/assets/parks.css") == 0 < cost("/park/x") < cost("/public/figures")
    assert cost("/public/figures.json") == cost("/search.xlsx") == FILE


def test_a_forgotten_client_starts_anew(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("archive.site.limits.MOST_CLIENTS", 2)
    limiter = Limiter(burst=1, per_second=1)
    for client in ("a", "b", "c"):
        limiter.wait(client, "/", 0.0)
    assert limiter.wait("c", "/", 0.0) == 1 and limiter.wait("a", "/", 0.0) == 0


def test_the_site_says_when_to_come_back(site: Site) -> None:
    """The proxy in front names the client; the keeper on the machine itself is never refused."""
    stranger = {"X_Forwarded_For": "203.0.113.9"}
    replies = [site.get("/search.csv?q=没有", **stranger) for _ in range(int(BURST / FILE) + 8)]
    refused = [reply for reply in replies if reply.status == 429]
    assert refused and replies[0].status == 200
    seconds = int(refused[0].headers["retry-after"])
    assert 1 <= seconds <= FILE / PER_SECOND + 1
    assert "nosniff" in refused[0].headers["x-content-type-options"]
    assert site.get("/", X_Forwarded_For="203.0.113.10").status == 200
    assert site.get("/search.csv?q=没有").status == 200
