"""The search finds what a search by brute force finds, in any number of chunks."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tpdesk.analysis.candidates.criterion import Scorer
from tpdesk.analysis.candidates.engine import (
    SearchPlan,
    SearchResult,
    score_pairs,
    search,
)
from tpdesk.analysis.candidates.estate import Estate, PairBatch, number_repeats
from tpdesk.analysis.candidates.neighbours import stream_pairs
from tpdesk.analysis.candidates.shortlist import ScoredPairs, Shortlist, first_rows
from tpdesk.analysis.candidates.sieve import PairRule, Screening
from tpdesk.domain.candidates import Standing
from tpdesk.domain.errors import Cancelled
from tpdesk.domain.progress import CancellingProgress, SilentProgress

MakeEstate = Callable[..., Estate]


def open_to_all(count: int, *rules: PairRule) -> Screening:
    nothing = np.zeros(count, dtype=np.uint8)
    return Screening(nothing, nothing, (), rules)


def by_table(table: NDArray[np.float64]) -> Scorer:
    def score(pairs: PairBatch) -> NDArray[np.float64]:
        found: NDArray[np.float64] = table[pairs.guest, pairs.host]
        return found

    return score


def some_estate(estate_of: MakeEstate, count: int, seed: int, organisations: int = 4) -> Estate:
    rng = np.random.default_rng(seed)
    easting = np.round(rng.uniform(0, 3000, count))
    easting[rng.random(count) < 0.1] = np.nan
    return estate_of(
        count,
        easting=easting,
        northing=np.round(rng.uniform(0, 3000, count)),
        organisation=rng.integers(-1, organisations, count),
        spare_m2=np.where(rng.random(count) < 0.5, np.nan, 100.0),
    )


def brute_pairs(estate: Estate, within_m: float) -> set[tuple[int, int]]:
    found = set()
    for guest in range(len(estate)):
        for host in range(len(estate)):
            apart = np.hypot(
                estate.easting[guest] - estate.easting[host], estate.northing[guest] - estate.northing[host]
            )
            two = estate.organisation[guest] != estate.organisation[host]
            known = min(estate.organisation[guest], estate.organisation[host]) >= 0
            if two and known and apart <= within_m:
                found.add((guest, host))
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 60), chunk=st.sampled_from([1, 7, 50, 10**6]))
def test_pairs_are_those_of_brute_force(estate_of: MakeEstate, seed: int, count: int, chunk: int) -> None:
    estate = some_estate(estate_of, count, seed)
    pairs = [
        pair
        for first, second in stream_pairs(estate, 500.0, SilentProgress(), chunk)
        for pair in zip(first.tolist(), second.tolist(), strict=True)
    ]
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert set(pairs) | {(second, first) for first, second in pairs} == brute_pairs(estate, 500.0)


def test_the_edge_of_the_distance_belongs_to_it(estate_of: MakeEstate) -> None:
    estate = estate_of(3, easting=[0.0, 800.0, 1600.001])
    result = search(
        estate, open_to_all(3), SearchPlan(800.0, 10, (by_table(np.ones((3, 3))),), (1.0,)), SilentProgress()
    )
    assert result.directed_pairs == 2


def run(estate: Estate, table: NDArray[np.float64], top: int, chunk: int) -> SearchResult:
    plan = SearchPlan(
        700.0,
        top,
        (by_table(table[0]), by_table(table[1])),
        (3.0, 1.0),
        pairs_per_chunk=chunk,
        ruled_out_top=3,
    )
    count = len(estate)
    codes = (np.arange(count) % 5 == 0).astype(np.uint8)
    guests = 2 * (np.arange(count) % 7 == 0).astype(np.uint8)
    rule = PairRule((("odd", "Odd pair"),), lambda _estate, pairs: (pairs.guest + pairs.host) % 9 == 0)
    return search(
        estate, Screening(codes, guests, ("host_five", "guest_seven"), (rule,)), plan, SilentProgress()
    )


def rows(found: ScoredPairs) -> list[tuple[int, int, float, float]]:
    columns = (found.pairs.guest, found.pairs.host, found.score, found.coverage)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(seed=st.integers(0, 10_000), chunk=st.sampled_from([1, 20, 300]), top=st.integers(0, 40))
def test_chunks_and_cutting_change_nothing(estate_of: MakeEstate, seed: int, chunk: int, top: int) -> None:
    estate = some_estate(estate_of, 60, seed)
    rng = np.random.default_rng(seed)
    table = rng.choice([np.nan, 0.0, 0.25, 0.5, 1.0], size=(2, 60, 60))
    whole, cut = run(estate, table, 10**6, 10**6), run(estate, table, top, chunk)
    assert cut.directed_pairs == whole.directed_pairs
    assert cut.ruled_out == whole.ruled_out
    for one, other in ((cut.ranked, whole.ranked), (cut.ask_first, whole.ask_first)):
        assert one.seen == other.seen == len(other.best)
        assert str(rows(one.best)) == str(rows(other.best)[:top])
    total = whole.ranked.seen + whole.ask_first.seen + sum(whole.ruled_out.values())
    assert total == whole.directed_pairs
    assert {key: rows(kept.best) for key, kept in cut.turned_down.items()}.keys() == whole.ruled_out.keys()


def test_order_is_by_score_then_coverage_then_distance_and_ask_first_by_what_is_known() -> None:
    pairs = PairBatch(
        np.arange(5, dtype=np.int32), np.full(5, 9, np.int32), np.array([5.0, 4.0, 3.0, 2.0, 1.0])
    )
    scored = ScoredPairs(
        pairs, np.array([50.0, 80.0, 80.0, 80.0, np.nan]), np.array([1.0, 0.5, 0.5, 0.7, 0.0])
    )
    ranked = Shortlist.of_standing(Standing.RANKED, 10)
    ranked.add(scored)
    assert ranked.best.pairs.guest.tolist() == [3, 2, 1, 0, 4]
    asked = Shortlist.of_standing(Standing.ASK_FIRST, 10)
    asked.add(scored)
    assert asked.best.pairs.guest.tolist() == [0, 3, 2, 1, 4]


def test_first_rows_picks_without_sorting() -> None:
    rng = np.random.default_rng(1)
    keys = (rng.integers(0, 4, 500), rng.integers(0, 4, 500), np.arange(500))
    expected = np.lexsort(keys[::-1])[:37]
    assert set(first_rows(keys, 37).tolist()) == set(expected.tolist())
    assert len(first_rows(keys, 900)) == 500


scores = st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=4, max_size=4)
weights = st.lists(st.floats(0.01, 100), min_size=4, max_size=4)


def one(known: list[float | None], weighed: list[float]) -> tuple[float, float]:
    pair = PairBatch(np.zeros(1, np.int32), np.ones(1, np.int32), np.zeros(1))
    scorers = [by_table(np.full((2, 2), np.nan if each is None else each)) for each in known]
    found = score_pairs(pair, scorers, weighed)
    return float(found.score[0]), float(found.coverage[0])


def test_score_is_points_earned_of_points_known() -> None:
    assert one([0.5, 1.0, None, 0.0], [2.0, 1.0, 5.0, 1.0]) == pytest.approx((50.0, 4 / 9))


@given(known=scores, weighed=weights)
def test_score_stays_within_0_and_100_and_nothing_known_is_no_score(
    known: list[float | None], weighed: list[float]
) -> None:
    score, coverage = one(known, weighed)
    assert 0.0 <= coverage <= 1.0
    assert np.isnan(score) if all(each is None for each in known) else 0.0 <= score <= 100.0


@given(known=scores, weighed=weights, place=st.integers(0, 3))
def test_forgetting_a_fact_never_raises_coverage_and_is_not_a_zero(
    known: list[float | None], weighed: list[float], place: int
) -> None:
    less = [None if number == place else each for number, each in enumerate(known)]
    zero = [0.0 if number == place else each for number, each in enumerate(known)]
    forgotten, coverage = one(less, weighed)
    assert coverage <= one(known, weighed)[1] + 1e-12
    if not np.isnan(forgotten):
        # Unknown is left out of the reckoning: a known zero would never score better.
        assert one(zero, weighed)[0] <= forgotten + 1e-9


def test_a_person_may_cancel(estate_of: MakeEstate) -> None:
    estate = some_estate(estate_of, 60, 5)
    plan = SearchPlan(700.0, 5, (by_table(np.ones((60, 60))),), (1.0,), pairs_per_chunk=20)
    with pytest.raises(Cancelled):
        search(estate, open_to_all(60), plan, CancellingProgress(3))


def test_progress_counts_assets(estate_of: MakeEstate) -> None:
    told: list[tuple[int, int]] = []

    class Heard:
        def step(self, done: int, total: int, label: str) -> None:
            assert label
            told.append((done, total))

    estate = estate_of(50, easting=np.arange(50) * 100.0)
    list(stream_pairs(estate, 200.0, Heard(), 60))
    assert told[0] == (0, 50)
    assert told[-1] == (50, 50)
    assert len(told) > 3
    assert told == sorted(told)


def test_only_values_that_come_again_are_numbered() -> None:
    column = np.array(["a", None, "b", "a", "", None, "c", "b", ""], dtype=object)
    assert number_repeats(column).tolist() == [0, -1, 1, 0, -1, -1, -1, 1, -1]
    assert number_repeats(np.array([None, None], dtype=object)).tolist() == [-1, -1]
    assert number_repeats(np.array(["a"], dtype=object)).tolist() == [-1]


def test_positions_a_world_apart_are_no_hindrance(estate_of: MakeEstate) -> None:
    estate = estate_of(3, easting=[2e9, 0.0, 0.5], northing=[2e9, 0.0, 0.0])
    found = [
        sorted((int(one), int(other)))
        for first, second in stream_pairs(estate, 1.0, SilentProgress())
        for one, other in zip(first, second, strict=True)
    ]
    assert found == [[1, 2]]
