"""Takes a new version of the tables of places and parks in, and links the figures anew."""
