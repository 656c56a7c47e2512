"""Setting the archive up on a machine: services, timers, proxy, and what the web process sees."""
