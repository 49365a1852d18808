"""Numbers, money and areas as people write them: separators, brackets, multipliers and units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tpdesk.services.importing.units import find_unit

_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d+)?\Z")
_WRITTEN = re.compile(
    r"""
    (?P<open>\()?\s*
    (?P<sign>[-−–+])?\s*
    (?P<pound>£|GBP|GB£)?\s*
    (?P<second_sign>[-−])?\s*
    (?P<digits>\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ ]\d{3})+|\d+|(?=\.\d))
    (?P<decimals>\.\d*)?
    (?P<exponent>e[+-]?\d{1,2})?\s*
    (?:(?P<multiplier>k|m|mn|mill|million|bn|billion|thousand)(?![a-z²0-9]))?\s*
    (?P<unit>[a-z£%²^.'/ ]*?[a-z²%.]?2?)\s*
    (?P<close>\))?(?P<trailing_minus>-)?
    \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MULTIPLIERS = {
    "k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "mill": 1_000_000, "million": 1_000_000,
    "bn": 1_000_000_000, "billion": 1_000_000_000,
}  # fmt: skip
_PER_YEAR = frozenset(("pa", "p.a.", "p.a", "per annum", "per year", "a year", "/year", "/yr", "pounds"))
_NIL = frozenset(("nil", "zero", "peppercorn", "a peppercorn", "nil rent", "peppercorn rent"))
_PENCE = Decimal(100)
_LONGEST_WRITTEN = 80


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written.

    Attributes:
        value: The number, exact.
        unit: A unit of area or money where one is written, empty otherwise.
        percent: Whether a per cent sign follows.
        pounds: Whether a pound sign stands before it.
        multiplied: Whether "k", "m" or the like follows.
    """

    value: Decimal
    unit: str = ""
    percent: bool = False
    pounds: bool = False
    multiplied: bool = False


def is_plain(text: str) -> bool:
    """Whether a text is digits with at most a sign and a decimal point."""
    return bool(_PLAIN.match(text))


def read_quantity(text: str) -> Quantity | None:
    """Read a number as people write it; None when it is none.

    Understands "1,234", "£1.2m", "12k", "(1,200)", "1,200-", "45 %", "120 sq ft", "nil".
    """
    if len(text) > _LONGEST_WRITTEN:
        return None
    tidy = " ".join(text.replace("\u00a0", " ").split())
    if tidy.casefold() in _NIL:
        return Quantity(Decimal(0))
    found = _WRITTEN.match(tidy)
    if (
        found is None
        or bool(found["open"]) != bool(found["close"])
        or (found["sign"] and found["second_sign"])
    ):
        return None
    unit = _unit(found["unit"].strip().casefold())
    if unit is None:
        return None
    value = _magnitude(found)
    negative = any(
        (found["open"], found["sign"] in ("-", "−", "–"), found["second_sign"], found["trailing_minus"])
    )
    return Quantity(
        value=-value if negative else value,
        unit="" if unit == "%" else unit,
        percent=unit == "%",
        pounds=bool(found["pound"]),
        multiplied=bool(found["multiplier"]),
    )


def _magnitude(found: re.Match[str]) -> Decimal:
    digits = re.sub(r"[, ]", "", found["digits"]) or "0"
    decimals = found["decimals"] or ""
    value = Decimal(f"{digits}{decimals if len(decimals) > 1 else ''}{found['exponent'] or ''}")
    return value * _MULTIPLIERS[found["multiplier"].casefold()] if found["multiplier"] else value


def _unit(wording: str) -> str | None:
    if not wording or wording in _PER_YEAR:
        return ""
    if wording == "%":
        return "%"
    return find_unit(wording) or None


def to_pence(pounds: Decimal) -> int:
    """Give an amount as whole pence; half a penny goes up."""
    return int((pounds * _PENCE).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def decimal_of(number: float) -> Decimal:
    """Give a spreadsheet's number as the decimal a person sees, not as its binary neighbour."""
    return Decimal(number) if isinstance(number, int) else Decimal(repr(float(number)))


def read_coordinate(text: str, *, degrees: bool) -> float | None:
    """Read one coordinate; a comma is a decimal comma where thousands make no sense.

    Args:
        text: The cell's text.
        degrees: Whether the column holds degrees, in which no thousands can occur.
    """
    tidy = text.strip().replace("−", "-").replace("\u00a0", "").rstrip("°").strip()
    if _PLAIN.match(tidy):
        return float(tidy)
    if "," in tidy and "." not in tidy:
        whole, _, decimals = tidy.partition(",")
        if decimals.isdigit() and whole.lstrip("-").isdigit() and (degrees or len(decimals) != 3):
            return float(f"{whole}.{decimals}")
    quantity = read_quantity(tidy)
    return float(quantity.value) if quantity and not quantity.unit else None
