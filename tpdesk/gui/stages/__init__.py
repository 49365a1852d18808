"""The stages of the officer's year, one package each: what the rail chooses between."""
