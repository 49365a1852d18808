"""Finding by name, number, postcode and grid reference."""

from collections.abc import Callable

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


def test_many_hits_are_counted_beyond_those_given(frame_of: Callable[..., AssetFrame]) -> None:
    found = search(FilterIndex(frame_of(name=[f"Mill {number}" for number in range(40)])), "mill")
    assert (len(found.hits), found.total) == (MOST_HITS, 40)


def test_something_without_a_name_is_found_by_its_organisation(frame_of: Callable[..., AssetFrame]) -> None:
    assert titles(frame_of(name=[None]), "zeal") == ["No name"]
