"""Where assets lie: from their own coordinates, grid reference, footprint or postcode; never guessed."""
