"""The list of land and buildings that the Transparency Code 2015 asks every council to publish."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.vocabularies.holding import TENURE_DETAILS, TENURES
from tpdesk.files.workbook_writing import ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.domain.disclosure import Disclosed, Extract
    from tpdesk.domain.frame import AssetFrame, Value

_ONS_CODE = re.compile(r"[EW]\d{8}\Z")
_ONS_PLACE = "http://statistics.data.gov.uk/id/statistical-geography/"
_OCCUPIED = "Occupied by the local authority"
_DETAILS = {
    "owner_occupied": _OCCUPIED,
    "leased_in": _OCCUPIED,
    "ground_lease": "Ground leasehold",
    "leased_out": "Leasehold",
    "sub_lease": "Sub leasehold",
}
"""The Code's own options; the others are told in the register's words."""
_HOLDINGS = {"land": "Land", "buildings": "Buildings", "land_and_buildings": "Land/Buildings"}


@dataclass(frozen=True, slots=True)
class CodeColumn:
    """One column of the list.

    Attributes:
        heading: As the national schema has it.
        value: Of an asset by its place in the frame.
        type: How a workbook shows it.
        asked: What the Code calls it where every asset must have it, else empty.
    """

    heading: str
    value: Callable[[AssetFrame, int], Value]
    type: ColumnType = ColumnType.TEXT
    asked: str = ""


def _of(key: str) -> Callable[[AssetFrame, int], Value]:
    return lambda frame, row: frame.value(row, key)


def _organisation_uri(frame: AssetFrame, row: int) -> Value:
    code = frame.organisations[frame.organisation[row]].code
    return f"{_ONS_PLACE}{code}" if _ONS_CODE.match(code) else None


def _coordinate_system(frame: AssetFrame, row: int) -> Value:
    return "OSGB36" if frame.placed[row] else None


def _tenure(frame: AssetFrame, row: int) -> Value:
    tenure = frame.value(row, "tenure")
    return None if tenure is None else TENURES.label_of(str(tenure))


def _tenure_detail(frame: AssetFrame, row: int) -> Value:
    detail = frame.value(row, "tenure_detail")
    if detail is None:
        return "Licence" if frame.value(row, "tenure") == "licence" else None
    return _DETAILS.get(str(detail)) or TENURE_DETAILS.label_of(str(detail))


def _holding(frame: AssetFrame, row: int) -> Value:
    holding = frame.value(row, "holding")
    return None if holding is None else _HOLDINGS.get(str(holding), str(holding))


_NUMBER = ColumnType.NUMBER

CODE_COLUMNS: tuple[CodeColumn, ...] = (
    CodeColumn("OrganisationLabel", _of("organisation")),
    CodeColumn("OrganisationURI", _organisation_uri),
    CodeColumn("EffectiveDate", _of("as_at"), ColumnType.DATE),
    CodeColumn("UPRN", _of("uprn"), asked="Unique Property Reference Number"),
    CodeColumn("AssetCode", _of("reference"), asked="Unique asset identity"),
    CodeColumn("PropertyName", _of("name"), asked="Name of the building or land"),
    CodeColumn("StreetNumber", _of("street_number"), asked="Street number"),
    CodeColumn("StreetName", _of("street")),
    CodeColumn("PostTown", _of("post_town"), asked="Postal town"),
    CodeColumn("PostCode", _of("postcode"), asked="Postcode"),
    CodeColumn("CoordinateReferenceSystem", _coordinate_system),
    CodeColumn("GeoX", _of("easting"), _NUMBER, asked="Map reference"),
    CodeColumn("GeoY", _of("northing"), _NUMBER),
    CodeColumn("TenureType", _tenure, asked="Freehold or lease"),
    CodeColumn("TenureDetail", _tenure_detail, asked="How it is occupied or let"),
    CodeColumn("OtherDetail", _of("holding_reason")),
    CodeColumn("HoldingType", _holding, asked="Land only, or with a permanent building"),
    CodeColumn("BuildingSize", _of("floor_area_m2"), _NUMBER),
    CodeColumn("LandArea", _of("land_area_ha"), _NUMBER),
    CodeColumn("EnergyRating", _of("energy_band")),
)
"""The columns in the order of the national schema; floor areas in square metres, land in hectares."""


@dataclass(frozen=True, slots=True)
class CodeList:
    """The list, and what it lacks.

    Attributes:
        rows: Values of each asset, column by column as CODE_COLUMNS.
        gaps: For each asset that lacks anything that the Code asks of all: its reference, name, and what.
    """

    rows: tuple[tuple[Value, ...], ...]
    gaps: tuple[tuple[Value, Value, str], ...]


def code_list(disclosed: Disclosed[Extract]) -> CodeList:
    """Give the councils' assets that are not disposed of, as the Code wants them."""
    frame = disclosed.value.assets
    councils = np.flatnonzero((frame["kind"] == "council") & (frame["status"] != "disposed")).tolist()
    rows, gaps = [], []
    for place in councils:
        values = tuple(column.value(frame, place) for column in CODE_COLUMNS)
        rows.append(values)
        lacking = [
            column.asked
            for column, value in zip(CODE_COLUMNS, values, strict=True)
            if value is None and column.asked
        ]
        if lacking:
            gaps.append((frame.value(place, "reference"), frame.label(place), "; ".join(lacking)))
    return CodeList(tuple(rows), tuple(gaps))
