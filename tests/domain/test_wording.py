"""Figures as the officer reads them."""

from datetime import date

import pytest

from tpdesk.domain import wording


def test_areas_money_and_dates() -> None:
    assert wording.area_words(1047.4) == "1,047 m²"
    assert wording.money_words(101_129.0) == "£101,129"
    assert wording.money_words(-1234.6) == "-£1,235"
    assert wording.money_words(-0.2) == "£0"
    assert wording.date_words(date(2026, 11, 2)) == "2 Nov 2026"


@pytest.mark.parametrize(
    ("metres", "words"),
    [(52.7, "53 m"), (0.2, "0 m"), (999.4, "999 m"), (999.6, "1.0 km"), (1530.0, "1.5 km")],
)
def test_distances(metres: float, words: str) -> None:
    assert wording.distance_words(metres) == words


@pytest.mark.parametrize(
    ("metres", "words"), [(0.0, "a minute on foot"), (53.0, "a minute on foot"), (261.0, "4 minutes on foot")]
)
def test_walks(metres: float, words: str) -> None:
    assert wording.walk_words(metres) == words


@pytest.mark.parametrize(
    ("months", "words"),
    [(0.2, "under a month"), (1.0, "a month"), (7.6, "8 months"), (24.0, "2 years"), (30.0, "2.5 years")],
)
def test_spans(months: float, words: str) -> None:
    assert wording.months_words(months) == words


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (1204, "1,204 pages")]
)
def test_how_many(count: int, words: str) -> None:
    assert wording.count_words(count, "page") == words


def test_how_many_with_a_plural_of_its_own() -> None:
    assert [wording.count_words(count, "entry", "entries") for count in (1, 3)] == ["1 entry", "3 entries"]
