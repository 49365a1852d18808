"""Which encoding a text is in: UTF-8 when it can be, else what British programs write, else a guess."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from tpdesk.files.sniffing import HEAD_BYTES, utf16_without_mark

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]")
_ALONE = frozenset("£€§©®°±²³µ·¹º¼½¾«»–—‘’“”•…™\xa0×")
"""Signs of cp1252 that stand by themselves in British lists; a letter stands among letters."""
_RARE = "ŠŽšžƒÐÞðþ"
_SAMPLE_BYTES = 200_000
_MOST_SIGNS, _MOSTLY = 2000, 0.9
MACINTOSH = "mac_roman"


def decode(data: bytes) -> tuple[str, str]:
    """Decode a text file.

    Returns:
        The text without byte-order mark and zero characters, and the name of the encoding.
    """
    text, encoding = _decode(data)
    if text.startswith("\ufeff"):
        text = text[1:]
    return (text.replace("\0", "") if "\0" in text else text), encoding


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    order = utf16_without_mark(data[:HEAD_BYTES])
    if order:
        return data.decode(order, "replace"), order
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _written_on_a_macintosh(data):
        return data.decode(MACINTOSH), MACINTOSH
    encoding = "cp1252" if _written_in_cp1252(data) else _guess(data)
    return data.decode(encoding, "replace"), encoding


def _written_on_a_macintosh(data: bytes) -> bool:
    """Tell whether lines end as on an old Macintosh, and its letters make more sense than those of cp1252."""
    if b"\n" in data or b"\r" not in data:
        return False
    share = _share_of_sense(data, MACINTOSH)
    return share >= _MOSTLY and share > _share_of_sense(data, "cp1252")


def _share_of_sense(data: bytes, encoding: str) -> float:
    """Give the share of bytes above ASCII that are signs in place; no capital follows a small letter."""
    good = seen = 0
    for match in islice(_HIGH.finditer(data), _MOST_SIGNS):
        place = match.start()
        before, sign, after = (
            data[at : at + 1].decode(encoding, "replace") for at in (max(0, place - 1), place, place + 1)
        )
        letter = sign.isalpha() and _among_letters(sign, before + sign + after)
        good += sign in _ALONE or (letter and not (before.islower() and sign.isupper()))
        seen += 1
    return good / seen if seen else 0.0


def _written_in_cp1252(data: bytes) -> bool:
    """Tell whether nearly every byte above ASCII makes sense as cp1252."""
    good = seen = 0
    for match in _HIGH.finditer(data):
        place = match.start()
        sign = match.group().decode("cp1252", "replace")
        around = data[max(0, place - 1) : place + 2].decode("cp1252", "replace")
        good += sign in _ALONE or (sign.isalpha() and _among_letters(sign, around))
        seen += 1
        if seen == _MOST_SIGNS:
            break
    return good >= _MOSTLY * seen


def _among_letters(sign: str, around: str) -> bool:
    neighbours = around.replace(sign, "", 1)
    lower = sign.islower()
    return (
        any(one.isalpha() and (one.islower() or not lower) for one in neighbours) and sign not in "ŠŽšžƒÐÞðþ"
    )


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    first = _HIGH.search(data)
    start = max(0, (first.start() if first else 0) - _SAMPLE_BYTES // 2)
    best = from_bytes(data[start : start + _SAMPLE_BYTES]).best()
    return best.encoding if best else "cp1252"
