"""One module per `parks` command; each is imported only when its command runs."""
