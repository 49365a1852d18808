"""From afar, arcs give way to the crowds they would hide."""

from tpdesk.domain.scene import Arc, Extent
from tpdesk.render.arcs import arcs_in_sight
from tpdesk.render.map_view import MapView

FAR = Arc("a", "b", (0.0, 0.0), (900.0, 0.0), rank=1)
NEAR = Arc("c", "d", (0.0, 0.0), (50.0, 0.0), rank=2)
CHOSEN = Arc("e", "f", (0.0, 0.0), (5.0, 0.0), rank=3, selected=True)


def test_an_arc_is_drawn_where_its_ends_lie_apart_or_it_is_selected() -> None:
    wide = MapView.around(Extent(0, 0, 30_000, 30_000), 1000, 1000)
    close = MapView.around(Extent(0, 0, 500, 500), 1000, 1000)
    assert arcs_in_sight(wide, (FAR, NEAR, CHOSEN)) == (FAR, CHOSEN)
    assert arcs_in_sight(close, (FAR, NEAR, CHOSEN)) == (FAR, NEAR, CHOSEN)
