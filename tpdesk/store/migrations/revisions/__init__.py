"""The migrations, one module each. They are listed in the catalogue, for a frozen program has no folder."""
