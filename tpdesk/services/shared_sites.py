"""Sites with several assets: recorded as one, or of one UPRN, or at one position."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from numpy.typing import NDArray

    from tpdesk.domain.frame import AssetFrame

SiteReason = Literal["site", "uprn", "position"]


@dataclass(frozen=True, slots=True)
class SharedSite:
    """Assets that stand on one site.

    Attributes:
        name: Of the site, else of its first asset.
        reason: How one knows: recorded, same UPRN, same position.
        uids: The assets.
        organisations: Whose they are, each once.
    """

    name: str
    reason: SiteReason
    uids: tuple[str, ...]
    organisations: tuple[str, ...]


def find_shared_sites(
    frame: AssetFrame, shown: NDArray[np.bool_], names: Mapping[str, str]
) -> tuple[SharedSite, ...]:
    """Find the sites of several assets, the largest first; each asset is on one of them at most.

    Args:
        frame: All assets.
        shown: Which of them count, bool (n,).
        names: Names of the sites by uid.
    """
    taken: set[int] = set()
    found: list[SharedSite] = []
    rows = np.flatnonzero(shown).tolist()
    spots = np.round(np.column_stack((frame.easting, frame.northing)))
    uprns = frame["uprn"]
    keys: tuple[tuple[SiteReason, dict[int, Hashable | None]], ...] = (
        ("site", {row: frame.sites[row] for row in rows}),
        ("uprn", {row: uprns[row] for row in rows}),
        (
            "position",
            {row: tuple(spots[row].tolist()) if frame.placed[row] else None for row in rows},
        ),
    )
    for reason, by_row in keys:
        groups: dict[Hashable, list[int]] = {}
        for row, key in by_row.items():
            if key is not None and row not in taken:
                groups.setdefault(key, []).append(row)
        for key, members in groups.items():
            if len(members) > 1:
                taken.update(members)
                found.append(_site(frame, reason, names.get(str(key), ""), members))
    return tuple(sorted(found, key=lambda site: (-len(site.uids), site.name.casefold())))


def _site(frame: AssetFrame, reason: SiteReason, name: str, members: list[int]) -> SharedSite:
    owners = frame["organisation"]
    first = next((str(frame["name"][row]) for row in members if frame["name"][row]), "No name")
    return SharedSite(
        name or first,
        reason,
        tuple(str(frame.uids[row]) for row in members),
        tuple(dict.fromkeys(str(owners[row]) for row in members if owners[row])),
    )
