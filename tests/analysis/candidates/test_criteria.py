"""Every criterion by figures worked out by hand, and the promises all of them keep."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tpdesk.analysis.candidates.catalogue import CRITERIA, weigh
from tpdesk.analysis.candidates.criterion import Criterion, PairAt
from tpdesk.analysis.candidates.estate import SERVICE_KEYS, Estate, PairBatch
from tpdesk.domain.candidates import CandidateOptions, Side
from tpdesk.domain.errors import InputError

MakeEstate = Callable[..., Estate]
BY_KEY = {each.key: each for each in CRITERIA}
ON = date(2026, 11, 22)


def score(key: str, estate: Estate, distance_m: float = 53.0, **options: object) -> float:
    """The score of guest 0 into host 1."""
    asked = CandidateOptions(on=ON, **options)  # type: ignore[arg-type]
    pair = PairBatch(np.array([0], np.int32), np.array([1], np.int32), np.array([distance_m]))
    return float(BY_KEY[key].prepare(estate, asked)(pair)[0])


def reason(key: str, estate: Estate, distance_m: float = 53.0, **options: object) -> str:
    asked = CandidateOptions(on=ON, **options)  # type: ignore[arg-type]
    return BY_KEY[key].reason(estate, asked, PairAt(0, 1, distance_m))


def missing(key: str, estate: Estate) -> list[tuple[Side, str]]:
    return [
        (each.side, each.fact)
        for each in BY_KEY[key].missing(estate, CandidateOptions(on=ON), PairAt(0, 1, 53.0))
    ]


def services(*keys: str | None) -> list[int]:
    return [-1 if key is None else SERVICE_KEYS.index(key) for key in keys]


def test_distance_falls_with_its_square(estate_of: MakeEstate) -> None:
    estate = estate_of(2)
    assert score("distance", estate, 0.0) == 1.0
    assert score("distance", estate, 400.0) == pytest.approx(0.75)
    assert score("distance", estate, 800.0) == 0.0
    assert 20 * score("distance", estate, 53.0, within_m=400.0) == pytest.approx(19.65, abs=0.01)
    assert reason("distance", estate, 53.2) == "53 m apart, a minute on foot"
    assert reason("distance", estate, 0.0) == "At the same position"
    assert missing("distance", estate) == []


def test_a_distance_between_postcodes_is_told_as_rough(estate_of: MakeEstate) -> None:
    both = estate_of(2, postcode_accuracy_m=[100.0, 60.0])
    assert reason("distance", both, 60.0) == (
        "About 60 m apart (positions by postcode, ±100 m), a minute on foot"
    )
    assert reason("distance", both, 0.0) == "At the same position (positions by postcode, ±100 m)"
    one = estate_of(2, postcode_accuracy_m=[np.nan, 60.0])
    assert reason("distance", one, 60.0) == (
        "About 60 m apart (position of one by postcode, ±60 m), a minute on foot"
    )


def test_a_running_cost_without_rates_is_told_as_the_least(estate_of: MakeEstate) -> None:
    partial = estate_of(
        2, running_cost_gbp=[7200.0, np.nan], floor_area_m2=[100.0, np.nan], cost_partial=[True, False]
    )
    assert reason("running_cost", partial) == "Guest costs at least £72 per m² a year to run, £7,200 known"
    unsized = estate_of(2, running_cost_gbp=[7200.0, np.nan], cost_partial=[True, False])
    assert reason("running_cost", unsized) == (
        "Guest costs at least £7,200 a year to run, floor area unknown"
    )


def test_room_is_spare_room_against_need(estate_of: MakeEstate) -> None:
    def of(need: float, spare: float, area: float = np.nan) -> Estate:
        return estate_of(
            2,
            need_m2=[need, np.nan],
            need_basis=[3, 0],
            spare_m2=[np.nan, spare],
            spare_basis=[0, 1],
            floor_area_m2=[need, area],
        )

    assert score("room", of(100, 99)) == 0.0
    assert score("room", of(100, 100)) == 0.5
    assert score("room", of(100, 125)) == 0.75
    assert score("room", of(100, 150)) == 1.0
    assert score("room", of(100, 900)) == 1.0
    assert np.isnan(score("room", of(100, np.nan, 1047)))
    assert np.isnan(score("room", of(np.nan, 500)))
    assert reason("room", of(672, np.nan, 1047)) == "672 m² into 1,047 m²: room unknown"
    assert reason("room", of(np.nan, np.nan, 1047)) == "Unknown need into 1,047 m²: room unknown"
    assert reason("room", of(672, np.nan)) == (
        "672 m² needed (floor area): room and size of the host unknown"
    )
    assert reason("room", of(672, 900, 1047)) == (
        "672 m² needed (floor area), 900 m² spare (recorded vacancy)"
    )
    assert missing("room", of(672, np.nan)) == [(Side.HOST, "vacant floor area")]
    assert missing("room", of(np.nan, 100)) == [(Side.GUEST, "floor area it needs")]
    # A need of nothing is none that is known: it is named, and its reason promises no fit.
    assert np.isnan(score("room", of(0, 100)))
    assert missing("room", of(0, 100)) == [(Side.GUEST, "floor area it needs")]
    assert reason("room", of(0, 100)).startswith("Unknown need")


def test_services_that_fit(estate_of: MakeEstate) -> None:
    clinic = estate_of(2, service=services("health_centre", "community_centre"))
    assert score("services", clinic) == 0.9
    assert reason("services", clinic) == "Health centre with community centre"
    assert reason("services", estate_of(2, service=services("library", "gp_surgery"))) == (
        "Library with GP surgery"
    )
    half = estate_of(2, service=services(None, "library"))
    assert np.isnan(score("services", half))
    assert reason("services", half) == "Library as host, service of the guest unknown"
    assert missing("services", half) == [(Side.GUEST, "service delivered there")]
    other = estate_of(2, service=services("library", None))
    assert reason("services", other) == "Library as guest, service of the host unknown"
    assert reason("services", estate_of(2)) == "Services of both unknown"


def test_a_lease_event_is_urgent_within_the_horizon(estate_of: MakeEstate) -> None:
    def of(expiry: str = "NaT", breaks: str = "NaT", freehold: bool = False) -> Estate:
        return estate_of(
            2, lease_expiry=[expiry, "NaT"], next_break=[breaks, "NaT"], freehold=[freehold, False]
        )

    assert score("lease_event", of("2026-11-22")) == 1.0
    assert score("lease_event", of("2028-05-23")) == pytest.approx(0.5, abs=0.01)
    assert score("lease_event", of("2040-01-01")) == 0.0
    assert score("lease_event", of("2020-01-01")) == 1.0
    assert score("lease_event", of("2040-01-01", "2028-05-23")) == pytest.approx(0.5, abs=0.01)
    assert score("lease_event", of("2040-01-01", "2020-01-01")) == 0.0
    assert score("lease_event", of(freehold=True)) == 0.35
    assert score("lease_event", of("2028-05-23"), horizon_months=72) == pytest.approx(0.75, abs=0.01)
    assert np.isnan(score("lease_event", of()))
    assert reason("lease_event", of("2028-05-23")) == ("Guest's lease expires on 23 May 2028, in 18 months")
    assert reason("lease_event", of("2040-01-01", "2027-02-22")) == (
        "Guest's lease can be broken on 22 Feb 2027, in 3 months"
    )
    assert reason("lease_event", of(breaks="2027-02-22")).startswith("Guest's lease can be broken")
    assert reason("lease_event", of("2020-01-01")) == "Guest's lease expired on 1 Jan 2020, holding over"
    assert reason("lease_event", of(freehold=True)) == "Guest is freehold: free to leave, no deadline"
    assert reason("lease_event", of()) == "Guest's lease events unknown"
    assert missing("lease_event", of()) == [(Side.GUEST, "tenure, lease expiry and break")]
    assert missing("lease_event", of(freehold=True)) == []
    assert missing("lease_event", of(breaks="2027-02-22")) == []
    gone_by = of(breaks="2020-02-22")
    assert np.isnan(score("lease_event", gone_by))
    assert missing("lease_event", gone_by) == [(Side.GUEST, "tenure, lease expiry and break")]


def test_running_cost_saved(estate_of: MakeEstate) -> None:
    def of(cost: float, area: float) -> Estate:
        return estate_of(2, running_cost_gbp=[cost, np.nan], floor_area_m2=[area, np.nan])

    assert 12 * score("running_cost", of(102_757, 672)) == pytest.approx(7.98, abs=0.01)
    assert score("running_cost", of(1_000_000, 100)) == 1.0
    assert score("running_cost", of(0, 100)) == 0.0
    assert np.isnan(score("running_cost", of(np.nan, 100)))
    assert np.isnan(score("running_cost", of(100, 0)))
    assert reason("running_cost", of(102_757, 672)) == (
        "Guest costs £153 per m² a year to run, £102,757 in all"
    )
    assert reason("running_cost", of(np.nan, 1)) == "Guest's running cost unknown"
    assert reason("running_cost", of(50, np.nan)) == "Guest costs £50 a year to run, floor area unknown"
    assert missing("running_cost", of(np.nan, np.nan)) == [
        (Side.GUEST, "running cost"),
        (Side.GUEST, "floor area"),
    ]


def test_condition_is_the_hosts_less_the_guests(estate_of: MakeEstate) -> None:
    assert score("condition", estate_of(2, condition=[3, 0])) == 1.0
    assert score("condition", estate_of(2, condition=[0, 3])) == 0.0
    assert score("condition", estate_of(2, condition=[2, 1])) == 0.75
    by_backlog = estate_of(2, condition=[-1, 1], backlog_gbp=[100_000, np.nan], floor_area_m2=[400, np.nan])
    assert score("condition", by_backlog) == pytest.approx((0.75 + 1 - 0.5) / 2)
    assert reason("condition", by_backlog) == (
        "Host in condition B, sound, guest with £250 of backlog per m²"
    )
    assert np.isnan(score("condition", estate_of(2, condition=[3, -1])))
    assert missing("condition", estate_of(2, condition=[3, -1])) == [(Side.HOST, "condition")]
    assert reason("condition", estate_of(2)) == "Host not surveyed, guest not surveyed"


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda each: each.key)
def test_every_criterion_is_whole(criterion: Criterion) -> None:
    assert criterion.label
    assert criterion.definition.endswith(".")
    assert criterion.weight > 0
    assert all(setting.label for setting in criterion.settings)


# An area or a sum of a list has a few decimals, so nothing between 0 and 0.001 is tried.
numbers = st.one_of(st.just(float("nan")), st.just(0.0), st.floats(0.001, 1e7))
days = st.one_of(st.just("NaT"), st.dates(date(2000, 1, 1), date(2060, 1, 1)).map(str))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_scores_stay_within_0_and_1_and_missing_facts_are_named(
    estate_of: MakeEstate, data: st.DataObject
) -> None:
    pairs = [data.draw(numbers) for _ in range(10)]
    estate = estate_of(
        2,
        service=[data.draw(st.integers(-1, len(SERVICE_KEYS) - 1)) for _ in range(2)],
        condition=[data.draw(st.integers(-1, 3)) for _ in range(2)],
        floor_area_m2=pairs[0:2],
        spare_m2=pairs[2:4],
        need_m2=pairs[4:6],
        running_cost_gbp=pairs[6:8],
        backlog_gbp=pairs[8:10],
        freehold=[data.draw(st.booleans()), False],
        lease_expiry=[data.draw(days), "NaT"],
        next_break=[data.draw(days), "NaT"],
    )
    distance_m = data.draw(st.floats(0, 800))
    for each in CRITERIA:
        found = score(each.key, estate, distance_m)
        assert np.isnan(found) or 0.0 <= found <= 1.0
        pair = PairAt(0, 1, distance_m)
        assert each.reason(estate, CandidateOptions(on=ON), pair)
        assert bool(each.missing(estate, CandidateOptions(on=ON), pair)) == bool(np.isnan(found))


def test_weights_are_the_catalogues_unless_chosen() -> None:
    assert weigh({}) == (20.0, 18.0, 16.0, 14.0, 12.0, 8.0)
    assert weigh({"room": 0.0})[1] == 0.0


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ({"parking": 1.0}, "criterion_unknown"),
        ({"room": -1.0}, "weights_unusable"),
        ({"room": float("nan")}, "weights_unusable"),
        ({each.key: 0.0 for each in CRITERIA}, "weights_unusable"),
    ],
)
def test_unusable_weights_are_refused(weights: dict[str, float], code: str) -> None:
    with pytest.raises(InputError) as told:
        weigh(weights)
    assert told.value.code == code
