"""GeoJSON by RFC 7946: a feature for each asset in longitude and latitude, those without a position too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tpdesk.files.coordinates import degrees_of
from tpdesk.files.replacing import replaced
from tpdesk.services.exporting.columns import chosen_fields
from tpdesk.services.exporting.kinds.exporter import Exporter
from tpdesk.services.showing import every_row, plain_columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpdesk.domain.disclosure import Disclosed, Extract
    from tpdesk.domain.frame import AssetFrame
    from tpdesk.services.exporting.kinds.exporter import ExportOptions

_DEGREES = 7
"""A centimetre; the standard advises against more."""


def _write(disclosed: Disclosed[Extract], path: Path, options: ExportOptions) -> int:
    assets = disclosed.value.assets
    head: dict[str, object] = {"type": "FeatureCollection", "name": options.place}
    if disclosed.notice:
        head["notice"] = disclosed.notice
    opening = json.dumps(head, ensure_ascii=False).removesuffix("}")
    with replaced(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{opening}, "features": [')
        for number, feature in enumerate(_features(assets, options)):
            file.write(",\n" if number else "\n")
            file.write(json.dumps(feature, ensure_ascii=False, allow_nan=False))
        file.write("\n]}\n")
    return len(assets)


def _features(assets: AssetFrame, options: ExportOptions) -> Iterator[dict[str, object]]:
    keys = [field.key for field in chosen_fields(options.fields)]
    columns = plain_columns(assets, every_row(assets))
    longitude, latitude = degrees_of(assets.easting, assets.northing)
    places = zip(longitude.round(_DEGREES).tolist(), latitude.round(_DEGREES).tolist(), strict=True)
    for row, (uid, place) in enumerate(zip(assets.uids.tolist(), places, strict=True)):
        placed = place[0] == place[0]
        yield {
            "type": "Feature",
            "id": uid,
            "geometry": {"type": "Point", "coordinates": list(place)} if placed else None,
            "properties": {key: columns[key][row] for key in keys},
        }


EXPORTER = Exporter("geojson", "assets", ".geojson", "GeoJSON", _write)
