"""What one machine looks like: its paths, users and addresses, checked before a file is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from archive.faults import ArchiveError

# Paths and names go into units, a crontab and nginx' configuration, which quote differently: what
# any of them would take for more than letters is refused.
PATH = re.compile(r"/[\w./+-]+")
USER = re.compile(r"[a-z_][a-z0-9_-]{0,30}")
NAME = re.compile(r"_|[a-zA-Z0-9.-]+( [a-zA-Z0-9.-]+)*")
LISTEN = re.compile(r"(?:[\d.]+:|\[[\da-f:]+\]:)?\d{1,5}")
WORD = re.compile(r"[\w.:/@?=&+,-]*")
HOMES = ("/home/", "/root/", "/run/user/")


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the files of a deployment are filled in with."""

    parks: Path
    python: Path  # where the interpreter and its library lie: of a venv, not in it
    code: Path
    home: Path
    public: Path
    backups: Path
    env_file: Path
    cache: Path
    user: str
    web_user: str
    name: str
    listen: str
    port: int
    contact: str
    address: str
    metrics: str
    workers: int
    keep: int
    certificate: Path | None = None
    key: Path | None = None

    def check(self) -> None:
        """Raise ArchiveError naming all that cannot be."""
        paths = {
            "parks": self.parks, "code": self.code, "--home": self.home, "--public": self.public,
            "--backups": self.backups, "--env-file": self.env_file, "--cache": self.cache,
            "--certificate": self.certificate, "--key": self.key,
        }  # fmt: skip
        faults = [
            f"{name}: {path}: an absolute path of letters, digits and ._+- is wanted"
            for name, path in paths.items()
            if path is not None and not PATH.fullmatch(str(path))
        ]
        words = {
            "--user": (self.user, USER), "--web-user": (self.web_user, USER),
            "--name": (self.name, NAME), "--listen": (self.listen, LISTEN),
            "--metrics": (self.metrics, LISTEN), "--contact": (self.contact, WORD),
            "--address": (self.address, WORD),
        }  # fmt: skip
        faults += [
            f"{name}: {word!r} cannot be written into the files"
            for name, (word, pattern) in words.items()
            if not pattern.fullmatch(word)
        ]
        for name, path in (("--public", self.public), ("--backups", self.backups)):
            if path == self.home or self.home in path.parents or path in self.home.parents:
                faults.append(f"{name}: {path} and the private folder {self.home} must lie apart")
        if self.public == self.backups or self.public in self.backups.parents:
            faults.append(f"--backups: {self.backups} must not lie in what is public")
        if self.user == self.web_user:
            faults.append(f"--web-user: the site needs a user of its own, not {self.user}")
        if (self.certificate is None) != (self.key is None):
            faults.append("--certificate and --key belong together")
        if faults:
            raise ArchiveError("; ".join(faults))

    def values(self) -> dict[str, str]:
        """What stands for each @WORD@ of the files."""
        used = (self.parks, self.python, self.code, self.home)
        in_homes = any(str(path).startswith(HOMES) for path in used)
        return {
            "PARKS": str(self.parks),
            "CODE": str(self.code),
            "HOME": str(self.home),
            "PUBLIC": str(self.public),
            "BACKUPS": str(self.backups),
            "ENVFILE": str(self.env_file),
            "CACHE": str(self.cache),
            "USER": self.user,
            "WEBUSER": self.web_user,
            "NAME": self.name,
            "LISTEN": self._listening(),
            "REDIRECT": self._redirect(),
            "PORT": str(self.port),
            "CONTACT": self.contact,
            "ADDRESS": self.address,
            "METRICS": self.metrics,
            "WORKERS": str(self.workers),
            "KEEP": str(self.keep),
            # Code or data in a home folder must be seen; nothing of it is written but the data.
            "PROTECT_HOME": "read-only" if in_homes else "yes",
        }

    def _listening(self) -> str:
        if self.certificate is None:
            lines = [f"listen {self.listen};"]
            lines += [f"listen [::]:{self.listen};"] if self.listen.isdigit() else []
        else:
            lines = ["listen 443 ssl http2;", "listen [::]:443 ssl http2;"]
            lines += [f"ssl_certificate {self.certificate};", f"ssl_certificate_key {self.key};"]
            lines += ["ssl_protocols TLSv1.2 TLSv1.3;", "ssl_session_cache shared:parks_tls:5m;"]
        return "\n  ".join(lines)

    def _redirect(self) -> str:
        if self.certificate is None:
            return ""
        return (
            "server {\n  listen 80;\n  listen [::]:80;\n"
            f"  server_name {self.name};\n  return 301 https://$host$request_uri;\n}}\n\n"
        )
