"""The stage Print: the map with its schedule on paper, as it will be."""
