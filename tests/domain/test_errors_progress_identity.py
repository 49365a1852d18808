"""Errors with their exit codes, progress that can be stopped, identity that sorts."""

from __future__ import annotations

import uuid

import pytest

from tpdesk.domain import identity
from tpdesk.domain.errors import (
    Cancelled,
    ConflictError,
    InputError,
    OutsideError,
    TpdeskError,
    VersionError,
)
from tpdesk.domain.issues import ISSUE_KINDS, Issue, Severity, count_by_code
from tpdesk.domain.progress import CancellingProgress, ReportedProgress, SilentProgress


def test_each_category_has_its_fixed_exit_code() -> None:
    errors: tuple[type[TpdeskError], ...] = (InputError, ConflictError, OutsideError, VersionError, Cancelled)
    assert [each.exit_code for each in errors] == [3, 4, 5, 6, 130]


def test_an_error_tells_code_category_message_and_hint() -> None:
    error = InputError("empty_file", "The file is empty.", "Choose another.")
    assert error.as_dict() == {
        "code": "empty_file",
        "category": "input",
        "message": "The file is empty.",
        "hint": "Choose another.",
    }
    assert Cancelled().as_dict()["message"] == "Cancelled. Nothing was changed."


def test_progress_reports_the_end_and_new_labels_but_not_every_step() -> None:
    seen: list[tuple[int, int, str]] = []
    progress = ReportedProgress(lambda *report: seen.append(report), interval_s=1000)
    for done in range(5):
        progress.step(done, 4, "Reading")
    progress.step(0, 2, "Placing")
    assert seen == [(0, 4, "Reading"), (4, 4, "Reading"), (0, 2, "Placing")]


def test_cancelled_progress_stops_the_work_at_its_next_step() -> None:
    progress = ReportedProgress(lambda *_: None)
    progress.step(0, 2, "Reading")
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step(1, 2, "Reading")
    SilentProgress().step(0, 1, "")
    stopping = CancellingProgress(at_step=2)
    stopping.step(0, 9, "")
    with pytest.raises(Cancelled):
        stopping.step(1, 9, "")


def test_uids_are_version_7_and_sort_in_the_order_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 2_000_000_000_000 * 1_000_000)
    uids = identity.new_uids(5000)
    assert uids == sorted(uids)
    assert len(set(uids)) == 5000
    assert {uuid.UUID(uid).version for uid in uids} == {7}
    assert {uuid.UUID(uid).variant for uid in uids} == {uuid.RFC_4122}
    monkeypatch.undo()
    assert uuid.UUID(identity.new_uid()).version == 7


@pytest.mark.parametrize(("one", "other"), [("AB/12", " ab/12 "), ("Straße", "STRASSE")])
def test_references_are_compared_without_case_and_outer_spaces(one: str, other: str) -> None:
    assert identity.reference_key(one) == identity.reference_key(other)


def test_an_issue_has_a_known_code_and_its_severity() -> None:
    issue = Issue("axes_swapped", "Swapped.")
    assert issue.severity is Severity.ERROR
    assert count_by_code([issue, Issue("unplaced", ""), Issue("unplaced", "")]) == {
        "unplaced": 2,
        "axes_swapped": 1,
    }
    assert all(code == kind.code for code, kind in ISSUE_KINDS.items())
    with pytest.raises(ValueError, match="unknown issue code"):
        Issue("no_such_code", "")
