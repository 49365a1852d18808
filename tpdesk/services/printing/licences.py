"""What has to be said of whose data a page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.postcode import is_delivered_to
from tpdesk.domain.scene import Extent
from tpdesk.services.printing.lettering import calm_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.services.printing.content import PrintContent
    from tpdesk.services.printing.request import PrintRequest

_POSTCODE_METHOD = "postcode"
_POSTCODE_LINES = (
    "Contains OS data © Crown copyright and database right",
    "Contains Royal Mail data © Royal Mail copyright and database right",
    "Contains National Statistics data © Crown copyright and database right",
)
"""What Ordnance Survey asks for beside anything placed by its postcodes; their year is not known."""


def licence_texts(content: PrintContent, request: PrintRequest) -> tuple[str, ...]:
    """Give the lines of the layers drawn, of the lists, of postcodes that placed anything, and whose records.

    Nothing is said of what the page does not show.
    """
    shown = _shown(content, request)
    lines = [layer.licence for layer in content.layers if layer.licence and len(layer)]
    lines += content.list_licences
    if _placed_by_postcode(content, shown):
        # A layer's own line of the same publisher, with the year of its data, says it already.
        lines += [
            words for words in _POSTCODE_LINES if not any(words.split("©")[0] in line for line in lines)
        ]
    seen = set(content.assets.value.organisation[shown].tolist())
    owners = [
        calm_name(each.name)
        for number, each in enumerate(content.assets.value.organisations)
        if number in seen
    ]
    if owners:
        lines.append(f"Records of {', '.join(owners)}")
    return tuple(dict.fromkeys(line.rstrip(".") for line in lines))


def _shown(content: PrintContent, request: PrintRequest) -> NDArray[np.bool_]:
    """Tell which assets the map shows."""
    frame, boundary = content.assets.value, content.place.boundary
    shown = frame.placed
    window = request.extent or (None if boundary is None else Extent(*boundary.bounds))
    if window is not None:
        shown = shown & (frame.easting >= window.xmin) & (frame.easting <= window.xmax)
        shown &= (frame.northing >= window.ymin) & (frame.northing <= window.ymax)
    return shown


def _placed_by_postcode(content: PrintContent, shown: NDArray[np.bool_]) -> bool:
    """Tell whether a published list of postcodes placed anything; invented ones are in none."""
    frame = content.assets.value
    placed = shown & (frame["location_method"] == _POSTCODE_METHOD)
    return any(is_delivered_to(postcode) for postcode in frame["postcode"][placed])
