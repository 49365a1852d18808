"""Arrays in, results out. Knows no file, no table, no window."""
