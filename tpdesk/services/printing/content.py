"""What a register holds for a printed map, as its audience may see it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import shapely

from tpdesk.domain.candidates import Standing
from tpdesk.domain.disclosure import AudienceKind, disclose_assets
from tpdesk.domain.errors import InputError
from tpdesk.domain.scene import Extent
from tpdesk.files.profiles import profile_names, read_profile
from tpdesk.services.colocation.finding import find_candidates
from tpdesk.services.colocation.one_building import group_buildings
from tpdesk.services.layers.reading import read_all_layers
from tpdesk.store.reads import read_history, read_lists

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tpdesk.domain.candidates import Candidate
    from tpdesk.domain.disclosure import Audience, Disclosed
    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.organisation import Place
    from tpdesk.domain.progress import Progress
    from tpdesk.services.layers.features import LayerFeatures
    from tpdesk.services.printing.request import PrintRequest
    from tpdesk.store.register import Register

_LOOKED_AT = 1000
"""Candidates of each standing that are looked through for those on the map."""


@dataclass(frozen=True, slots=True, eq=False)
class PrintContent:
    """Everything a printed map is made of.

    Attributes:
        place: The partnership's area.
        assets: As the audience may see them.
        layers: The layers to draw, lowest first.
        candidates: The candidates to show, the ranked first, then those to ask about.
        as_at: Day of the register's last change, None when it cannot be told.
        found: How many candidates of each standing lie on the map, shown or not.
        repeats: How many more there are that repeat one with the same building of another list.
        list_licences: Lines of the licences of the lists.
    """

    place: Place
    assets: Disclosed[AssetFrame]
    layers: tuple[LayerFeatures, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    as_at: date | None = None
    found: Mapping[Standing, int] = field(default_factory=dict)
    repeats: int = 0
    list_licences: tuple[str, ...] = ()


def read_content(
    register: Register, request: PrintRequest, audience: Audience, progress: Progress
) -> PrintContent:
    """Read what a printed map needs, and find its candidates.

    Raises:
        InputError: A layer that was asked for is not there, or the request cannot be used.
        Cancelled: The person stopped it.
    """
    progress.step(0, 4, "Reading the layers")
    layers = chosen_layers(read_all_layers(register), request.layers)
    progress.step(1, 4, "Reading the buildings")
    assets = disclose_assets(register.read_assets(), audience)
    place = register.place
    if not layers and place.boundary is None:
        _check_something_to_show(assets)
    progress.step(2, 4, "Finding who could share with whom")
    content = PrintContent(
        place, assets, layers, as_at=last_change(register), list_licences=list_licences(register)
    )
    if not request.most_candidates:
        return content
    options = replace(request.sharing, top=_LOOKED_AT, on=request.on, ruled_out_top=0)
    found = find_candidates(assets, options, progress, place.boundary).candidates
    on_map = candidates_on_map(found, assets.value, place, request.extent)
    once = without_repeats(on_map, assets.value)
    return replace(
        content,
        candidates=chosen_candidates(once, request.most_candidates),
        found=Counter(each.standing for each in once),
        repeats=len(on_map) - len(once),
    )


def _check_something_to_show(assets: Disclosed[AssetFrame]) -> None:
    if len(assets.value):
        return
    if assets.audience.kind is AudienceKind.FULL:
        raise InputError(
            "nothing_to_print", "The register holds no assets yet.", "Import a partner's list first."
        )
    raise InputError(
        "nothing_to_print",
        f"The register holds nothing that the audience “{assets.audience}” may see.",
        "Choose another audience, or have the organisations release their records.",
    )


def chosen_layers(layers: Sequence[LayerFeatures], names: Sequence[str] | None) -> tuple[LayerFeatures, ...]:
    """Give the layers of those names, or those that are visible when nobody named any.

    Raises:
        InputError: There is no layer of a name.
    """
    if names is None:
        return tuple(layer for layer in layers if layer.visible)
    wanted = {name.casefold().strip() for name in names}
    known = {layer.name.casefold() for layer in layers}
    missing = [name for name in names if name.casefold().strip() not in known]
    if missing:
        there = ", ".join(f"“{layer.name}”" for layer in layers)
        raise InputError(
            "layer_unknown",
            f"The register has no layer “{missing[0]}”.",
            f"Its layers are {there}." if there else "It has no layers yet.",
        )
    return tuple(replace(layer, visible=True) for layer in layers if layer.name.casefold() in wanted)


def candidates_on_map(
    candidates: Sequence[Candidate], frame: AssetFrame, place: Place, extent: Extent | None
) -> tuple[Candidate, ...]:
    """Give the candidates that a map shows: both buildings in its extent, one of them in the place.

    Args:
        candidates: of the whole register.
        frame: the assets they were found among.
        place: with its boundary, if that is known.
        extent: of the map; None is the place.
    """
    known = place.boundary is not None and not place.boundary.is_empty
    window = extent or (Extent(*place.boundary.bounds) if known and place.boundary else None)
    row_of = {str(uid): row for row, uid in enumerate(frame.uids)}
    inside = frame.placed.copy()
    if window is not None:
        inside &= (frame.easting >= window.xmin) & (frame.easting <= window.xmax)
        inside &= (frame.northing >= window.ymin) & (frame.northing <= window.ymax)
    within = inside
    if known and extent is None:
        within = inside & shapely.contains_xy(place.boundary, frame.easting, frame.northing)
    kept = []
    for candidate in candidates:
        guest, host = row_of[candidate.guest.uid], row_of[candidate.host.uid]
        if inside[guest] and inside[host] and (within[guest] or within[host]):
            kept.append(candidate)
    return tuple(kept)


def chosen_candidates(candidates: Sequence[Candidate], most: int) -> tuple[Candidate, ...]:
    """Give so many candidates at the most: the ranked, and what room they leave to those to ask about."""
    ranked = [each for each in candidates if each.standing is Standing.RANKED]
    asked = [each for each in candidates if each.standing is Standing.ASK_FIRST]
    return tuple([*ranked, *asked][:most])


def without_repeats(candidates: Sequence[Candidate], frame: AssetFrame) -> tuple[Candidate, ...]:
    """Leave out what repeats an earlier candidate with the same building out of another list."""
    row_of = {str(uid): row for row, uid in enumerate(frame.uids)}
    rows = sorted({row_of[party.uid] for each in candidates for party in (each.guest, each.host)})
    building = dict(zip(rows, group_buildings(frame, rows), strict=True))
    kept: dict[tuple[int, int], Candidate] = {}
    for each in candidates:
        pair = (building[row_of[each.guest.uid]], building[row_of[each.host.uid]])
        if pair[0] != pair[1]:
            kept.setdefault(pair, each)
    return tuple(kept.values())


def list_licences(register: Register) -> tuple[str, ...]:
    """Give the lines of the licences that the profiles of the register's lists name."""
    known = set(profile_names())
    profiles = dict.fromkeys(each.profile for each in read_lists(register) if each.profile in known)
    return tuple(dict.fromkeys(filter(None, (read_profile(name).licence for name in profiles))))


def last_change(register: Register) -> date | None:
    """Tell the day of the register's last change, None when the history does not say."""
    moments = [datetime.fromisoformat(entry.at) for entry in read_history(register, 1) if entry.at]
    return max(moments).astimezone().date() if moments else None
