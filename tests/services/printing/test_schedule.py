"""The schedule: what it says of each building, and how its rows stand on paper."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tpdesk.domain.candidates import Ask, Side
from tpdesk.domain.page import PAGE_SIZES, Hatch, Rect, Rule, Text
from tpdesk.services.mapping.markers import MarkerOptions, build_markers
from tpdesk.services.printing.numbering import number_buildings
from tpdesk.services.printing.schedule import LaidRow, ScheduleHeadings, ScheduleTable
from tpdesk.services.printing.schedule_rows import (
    Appearance,
    Band,
    Line,
    ScheduleRow,
    appearances,
    asset_rows,
    basis_words,
    candidate_rows,
    lease_event,
)
from tpdesk.services.printing.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.domain.candidates import Candidate
    from tpdesk.domain.page import PageMetrics
    from tpdesk.services.printing.content import PrintContent

ON = date(2026, 11, 22)
HERE = "\u00a0"


def rows_of(content: PrintContent, off_map: frozenset[str] = frozenset()) -> list[ScheduleRow]:
    numbered = number_buildings(content.candidates)
    frame = content.assets.value
    symbols = appearances(frame, build_markers(content.assets, MarkerOptions()))
    return candidate_rows(frame, numbered, symbols, off_map, ON)


def words(row: ScheduleRow) -> list[str]:
    return [line.words.replace(HERE, " ") for line in row.what]


def test_guests_and_hosts_are_numbered_as_the_candidates_come(
    candidate_of: Callable[..., Candidate],
) -> None:
    asked, ranked = candidate_of("p", "q", None), candidate_of("a", "b", 1)
    again = candidate_of("c", "b", 2)
    numbered = number_buildings([asked, ranked, again])
    assert {uid: each.number for uid, each in numbered.items()} == {"a": 1, "b": 2, "c": 3, "p": 4, "q": 5}
    assert numbered["b"].takes == [ranked, again]


def test_a_row_says_where_to_how_far_how_good_and_how_well_known(
    content_of: Callable[..., PrintContent],
) -> None:
    guest, host, asked, asked_host = rows_of(content_of())
    assert (guest.number, guest.name, guest.owner) == (1, "Market Clinic", "Quill Vale NHS Trust")
    assert guest.area == "672"
    assert words(guest) == ["Could move to 2", "50 m, 71 of 100, 84 % known"]
    assert guest.by == "Mar 2028"
    assert words(host) == ["Could take 1"]
    assert host.by == ""
    assert words(asked) == ["Could move to 4 (112 m)", "ask first: vacant floor area, Quillmere Council"]
    assert asked.by == ""
    assert asked.area is None
    assert words(asked_host) == ["Could take 3", "if it has the room: ask first"]
    assert asked_host.by == ""
    assert asked_host.symbol.state == "vacant"


def test_commercial_facts_that_are_not_released_are_unknown(
    content_of: Callable[..., PrintContent],
    row_of: Callable[..., dict[str, object]],
    candidate_of: Callable[..., Candidate],
) -> None:
    rows = [row_of("G", 3, 3, next_break=date(2028, 3, 1), published=False), row_of("H", 3.1, 3)]
    guest, host = rows_of(content_of(rows, [candidate_of("G", "H", 1)]))
    assert guest.by is None
    assert host.by == ""


def test_many_hosts_are_gathered(
    content_of: Callable[..., PrintContent],
    row_of: Callable[..., dict[str, object]],
    candidate_of: Callable[..., Candidate],
) -> None:
    rows = [row_of("G", 3, 3), *(row_of(f"H{n}", 3.1, 3 + n / 100) for n in range(8))]
    ranked = [candidate_of("G", f"H{n}", n + 1, 0.2) for n in range(6)]
    asked = [candidate_of("G", f"H{n}", None, 100.0) for n in range(6, 8)]
    guest = rows_of(content_of(rows, [*ranked, *asked]), frozenset(("G",)))[0]
    assert words(guest)[1].startswith("same spot")
    assert words(guest)[8] == "Or to 6 or 7"
    assert words(guest)[9] == "Could move to 8 (100 m) or 9 (100 m)"
    assert words(guest)[-1] == "off this map"


def test_hosts_of_many_partners_are_asked_in_one_line(
    content_of: Callable[..., PrintContent],
    row_of: Callable[..., dict[str, object]],
    candidate_of: Callable[..., Candidate],
) -> None:
    rows = [row_of("G", 3, 3), *(row_of(f"H{n}", 3.1, 3 + n / 100) for n in range(3))]
    asked = [
        replace(
            candidate_of("G", f"H{n}", None, 100.0 + n),
            ask=(Ask("vacant floor area", f"Partner {n}", Side.HOST),),
        )
        for n in range(3)
    ]
    guest = rows_of(content_of(rows, asked))[0]
    assert words(guest) == [
        "Could move to 2 (100 m), 3 (101 m) or 4 (102 m)",
        "ask each first: vacant floor area",
    ]
    about_guest = [replace(each, ask=(Ask("floor area it needs", "Trust", Side.GUEST),)) for each in asked]
    mixed = rows_of(content_of(rows, [*asked[:2], *about_guest[2:]]))[0]
    assert words(mixed)[-1] == "ask first: floor area it needs, Trust"


def test_proposals_that_need_care_say_so(
    content_of: Callable[..., PrintContent],
    row_of: Callable[..., dict[str, object]],
    candidate_of: Callable[..., Candidate],
) -> None:
    rows = [row_of("G", 3, 3), row_of("H", 3.1, 3), row_of("I", 3.1, 3)]
    found = [
        replace(candidate_of("G", host, rank, 50.0), cautions=("separate entrances",))
        for host, rank in (("H", 1), ("I", None))
    ]
    guest = rows_of(content_of(rows, found))[0]
    assert words(guest)[:3] == [
        "Could move to 2",
        "50 m, 71 of 100, 84 % known, with care",
        "Could move to 3 (50 m, with care)",
    ]


def test_room_wanted_by_several_guests_is_added_up_on_the_page(
    content_of: Callable[..., PrintContent],
    row_of: Callable[..., dict[str, object]],
    candidate_of: Callable[..., Candidate],
) -> None:
    rows = [row_of("A", 3, 3), row_of("B", 3.1, 3), row_of("H", 3.1, 3.1, lease_expiry=date(2031, 5, 1))]
    both = [
        replace(candidate_of(guest, "H", rank, 80.0), need_m2=450.0, spare_m2=500.0)
        for rank, guest in ((1, "A"), (2, "B"))
    ]
    _, host, _ = rows_of(content_of(rows, both))
    assert words(host) == ["Could take 1 or 3", "2 guests want 900 of its 500 m²"]
    assert host.by == "May 2031"


def test_a_candidate_without_score_or_question_says_so(
    content_of: Callable[..., PrintContent],
    row_of: Callable[..., dict[str, object]],
    candidate_of: Callable[..., Candidate],
) -> None:
    rows = [row_of("G", 3, 3), row_of("H", 3.1, 3), row_of("I", 3.1, 3)]
    bare, silent = candidate_of("G", "H", 1), candidate_of("G", "I", None)
    object.__setattr__(bare, "score", None)
    object.__setattr__(silent, "ask", ())
    found = words(rows_of(content_of(rows, [bare, silent]))[0])
    assert "no score" in found[1]
    assert found[-1] == "ask first"


def test_the_next_event_of_a_lease_is_its_break_before_its_end(
    content_of: Callable[..., PrintContent], row_of: Callable[..., dict[str, object]]
) -> None:
    frame = content_of(
        [
            row_of("A", 1, 1, next_break=date(2028, 1, 1), lease_expiry=date(2030, 1, 1)),
            row_of("B", 1, 1, next_break=date(2020, 1, 1), lease_expiry=date(2030, 1, 1)),
            row_of("C", 1, 1, lease_expiry=date(2020, 1, 1)),
        ],
        [],
    ).assets.value
    events = [lease_event(frame, row, ON) for row in range(3)]
    assert events == [date(2028, 1, 1), date(2030, 1, 1), None]


def test_a_lease_that_has_ended_says_since_when_in_two_lines_and_marks_the_symbol(
    content_of: Callable[..., PrintContent],
    row_of: Callable[..., dict[str, object]],
    candidate_of: Callable[..., Candidate],
) -> None:
    rows = [row_of("G", 3, 3, tenure="leasehold", lease_expiry=date(2026, 9, 28)), row_of("H", 3.1, 3)]
    content = content_of(rows, [candidate_of("G", "H", 1)])
    markers = build_markers(content.assets, MarkerOptions(today=ON, leaving_by=date(2029, 11, 22)))
    symbols = appearances(content.assets.value, markers)
    numbered = number_buildings(content.candidates)
    guest, _ = candidate_rows(content.assets.value, numbered, symbols, frozenset(), ON)
    assert guest.by == f"ended Sep{HERE}2026"
    assert guest.symbol.state == "leaving"


def test_the_schedule_of_assets_says_use_and_where(
    content_of: Callable[..., PrintContent], row_of: Callable[..., dict[str, object]]
) -> None:
    content = content_of(
        [
            row_of("Library", 1, 1, service="library", owner=1),
            row_of("Meadow", 2, 2, holding="land"),
            row_of("", 3, 3, street="Mill Lane"),
            row_of("", 3, 3, owner=-1, uid="bare"),
        ],
        [],
    )
    frame = content.assets.value
    symbols = appearances(frame, build_markers(content.assets, MarkerOptions()))
    meadow, lane, library, bare = asset_rows(frame, [0, 1, 2, 3], symbols)
    assert library.by == "TA 810 710"
    assert library.what == (Line("Library"),)
    assert meadow.area == ""
    assert library.area is None
    assert lane.name == "Mill Lane"
    assert (bare.name, bare.owner) == ("No name, TA 830 730", "No organisation given")
    assert bare.what == ()


def test_floor_areas_say_what_they_were_measured_to(content_of: Callable[..., PrintContent]) -> None:
    frame = content_of().assets.value
    uids = ["Market Clinic", "Civic Centre", "Harbour Library", "Moor Library"]
    assert basis_words(frame, uids) == (
        "Floor areas as reported: 1 gross internal, 1 net internal, 1 basis not stated."
    )
    assert basis_words(frame, ["Moor Library"]) == ""


# --- on paper -----------------------------------------------------------------------------------------


def plain_row(number: int, name: str = "Town Hall", lines: int = 1) -> ScheduleRow:
    what = tuple(Line(f"Could move to {line}", note=line % 2 == 1) for line in range(lines))
    return ScheduleRow(number, Appearance("council", "council"), name, "Quillmere Council", None, what, "")


def test_rows_are_never_cut_and_headings_come_again(metrics: PageMetrics) -> None:
    sheet = Sheet(PAGE_SIZES["A3"])
    table = ScheduleTable(sheet, ScheduleHeadings(), metrics)
    rows = [plain_row(number, lines=number % 7) for number in range(1, 200)]
    first, rest = table.flow(rows, ["Hatched: not known."], sheet.columns, sheet.schedule)
    numbers = [
        block.content.row.number
        for column in (first, *rest)
        for block in column
        if isinstance(block.content, LaidRow)
    ]
    assert numbers == list(range(1, 200))
    for column, rect in ((first, sheet.schedule), *((each, sheet.columns[0]) for each in rest)):
        used = table.heading_height(rect.width) + sum(block.height for block in column)
        assert used <= rect.height + 1e-6
        drawn = list(table.draw(rect, column))
        assert any(isinstance(each, Text) and each.words == "No." for each in drawn)
        assert max(each.y2 for each in drawn if isinstance(each, Rule)) <= rect.bottom + 1e-6


def test_the_last_page_is_shared_out_evenly(metrics: PageMetrics) -> None:
    sheet = Sheet(PAGE_SIZES["A3"])
    table = ScheduleTable(sheet, ScheduleHeadings(), metrics)
    low = Rect(0, 0, sheet.schedule.width, 40)
    _, rest = table.flow([plain_row(number) for number in range(16)], [], sheet.columns, low)
    assert len(rest) == 3
    assert max(map(len, rest)) - min(map(len, rest)) <= 2


def test_unknown_is_hatched_and_what_does_not_apply_is_blank(metrics: PageMetrics) -> None:
    sheet = Sheet(PAGE_SIZES["A3"])
    table = ScheduleTable(sheet, ScheduleHeadings(), metrics)
    first, _ = table.flow([plain_row(1), Band("Ask first"), plain_row(2)], [], sheet.columns, sheet.schedule)
    drawn = list(table.draw(sheet.schedule, first))
    assert sum(isinstance(each, Hatch) for each in drawn) == 2
    assert any(isinstance(each, Text) and each.words == "Ask first" for each in drawn)


def test_words_too_long_for_their_column_stand_in_two_lines(metrics: PageMetrics) -> None:
    sheet = Sheet(PAGE_SIZES["A3"])
    table = ScheduleTable(sheet, ScheduleHeadings(), metrics)
    row = replace(plain_row(1), by=f"ended Sep{HERE}2026")
    first, _ = table.flow([row], [], sheet.columns, sheet.schedule)
    drawn = [each for each in table.draw(sheet.schedule, first) if isinstance(each, Text)]
    upper, lower = (next(each for each in drawn if each.words == w) for w in ("ended", f"Sep{HERE}2026"))
    assert upper.x == lower.x
    assert upper.y < lower.y


@pytest.mark.parametrize("size", list(PAGE_SIZES))
def test_the_ground_plan_keeps_to_the_paper(size: str) -> None:
    sheet = Sheet(PAGE_SIZES[size])
    for rect in (sheet.map, sheet.schedule, *sheet.columns):
        assert sheet.size.rect.holds(rect)
    assert not sheet.map.meets(sheet.schedule)
    assert not any(one.meets(other) for one, other in itertools.combinations(sheet.columns, 2))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=120),
    st.integers(0, 40),
    st.sampled_from(list(PAGE_SIZES)),
)
def test_no_cell_leaves_its_column(metrics: PageMetrics, name: str, lines: int, size: str) -> None:
    sheet = Sheet(PAGE_SIZES[size])
    table = ScheduleTable(sheet, ScheduleHeadings(), metrics)
    first, _ = table.flow([plain_row(1, name, lines)], [], sheet.columns, sheet.schedule)
    for element in table.draw(sheet.schedule, first):
        if isinstance(element, Text):
            assert sheet.schedule.holds(element.rect(metrics), slack=0.01)
