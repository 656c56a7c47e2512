"""The long steps of a publication that more than one process can take a part in."""
