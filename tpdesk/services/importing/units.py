"""Units that lists state in a heading or beside a number, and what they are worth."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from tpdesk.domain.fields.field import FieldType

SQUARE_METRE, SQUARE_FOOT, HECTARE, ACRE = "m²", "sq ft", "ha", "acres"
POUND, THOUSAND_POUNDS, MILLION_POUNDS, PENNY = "£", "£000", "£m", "p"

_M2 = {SQUARE_METRE: "1", SQUARE_FOOT: "0.09290304", HECTARE: "10000", ACRE: "4046.8564224"}
_HA = {HECTARE: "1", ACRE: "0.40468564224", SQUARE_METRE: "0.0001", SQUARE_FOOT: "0.000009290304"}
_POUNDS = {POUND: "1", THOUSAND_POUNDS: "1000", MILLION_POUNDS: "1000000", PENNY: "0.01"}

FACTORS: dict[FieldType, dict[str, Decimal]] = {
    FieldType.AREA: {unit: Decimal(factor) for unit, factor in _M2.items()},
    FieldType.LAND_AREA: {unit: Decimal(factor) for unit, factor in _HA.items()},
    FieldType.MONEY: {unit: Decimal(factor) for unit, factor in _POUNDS.items()},
}
"""What one of each unit is worth in the field's own unit: square metres, hectares, pounds."""

OWN_UNITS = {FieldType.AREA: SQUARE_METRE, FieldType.LAND_AREA: HECTARE, FieldType.MONEY: POUND}

_WORDINGS: dict[str, tuple[str, ...]] = {
    SQUARE_METRE: (
        "m2", "m²", "m^2", "sqm", "sq m", "sq. m", "sq.m", "sq.m.", "sq. m.", "sq mtr", "sq mtrs",
        "sq metres", "sq metre", "sq meters", "square metres", "square metre", "square meters", "sqms",
        "m sq", "metres squared",
    ),
    SQUARE_FOOT: (
        "sq ft", "sqft", "sq. ft", "sq.ft", "sq.ft.", "sq. ft.", "ft2", "ft²", "ft^2", "sf", "square feet",
        "square foot", "sq feet", "sq foot",
    ),
    HECTARE: ("ha", "hectare", "hectares", "hect", "hects", "ha."),
    ACRE: ("acre", "acres", "ac", "ac."),
    POUND: ("£", "gbp", "pounds", "£ pa", "£ p.a.", "£pa", "£ per annum", "£/year", "£ per year", "£/yr"),
    THOUSAND_POUNDS: (
        "£000", "£000s", "£'000", "£'000s", "£’000", "£’000s", "£k", "000s", "£ 000",
        "£ thousand", "£thousands",
    ),
    MILLION_POUNDS: ("£m", "£ m", "£million", "£ million", "£ millions", "£mn"),
    PENNY: ("pence",),
}  # fmt: skip
_BY_WORDING = {wording: unit for unit, wordings in _WORDINGS.items() for wording in wordings}
_SILENT = frozenset(
    (
        "no",
        "no.",
        "number",
        "select",
        "notes",
        "%",
        "kwh",
        "wte",
        "tonnes",
        "years",
        "months",
        "yes/no",
        "text",
    )
)
"""What else stands in brackets behind a heading and is no part of its name."""
_OTHER_UNITS = frozenset(("%", "kwh", "wte", "tonnes", "months", "years", "m³", "m3", "hrs", "kw", "kva"))

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_INNER_BRACKETS = re.compile(r"(?P<band>[^()\[\]]+?)\s*[(\[](?P<unit>[^()\[\]]+)[)\]]:?\s+(?P<rest>\S.*)")
_TAIL = re.compile(
    r"[\s_,-]+(?:in\s+)?(m2|m²|sqm|sq\.?\s?m|sq\.?\s?ft\.?|sqft|ft2|square feet|square metres|ha|hectares"
    r"|acres|£000s?|£k|£m|£|gbp)$",
    re.IGNORECASE,
)


def find_unit(wording: str) -> str:
    """Give the unit a wording means, empty when it is none that this module knows."""
    return _BY_WORDING.get(" ".join(wording.casefold().split()), "")


@lru_cache(maxsize=40_000)
def split_heading(heading: str) -> tuple[str, str]:
    """Part a heading into its name and its unit.

    Returns:
        The name without a unit behind it, and the unit: one of this module's, or the wording of another
        (``%``, ``kWh``), or empty.
    """
    name = " ".join(heading.split())
    unit = ""
    while brackets := _BRACKETS.search(name):
        inner = brackets.group(1).strip()
        found = find_unit(inner)
        if not found and inner.casefold() not in _SILENT and inner.casefold() not in _OTHER_UNITS:
            break
        unit = unit or found or (inner if inner.casefold() in _OTHER_UNITS else "")
        name = name[: brackets.start()].strip()
    tail = _TAIL.search(name)
    if tail and not unit:
        unit = find_unit(tail.group(1)) or find_unit(" ".join(tail.group(1).split()))
        name = name[: tail.start()].strip() if unit else name
    if not unit:
        name, unit = _split_band(name)
    return name or heading.strip(), unit


def _split_band(name: str) -> tuple[str, str]:
    """Take the unit out of a heading of two rows: ``Area (sq ft) GIA``, ``Area sq ft: GIA``."""
    bracketed = _INNER_BRACKETS.match(name)
    if bracketed and (unit := find_unit(bracketed["unit"])):
        return f"{bracketed['band']}: {bracketed['rest']}", unit
    band, colon, rest = name.rpartition(": ")
    tail = _TAIL.search(band) if colon else None
    if tail and (unit := find_unit(" ".join(tail.group(1).split()))):
        return f"{band[: tail.start()].strip()}: {rest}", unit
    return name, ""


def unit_fits(kind: FieldType, unit: str) -> bool:
    """Whether a column that states this unit can hold a field of this type."""
    if not unit:
        return True
    if unit in ("%",):
        return kind in (FieldType.PERCENT, FieldType.NUMBER)
    if kind in FACTORS:
        return unit in FACTORS[kind]
    if unit in _BY_WORDING.values():
        return False
    return kind in (FieldType.NUMBER, FieldType.INTEGER) or kind not in _MEASURED


_MEASURED = frozenset((FieldType.PERCENT, FieldType.DATE, FieldType.UPRN, FieldType.POSTCODE))
