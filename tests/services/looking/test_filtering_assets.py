"""What the filter leaves, and the counts that follow it."""

from tpdesk.domain.frame import AssetFrame
from tpdesk.domain.scene import Extent
from tpdesk.services.asset_filter import ISSUE, UNKNOWN, AssetFilter
from tpdesk.services.filtering import FilterIndex, facet_label


def shown(index: FilterIndex, chosen: AssetFilter) -> list[str]:
    return [str(uid) for uid in index.frame.uids[index.mask(chosen)]]


def test_an_empty_filter_shows_everything(frame: AssetFrame) -> None:
    assert AssetFilter().empty
    assert len(shown(FilterIndex(frame), AssetFilter())) == 5


def test_a_value_is_ticked_off_and_on_again(frame: AssetFrame) -> None:
    index = FilterIndex(frame)
    without = AssetFilter().without("status", "vacant")
    assert shown(index, without) == ["a0", "a2", "a3", "a4"]
    assert without.with_value("status", "vacant").empty
    assert shown(index, AssetFilter().without("status", UNKNOWN)) == ["a0", "a1", "a3"]
    alone = AssetFilter().only("status", "vacant", frozenset(index.values("status")))
    assert shown(index, alone) == ["a1"]


def test_values_stand_in_the_order_of_their_vocabulary_and_unknown_last(frame: AssetFrame) -> None:
    index = FilterIndex(frame)
    assert index.values("status") == ("operational", "vacant", UNKNOWN)
    assert index.values("organisation") == ("Zeal Council", "Acorn NHS", UNKNOWN)
    assert index.values("tenure") == (UNKNOWN,)


def test_counts_follow_the_rest_of_the_filter_but_not_their_own_facet(frame: AssetFrame) -> None:
    index = FilterIndex(frame)
    chosen = AssetFilter().without("organisation", "Acorn NHS")
    assert index.counts(chosen, "status") == {"operational": 1, "vacant": 1, UNKNOWN: 2}
    assert index.counts(chosen, "organisation") == {"Zeal Council": 3, "Acorn NHS": 1, UNKNOWN: 1}


def test_land_is_no_building(frame: AssetFrame) -> None:
    assert shown(FilterIndex(frame), AssetFilter(buildings_only=True)) == ["a0", "a1", "a3", "a4"]


def test_what_has_no_position_is_in_no_view(frame: AssetFrame) -> None:
    view = AssetFilter(extent=Extent(430_000, 420_000, 431_000, 421_000))
    assert shown(FilterIndex(frame), view) == ["a0", "a1", "a2"]


def test_every_word_must_stand_somewhere(frame: AssetFrame) -> None:
    index = FilterIndex(frame)
    assert shown(index, AssetFilter(text="zeal HALL")) == ["a0"]
    assert shown(index, AssetFilter(text="acorn hall")) == []
    assert shown(index, AssetFilter(text="zq1")) == ["a0", "a1"]


def test_only_what_has_a_doubt(frame: AssetFrame) -> None:
    index = FilterIndex(frame, {"a1": frozenset(("error",)), "a3": frozenset(("warning", "notice"))})
    assert shown(index, AssetFilter(with_issue=frozenset(("error", "notice")))) == ["a1", "a3"]
    chosen = AssetFilter(with_issue=frozenset(("error",)))
    assert index.counts(chosen, ISSUE) == {"error": 1, "warning": 1, "notice": 1}


def test_labels_are_the_vocabularys() -> None:
    assert facet_label("status", "operational") == "Operational"
    assert facet_label("status", UNKNOWN) == "Unknown"
    assert facet_label("organisation", "Zeal Council") == "Zeal Council"
    assert facet_label("nowhere", "x") == "x"
