"""Geospatial layers under and over the assets: their kinds, how they come in, how they are shown."""
