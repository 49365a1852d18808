"""Changing facts by hand: what was typed is read as a list's cells are, and written where it was shown."""
