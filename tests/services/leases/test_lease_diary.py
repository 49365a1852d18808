"""The lease diary: what is to come in 36 months, what was missed, who holds over, and what nobody knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tpdesk.domain.disclosure import FULL, disclose_assets, disclose_extract
from tpdesk.domain.fields.catalogue import FIELDS
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.frame import AssetFrame
from tpdesk.domain.organisation import Organisation
from tpdesk.services.leases.diary import LeaseDay, LeaseState, make_diary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tpdesk.services.leases.diary import DiaryEntry

ON = date(2026, 11, 22)
LEASE: dict[str, Any] = {"uid": "i1", "kind": "lease", "direction": "in"}


def frame(**facts: object) -> AssetFrame:
    """One asset of the council."""
    columns: dict[str, Any] = {}
    for field in FIELDS:
        if field.numeric:
            columns[field.key] = np.array([np.nan])
        elif field.type is FieldType.DATE:
            columns[field.key] = np.array(["NaT"], dtype="datetime64[D]")
        else:
            columns[field.key] = np.array([facts.get(field.key)], dtype=object)
    return AssetFrame(
        np.array(["a"], dtype=object),
        np.array([0], dtype=np.int32),
        (Organisation("o", "Quillmere Council", "council"),),
        np.array([None], dtype=object),
        np.array([False]),
        columns,
    )


def diary(
    interests: Sequence[Mapping[str, object]],
    events: Sequence[Mapping[str, object]] = (),
    occupations: Sequence[Mapping[str, object]] = (),
    **facts: object,
) -> tuple[DiaryEntry, ...]:
    shown = disclose_assets(frame(name="Hall", reference="Q1", **facts), FULL)
    tables = {
        "interest": {"a": interests},
        "interest_event": {"a": events},
        "occupation": {"a": occupations},
    }
    return make_diary(disclose_extract(shown, tables), ON)


def lines(entries: Sequence[DiaryEntry]) -> list[tuple[str, str, str]]:
    return [(each.state.name, each.what.name, str(each.day)) for each in entries]


def test_what_is_to_come_with_the_last_day_for_notice() -> None:
    row = LEASE | {
        "grantor": "Estates Ltd",
        "act_1954": "yes",
        "next_break_date": date(2027, 8, 31),
        "break_notice_months": 6,
        "break_penalty_pence": 1_250_050,
        "review_date": date(2028, 3, 25),
        "expiry_date": date(2029, 11, 22),
    }
    found = diary([row])
    assert lines(found) == [
        ("TO_COME", "NOTICE", "2027-02-28"),
        ("TO_COME", "BREAK", "2027-08-31"),
        ("TO_COME", "REVIEW", "2028-03-25"),
        ("TO_COME", "EXPIRY", "2029-11-22"),
    ]
    assert found[0].note == "For the break of 2027-08-31"
    assert found[1].penalty_gbp == 12_500.50
    lease = found[0].lease
    assert (lease.organisation, lease.asset, lease.reference) == ("Quillmere Council", "Hall", "Q1")
    assert (lease.landlord, lease.tenant, lease.act_1954, lease.in_use) == ("Estates Ltd", "", "yes", None)


def test_what_lies_beyond_36_months_is_not_listed() -> None:
    assert diary([LEASE | {"expiry_date": date(2029, 11, 23)}]) == ()


def test_events_stand_beside_the_facts_of_the_lease_and_once() -> None:
    row = LEASE | {"expiry_date": date(2029, 1, 1), "next_break_date": date(2027, 5, 1)}
    events: list[dict[str, object]] = [
        {"interest_uid": "i1", "kind": "break", "on_date": date(2027, 5, 1), "note": "Tenant only"},
        {"interest_uid": "i1", "kind": "break", "on_date": date(2028, 5, 1), "penalty_pence": 100},
        {"interest_uid": "i1", "kind": "notice_by", "on_date": date(2026, 12, 24)},
        {"interest_uid": "i1", "kind": "notice_by", "on_date": None},
        {"interest_uid": "i1", "kind": "party", "on_date": date(2027, 1, 1)},
        {"interest_uid": "i2", "kind": "break", "on_date": date(2027, 6, 1)},
    ]
    found = diary([row], events)
    assert lines(found) == [
        ("TO_COME", "NOTICE", "2026-12-24"),
        ("TO_COME", "BREAK", "2027-05-01"),
        ("TO_COME", "BREAK", "2028-05-01"),
        ("TO_COME", "EXPIRY", "2029-01-01"),
    ]
    assert [(each.note, each.penalty_gbp, each.number) for each in found[1:3]] == [
        ("Tenant only", None, 0),
        ("", 1.0, 1),
    ]


def test_notice_that_was_missed_and_a_review_that_passed_are_overdue() -> None:
    row = LEASE | {
        "next_break_date": date(2027, 1, 31),
        "break_notice_months": 3,
        "review_date": date(2025, 3, 25),
        "expiry_date": date(2035, 1, 31),
    }
    assert lines(diary([row])) == [
        ("OVERDUE", "REVIEW", "2025-03-25"),
        ("OVERDUE", "NOTICE", "2026-10-31"),
        ("TO_COME", "BREAK", "2027-01-31"),
    ]


def test_what_has_passed_for_good_is_not_listed() -> None:
    past = LEASE | {
        "next_break_date": date(2024, 1, 1),
        "break_notice_months": 3,
        "expiry_date": date(2035, 1, 1),
    }
    assert diary([past]) == ()
    reviewed = LEASE | {"review_date": date(2024, 1, 1), "expiry_date": date(2035, 1, 1)}
    events = [{"interest_uid": "i1", "kind": "review", "on_date": date(2029, 1, 1)}]
    assert lines(diary([reviewed], events)) == [("TO_COME", "REVIEW", "2029-01-01")]


@pytest.mark.parametrize(
    ("facts", "in_use"),
    [
        ({"status": "operational"}, True),
        ({"status": "partly_vacant"}, True),
        ({}, None),
        ({"occupations": [{}]}, True),
    ],
)
def test_a_lease_that_ended_while_the_building_is_used_is_held_over(
    facts: dict[str, Any], in_use: bool | None
) -> None:
    ended = LEASE | {"expiry_date": date(2026, 3, 31), "review_date": date(2025, 3, 25), "act_1954": "no"}
    (found,) = diary([ended], **facts)
    assert (found.state, found.what, found.day) == (
        LeaseState.HOLDING_OVER,
        LeaseDay.EXPIRY,
        date(2026, 3, 31),
    )
    assert (found.lease.in_use, found.lease.act_1954) == (in_use, "no")


def test_a_lease_that_ended_and_was_left_or_renewed_is_not() -> None:
    ended = LEASE | {"expiry_date": date(2026, 3, 31)}
    assert diary([ended], status="vacant", occupations=[{}]) == ()
    renewed = LEASE | {"uid": "i2", "expiry_date": date(2036, 3, 31)}
    assert diary([ended, renewed], status="operational") == ()
    let_out = renewed | {"direction": "out"}
    assert lines(diary([ended, let_out], status="operational")) == [("HOLDING_OVER", "EXPIRY", "2026-03-31")]


def test_dates_that_nobody_knows_are_asked_for() -> None:
    unknown = diary([LEASE | {"next_break_date": date(2027, 6, 1)}])
    assert lines(unknown) == [
        ("TO_COME", "BREAK", "2027-06-01"),
        ("UNKNOWN", "EXPIRY", "None"),
        ("UNKNOWN", "NOTICE", "None"),
    ]
    assert [each.note for each in unknown[1:]] == ["Last day of the term", "Months of notice for the break"]


def test_what_has_no_term_is_no_lease() -> None:
    assert diary([{"uid": "i1", "kind": "freehold", "tenure": "freehold"}]) == ()
    assert lines(diary([{"uid": "i1", "tenure": "leasehold"}])) == [("UNKNOWN", "EXPIRY", "None")]
    ends = {"uid": "i1", "kind": "other", "expiry_date": date(2027, 1, 1)}
    assert lines(diary([ends])) == [("TO_COME", "EXPIRY", "2027-01-01")]
