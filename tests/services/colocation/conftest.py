"""Frames of assets to look for candidates in: a few by hand, and a real place's."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tpdesk.domain.fields.catalogue import FIELDS
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.frame import AssetFrame
from tpdesk.domain.organisation import Organisation
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES

Row = Mapping[str, object]
MakeFrame = Callable[[Sequence[Row]], AssetFrame]

KINDS = {"Council": "council", "Trust": "nhs", "Police": "police", "College": "education"}


def _column(key: str, kind: FieldType, rows: Sequence[Row]) -> NDArray[Any]:
    values = [row.get(key) for row in rows]
    if kind is FieldType.DATE:
        return np.array([np.datetime64(v) if isinstance(v, date) else "NaT" for v in values], dtype="M8[D]")
    if kind in (FieldType.TEXT, FieldType.NOTE, FieldType.VOCABULARY, FieldType.UPRN, FieldType.POSTCODE):
        column = np.empty(len(rows), dtype=object)
        column[:] = values
        return column
    return np.array([np.nan if v is None else v for v in values], dtype=np.float64)


def make_frame(rows: Sequence[Row]) -> AssetFrame:
    """A frame of assets given as field values; organisation, site and uid by those names."""
    names = list(dict.fromkeys(str(row["organisation"]) for row in rows if row.get("organisation")))
    columns = {
        each.key: _column(each.key, each.type, rows)
        for each in FIELDS
        if each.key not in ("organisation", "kind")
    }
    columns["sensitivity"][columns["sensitivity"] == None] = "open"  # noqa: E711 - elementwise
    sites = np.empty(len(rows), dtype=object)
    sites[:] = [row.get("site") for row in rows]
    return AssetFrame(
        uids=np.array([str(row.get("uid", f"u{n}")) for n, row in enumerate(rows)], dtype=object),
        organisation=np.array(
            [names.index(str(row["organisation"])) if row.get("organisation") else -1 for row in rows],
            dtype=np.int32,
        ),
        organisations=tuple(
            Organisation(f"o{n}", name, KINDS.get(name, "nhs")) for n, name in enumerate(names)
        ),
        sites=sites,
        published=np.ones(len(rows), dtype=bool),
        columns=columns,
    )


@pytest.fixture
def frame_of() -> MakeFrame:
    return make_frame


# --- a real place, read straight from its published lists ---------------------------------------------


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _find(vocabulary: str, *wordings: str) -> str | None:
    return next((found for wording in wordings if (found := VOCABULARIES[vocabulary].find(wording))), None)


def _council_rows(path: Path) -> list[Row]:
    from pyproj import Transformer

    to_grid = Transformer.from_crs(4326, 27700, always_xy=True)
    rows: list[Row] = []
    with path.open(encoding="utf-8-sig") as file:
        for cells in csv.DictReader(file):
            row: dict[str, object] = {
                "organisation": "Trafford Council",
                "reference": cells["AssetCode"],
                "name": cells["PropertyName"],
                "uprn": cells["UPRN"] or None,
                "postcode": cells["PostCode"] or None,
                "holding": _find("holding", cells["HoldingType"]),
                "holding_reason": cells["OtherDetail"] or None,
                "tenure": _find("tenure", cells["TenureType"]),
                "tenure_detail": _find("tenure_detail", cells["TenureDetail"]),
                "floor_area_m2": _number(cells["BuildingSize"]),
            }
            if cells["GeoX"] and float(cells["GeoX"]) < 0:
                row["easting"], row["northing"] = to_grid.transform(
                    float(cells["GeoX"]), float(cells["GeoY"])
                )
            rows.append(row)
    return rows


_COSTS = (
    "Rates (£)",
    "Estates and property maintenance (£)",
    "Grounds and gardens maintenance (£)",
    "Other Hard FM (Estates) costs (£)",
    "Other Soft FM (Hotel Services) costs (£)",
    "Management (Hard and Soft FM) costs (£)",
    "Electricity - other costs (£)",
    "Gas costs (£)",
    "Water and sewerage cost (£)",
    "Cleaning service cost (£)",
)
_BACKLOG = tuple(
    f"Cost to eradicate {risk} risk backlog (£)" for risk in ("high", "significant", "moderate", "low")
)


_POINTS = (
    ("GPs", "trafford_general_practices.csv"),
    ("Jobcentre Plus", "gm_jobcentreplus.csv"),
    ("Probation Service", "gm_probation_offices.csv"),
    ("Libraries of other boroughs", "gm_libraries.csv"),
)


def _point_rows(folder: Path) -> list[Row]:
    """Partners' short lists: a name and a position, no areas, no services."""
    from pyproj import Transformer

    to_grid = Transformer.from_crs(4326, 27700, always_xy=True)
    rows: list[Row] = []
    for organisation, list_name in _POINTS:
        with (folder / list_name).open(encoding="utf-8-sig") as file:
            for cells in csv.DictReader(file):
                if organisation.startswith("Libraries") and cells["area_name"] == "Trafford":
                    continue
                easting, northing = to_grid.transform(float(cells["lon"]), float(cells["lat"]))
                row = {"organisation": organisation, "name": cells["name"], "postcode": cells["postcode"]}
                rows.append({**row, "easting": easting, "northing": northing})
    with (folder / "police_stations_converted.csv").open(encoding="utf-8-sig") as file:
        for cells in csv.DictReader(file):
            easting, northing = to_grid.transform(float(cells["longitude"]), float(cells["latitude"]))
            rows.append(
                {"organisation": "Police", "name": cells["name"], "easting": easting, "northing": northing}
            )
    return rows


def _sum(cells: Mapping[str, str], columns: Sequence[str]) -> float | None:
    known = [number for column in columns if (number := _number(cells[column])) is not None]
    return sum(known) if known else None


def _health_rows(path: Path, positions: Mapping[str, tuple[float, float]]) -> list[Row]:
    rows: list[Row] = []
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for cells in csv.DictReader(file):
            if cells["Integrated Care Board"] != "NHS GREATER MANCHESTER ICB":
                continue
            row: dict[str, object] = {
                "organisation": cells["Trust Name"],
                "reference": cells["Site Code"],
                "name": cells["Site Name"],
                "postcode": cells["Post Code"],
                "service": _find("service", cells["Non Inpatient Type"], cells["Site Type"]),
                "status": "vacant" if cells["Site Type"] == "Unoccupied" else None,
                "tenure": _find("tenure", cells["Tenure"]),
                "floor_area_m2": _number(cells["Gross internal floor area (m²)"]),
                "vacant_m2": _number(cells["Floor area - empty (m²)"]),
                "running_cost_gbp": _sum(cells, _COSTS),
                "backlog_gbp": _sum(cells, _BACKLOG),
            }
            found = positions.get(cells["Post Code"].replace(" ", ""))
            if found:
                row["easting"], row["northing"] = found
            rows.append(row)
    return rows


def _positions(zip_path: Path, wanted: set[str]) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    areas = {"".join(letter for letter in code[:2] if letter.isalpha()).lower() for code in wanted}
    with zipfile.ZipFile(zip_path) as archive:
        for name in archive.namelist():
            if name.endswith(".csv") and Path(name).stem in areas:
                with archive.open(name) as raw:
                    for cells in csv.reader(io.TextIOWrapper(raw, "utf-8")):
                        code = cells[0].replace(" ", "")
                        if code in wanted and cells[1] != "90":
                            found[code] = (float(cells[2]), float(cells[3]))
    return found


@pytest.fixture(scope="session")
def real_frame(realdata: Path) -> AssetFrame:
    """The council's assets and the health sites of a real place, placed by coordinates or postcode."""
    lists, reference = realdata / "registers", realdata / "reference"
    health_path = lists / "ERIC_Site.csv"
    with health_path.open(encoding="utf-8-sig", errors="replace") as file:
        codes = {
            cells["Post Code"].replace(" ", "")
            for cells in csv.DictReader(file)
            if cells["Integrated Care Board"] == "NHS GREATER MANCHESTER ICB"
        }
    council = _council_rows(lists / "trafford_land_and_building_assets.csv")
    unplaced = {
        str(row["postcode"]).replace(" ", "") for row in council if "easting" not in row and row["postcode"]
    }
    positions = _positions(reference / "codepo_gb.zip", codes | unplaced)
    placed: list[Row] = []
    for row in council:
        found = positions.get(str(row["postcode"]).replace(" ", "")) if "easting" not in row else None
        placed.append({**row, "easting": found[0], "northing": found[1]} if found else row)
    return make_frame(placed + _health_rows(health_path, positions))


@pytest.fixture(scope="session")
def real_partners(realdata: Path, real_frame: AssetFrame) -> AssetFrame:
    """The same with the short lists of GPs, Jobcentres, probation, police and other boroughs' libraries."""
    return _join(real_frame, make_frame(_point_rows(realdata / "registers")))


def _join(first: AssetFrame, second: AssetFrame) -> AssetFrame:
    shift = np.int32(len(first.organisations))
    return AssetFrame(
        uids=np.concatenate((first.uids, np.array([f"v{n}" for n in range(len(second))], dtype=object))),
        organisation=np.concatenate((first.organisation, second.organisation + shift)),
        organisations=first.organisations + second.organisations,
        sites=np.concatenate((first.sites, second.sites)),
        published=np.concatenate((first.published, second.published)),
        columns={key: np.concatenate((column, second.columns[key])) for key, column in first.columns.items()},
    )
