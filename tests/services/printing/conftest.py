"""A small invented place with partners' buildings, and a measure of words that needs no screen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from tpdesk.domain.candidates import Ask, Candidate, CandidateOptions, CriterionScore, Party, Side, Standing
from tpdesk.domain.disclosure import PARTNERS, disclose_assets
from tpdesk.domain.fields.catalogue import FIELDS
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.frame import AssetFrame
from tpdesk.domain.organisation import Organisation, Place
from tpdesk.domain.scene import FillLayer, LineLayer, PointLayer, SceneLayer
from tpdesk.services.layers.features import LayerFeatures, LayerStyle
from tpdesk.services.printing.content import PrintContent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.disclosure import Audience

PARTNERS_OF_PLACE = (
    Organisation("o0", "Quillmere Council", "council", colour="council"),
    Organisation("o1", "Quill Vale NHS Trust", "nhs", colour="nhs"),
    Organisation("o2", "Quill Vale Police", "police", colour="police"),
)
BOUNDARY = shapely.box(580_000, 470_000, 592_000, 480_000)
_TEXT = (FieldType.TEXT, FieldType.NOTE, FieldType.VOCABULARY, FieldType.UPRN, FieldType.POSTCODE)
ON = date(2026, 11, 22)


class EvenMetrics:
    """Letters of a little over half an em; stops do not show on wide maps, nor local roads."""

    def width(self, text: str, size: float, weight: int = 400, *, italic: bool = False) -> float:
        return len(text) * size * (0.56 if weight < 600 and not italic else 0.6)

    def ascent(self, size: float) -> float:
        return size * 0.97

    def descent(self, size: float) -> float:
        return size * 0.24

    def shows(self, layer: SceneLayer, resolution: float) -> frozenset[int]:
        if isinstance(layer, LineLayer) and layer.role == "road":
            return frozenset((0, 1, 2))
        if isinstance(layer, PointLayer) and resolution > 18:
            return frozenset()
        return frozenset((0,)) if isinstance(layer, FillLayer | LineLayer | PointLayer) else frozenset()


def make_frame(rows: Sequence[Mapping[str, object]]) -> AssetFrame:
    """A frame of assets by field key; ``owner`` is the number of the partner."""
    columns: dict[str, NDArray[Any]] = {}
    for field in FIELDS:
        if field.key in ("organisation", "kind"):
            continue
        values = [row.get(field.key) for row in rows]
        if field.type is FieldType.DATE:
            days = [np.datetime64(day) if isinstance(day, date) else np.datetime64("NaT") for day in values]
            columns[field.key] = np.array(days, dtype="datetime64[D]")
        elif field.type in _TEXT:
            column = np.empty(len(rows), dtype=object)
            column[:] = values
            columns[field.key] = column
        else:
            columns[field.key] = np.array([np.nan if v is None else v for v in values], dtype=np.float64)
    sites = np.empty(len(rows), dtype=object)
    sites[:] = [row.get("site") for row in rows]
    return AssetFrame(
        uids=np.array([str(row.get("uid", f"u{place}")) for place, row in enumerate(rows)], dtype=object),
        organisation=np.array([row.get("owner", 0) for row in rows], dtype=np.int32),
        organisations=PARTNERS_OF_PLACE,
        sites=sites,
        published=np.array([bool(row.get("published", True)) for row in rows], dtype=bool),
        columns=columns,
    )


def row(name: str, x_km: float, y_km: float, **facts: object) -> dict[str, object]:
    """A building so many km east and north of the place's lower left corner."""
    return {
        "uid": name,
        "name": name,
        "easting": 580_000 + 1000 * x_km,
        "northing": 470_000 + 1000 * y_km,
        "sensitivity": "open",
        "location_method": "own_coordinates",
        **facts,
    }


def estate() -> list[dict[str, object]]:
    """Buildings of the place: two close pairs, one alone, one unplaced, one confidential."""
    return [
        row(
            "Market Clinic",
            3,
            3,
            owner=1,
            floor_area_m2=672.0,
            floor_area_basis="GIA",
            next_break=date(2028, 3, 1),
        ),
        row("Civic Centre", 3.05, 3, floor_area_m2=12_426.0, floor_area_basis="NIA"),
        row("Harbour Police Station", 8, 7, owner=2, tenure="freehold"),
        row("Harbour Library", 8.1, 7.05, floor_area_m2=1957.0, status="vacant"),
        row("Moor Library", 5, 8.5),
        {"uid": "nowhere", "name": "Lost Depot", "sensitivity": "open"},
        row("Safe Annexe", 6, 5, owner=2, sensitivity="confidential"),
    ]


def candidate(guest: str, host: str, rank: int | None, distance_m: float = 50.0) -> Candidate:
    """A candidate between two buildings by name."""
    asked = () if rank else (Ask("vacant floor area", "Quillmere Council", Side.HOST),)
    return Candidate(
        rank,
        Standing.RANKED if rank else Standing.ASK_FIRST,
        Party(guest, "Quill Vale NHS Trust", None, guest),
        Party(host, "Quillmere Council", None, host),
        distance_m,
        71.4 if rank else None,
        0.84,
        (CriterionScore("distance", "Distance", 30.0, 1.0, "50 m apart"),),
        asked,
    )


def layer(kind: str, name: str, shapes: Sequence[shapely.Geometry], **columns: object) -> LayerFeatures:
    """A layer with its facts as columns."""
    geometries = np.empty(len(shapes), dtype=object)
    geometries[:] = shapes
    properties = {heading: np.array(values, dtype=object) for heading, values in columns.items()}
    uids = np.array([f"{name}{number}" for number in range(len(shapes))], dtype=object)
    style = LayerStyle(field="decile") if kind == "zones" else LayerStyle()
    return LayerFeatures(name, name, kind, geometries, uids, properties, style, True, "Invented data")


def make_content(
    rows: Sequence[Mapping[str, object]] | None = None,
    candidates: Sequence[Candidate] | None = None,
    layers: Sequence[LayerFeatures] = (),
    audience: Audience = PARTNERS,
) -> PrintContent:
    """What is printed of the place."""
    assets = disclose_assets(make_frame(estate() if rows is None else rows), audience)
    usual = (
        candidate("Market Clinic", "Civic Centre", 1),
        candidate("Harbour Police Station", "Harbour Library", None, 112.0),
    )
    shown = usual if candidates is None else tuple(candidates)
    return PrintContent(Place("Quillmere", BOUNDARY), assets, tuple(layers), shown, date(2026, 10, 1))


@pytest.fixture
def metrics() -> EvenMetrics:
    return EvenMetrics()


@pytest.fixture
def content_of() -> Callable[..., PrintContent]:
    return make_content


@pytest.fixture
def candidate_of() -> Callable[..., Candidate]:
    return candidate


@pytest.fixture
def row_of() -> Callable[..., dict[str, object]]:
    return row


@pytest.fixture
def layer_of() -> Callable[..., LayerFeatures]:
    return layer


@pytest.fixture
def options() -> CandidateOptions:
    return CandidateOptions()
