"""The stage in which partners' lists come in: read, matched, settled, and imported in one undoable step."""
