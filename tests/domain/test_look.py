"""Which organisation wears which colour."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.look import COLOUR_KEYS, ORGANISATION_KINDS, PILE_ORDER, SPARE_COLOURS, assign_colours


def test_the_first_of_each_kind_wears_the_colour_of_its_kind() -> None:
    assert assign_colours(list(ORGANISATION_KINDS)) == list(ORGANISATION_KINDS)


def test_further_ones_of_a_kind_take_the_spares_in_order() -> None:
    kinds = ["council", "nhs", "nhs", "police", "nhs", "council"]

    assert assign_colours(kinds) == ["council", "nhs", "spare1", "police", "spare2", "spare3"]


def test_a_kind_that_comes_late_still_gets_its_own_colour() -> None:
    assert assign_colours(["nhs"] * 5 + ["police"])[-1] == "police"


def test_after_the_spares_come_the_colours_nobody_wears() -> None:
    assert assign_colours(["nhs"] * 5) == ["nhs", *SPARE_COLOURS, "council"]


def test_from_the_thirteenth_on_colours_repeat_first_where_the_shape_tells_them_apart() -> None:
    keys = assign_colours([*ORGANISATION_KINDS, "nhs", "nhs", "nhs", "nhs"])

    assert keys[9:12] == list(SPARE_COLOURS)
    assert keys[12] == "council"


def test_an_unknown_kind_counts_as_other() -> None:
    assert assign_colours(["embassy", "other"]) == ["other", "spare1"]


def test_no_organisations_no_colours() -> None:
    assert assign_colours([]) == []


def test_every_kind_has_its_place_in_a_pile() -> None:
    assert sorted(PILE_ORDER) == sorted(ORGANISATION_KINDS)
    assert set(PILE_ORDER[-2:]) == {"nhs", "ambulance"}
    assert PILE_ORDER[0] == "education"


@given(st.lists(st.sampled_from(ORGANISATION_KINDS), max_size=40))
def test_no_colour_is_worn_twice_while_one_is_free(kinds: list[str]) -> None:
    keys = assign_colours(kinds)

    assert len(keys) == len(kinds)
    assert set(keys) <= set(COLOUR_KEYS)
    if len(kinds) <= len(COLOUR_KEYS):
        assert max(Counter(keys).values(), default=0) <= 1


@given(st.lists(st.sampled_from(ORGANISATION_KINDS), max_size=30))
def test_two_of_a_kind_look_alike_only_when_every_colour_is_used_up_for_it(kinds: list[str]) -> None:
    pairs = Counter(zip(kinds, assign_colours(kinds), strict=True))
    for (kind, _), count in pairs.items():
        assert count == 1 or kinds.count(kind) > len(COLOUR_KEYS)
