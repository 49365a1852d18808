"""Postcodes in an area that no real postcode uses, and their file in Code-Point Open's layout."""

import csv
import io
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from shapely import Point, STRtree

from demo_place import plan
from demo_place.chance import stream
from demo_place.curves import placed
from demo_place.districts import Districts
from demo_place.network import Link

LETTERS: Final = "ABDEFGHJLNPQRSTUWXYZ"
UNIT_M: Final = 330.0
SECTOR_UNITS: Final = 130
MADE: Final = (2026, 11, 1, 0, 0, 0)
DISTRICT_CODE: Final = "Z08000001"
README: Final = (
    "Postcodes of the invented borough of Quillmere, in the layout of OS Code-Point Open. "
    "Made for tpdesk; no postcode area ZQ exists. MIT licence.\r\n"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One postcode: a run of street, and the point that stands for it."""

    postcode: str
    spot: Point
    quality: int


@dataclass(frozen=True, slots=True)
class Postcodes:
    """Every postcode of the place, and the one that each road link carries."""

    units: list[Unit]
    of_link: dict[int, str]


def coded(links: list[Link], districts: Districts) -> Postcodes:
    """Return postcodes for all links inside the border."""
    runs = _runs(links, districts)
    by_outcode: dict[str, list[tuple[Point, list[int]]]] = defaultdict(list)
    for spot, members in runs:
        by_outcode[_outcode(spot)].append((spot, members))
    rng = stream("postcodes")
    units: list[Unit] = []
    of_link: dict[int, str] = {}
    for outcode in sorted(by_outcode):
        ordered = _neighbourly(by_outcode[outcode])
        for serial, (spot, members) in enumerate(ordered):
            sector, place = 1 + serial // SECTOR_UNITS, serial % SECTOR_UNITS
            letter = 3 * place + int(rng.integers(3))
            sector_part = f"{sector}" if sector < 10 else "0"
            postcode = f"{outcode} {sector_part}{LETTERS[letter // 20]}{LETTERS[letter % 20]}"
            quality = 10 if rng.uniform() < 0.94 else int(rng.choice([20, 50]))
            units.append(Unit(postcode, Point(round(spot.x), round(spot.y)), quality))
            of_link.update(dict.fromkeys(members, postcode))
    return Postcodes(units, of_link)


def _runs(links: list[Link], districts: Districts) -> list[tuple[Point, list[int]]]:
    roads: dict[str, list[int]] = defaultdict(list)
    for i, link in enumerate(links):
        if link.kind != "motorway" and districts.border.contains(link.line.centroid):
            roads[link.name].append(i)
    runs: list[tuple[Point, list[int]]] = []
    for name in sorted(roads):
        ordered = sorted(
            roads[name], key=lambda i: (links[i].line.centroid.x // 60, links[i].line.centroid.y)
        )
        batch: list[int] = []
        length = 0.0
        for i in ordered:
            apart = bool(batch) and links[batch[-1]].line.distance(links[i].line) > 120.0
            if batch and (apart or length + links[i].line.length > UNIT_M):
                runs.append(_run(links, batch))
                batch, length = [], 0.0
            batch.append(i)
            length += links[i].line.length
        runs.append(_run(links, batch))
    return runs


def _run(links: list[Link], batch: list[int]) -> tuple[Point, list[int]]:
    middle = links[batch[len(batch) // 2]].line.interpolate(0.5, normalized=True)
    return middle, list(batch)


def _outcode(spot: Point) -> str:
    far = {
        t.key: np.hypot(*(np.array([spot.x, spot.y]) - placed([(t.x_km, t.y_km)])[0])) / t.reach_km
        for t in plan.TOWNS
    }
    key = min(far, key=lambda k: float(far[k]))
    return next(t.outcode for t in plan.TOWNS if t.key == key)


def _neighbourly(runs: list[tuple[Point, list[int]]]) -> list[tuple[Point, list[int]]]:
    """Return the runs with neighbours together: halved along the longer side, again and again."""
    if len(runs) <= SECTOR_UNITS // 4:
        return runs
    spread = [
        max(r[0].x for r in runs) - min(r[0].x for r in runs),
        max(r[0].y for r in runs) - min(r[0].y for r in runs),
    ]
    across = spread[0] >= spread[1]
    ordered = sorted(runs, key=lambda r: (r[0].x, r[0].y) if across else (r[0].y, r[0].x))
    half = len(ordered) // 2
    return _neighbourly(ordered[:half]) + _neighbourly(ordered[half:])


def written(postcodes: Postcodes, districts: Districts, path: Path) -> None:
    """Write the postcode file as Code-Point Open has it: Data/CSV/zq.csv, ten columns, no header."""
    shapes = [ward.shape for ward in districts.wards]
    tree = STRtree(shapes)
    rows: list[list[str | int]] = []
    for unit in sorted(postcodes.units, key=lambda u: u.postcode):
        ward = districts.wards[int(tree.nearest(unit.spot))]
        rows.append([unit.postcode, unit.quality, int(unit.spot.x), int(unit.spot.y), "Z92000001",
                     "Z19000001", "Z18000001",
                     "", DISTRICT_CODE, ward.code])  # fmt: skip
    rows += [[f"ZQ1 0{pair}", 90, 0, 0, "Z92000001", "", "", "", "", ""] for pair in ("XA", "XB", "XD")]
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerows(rows)
    header = "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\r\n" + (
        "Postcode,Positional_quality_indicator,Eastings,Northings,Country_code,NHS_regional_HA_code,NHS_HA_code,"
        "Admin_county_code,Admin_district_code,Admin_ward_code\r\n"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in (
            (f"Data/CSV/{plan.POSTCODE_AREA.lower()}.csv", text.getvalue()),
            ("Doc/Code-Point_Open_Column_Headers.csv", header),
            ("Doc/readme.txt", README),
        ):
            info = zipfile.ZipInfo(name, MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
