"""Rules by which facts of the register doubt each other: one module for each, joined by the catalogue."""
