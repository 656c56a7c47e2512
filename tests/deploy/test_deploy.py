"""Units, timers, users, folders and crontab, each checked by the program that reads it."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli import main
from archive.deploy.plan import HOMES
from tests.commands import parks

TIMED = ("alerts", "backup", "crawl", "publish", "vacuum")
UNITS = [f"parks-{name}.service" for name in (*TIMED, "metrics", "worker")]
TIMERS = [f"parks-{name}.timer" for name in TIMED]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("deploy")
    done = parks(
        "deploy", made, "--user", "parks", "--contact", "mailto:desk@example.org",
        "--address", "https://parks.example.org", home=Path("/var/lib/parks/archive"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return made


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    """systemd-analyze; it needs no running systemd."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not on this machine (Debian package systemd)")
    return subprocess.run(
        [program, *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_systemd_takes_every_unit(folder: Path) -> None:
    files = sorted((folder / "systemd").iterdir())
    assert [f.name for f in files] == sorted([*UNITS, *TIMERS, "parks-serve.service"])
    done = analyze("verify", "--man=no", *map(str, files))
    assert done.returncode == 0 and not done.stderr.strip(), done.stderr


def test_the_check_of_units_sees_a_slip(folder: Path, tmp_path: Path) -> None:
    text = (folder / "systemd" / "parks-crawl.service").read_text()
    (tmp_path / "parks-crawl.service").write_text(text.replace("ExecStart=/", "ExecStart=/no/"))
    assert analyze("verify", "--man=no", str(tmp_path / "parks-crawl.service")).returncode != 0


def test_systemd_understands_when(folder: Path) -> None:
    whens = [
        line.removeprefix("OnCalendar=")
        for name in TIMERS
        for line in (folder / "systemd" / name).read_text().splitlines()
        if line.startswith("OnCalendar=")
    ]
    assert len(whens) == len(TIMERS)
    done = analyze("calendar", "--iterations=2", *whens)
    assert done.returncode == 0 and done.stdout.count("Next elapse") == len(whens), done.stderr
    assert analyze("calendar", "*-*-* 25:00:00 Asia/Shanghai").returncode != 0


@pytest.mark.parametrize("name", [*UNITS, "parks-serve.service"])
def test_each_service_has_few_rights(folder: Path, name: str) -> None:
    path = folder / "systemd" / name
    done = analyze("security", "--offline=true", "--threshold=20", str(path))
    assert done.returncode == 0, done.stdout[-200:]  # 20 of 100: "OK"; unprotected ones have 96
    text = path.read_text()
    # An interpreter in a home folder must be seen, or no service starts.
    at_home = str(Path(sys.base_prefix).resolve()).startswith(HOMES)
    homes = f"ProtectHome={'read-only' if at_home else 'yes'}"
    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", homes, "UMask=0077"):
        assert line in text.splitlines()


def test_the_web_process_has_neither_the_archive_nor_the_secrets(folder: Path) -> None:
    text = (folder / "systemd" / "parks-serve.service").read_text()
    assert "User=parks-web" in text and "EnvironmentFile" not in text
    (hidden,) = re.findall(r"^InaccessiblePaths=(.*)$", text, re.M)
    assert hidden.split() == [
        "-/var/lib/parks/archive", "-/var/lib/parks/backups", "-/etc/parks/parks.env",
    ]  # fmt: skip
    assert "ReadWritePaths" not in text and "IPAddressDeny=any" in text


def test_users_and_folders_are_made_as_written(folder: Path, tmp_path: Path) -> None:
    if os.geteuid() != 0 or not shutil.which("systemd-sysusers"):
        pytest.skip("making users and folders needs root and Debian's package systemd")
    root = tmp_path / "root"
    (root / "etc").mkdir(parents=True)
    for program, name in (
        (["systemd-sysusers"], "parks.sysusers.conf"),
        (["systemd-tmpfiles", "--create"], "parks.tmpfiles.conf"),
    ):
        done = subprocess.run(
            [*program, f"--root={root}", folder / name],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    users = {row.split(":")[0]: row.split(":") for row in (root / "etc/passwd").open()}
    assert users["parks"][6].strip().endswith("nologin") and "parks-web" in users
    for path, mode in (("archive", 0o700), ("backups", 0o700), ("public", 0o755)):
        state = (root / "var/lib/parks" / path).stat()
        assert stat.S_IMODE(state.st_mode) == mode and state.st_uid == int(users["parks"][2])


def test_each_line_of_the_crontab_runs(published: Path, tmp_path: Path) -> None:
    home = tmp_path / "archive"
    shutil.copytree(published, home)
    (home / "logs").mkdir(exist_ok=True)
    folder = tmp_path / "deploy"
    assert parks("deploy", folder, "--user", "parks", home=home).returncode == 0
    (tmp_path / "backups").mkdir()
    env_file = (folder / "parks.env").read_text()
    (home / "parks.env").write_text(f"{env_file}\nPARKS_SOURCES={home / 'none'}\n")
    (home / "none").mkdir()
    lines = [
        line for line in (folder / "crontab").read_text().splitlines() if re.match(r"[*\d]", line)
    ]
    assert len(lines) == len(TIMERS)
    for line in lines:
        command = line.split(None, 5)[5].replace(r"\%", "%")  # as cron hands it to the shell
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        told = "".join(log.read_text() for log in (home / "logs").glob("*.log"))
        assert done.returncode == 0, f"{command}\n{done.stderr}{told[-1500:]}"
    assert (tmp_path / "public" / "public.db").stat().st_size
    assert len(list((tmp_path / "backups").glob("parks-*.tar"))) == 1
    assert (
        '"done"' in (home / "logs/due.log").read_text()
        or " done " in (home / "logs/due.log").read_text()
    )


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--public", "/var/lib/parks/archive/public"), "--public"),
        (("--web-user", "parks"), "--web-user"),
        (("--name", "a.example; return 200"), "--name"),
        (("--contact", "mailto:a@b\nUser=root"), "--contact"),
        (("--certificate", "/etc/ssl/a.pem"), "--certificate"),
        (("--backups", "/srv/a b"), "--backups"),
    ],
)
def test_what_could_not_be_written_safely_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], named: str
) -> None:
    home = "/var/lib/parks/archive"
    command = ["deploy", str(tmp_path / "out"), "--user", "parks", "--home", home, *arguments]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1 and done.stderr.startswith(f"Error: {named}")
    assert not (tmp_path / "out").exists()
