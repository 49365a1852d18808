"""tpdesk: one register of all the public buildings of a place, on one map."""

__version__ = "0.1.0"
