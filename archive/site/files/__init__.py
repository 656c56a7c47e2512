"""What a page shows, to take away as CSV, Excel or JSON: one mechanism for every table."""
