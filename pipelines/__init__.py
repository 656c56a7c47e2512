"""Pure steps from fetched bytes to articles and figures: no network, no clock, no database."""
