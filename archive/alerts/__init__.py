"""Tells the operator what needs a person: once, again after a time, and when it is over."""
