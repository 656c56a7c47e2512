"""Inputs by the million for what reads strangers' bytes: `python -m tests.faults.fuzz TARGET`."""
