"""The border of the borough: along brooks where there are brooks, along hedges elsewhere."""

import numpy as np
import shapely
from shapely import Polygon

from demo_place import plan
from demo_place.chance import Floats
from demo_place.curves import biggest, hedgerow, lined, meander, placed, resample, wander
from demo_place.waters import Watercourse

BROOK_NAMES = {1: "Larkwold Brook", 6: "Thax Beck", 15: "Osmer Beck", 22: "Tollbar Brook", 26: "Merrow Brook",
               33: "Holt Brook", 37: "Alder Brook"}  # fmt: skip


def walked() -> tuple[Polygon, tuple[Watercourse, ...]]:
    """Return the borough's polygon and the brooks that its border follows."""
    corners = placed([(x, y) for x, y, _ in plan.BORDER])
    styles = [style for _, _, style in plan.BORDER]
    stretches: list[Floats] = []
    brooks: dict[int, list[Floats]] = {}
    head = 0
    for i, style in enumerate(styles):
        start, end = corners[i], corners[(i + 1) % len(corners)]
        if style == "field":
            stretch = hedgerow(start, end, f"border {i}")
        else:
            stretch = _brook(start, end, i)
            head = i if styles[i - 1] != "brook" else head
            brooks.setdefault(head, []).append(stretch)
        stretches.append(stretch[:-1])
    ring = np.round(np.vstack(stretches), 1)
    border = biggest(shapely.make_valid(Polygon(ring)))
    courses = tuple(
        Watercourse(BROOK_NAMES.get(head, "Parish Brook"), "brook", 6.0, lined(np.vstack(lines)))
        for head, lines in brooks.items()
    )
    return Polygon(border.exterior), courses


def _brook(start: Floats, end: Floats, index: int) -> Floats:
    straight = resample(np.vstack([start, end]), 30.0)
    loops = meander(wander(straight, f"border {index}", 120.0, 520.0), f"border brook {index}", 22.0, 210.0)
    along = np.linspace(0.0, 1.0, len(straight))[:, None]
    hold = np.minimum(1.0, np.minimum(along, 1.0 - along) * 6.0)
    return straight + (loops - straight) * hold
