"""Scenes and pixels that the tests of maps share."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage
from shapely import LineString, Polygon, box

from tpdesk.domain.scene import (
    Extent,
    FillLayer,
    LabelLayer,
    LineLabelLayer,
    LineLayer,
    MarkerLayer,
    PointLayer,
    Scene,
    VeilLayer,
)


def objects(*values: object) -> NDArray[np.object_]:
    array: NDArray[Any] = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def make_markers(
    places: list[tuple[float, float]], *, bubbles: bool = True, **columns: object
) -> MarkerLayer:
    """Council buildings in use at some places; columns replace what differs."""
    count = len(places)
    given: dict[str, Any] = {
        "key": "assets",
        "x": np.array([place[0] for place in places], dtype=float),
        "y": np.array([place[1] for place in places], dtype=float),
        "uids": objects(*[f"u{number}" for number in range(count)]),
        "kinds": np.zeros(count, dtype=np.int8),
        "colours": np.zeros(count, dtype=np.int8),
        "states": np.zeros(count, dtype=np.int8),
        "shared": np.zeros(count, dtype=bool),
        "names": objects(*[f"Building {number}" for number in range(count)]),
        "owners": np.zeros(count, dtype=np.int32),
        "organisations": ("Borough Council",),
        "bubbles": bubbles,
    }
    return MarkerLayer(**{**given, **columns})


def _town_places() -> list[tuple[float, float]]:
    """Forty buildings anywhere, and a crowd of five."""
    chance = np.random.default_rng(5)
    x, y = chance.uniform(20, 980, 40).tolist(), chance.uniform(20, 980, 40).tolist()
    return [*zip(x, y, strict=True), *((300.0 + number, 300.0) for number in range(5))]


def make_town(bubbles: bool = True) -> Scene:
    """A square kilometre with a bit of everything."""
    blocks = objects(*[box(x, y, x + 90, y + 90) for x in range(50, 900, 120) for y in range(50, 900, 120)])
    zones = objects(box(0, 0, 500, 1000), box(500, 0, 1000, 500), box(500, 500, 1000, 1000))
    roads = objects(
        LineString([(0, 480), (1000, 520)]),
        LineString([(500, 0), (520, 400), (480, 1000)]),
        LineString([(100, 100), (900, 900)]),
    )
    river = objects(LineString([(0, 800), (300, 760), (700, 830), (1000, 780)]))
    lake = objects(
        Polygon([(600, 100), (800, 120), (780, 260), (620, 240)], [[(680, 150), (720, 150), (700, 200)]])
    )
    return Scene(
        Extent(0, 0, 1000, 1000),
        (
            FillLayer("built", blocks, "built"),
            FillLayer("lake", lake, "water"),
            FillLayer(
                "zones",
                zones,
                "zone",
                "sequential",
                np.array([0, 4, -1]),
                5,
                0.6,
                True,
                objects("z0", "z1", "z2"),
            ),
            FillLayer("flood", objects(box(0, 700, 1000, 860)), "flood", outlined=True),
            LineLayer("river", river, "river"),
            LineLayer("roads", roads, "road", np.array([0, 1, 3])),
            LineLayer("rail", objects(LineString([(0, 200), (1000, 260)])), "rail"),
            LineLayer("wards", zones, "ward"),
            VeilLayer("place", box(100, 100, 900, 900)),
            LineLayer("place", objects(box(100, 100, 900, 900)), "place_edge"),
            PointLayer("stops", np.array([200.0, 640.0]), np.array([220.0, 512.0]), "stop"),
            PointLayer("stations", np.array([420.0]), np.array([225.0]), "station"),
            PointLayer("listed", np.array([700.0]), np.array([700.0]), "listed"),
            make_markers(_town_places(), bubbles=bubbles),
            LabelLayer("towns", np.array([450.0]), np.array([550.0]), objects("Quill"), "town", np.ones(1)),
            LineLabelLayer(
                "roads", roads, objects("Long Lane", "High Street", "Cross Road"), "road", np.ones(3)
            ),
            LineLabelLayer("river", river, objects("River Quill"), "water", np.ones(1)),
        ),
        attribution=("Made-up data of an invented borough",),
    )


def pixels(image: QImage) -> NDArray[np.int16]:
    """Red, green and blue of an image, (h, w, 3)."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(plain.constBits(), dtype=np.uint8).reshape(plain.height(), plain.bytesPerLine())
    cells = rows[:, : 4 * plain.width()].reshape(plain.height(), plain.width(), 4)
    return cells[:, :, 2::-1].astype(np.int16)


def near(image: QImage, x: float, y: float, colour: QColor, tolerance: int = 6) -> bool:
    """Whether a device pixel has about a colour."""
    found = image.pixelColor(round(x), round(y))
    pairs = ((found.red(), colour.red()), (found.green(), colour.green()), (found.blue(), colour.blue()))
    return all(abs(one - other) <= tolerance for one, other in pairs)
