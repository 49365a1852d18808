"""The details of what is selected: every fact, where it comes from, and how it came to be."""
