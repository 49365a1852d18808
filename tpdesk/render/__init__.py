"""A Scene or a Page onto any QPainter: screen tiles, PNG, PDF."""
