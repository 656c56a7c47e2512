"""`parks crawl` from outside: a scripted paper on loopback, the real command, the rows it wrote."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.crawler.press import WINDOW, Press
from tests.crawler.site import HTML, Raw, article, listing


def test_lists_are_walked_page_by_page_and_nothing_is_fetched_twice(press: Press) -> None:
    newer = press.publish(range(20, 24), following="/yq/index_2.html")
    older = press.publish(range(10, 14), path="/yq/index_2.html")
    press.crawl()
    assert sorted(press.site.paths("/system/")) == sorted(newer + older)
    assert press.value("select count(*) from articles") == 8
    press.site.asked.clear()
    press.crawl()
    assert press.site.paths("/system/") == []
    assert press.site.paths("/yq/") == ["/yq/index.html", "/yq/index_2.html"]
    assert press.last()["outcome"] == "ok"


def test_the_user_agent_names_who_asks(press: Press) -> None:
    press.publish(range(5, 6))
    press.env["PARKS_CONTACT"] = "mailto:desk@example.org"
    press.crawl()
    agents = {asked.headers["User-Agent"] for asked in press.site.asked}
    assert len(agents) == 1 and "mailto:desk@example.org" in agents.pop()


def test_no_public_site_is_asked_before_a_contact_is_set(press: Press) -> None:
    press.declare(domain="hexi.invalid", base="https://www.hexi.invalid", fetch="")
    press.env["PARKS_CONTACT"] = ""
    done = press.parks("crawl", "hexi")
    assert done.returncode == 1
    assert "PARKS_CONTACT" in done.stderr and done.stderr.count("\n") == 1
    assert not (press.home / "archive.db").exists()


def test_days_bound_what_is_listed_and_fetched(press: Press) -> None:
    paths = press.publish(range(10, 20))
    press.crawl(window=("--since", "2025-03-12", "--until", "2025-03-14"))
    assert sorted(press.site.paths("/system/")) == sorted(
        p for p in paths if "/12/" in p or "/13/" in p or "/14/" in p
    )


def test_a_limit_stops_and_the_next_run_goes_on(press: Press) -> None:
    press.publish(range(10, 16))
    press.crawl("--limit", "2")
    assert len(press.site.paths("/system/")) == 2
    assert press.last()["outcome"] == "limited"
    press.crawl()
    assert len(press.site.paths("/system/")) == len(set(press.site.paths("/system/"))) == 6


def test_a_dry_run_lists_and_fetches_nothing(press: Press) -> None:
    paths = press.publish(range(10, 13))
    shown = [json.loads(line) for line in press.crawl("--dry-run").splitlines()]
    assert [row["url"].removeprefix(press.site.base) for row in shown] == paths
    assert shown[0]["day"] == "2025-03-12" and shown[0]["state"] == "listed"
    assert press.site.paths("/system/") == []
    assert press.value("select count(*) from addresses") == 0
    assert press.value("select count(*) from source_days") == 0


def test_a_list_that_has_not_changed_is_not_read_again(press: Press) -> None:
    present = date.today()
    path = f"/system/{present:%Y/%m/%d}/031147701.shtml"
    press.site.pages[path] = article(
        "河右工业园区今日开工", "河右工业园区新开工项目12个。" * 8, time=f"{present} 09:30"
    )
    page = listing((path, "河右工业园区今日开工", str(present))).encode()

    def list_page(raw: Raw) -> tuple[int, dict[str, str], bytes]:
        if raw.headers.get("If-None-Match") == '"v1"':
            return 304, {"ETag": '"v1"'}, b""
        return 200, {**HTML, "ETag": '"v1"'}, page

    press.site.pages["/yq/index.html"] = list_page
    press.crawl(window=())
    press.crawl(window=())
    counts = press.last()["detail"]["counts"]
    assert counts["lists_unchanged"] == 1 and press.last()["outcome"] == "ok"
    assert len(press.site.paths("/system/")) == 1


def test_links_and_redirects_off_the_site_are_left_alone_and_named(press: Press) -> None:
    paths = press.publish(range(10, 12))
    rows = [(p, "河右工业园区报道", "2025-03-10") for p in paths]
    rows.append(
        (
            "https://elsewhere.invalid/system/2025/03/10/031147799.shtml",
            "外站的工业园区",
            "2025-03-10",
        )
    )
    press.site.pages["/yq/index.html"] = listing(*rows)
    press.site.pages[paths[0]] = (302, {"Location": "http://127.0.0.1:1/system/x.shtml"}, b"")
    press.parks("crawl", "hexi", *WINDOW)
    assert press.issues().count("off_site") == 2
    assert press.value("select count(*) from articles") == 1


def test_addresses_that_are_none_lose_no_report(press: Press) -> None:
    """As the page's own address, as what its links start from, and as a link of its list."""
    paths = press.publish(range(10, 13))
    for path, odd in zip(
        paths,
        ['<link rel="canonical" href="http://[bad">', '<base href="http://[bad">'],
        strict=False,
    ):
        page = str(press.site.pages[path])
        press.site.pages[path] = page.replace("<title>", f"{odd}<title>").replace(
            "版权所有", '版权所有<a href="http://[bad">下一页</a>'
        )
    rows = str(press.site.pages["/yq/index.html"])
    press.site.pages["/yq/index.html"] = rows.replace(
        "<ul", '<base href="http://[bad"><a href="http://[bad">坏</a><ul', 1
    )
    press.crawl()
    assert press.value("select count(*) from articles") == 3


def test_a_soft_404_is_no_article_and_is_not_asked_again(press: Press) -> None:
    paths = press.publish(range(10, 12))
    press.site.pages[paths[0]] = "<title>页面没有找到</title><p>您访问的页面没有找到</p>"
    press.crawl()
    assert press.issues() == ["soft_404"]
    assert press.value("select count(*) from articles") == 1
    press.crawl()
    assert press.site.paths(paths[0]) == [paths[0]]


@pytest.mark.parametrize("status", [403, 405, 412, 429])
def test_a_refusal_stops_the_source_and_its_wish_is_heard(press: Press, status: int) -> None:
    paths = press.publish(range(10, 16))
    refusal = (status, {**HTML, "Retry-After": "3600"}, b"no")
    for path in paths:
        press.site.pages[path] = refusal
    done = press.parks("crawl", "hexi", *WINDOW)
    assert done.returncode == 1 and "refused" in done.stderr
    assert len(press.site.paths("/system/")) == 1
    assert press.last()["outcome"] == "refused"
    press.site.asked.clear()
    press.crawl()
    assert press.site.asked == []
    assert press.last()["detail"]["reason"] == "held"


def test_a_challenge_page_stops_the_source(press: Press) -> None:
    paths = press.publish(range(10, 14))
    for path in paths:
        press.site.pages[path] = "<title>安全验证</title><p>请完成验证后继续访问</p>"
    done = press.parks("crawl", "hexi", *WINDOW)
    assert done.returncode == 1 and press.last()["outcome"] == "refused"
    assert len(press.site.paths("/system/")) <= 2  # the next may be on its way already
    assert press.value("select count(*) from addresses where state = 'listed'") == 4


def test_a_short_report_about_safety_checks_is_no_challenge(press: Press) -> None:
    path = "/system/2025/03/10/031147710.shtml"
    title = "河右工业园区开展安全检查"
    press.site.pages[path] = article(
        title, "河右工业园区开展安全检查，排查企业25家，整改隐患12处，" * 2
    )
    press.site.pages["/yq/index.html"] = listing((path, title, "2025-03-10"))
    press.crawl()
    assert press.last()["outcome"] == "ok" and "refused" not in press.issues()


def test_the_parts_of_a_split_article_become_one(press: Press) -> None:
    path = "/system/2025/03/10/031147710.shtml"
    for n, name in enumerate(("", "_2", "_3"), 1):
        turn = (
            ""
            if n == 3
            else f'<p><a href="{path.replace(".shtml", f"_{n + 1}.shtml")}">下一页</a></p>'
        )
        press.site.pages[path.replace(".shtml", f"{name}.shtml")] = article(
            "河右工业园区长篇报道",
            f"第{n}部分说，河右工业园区实现工业总产值{n}2.5亿元，同比增长{n}.1%。" * 4,
            more=turn,
        )
    press.site.pages["/yq/index.html"] = listing((path, "河右工业园区长篇报道", "2025-03-10"))
    press.crawl()
    body = str(press.value("select body from articles"))
    assert [body.index(f"第{n}部分") for n in (1, 2, 3)] == sorted(
        body.index(f"第{n}部分") for n in (1, 2, 3)
    )
    press.site.asked.clear()
    press.crawl()
    assert press.site.paths("/system/") == []


def test_a_changed_number_becomes_a_revision(press: Press) -> None:
    path = press.publish(range(12, 13))[0]
    press.crawl()
    page = press.site.pages[path]
    assert isinstance(page, str)
    press.site.pages[path] = page.replace("122.5亿元", "132.5亿元")
    press.crawl("--recheck")
    assert press.value("select revisions from articles") == 1
    assert (
        press.value("select count(*) from figure_versions where cause = 'paper' and version > 1")
        == 1
    )
    press.crawl("--recheck")
    assert press.value("select revisions from articles") == 1


def test_one_report_under_several_addresses_is_one_article(press: Press) -> None:
    kept = press.publish(range(10, 11))[0]
    page = press.site.pages[kept]
    assert isinstance(page, str)
    jump, named = kept.replace("0311477", "0411477"), kept.replace("0311477", "0511477")
    press.site.pages[jump] = (301, {"Location": kept}, b"")
    press.site.pages[named] = page.replace(
        "<title>", f'<link rel="canonical" href="{kept}"><title>'
    )
    rows = [
        (p, "河右工业园区第10号报道", "2025-03-10") for p in (kept, jump, named, kept + "?from=app")
    ]
    press.site.pages["/yq/index.html"] = listing(*rows)
    press.crawl()
    assert press.value("select count(*) from articles") == 1
    assert press.value("select url from articles") == press.site.base + kept
    press.site.asked.clear()
    press.crawl()
    assert press.site.paths("/system/") == []


def test_what_is_passed_over_is_remembered_and_fetched_when_the_choice_widens(press: Press) -> None:
    press.declare(select="parks")
    paths = press.publish(range(10, 12))
    other = "/system/2025/03/11/031147790.shtml"
    press.site.pages[other] = article(
        "河右市春耕备耕有序推进", "全市春耕备耕工作有序推进，农资储备充足，" * 6
    )
    rows = [(p, "河右工业园区报道", "2025-03-10") for p in paths] + [
        (other, "河右市春耕备耕有序推进", "2025-03-11")
    ]
    press.site.pages["/yq/index.html"] = listing(*rows)
    press.crawl()
    assert other not in press.site.paths("/system/")
    assert press.rows("select title, state from addresses where url like ?", f"%{other}") == [
        {"title": "河右市春耕备耕有序推进", "state": "passed_over"}
    ]
    press.declare(select="all")
    press.crawl()
    assert press.site.paths(other) == [other]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("crawl", "nowhere"), "unknown source 'nowhere'"),
        (("crawl", "hexi", "--since", "2025-03-02", "--until", "2025-03-01"), "later than"),
        (("add", "http://127.0.0.1:9/system/2025/03/05/031147702.shtml"), "outside the domains"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    press: Press, arguments: tuple[str, ...], said: str
) -> None:
    done = press.parks(*arguments)
    assert done.returncode in {1, 2}
    assert said in done.stderr
    assert press.site.asked == []


def test_a_broken_source_file_is_named_with_its_line(press: Press) -> None:
    (press.folder / "twin.toml").write_text('id = "twin"\nname = [', encoding="utf-8")
    done = press.parks("crawl", "hexi")
    assert done.returncode == 1
    assert "twin.toml:2: not TOML" in done.stderr


def test_single_addresses_are_taken(press: Press) -> None:
    path = press.publish(range(10, 11))[0]
    press.parks("add", press.site.base + path, check=True)
    assert press.site.paths("/yq/") == []
    assert press.value("select title from articles") == "河右工业园区第10号报道"
    assert press.last()["detail"]["mode"] == "single"


def slow(press: Press, paths: list[str], seconds: float) -> None:
    """Let each article take its time, so that a run can be caught in the middle."""
    for path in paths:
        page = press.site.pages[path]
        assert isinstance(page, str)

        def answer(raw: Raw, body: bytes = page.encode()) -> tuple[int, dict[str, str], bytes]:
            time.sleep(seconds)
            return 200, dict(HTML), body

        press.site.pages[path] = answer


def begin(press: Press) -> subprocess.Popen[bytes]:
    """Start a crawl in a process group of its own."""
    return subprocess.Popen(
        press.command("crawl", "hexi", *WINDOW),
        env=press.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_heed_ctrl_c,
    )


def _heed_ctrl_c() -> None:
    """A test run in the background ignores Ctrl-C, and so would all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(press: Press, requests: int) -> None:
    """Wait until so many articles were asked for."""
    end = time.monotonic() + 30
    while len(press.site.paths("/system/")) < requests:
        assert time.monotonic() < end, press.log()
        time.sleep(0.02)


def test_ctrl_c_ends_in_order_and_the_next_run_goes_on(press: Press) -> None:
    paths = press.publish(range(1, 21))
    slow(press, paths, 0.1)
    running = begin(press)
    wait_for(press, 5)
    os.killpg(running.pid, signal.SIGINT)
    assert running.wait(30) == 130
    assert press.last()["outcome"] == "interrupted"
    press.crawl()
    asked = press.site.paths("/system/")
    assert len(asked) == len(set(asked)) == 20


@pytest.mark.parametrize("told", [os.kill, os.killpg], ids=["parent", "all"])
def test_sigterm_ends_in_order_whoever_is_told(
    press: Press, told: Callable[[int, int], None]
) -> None:
    """`kill` and `timeout` tell the command alone, a service manager every process of it."""
    paths = press.publish(range(1, 41))
    slow(press, paths, 0.1)
    running = begin(press)
    wait_for(press, 5)
    told(running.pid, signal.SIGTERM)
    assert running.wait(30) == 130
    assert press.last()["outcome"] == "interrupted"
    asked = len(press.site.paths("/system/"))
    assert asked < 40
    time.sleep(1)
    assert len(press.site.paths("/system/")) == asked


@pytest.mark.parametrize("after", [1, 8, 15])
def test_after_kill_9_the_same_command_loses_and_doubles_nothing(press: Press, after: int) -> None:
    paths = press.publish(range(1, 21))
    slow(press, paths, 0.05)
    running = begin(press)
    wait_for(press, after)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait(30)
    press.crawl()
    asked = press.site.paths("/system/")
    assert set(asked) == set(paths)
    assert len(asked) - len(set(asked)) <= 1  # the page in flight
    assert press.value("select count(*) from articles") == 20
    assert press.value("select count(distinct url) from articles") == 20
    assert press.value("select count(*) from crawls where outcome = 'killed'") == 1
    assert press.value("select count(*) from figures where withdrawn_at is null") == press.value(
        "select count(distinct article_id || start) from figures"
    )


def test_a_window_without_days_reaches_back_to_the_last_good_walk(press: Press) -> None:
    press.publish(range(1, 2))
    press.crawl(window=())
    first = press.last()["detail"]
    press.crawl(window=())
    second = press.last()["detail"]
    assert first["since"] == str(date.fromisoformat(first["until"]) - timedelta(days=30))
    assert second["since"] == str(date.fromisoformat(second["until"]) - timedelta(days=7))


def test_the_home_folder_holds_no_half_written_archive_after_wrong_use(
    press: Press, tmp_path: Path
) -> None:
    done = press.parks("crawl", "hexi", "--since", "yesterday")
    assert done.returncode == 2
    assert not press.home.exists()
