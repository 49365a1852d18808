"""Copies grow fewer with age, and none is given up without a later one of the same stretch."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.thinning import moments_to_keep

NOW = datetime(2026, 11, 22, 11, 0)
MOMENTS = st.lists(st.datetimes(datetime(2024, 1, 1), NOW + timedelta(days=1)), max_size=60)


def test_a_copy_an_hour_for_half_a_year() -> None:
    hours = [NOW - timedelta(hours=each) for each in range(24 * 180)]
    kept = sorted(moments_to_keep(hours, NOW), reverse=True)
    assert kept[:25] == hours[:25]
    older = kept[25:]
    fortnight = [each for each in older if NOW - each <= timedelta(days=14)]
    assert len(fortnight) == len({each.date() for each in fortnight}) == 14
    weeks = [each for each in older if timedelta(days=14) < NOW - each <= timedelta(weeks=8)]
    assert len(weeks) == len({each.isocalendar()[1] for each in weeks}) == 7
    months = [each for each in older if NOW - each > timedelta(weeks=8)]
    assert [(each.year, each.month) for each in months] == [(2026, each) for each in (9, 8, 7, 6, 5)]


@given(MOMENTS)
def test_what_is_new_stays_and_what_goes_has_a_later_one_near(moments: list[datetime]) -> None:
    kept = moments_to_keep(moments, NOW)
    assert kept <= set(moments)
    assert {each for each in moments if NOW - each <= timedelta(hours=24)} <= kept
    for gone in set(moments) - kept:
        assert any(gone < each <= gone + timedelta(days=31) for each in kept)


@given(MOMENTS)
def test_thinning_again_takes_nothing_more(moments: list[datetime]) -> None:
    kept = moments_to_keep(moments, NOW)
    assert moments_to_keep(kept, NOW) == kept


@given(MOMENTS, st.integers(1, 400))
def test_they_grow_no_more_than_one_a_month(moments: list[datetime], days: int) -> None:
    later = NOW + timedelta(days=days)
    kept = moments_to_keep(moments, later)
    assert bool(kept) is bool(moments)
    old = [each for each in kept if later - each > timedelta(weeks=8)]
    assert len(old) == len({(each.year, each.month) for each in old})
