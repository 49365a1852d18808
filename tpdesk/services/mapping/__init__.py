"""From the register to a map: assets and layers become a scene."""
