"""The register given out as plain records, for scripts and partners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.disclosure import Audience, Disclosed, disclose_assets, disclose_children
from tpdesk.domain.errors import InputError
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY, FIELDS
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.store.reads import read_children

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.frame import AssetFrame
    from tpdesk.store.register import Register

CHILD_LISTS: tuple[tuple[str, str], ...] = (
    ("interests", "interest"),
    ("constraints", "asset_constraint"),
    ("occupations", "occupation"),
    ("surveys", "survey"),
    ("costs", "cost"),
    ("valuations", "valuation"),
    ("energy", "energy"),
    ("documents", "document"),
)
"""Lists of a shown asset and the tables they come from."""

_GRID = ("easting", "northing")
_MILLIMETRES = 3
_DECIMALS = 9
"""What lies beyond these decimals is the machine's, not the register's."""
_ALIKE, _MOST_NEAR = 0.7, 4
_INNER_COLUMNS = frozenset(("fid", "uid", "asset_uid"))


@dataclass(frozen=True, slots=True)
class ShownAssets:
    """Assets as an audience may see them.

    Attributes:
        assets: One flat object by field key per asset, with lists of interests, costs and the like.
        withheld: 0 for full, None for every other audience.
        notice: Words the output carries, empty for full.
    """

    assets: tuple[dict[str, object], ...]
    withheld: int | None
    notice: str


def show_assets(register: Register, where: Sequence[tuple[str, str]], audience: Audience) -> ShownAssets:
    """Give the assets that meet every condition, as the audience may see them.

    Args:
        register: The register, open.
        where: Pairs of field key and value; a vocabulary's value may be its key or any wording of it.
        audience: Who is to see them.

    Raises:
        InputError: A key is no field of the register.
    """
    shown = disclose_assets(register.read_assets(), audience)
    picked = np.flatnonzero(matching_assets(shown.value, where))
    uids = [str(uid) for uid in shown.value.uids[picked]]
    columns = plain_columns(shown.value, picked)
    for name, table in CHILD_LISTS:
        lists = _read_child_list(register, shown, table, uids)
        columns[name] = [lists.get(uid, []) for uid in uids]
    names = ("uid", *columns)
    assets = tuple(dict(zip(names, row, strict=True)) for row in zip(uids, *columns.values(), strict=True))
    return ShownAssets(assets, shown.withheld, shown.notice)


def matching_assets(frame: AssetFrame, where: Sequence[tuple[str, str]]) -> NDArray[np.bool_]:
    """Tell which assets meet every condition, compared without case; an empty value means unknown."""
    mask = np.ones(len(frame), dtype=bool)
    for key, wanted in where:
        if key not in FIELD_BY_KEY:
            raise InputError("field_unknown", f"There is no field “{key}”.", nearest_fields(key))
        mask &= _equals(frame, key, wanted.strip())
    return mask


def nearest_fields(wording: str) -> str:
    """Name the fields that a person may have meant."""
    folded = wording.casefold()
    known = {name.casefold(): field.key for field in FIELDS for name in (field.key, field.label)}
    near = [known[name] for name in get_close_matches(folded, known, n=3, cutoff=_ALIKE)]
    near += [key for name, key in known.items() if folded in name]
    meant = ", ".join(dict.fromkeys(near[:_MOST_NEAR])) or "organisation, tenure, floor_area_m2"
    return f"Keys of fields are, for instance: {meant}. The manual's page Fields lists all."


def _equals(frame: AssetFrame, key: str, wanted: str) -> NDArray[np.bool_]:
    field = FIELD_BY_KEY[key]
    column = frame[key]
    if field.numeric:
        return np.asarray(
            np.isclose(column, _number(key, wanted), rtol=0, atol=1e-9) if wanted else np.isnan(column)
        )
    if column.dtype.kind == "M":
        text = np.where(np.isnat(column), "", column.astype("datetime64[D]").astype(str))
        return np.asarray(text == wanted)
    if field.vocabulary:
        wanted = VOCABULARIES[field.vocabulary].find(wanted) or wanted
    folded = wanted.casefold()
    equal = (("" if value is None else str(value).casefold()) == folded for value in column)
    return np.fromiter(equal, dtype=bool, count=len(column))


def _number(key: str, wanted: str) -> float:
    try:
        return float(wanted.replace(",", "").removeprefix("£"))
    except ValueError:
        raise InputError("value_invalid", f"“{wanted}” is not a number, and {key} holds numbers.") from None


def every_row(frame: AssetFrame) -> NDArray[np.intp]:
    """Give the places of all assets of a frame."""
    return np.arange(len(frame))


def plain_columns(frame: AssetFrame, rows: NDArray[np.intp]) -> dict[str, list[object]]:
    """Give the fields of some assets as JSON has them, a list for each field key."""
    held = (
        field.key for field in FIELDS if field.key in frame.columns or field.key in ("organisation", "kind")
    )
    return {key: _plain_column(frame[key][rows], _MILLIMETRES if key in _GRID else _DECIMALS) for key in held}


def _plain_column(column: NDArray[np.generic], decimals: int) -> list[object]:
    if column.dtype.kind == "f":
        rounded = np.round(column.astype(np.float64), decimals).tolist()
        return [None if value != value else plain_value(value) for value in rounded]
    if column.dtype.kind == "M":
        days = column.astype("datetime64[D]")
        return [None if missing else str(day) for day, missing in zip(days, np.isnat(days), strict=True)]
    return list(column.tolist())


def plain_value(value: object) -> object:
    """Give a value as JSON has it: dates in ISO form, whole numbers without a fraction."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def _read_child_list(
    register: Register, shown: Disclosed[AssetFrame], table: str, uids: Sequence[str]
) -> dict[str, list[dict[str, object]]]:
    rows: Mapping[str, Sequence[Mapping[str, object]]] = read_children(register, table, uids)
    disclosed = disclose_children(shown, table, rows)
    return {uid: [_outer(row) for row in disclosed.get(uid, ())] for uid in uids}


def _outer(row: Mapping[str, object]) -> dict[str, object]:
    """Name money in pounds and leave out what only the tables need."""
    outer: dict[str, object] = {}
    for name, value in row.items():
        if name in _INNER_COLUMNS:
            continue
        if name.endswith("_pence"):
            outer[f"{name.removesuffix('_pence')}_gbp"] = plain_value(
                None if value is None else float(value) / 100 if isinstance(value, int) else None
            )
        else:
            outer[name] = plain_value(value)
    return outer
