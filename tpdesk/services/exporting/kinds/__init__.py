"""Kinds of exports, one module each; the catalogue names them."""
