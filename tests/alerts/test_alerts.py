"""`parks alerts`: said once, repeated, cleared; nothing lost while a server is down."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli import main
from archive.store import open_archive
from archive.store.connect import SHANGHAI
from tests.alerts.servers import PASSWORD, USER, MailBox, Robot, mail_server, robot
from tests.commands import parks

NOW = datetime.now(SHANGHAI)
TOKEN = "abcd-1234-token"


@dataclass
class Desk:
    """An archive with one source, and the servers that its keeper is told by."""

    home: Path
    box: MailBox
    robot: Robot

    def run_parks(self, *arguments: str, **env: str) -> Result:
        """A command in this process; the secrets must stand nowhere in what it says."""
        done = CliRunner().invoke(main, [*arguments, "--home", str(self.home)], env=self.env(**env))
        for secret in (PASSWORD, TOKEN, "wrong-password"):
            assert secret not in done.output
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return done

    def alerts(self, *more: str, **env: str) -> str:
        """Run the command, which must go well; what it printed."""
        done = self.run_parks("alerts", *more, **env)
        assert done.exit_code == 0, done.output
        return done.stdout

    def fault(self, **env: str) -> str:
        """Run the command, which must fail; its one line of error."""
        done = self.run_parks("alerts", **env)
        assert done.exit_code == 1
        (line,) = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
        return line.removeprefix("Error: ")

    def env(self, **more: str) -> dict[str, str]:
        return {
            "PARKS_MAIL_TO": "desk@example.org, night@example.org",
            "PARKS_MAIL_FROM": "parks@example.org",
            "PARKS_SMTP": f"smtp://{USER}@127.0.0.1:{self.box.port}",
            "PARKS_SMTP_PASSWORD": PASSWORD,
            "PARKS_WEBHOOK": self.robot.url,
            "PARKS_WEBHOOK_SHAPE": "wecom",
            "PARKS_DISK_GB": "0",
            **more,
        }

    def run(self, outcome: str, ago: timedelta, detail: str = '{"mode": "walk"}') -> None:
        at = (NOW - ago).isoformat(timespec="seconds")
        self.sql(
            "insert into crawls (source_id, started_at, finished_at, outcome, detail) "
            "values ('hexi', ?, ?, ?, ?)", at, at, outcome, detail,
        )  # fmt: skip

    def sql(self, statement: str, *values: object) -> None:
        with closing(sqlite3.connect(self.home / "archive.db")) as db:
            db.execute(statement, values)
            db.commit()

    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for mail in self.box.mails]

    def texts(self) -> list[str]:
        return [post["text"]["content"] for post in self.robot.posts]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    home = tmp_path / "home"
    archive = open_archive(home)
    archive.db.execute(
        "insert into sources (id, name, publisher, home_url, rights, platform, verified) "
        "values ('hexi', '河右新闻网', '河右日报社', 'http://127.0.0.1/', '', '', '')"
    )
    archive.db.execute(
        "insert into articles (id, source_id, url, title, body, chars, sha256, method, encoding, "
        "published_at, retrieved_at, last_checked_at, extractor, is_park_report) values "
        "('aaaaaaaaaaaa', "
        "'hexi', 'http://127.0.0.1/good.html', '标题', '正文', 2, 'x', 'm', 'utf-8', ?1, ?1, "
        "?1, '1', 1)",
        ((NOW - timedelta(hours=31)).isoformat(),),
    )
    archive.close()
    with mail_server() as box, robot() as made:
        one = Desk(home, box, made)
        one.run("ok", timedelta(hours=30))
        yield one


def test_said_once_repeated_and_cleared(desk: Desk) -> None:
    assert desk.alerts() == "" and desk.box.mails == desk.robot.posts == []
    desk.run("refused", timedelta(hours=20))
    desk.alerts()
    desk.alerts()
    assert desk.subjects() == ["[园区档案] 新问题 1"] and len(desk.robot.posts) == 1
    mail = desk.box.mails[0]
    assert mail["To"] == "desk@example.org, night@example.org"
    since = (NOW - timedelta(hours=20)).isoformat(timespec="seconds")
    good = (NOW - timedelta(hours=30)).isoformat(timespec="seconds")
    for text in (mail.get_content(), desk.texts()[0]):
        assert "[refused] hexi  河右新闻网：网站拒绝访问" in text
        assert f"自 {since} 起；上次正常：{good}，http://127.0.0.1/good.html" in text
        assert "查看：parks check hexi" in text
    listed = json.loads(desk.alerts("--list", "--json"))
    assert [(one["kind"], one["subject"]) for one in listed] == [("refused", "hexi")]

    ago = (NOW - timedelta(hours=73)).isoformat(timespec="seconds")
    desk.sql("update alerts set said_at = ?", ago)
    desk.alerts()
    desk.alerts()
    assert desk.subjects()[1:] == ["[园区档案] 仍未解决 1"]

    desk.run("ok", timedelta())
    desk.alerts()
    desk.alerts()
    assert desk.subjects()[2:] == ["[园区档案] 已恢复 1"]
    assert f"自 {since} 起" in desk.texts()[2] and len(desk.robot.posts) == 3
    # The same as the timer runs it.
    desk.run("refused", timedelta())
    done = parks("alerts", home=desk.home, env=desk.env())
    assert done.returncode == 0 and done.stdout.startswith("新问题 [refused] hexi")
    assert PASSWORD not in done.stdout + done.stderr and len(desk.box.mails) == 4


@pytest.mark.parametrize("how", ["down", "refusing", "password"])
def test_a_mail_server_that_fails_loses_nothing(desk: Desk, how: str) -> None:
    desk.run("robots", timedelta(hours=20))
    env: dict[str, str] = {}
    if how == "down":
        env["PARKS_SMTP"] = f"smtp://{USER}@127.0.0.1:1"
    elif how == "password":
        env["PARKS_SMTP_PASSWORD"] = "wrong-password"
    else:
        desk.box.refuse = "451 try later"
    assert desk.fault(**env).startswith("not sent, kept for the next run: mail: ")
    assert len(desk.robot.posts) == 1
    status = desk.run_parks("status")
    assert status.exit_code == 1 and "unsent_mail" in status.stdout
    desk.run("ok", timedelta())  # all is well again before the mail could be sent
    desk.box.refuse = ""
    desk.alerts()
    assert desk.subjects() == ["[园区档案] 新问题 1，已恢复 1"]
    assert len(desk.robot.posts) == 2
    assert "unsent" not in desk.run_parks("status").stdout


def test_what_a_chat_service_refuses_with_status_200_is_kept(desk: Desk) -> None:
    desk.run("refused", timedelta(hours=20))
    desk.robot.answer = {"errcode": 45009, "errmsg": "api freq out of limit"}
    assert "webhook: the webhook refused the message: 45009 api freq" in desk.fault()
    desk.robot.answer = {"errcode": 0}
    desk.alerts()
    assert desk.texts()[0] == desk.texts()[1] and len(desk.box.mails) == 1


def test_a_redirect_of_the_webhook_is_not_followed(desk: Desk) -> None:
    with robot() as other:
        desk.robot.status, desk.robot.location = 307, other.url
        desk.run("refused", timedelta(hours=20))
        assert "answered 307" in desk.fault() and other.posts == []


@pytest.mark.parametrize(
    ("shape", "path"),
    [
        ("dingtalk", ("text", "content")),
        ("feishu", ("content", "text")),
        ("json", ("text",)),
    ],
)
def test_the_shapes_of_the_services(desk: Desk, shape: str, path: tuple[str, ...]) -> None:
    desk.alerts("--test", PARKS_WEBHOOK_SHAPE=shape)
    (post,) = desk.robot.posts
    kinds = {"dingtalk": ("msgtype", "text"), "feishu": ("msg_type", "text")}
    if shape in kinds:
        name, value = kinds[shape]
        assert post[name] == value
    text = post
    for key in path:
        text = text[key]
    assert str(text).startswith("[园区档案] 新问题 1\n")
    assert len(desk.box.mails) == 1


def test_settings_that_are_wrong_are_named(desk: Desk) -> None:
    for name, value in {
        "PARKS_SMTP": "http://127.0.0.1",
        "PARKS_WEBHOOK": "http://robot.example.org/send?key=abcd-1234-token",
        "PARKS_WEBHOOK_SHAPE": "telegram",
        "PARKS_MAIL_TO": "a@example.org\nBcc: b@example.org",
        "PARKS_ALERT_REPEAT": "soon",
    }.items():
        assert desk.fault(**{name: value}).startswith(name)


def test_many_alerts_are_one_message_that_a_robot_can_take(desk: Desk) -> None:
    for n in range(40):
        desk.sql(
            "insert into sources (id, name, publisher, home_url, rights, platform, verified) "
            "values (?, '某省新闻网', '某省日报社', 'http://127.0.0.1/', '', '', '')",
            f"paper{n:02}",
        )
        at = (NOW - timedelta(hours=20)).isoformat()
        desk.sql(
            "insert into crawls (source_id, started_at, finished_at, outcome, detail) "
            "values (?, ?, ?, 'refused', '{\"mode\": \"walk\"}')", f"paper{n:02}", at, at,
        )  # fmt: skip
    desk.alerts()
    (mail,), (text,) = desk.box.mails, desk.texts()
    assert mail["Subject"] == "[园区档案] 新问题 40" and mail.get_content().count("查看：") == 40
    assert len(text.encode()) <= 2048 and "见 parks alerts --list" in text


def test_an_archive_that_cannot_be_opened_is_told_too(desk: Desk) -> None:
    (desk.home / "archive.db").write_bytes(b"no database at all" * 100)
    assert "file is not a database" in desk.fault()
    assert desk.subjects() == ["[园区档案] 新问题 1"]
    assert "[archive] machine  本机：存档打不开或写不进" in desk.texts()[0]
