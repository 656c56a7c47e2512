"""Logs: one line for every event, as JSON on request, without secrets, rotated."""

from archive.logs.files import LOG_FILE, rotated
from archive.logs.lines import LOG_FORMAT, handler, say, without_secrets

__all__ = ["LOG_FILE", "LOG_FORMAT", "handler", "rotated", "say", "without_secrets"]
