"""Alerts over a real mail server and a real web server on loopback."""
