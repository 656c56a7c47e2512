"""Tables that ship: places and parks."""
