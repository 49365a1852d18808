"""Unique Property Reference Numbers: kept as text, never as a number (BS 7666)."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"[0-9]{1,12}\Z")
_WHOLE_FLOAT = re.compile(r"([0-9]{1,12})\.0\Z")


def read_uprn(value: object) -> str | None:
    """Give the UPRN without leading zeros (they carry no meaning), or None when it is not one.

    A whole number as spreadsheets store it is accepted; scientific notation, 13 digits, zero and
    anything else is not.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float):
        if not value.is_integer() or not 0 < value < 1e12:
            return None
        return str(int(value))
    text = str(value).strip()
    whole = _WHOLE_FLOAT.match(text)
    if whole:
        text = whole.group(1)
    if not _DIGITS.match(text):
        return None
    return text.lstrip("0") or None
