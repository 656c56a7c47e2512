"""Sends what the book holds, by mail and to a webhook; what cannot go out stays in the book."""

from __future__ import annotations

import hashlib
import json
import smtplib
import socket
import sqlite3
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from email.utils import formatdate
from typing import Any

from archive.alerts import book, words
from archive.alerts.book import Event
from archive.alerts.settings import Mail, Settings, Webhook
from archive.faults import ArchiveError
from archive.logs import without_secrets
from archive.store.connect import now

TIMEOUT = 20.0  # seconds
MOST_ANSWER = 65536  # bytes read of a webhook's answer
# Bytes of text that the services take, less what JSON adds.
MOST_TEXT = {"wecom": 2000, "dingtalk": 18000, "feishu": 18000, "json": 0}


class SendError(ArchiveError):
    """A message did not go out."""


def send_all(db: sqlite3.Connection, settings: Settings) -> list[str]:
    """Send everything unsent, one message a channel; returns the faults, in words."""
    faults = []
    for channel in settings.channels:
        waiting = book.unsent(db, channel)
        if not waiting:
            continue
        posts, events = zip(*waiting, strict=True)
        try:
            sender(settings, channel)(events)
        except (SendError, OSError, smtplib.SMTPException) as fault:
            told = without_secrets(" ".join(str(fault).split()) or type(fault).__name__)[:300]
            book.failed(db, posts, told)
            faults.append(f"{channel}: {told}")
        else:
            book.sent(db, posts, now())
    return faults


def sender(settings: Settings, channel: str) -> Callable[[Sequence[Event]], None]:
    """What sends events over a channel."""
    if channel == "mail" and settings.mail is not None:
        mail = settings.mail
        return lambda events: send_mail(mail, events)
    if channel == "webhook" and settings.webhook is not None:
        webhook = settings.webhook
        return lambda events: post(webhook, events)
    raise ArchiveError(f"{channel} is not set up")


def send_mail(mail: Mail, events: Sequence[Event]) -> None:
    """One mail about all events. Raises SMTPException, OSError or SendError."""
    message = EmailMessage()
    message["Subject"] = words.headline(events)
    message["From"], message["To"] = mail.sender, ", ".join(mail.to)
    message["Date"] = formatdate(localtime=True)
    # The same events give the same number: a message sent twice can be told from two.
    marks = "\n".join(f"{event.id} {event.event} {event.at}" for event in events)
    number = hashlib.sha256(marks.encode()).hexdigest()[:24]
    message["Message-ID"] = f"<{number}@{mail.sender.rpartition('@')[2] or 'parks'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(words.text(events))
    with _connected(mail) as server:
        if mail.user:
            server.login(mail.user, mail.password)
        server.send_message(message)


def _connected(mail: Mail) -> smtplib.SMTP:
    safe = ssl.create_default_context()
    if mail.tls:
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=TIMEOUT, context=safe)
    server = smtplib.SMTP(mail.host, mail.port, timeout=TIMEOUT)
    server.ehlo()
    if server.has_extn("starttls") and not mail.local:
        server.starttls(context=safe)
        server.ehlo()
    elif mail.user and not mail.local:
        server.close()
        raise SendError(f"{mail.host} offers no encryption; the password was not sent")
    return server


def post(webhook: Webhook, events: Sequence[Event]) -> None:
    """One post about all events. Raises SendError or OSError."""
    body = json.dumps(shaped(webhook.shape, events), ensure_ascii=False).encode()
    request = urllib.request.Request(  # noqa: S310 the settings admit http(s) only
        webhook.url, body, {"Content-Type": "application/json; charset=utf-8"}
    )
    try:
        with _OPENER.open(request, timeout=TIMEOUT) as answer:
            told = answer.read(MOST_ANSWER)
    except urllib.error.HTTPError as fault:
        fault.close()
        raise SendError(f"the webhook answered {fault.code}") from fault
    except urllib.error.URLError as fault:
        reason = fault.reason
        known = isinstance(reason, socket.gaierror | OSError)
        raise SendError(f"the webhook cannot be had: {reason if known else fault}") from fault
    _understand(told)


def shaped(shape: str, events: Sequence[Event]) -> dict[str, Any]:
    """The message as a service expects it."""
    text = words.text(events, MOST_TEXT[shape])
    if shape == "feishu":
        return {"msg_type": "text", "content": {"text": text}}
    if shape == "json":
        return {"text": text, "events": [_row(event) for event in events]}
    return {"msgtype": "text", "text": {"content": text}}


def _row(event: Event) -> dict[str, str]:
    names = ("event", "at", "kind", "subject", "words", "since", "last_good", "look", "cleared_at")
    return {name: getattr(event, name) for name in names}


def _understand(told: bytes) -> None:
    """The chat services answer 200 also to what they refuse; a code in the answer says so."""
    try:
        answer = json.loads(told)
    except ValueError:
        return
    if not isinstance(answer, dict):
        return
    code = answer.get("errcode", answer.get("code", 0))
    if code not in (0, "0"):
        reason = answer.get("errmsg", answer.get("msg", ""))
        raise SendError(f"the webhook refused the message: {code} {reason}")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the message elsewhere."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)
