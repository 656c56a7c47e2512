"""Logs: lines, JSON, secrets, rotation."""
