"""Candidates among 100,000 assets within 800 m, against a bare search for pairs with scipy's k-d tree.

Density is that of real estates, about 17 neighbours to an asset: the assets of one council area alone have
16. A third of the assets are land and a fifth let out, a third name their service only in their names, and
two hosts in five have a known vacancy, as partners' lists go.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tests.bench.ratio import Bench, Side

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

ASSETS = 100_000
SIDE_M = 110_000.0
WITHIN_M = 800.0
ORGANISATIONS = 40
_PLACES = ("Ashby", "Brook", "Cross", "Dale", "Elm", "Firs", "Glebe", "Holly", "Irwell", "Jubilee", "Kiln")
_SORTS = (
    ("{} Library", None, "buildings"),
    ("{} Road Clinic", None, "land_and_buildings"),
    ("{} House", "office", "buildings"),
    ("{} Police Station", "police_station", "buildings"),
    ("{} Centre (Integrated with {} Youth Centre)", None, "buildings"),
    ("{} Primary School", "school", "land_and_buildings"),
    ("{} Health Centre", "health_centre", "buildings"),
    ("{} Park, Football Changing Rooms", None, "land_and_buildings"),
    ("Land at {} Lane", None, "land"),
    ("{} Road Car Park", None, "land"),
    ("Part of {} Park, fronting to {} Road", None, "land"),
    ("{} Depot", "depot", "land_and_buildings"),
)


def _points(count: int) -> NDArray[Any]:
    import numpy as np

    return np.random.default_rng(8).uniform(0.0, SIDE_M, (count, 2))


def _assets(_folder: Path) -> object:
    """Make the assets in memory, and import what the search needs."""
    import numpy as np

    from tpdesk.domain.disclosure import FULL, disclose_assets
    from tpdesk.domain.fields.catalogue import FIELDS
    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.organisation import Organisation
    from tpdesk.services.colocation import find_candidates

    rng = np.random.default_rng(9)
    columns: dict[str, NDArray[Any]] = {}
    for field in FIELDS:
        if field.key in ("organisation", "kind"):
            continue
        if field.type.value == "date":
            columns[field.key] = np.full(ASSETS, np.datetime64("NaT", "D"))
        elif field.numeric:
            columns[field.key] = np.full(ASSETS, np.nan)
        else:
            columns[field.key] = np.full(ASSETS, None, dtype=object)
    sorts = rng.integers(0, len(_SORTS), ASSETS).tolist()
    places = rng.integers(0, len(_PLACES), ASSETS).tolist()
    names, services, holdings = zip(*(_SORTS[sort] for sort in sorts), strict=True)
    columns["name"][:] = [
        f"{name.format(_PLACES[place], _PLACES[place])} {number}"
        for number, (name, place) in enumerate(zip(names, places, strict=True))
    ]
    columns["service"][:], columns["holding"][:] = services, holdings
    columns["tenure"][:] = np.array(["freehold", "leasehold", None], dtype=object)[rng.integers(0, 3, ASSETS)]
    details = np.array(["owner_occupied", "leased_out", "leased_in", None, None], dtype=object)
    columns["tenure_detail"][:] = details[rng.integers(0, 5, ASSETS)]
    columns["uprn"][:] = [str(10_000_000 + number) for number in range(ASSETS)]
    columns["floor_area_m2"] = rng.lognormal(6.5, 1.0, ASSETS)
    known = rng.random(ASSETS) < 0.4
    columns["vacant_m2"] = np.where(known, columns["floor_area_m2"] * rng.random(ASSETS), np.nan)
    columns["running_cost_gbp"] = np.where(rng.random(ASSETS) < 0.5, rng.lognormal(11, 1, ASSETS), np.nan)
    columns["lease_expiry"] = np.datetime64("2026-01-01") + rng.integers(0, 4000, ASSETS)
    columns["easting"], columns["northing"] = _points(ASSETS).T.copy()
    frame = AssetFrame(
        uids=np.array([str(number) for number in range(ASSETS)], dtype=object),
        organisation=rng.integers(0, ORGANISATIONS, ASSETS).astype(np.int32),
        organisations=tuple(
            Organisation(f"o{number}", f"Body {number}", "council") for number in range(ORGANISATIONS)
        ),
        sites=np.full(ASSETS, None, dtype=object),
        published=np.ones(ASSETS, dtype=bool),
        columns=columns,
    )
    return find_candidates, disclose_assets(frame, FULL)


def _find(given: Any) -> None:  # noqa: ANN401 - what _assets made
    from tpdesk.domain.candidates import CandidateOptions

    find_candidates, assets = given
    found = find_candidates(assets, CandidateOptions(within_m=WITHIN_M))
    if not (found.pairs_considered and found.ranked_found and found.ask_first_found):
        raise RuntimeError("the search found nothing")


def _bare_load(_folder: Path) -> object:
    from scipy.spatial import cKDTree

    return cKDTree, _points(ASSETS)


def _bare(given: Any) -> None:  # noqa: ANN401 - what _bare_load made
    tree, points = given
    tree(points).query_pairs(WITHIN_M, output_type="ndarray")


BENCH = Bench(
    module="tests.bench.bench_candidates",
    title="Candidates of 100,000 assets within 800 m : a bare k-d tree search for pairs",
    ours=Side("find_candidates", _find, _assets),
    yardstick=Side("cKDTree.query_pairs", _bare, _bare_load),
    limit=5.0,
    limit_mb=600.0,
)

if __name__ == "__main__":
    sys.exit(BENCH.main(sys.argv[1:]))
