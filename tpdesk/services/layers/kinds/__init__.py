"""Kinds of layers, one module each; the catalogue names them."""
