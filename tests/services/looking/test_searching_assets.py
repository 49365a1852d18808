"""Finding by name, number, postcode and grid reference."""

from collections.abc import Callable

import pytest

from tpdesk.domain.frame import AssetFrame
from tpdesk.services.filtering import FilterIndex
from tpdesk.services.searching import MOST_HITS, search


def titles(frame: AssetFrame, text: str) -> list[str]:
    return [hit.title for hit in search(FilterIndex(frame), text).hits]


def test_names_that_begin_so_come_first(frame_of: Callable[..., AssetFrame]) -> None:
    frame = frame_of(name=["Old Mill", "The Millhouse", "Mill Lane Library", "Oak"])
    assert titles(frame, "mill") == ["Mill Lane Library", "Old Mill", "The Millhouse"]


def test_a_single_letter_is_no_search(frame: AssetFrame) -> None:
    assert titles(frame, "t") == []


def test_a_hit_says_what_tells_it_apart_and_where_it_is(frame: AssetFrame) -> None:
    hit = search(FilterIndex(frame), "town").hits[0]
    assert hit.note == "Zeal Council · R1 · ZQ1 1AA"
    assert hit.uids == ("a0",)
    assert hit.extent is not None
    assert hit.extent.holds(430_100, 420_100)


def test_a_uprn_is_found_with_leading_zeros(frame: AssetFrame) -> None:
    assert titles(frame, "000102") == ["Chapel Clinic"]


def test_a_full_postcode_is_a_place_of_its_own(frame_of: Callable[..., AssetFrame]) -> None:
    frame = frame_of(
        name=["A", "B", "C"],
        postcode=["M1 1AA", "M1 1AA", "M1 1AB"],
        easting=[1.0, 5.0, 9.0],
        northing=[1.0, 5.0, 9.0],
    )
    found = search(FilterIndex(frame), "m11aa")
    assert [hit.title for hit in found.hits] == ["M1 1AA", "A", "B"]
    assert found.hits[0].note == "Postcode of 2 assets"
    assert found.hits[0].uids == ("a0", "a1")


def test_a_postcode_that_nothing_placed_has_is_no_place(frame_of: Callable[..., AssetFrame]) -> None:
    assert titles(frame_of(name=["A"], postcode=["M1 1AA"]), "M1 1AA") == ["A"]


def test_a_grid_reference_leads_there(frame: AssetFrame) -> None:
    found = search(FilterIndex(frame), "SE 3010 2010")
    assert found.hits[0].title == "SE 3010 2010"
    assert found.hits[0].extent is not None
    assert found.hits[0].extent.holds(430_105, 420_105)
    assert found.hits[0].uids == ()


@pytest.mark.parametrize("typed", ["SJ 768 879", "SJ 7 8", "SJ 76 87", "SJ 7682 8791", "SJ 76821 87914"])
def test_a_grid_reference_is_shown_as_it_was_typed(frame: AssetFrame, typed: str) -> None:
    found = search(FilterIndex(frame), typed)
    assert [(hit.title, hit.note) for hit in found.hits] == [(typed, "Grid reference")]
    assert search(FilterIndex(frame), typed.replace(" ", "").lower()).hits[0].title == typed


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("WA14 1", ["At 1NB", "At 1PF"]),
        ("wa141", ["At 1NB", "At 1PF"]),
        ("WA14 ", ["At 1NB", "At 1PF", "At 4PU", "District only"]),
        ("wa14 1p", ["At 1PF"]),
        ("WA1", ["At 1NB", "At 1PF", "At 4PU", "District only", "Other district"]),
        ("WA1 4", ["Other district"]),
        ("WA14 1PF", ["WA14 1PF", "At 1PF"]),
        ("WA14 9", []),
    ],
)
def test_a_part_of_a_postcode_is_where_postcodes_begin(
    frame_of: Callable[..., AssetFrame], typed: str, wanted: list[str]
) -> None:
    frame = frame_of(
        name=["At 1PF", "At 1NB", "At 4PU", "District only", "Other district"],
        address=["1 High Street", "14 WA House", "1 Mill Lane", None, "1 Wall Street"],
        postcode=["WA14 1PF", "WA141NB", "WA14 4PU", "WA14", "WA1 4QQ"],
        reference=["S1", "S2", "1", "1-4", "S5"],
        easting=[1.0] * 5,
        northing=[1.0] * 5,
    )
    assert titles(frame, typed) == wanted
    assert FilterIndex(frame).text_mask(typed).sum() == len(set(wanted) - {typed})


def test_what_reads_as_a_district_may_be_a_name_or_a_reference(
    frame_of: Callable[..., AssetFrame],
) -> None:
    frame = frame_of(
        name=["M1 Business Park", "Depot", "Yard", "At WA14 1PF"],
        reference=["x", "M12", "TM1", "y"],
        postcode=[None, None, None, None],
    )
    assert titles(frame, "m1") == ["M1 Business Park", "Depot"]
    assert titles(frame, "wa141pf") == ["At WA14 1PF"]


def test_many_hits_are_counted_beyond_those_given(frame_of: Callable[..., AssetFrame]) -> None:
    found = search(FilterIndex(frame_of(name=[f"Mill {number}" for number in range(40)])), "mill")
    assert (len(found.hits), found.total) == (MOST_HITS, 40)


def test_something_without_a_name_is_found_by_its_organisation(frame_of: Callable[..., AssetFrame]) -> None:
    assert titles(frame_of(name=[None]), "zeal") == ["No name"]
