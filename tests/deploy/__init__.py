"""What `parks deploy` writes, given to the programs that will read it."""
