"""The faults that an operator can act on."""


class ArchiveError(Exception):
    """A fault whose message is one clear line: what is wrong, where, and what to do."""
