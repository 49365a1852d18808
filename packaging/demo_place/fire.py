"""The fire service's stations as footprints drawn in a map program, in longitude and latitude."""

import json
from pathlib import Path

import numpy as np

from demo_place.chance import stream
from demo_place.council import TITLES
from demo_place.entries import Cell, Entry, Listing, pick, reported, rounded
from demo_place.gazetteer import Gazetteer, Plot, degrees

FILE = "fire_stations.geojson"
HEAD = (
    '{"type": "FeatureCollection", "name": "fire_stations", "crs": {"type": "name", "properties": '
    '{"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, "features": ['
)
STATIONS = (
    "quillmere",
    "thaxwold",
    "brindlesea",
    "merrowgate",
    "aldercote",
    "fennisthorpe",
    "saltpan",
    "cinderfield",
)
# name, category, town, gross internal area in m2
OTHERS = (
    ("Service Headquarters", "Headquarters", "quillmere", 2900),
    ("Training Centre", "Training centre", "tollbar", 3400),
    ("Stores and Workshop", "Store", "wharfside", 1100),
    ("Lantern Hill Community Safety Office", "Office", "lantern", 310),
    ("Nether Quill Community Safety Office", "Office", "nether", 260),
)


def estate(gazetteer: Gazetteer) -> list[tuple[Entry, Plot]]:
    """Return the service's stations and other buildings."""
    rng = stream("fire")
    rows: list[tuple[Entry, Plot]] = []
    for key in STATIONS:
        plot = gazetteer.centre(key, 700.0)
        rows.append(
            (
                _entry(
                    len(rows),
                    f"{TITLES[key]} Fire Station",
                    "Fire station",
                    plot,
                    round(rng.uniform(480, 1500)),
                    rng,
                ),
                plot,
            )
        )
    for name, category, key, gia in OTHERS:
        plot = gazetteer.centre(key, 520.0)
        rows.append((_entry(len(rows), name, category, plot, gia, rng), plot))
    return rows


def _entry(serial: int, name: str, use: str, plot: Plot, gia: float, rng: np.random.Generator) -> Entry:
    cells: dict[str, Cell] = {
        "station_id": f"QFR{serial + 1:02d}", "name": name, "category": use,
        "street": f"{plot.number} {plot.street}",
        "post_town": plot.town, "postcode": plot.postcode, "uprn": plot.uprn,
        "tenure": pick(rng, {"Freehold": 5, "PFI": 1}),
        "gia_m2": gia, "vacant_m2": rounded(gia * rng.uniform(0.08, 0.3), 5) if rng.uniform() < 0.6 else None,
        "condition": pick(rng, {"A": 1, "B": 4, "C": 3}),
        "running_cost": rounded(gia * rng.uniform(70, 130), 50),
        "built": int(rng.integers(1936, 2016)),
    }  # fmt: skip
    return Entry(cells)


def written(rows: list[tuple[Entry, Plot]], folder: Path) -> Listing:
    """Write the stations, with one drawn twice, one crossed in itself and one never drawn."""
    rng = stream("footprints")
    features = []
    for number, (entry, plot) in enumerate(rows):
        ring = _footprint(plot, float(str(entry.cells["gia_m2"])), rng)
        geometry: dict[str, object] | None = {"type": "Polygon", "coordinates": [ring]}
        if number == 9:
            entry.mark("footprint_crossed", "name")
            geometry = {"type": "Polygon", "coordinates": [[ring[0], ring[2], ring[1], ring[3], ring[0]]]}
        elif number == 10:
            entry.mark("footprint_parts", "name")
            beside = [[round(x + 0.00045, 7), round(y + 0.0002, 7)] for x, y in ring]
            geometry = {"type": "MultiPolygon", "coordinates": [[ring], [beside]]}
        elif number == 12:
            entry.mark("footprint_missing", "name")
            geometry = None
        features.append({"type": "Feature", "properties": entry.cells, "geometry": geometry})
    again = Entry(dict(rows[4][0].cells), [("duplicate_row", "station_id")])
    features.append({"type": "Feature", "properties": again.cells, "geometry": features[4]["geometry"]})
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    (folder / FILE).write_text(f"{HEAD}\n{lines}\n]}}\n", encoding="utf-8")
    return Listing(FILE, len(features), reported(enumerate([*(e for e, _ in rows), again], start=1)))


def _footprint(plot: Plot, gia: float, rng: np.random.Generator) -> list[list[float]]:
    wide, deep = np.sqrt(gia / 1.6) * 1.3, np.sqrt(gia / 1.6) / 1.3
    turn = float(rng.uniform(0, np.pi))
    c, s = np.cos(turn), np.sin(turn)
    corners = (
        (-wide / 2, -deep / 2),
        (wide / 2, -deep / 2),
        (wide / 2, deep / 2),
        (-wide / 2, deep / 2),
        (-wide / 2, -deep / 2),
    )
    return [list(degrees(plot.easting + c * x - s * y, plot.northing + s * x + c * y)) for x, y in corners]
