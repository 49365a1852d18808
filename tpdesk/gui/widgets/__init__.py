"""The small parts of which the stages are composed, each usable by keyboard and in both themes."""
