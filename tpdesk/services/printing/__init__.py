"""The map on paper: what a page says and where it stands, before anything is painted."""
