"""The tables of a register and their columns, each said once."""
