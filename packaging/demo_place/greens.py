"""Parks, commons, golf courses, cemeteries and woods."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from demo_place import names, plan
from demo_place.chance import stream
from demo_place.curves import blob, placed

GRAND = (
    ("Quillmere Park", 6.15, 6.95, 330.0, 1.25), ("Quillmere Golf Course", 4.25, 6.25, 430.0, 1.5),
    ("Lantern Hill Common", 8.9, 8.55, 380.0, 1.2), ("Brindlesea Park", 11.75, 8.75, 240.0, 1.2),
    ("Thaxwold Moor", 4.2, 10.3, 520.0, 1.35), ("Thaxwold Park", 3.0, 9.75, 210.0, 1.1),
    ("Aldercote Country Park", 2.05, 3.5, 720.0, 1.25), ("Merrowgate Recreation Ground", 10.55, 2.75, 190.0,
                                                         1.2),
    ("Merrow Wood", 11.75, 2.65, 360.0, 1.3), ("Fennisthorpe Green", 6.5, 2.15, 150.0, 1.3),
    ("Fennisthorpe Golf Course", 7.6, 1.35, 420.0, 1.4), ("Swallow Nature Reserve", 12.0, 3.6, 370.0, 1.4),
    ("Quill Meadows", 7.0, 4.95, 260.0, 1.7), ("Hagg Wood", 8.75, 2.15, 270.0, 1.2),
    ("Beckside Park", 9.45, 6.6, 230.0, 1.7),
    ("Osmer Wood", 11.55, 10.0, 430.0, 1.3), ("Hobbin Wood", 6.4, 10.4, 330.0, 1.4),
    ("Larkwold Wood", 1.75, 8.3, 300.0, 1.2),
    ("Quillmere Cemetery", 5.75, 4.35, 190.0, 1.1), ("Thaxwold Cemetery", 2.45, 8.75, 130.0, 1.1),
    ("Brindlesea Cemetery", 10.55, 8.95, 140.0, 1.1), ("Ingle Wood", 4.0, 1.4, 260.0, 1.4),
    ("Cinderfield Playing Fields", 5.55, 8.15, 190.0, 1.2), ("Saltpan Marsh", 10.75, 4.55, 300.0, 1.7),
    ("Wharfside Gardens", 8.55, 5.15, 105.0, 1.3), ("Nether Quill Meadows", 4.9, 5.45, 200.0, 1.6),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Green:
    """A named stretch of open ground."""

    name: str
    form: str
    shape: BaseGeometry


def grown(border: Polygon, wet: BaseGeometry, trunks: BaseGeometry) -> list[Green]:
    """Return the green spaces, cut back from water and from the main roads, none over another."""
    rng = stream("greens")
    wanted = [(name, placed([(x, y)])[0], reach, stretch) for name, x, y, reach, stretch in GRAND]
    titles = names.parks()
    for town in plan.TOWNS:
        middle = placed([(town.x_km, town.y_km)])[0]
        for _ in range(int(7 * town.reach_km)):
            turn, far = rng.uniform(0, 2 * np.pi), 1000 * town.reach_km * np.sqrt(rng.uniform(0.06, 1.2))
            spot = middle + far * np.array([np.cos(turn), np.sin(turn)])
            wanted.append((next(titles), spot, float(rng.uniform(55, 125)), float(rng.uniform(1.0, 1.4))))
    barred = shapely.union_all([wet.buffer(3.0), trunks.buffer(16.0)])
    greens: list[Green] = []
    taken = barred
    for name, spot, reach, stretch in wanted:
        shape = blob(spot, reach, name, 0.3, stretch).intersection(border).difference(taken)
        shape = MultiPolygon([p for p in shapely.get_parts(shape.buffer(-4).buffer(4)) if p.area > 2500.0])
        if shape.area > 6000.0:
            greens.append(Green(name, _form(name), shape.simplify(3.0)))
            taken = taken.union(shape.buffer(30.0))
    return greens


def _form(name: str) -> str:
    forms = (("Golf", "golf course"), ("Cemetery", "cemetery"), ("Wood", "woodland"), ("Common", "common"),
             ("Moor", "common"),
             ("Reserve", "nature reserve"), ("Marsh", "nature reserve"), ("Playing", "playing field"),
             ("Recreation", "playing field"), ("Country", "country park"))  # fmt: skip
    return next((form for word, form in forms if word in name), "park")
