"""The manifest of the demonstration place: what there is, in which order it is taken in, and how."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from demo_place import plan
from demo_place.districts import Districts

# file, layer inside it, name shown, kind, shown from the start, field that colours it
LAYERS = (
    ("layers.gpkg", "builtup", "Built-up area", "built_up", True, None),
    ("layers.gpkg", "green", "Green space", "green_space", True, None),
    ("layers.gpkg", "flood", "Flood zones", "flood", False, None),
    ("layers.gpkg", "zones", "Deprivation, by population zone", "zones", False, "decile"),
    ("layers.gpkg", "water", "River, meres and basin", "water", True, None),
    ("layers.gpkg", "watercourses", "Rivers, becks and canal", "watercourses", True, None),
    ("layers.gpkg", "conservation", "Conservation areas", "conservation", False, None),
    ("layers.gpkg", "roads", "Roads", "roads", True, None),
    ("layers.gpkg", "rail", "Railway and tramway", "rail", True, None),
    ("layers.gpkg", "stops", "Stations and stops", "stops", True, None),
    ("wards.geojson", "wards", "Wards", "wards", True, None),
    ("layers.gpkg", "places", "Town names", "places", True, None),
)


def described(districts: Districts, lists: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Return the manifest as plain values."""
    people = sum(zone.people for zone in districts.zones)
    return {
        "place": {
            "name": plan.PLACE,
            "long_name": plan.PLACE_LONG,
            "boundary": "boundary.geojson",
            "population": people,
            "households": sum(zone.households for zone in districts.zones),
            "licence": plan.LICENCE,
        },
        "postcodes": "postcodes.zip",
        "lists": list(lists),
        "layers": [
            {"file": file, "layer": layer, "name": name, "kind": kind, "visible": visible,
             "value_field": field,
             "licence": plan.LICENCE}
            for file, layer, name, kind, visible, field in LAYERS
        ],
    }  # fmt: skip


def written(manifest: Mapping[str, object], path: Path) -> None:
    """Write the manifest."""
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
