"""Keeps words in delimited text from being run as formulas, in a way that reading takes back.

A text that begins with = + - @, a tab or a line end, or with apostrophes and then one of these, is written
with one more apostrophe before it. Reading takes one apostrophe away from every such text, so each comes
back as it was.
"""

from __future__ import annotations

import re

_RUNS = re.compile("'*[=+\\-@\t\r\n]")
_NUMBER = re.compile(r"[-+][\d,.]+%?\Z")
_GUARDED = re.compile("'+[=+\\-@\t\r\n]")


def guard_text(text: str) -> str:
    """Write a text so that no spreadsheet program takes it for a formula."""
    return f"'{text}" if _RUNS.match(text) else text


def copied_cell(text: str) -> str:
    """Write a cell for the clipboard on one line; what is a number stays one, what would run is guarded."""
    line = " ".join(text.split())
    return line if _NUMBER.match(line) else guard_text(line)


def unguard_text(text: str) -> str:
    """Give a text as it was before it was guarded; any other stays as it is."""
    return text[1:] if _GUARDED.match(text) else text
