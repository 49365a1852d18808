"""The start page: what one can open, what was open lately, and the year in order."""
