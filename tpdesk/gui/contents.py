"""One state of a register, read whole for the window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.scene import Extent
from tpdesk.services.filtering import FilterIndex
from tpdesk.services.layers.reading import read_all_layers
from tpdesk.store.examination_reads import read_acceptances, read_unpriced
from tpdesk.store.issue_reads import read_standing_issues
from tpdesk.store.part_reads import read_parents, read_site_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.organisation import Place
    from tpdesk.services.layers.features import LayerFeatures
    from tpdesk.store.examination_reads import Acceptance, DoubtKey
    from tpdesk.store.issue_reads import StandingIssue
    from tpdesk.store.register import Register


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """One state of a register.

    Attributes:
        place: The partnership's area.
        assets: All assets; the window's own audience is full.
        rows: Row of each asset in the frame, by its uid.
        index: The same assets made ready for filtering and searching.
        layers: Lowest first.
        issues: Doubts that still stand.
        accepted: Doubts that somebody has accepted.
        unpriced: Assets of which some cost or backlog lacks its price year.
        severities: Severities of the doubts by asset uid.
        parents: The asset of which another is a part, by the part's uid.
        sites: Names of the sites by uid.
        undo, redo: Words of the steps that can be taken back and made again.
    """

    place: Place
    assets: AssetFrame
    rows: Mapping[str, int]
    index: FilterIndex
    layers: tuple[LayerFeatures, ...]
    issues: tuple[StandingIssue, ...]
    accepted: Mapping[DoubtKey, Acceptance]
    unpriced: frozenset[str]
    severities: Mapping[str, frozenset[str]]
    parents: Mapping[str, str]
    sites: Mapping[str, str]
    undo: str | None
    redo: str | None

    def rows_of(self, uids: Iterable[str]) -> NDArray[np.intp]:
        """Give the rows of assets in the frame, those that are there, ascending."""
        found = [self.rows[uid] for uid in uids if uid in self.rows]
        return np.array(sorted(found), dtype=np.intp)

    def extent_of(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Extent | None:
        """Give the part of the map in which assets lie, None when none of them has a position."""
        x, y = self.assets.easting[rows], self.assets.northing[rows]
        if not len(x) or np.isnan(x).all():
            return None
        return Extent(float(np.nanmin(x)), float(np.nanmin(y)), float(np.nanmax(x)), float(np.nanmax(y)))


def read_contents(register: Register, before: Contents | None = None) -> Contents:
    """Read a register whole.

    Args:
        register: The register, open.
        before: An earlier state whose assets still hold, when only layers have changed.
    """
    layers = read_all_layers(register)
    undo, redo = register.undo_description, register.redo_description
    if before is not None:
        return replace(before, layers=layers, undo=undo, redo=redo)
    issues = read_standing_issues(register)
    assets = register.read_assets()
    severities = severities_by_asset(issues)
    return Contents(
        place=register.place,
        assets=assets,
        rows={str(uid): row for row, uid in enumerate(assets.uids)},
        index=FilterIndex(assets, severities),
        layers=layers,
        issues=issues,
        accepted=read_acceptances(register),
        unpriced=read_unpriced(register),
        severities=severities,
        parents=read_parents(register),
        sites=read_site_names(register),
        undo=undo,
        redo=redo,
    )


def severities_by_asset(issues: Iterable[StandingIssue]) -> dict[str, frozenset[str]]:
    """Gather the severities of the doubts about each asset."""
    found: dict[str, set[str]] = {}
    for each in issues:
        if each.asset_uid is not None:
            found.setdefault(each.asset_uid, set()).add(str(each.issue.severity))
    return {uid: frozenset(severities) for uid, severities in found.items()}
