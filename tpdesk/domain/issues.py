"""Doubts about data: what was found, where, and what might be done about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How much a doubt matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class IssueKind:
    """One kind of doubt: its code, weight and the words for a list heading."""

    code: str
    severity: Severity
    title: str
    fixable: bool = False


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

ISSUE_KINDS: dict[str, IssueKind] = {
    kind.code: kind
    for kind in (
        IssueKind("axes_swapped", _E, "Coordinates the wrong way round", fixable=True),
        IssueKind("position_null", _W, "Position given as 0, 0"),
        IssueKind("position_invalid", _W, "Coordinates that cannot be used"),
        IssueKind("position_far_from_postcode", _W, "Over 600 m from its own postcode"),
        IssueKind("position_outside_place", _W, "Outside the place"),
        IssueKind("mostly_elsewhere", _W, "Most of the list lies outside the place"),
        IssueKind("unplaced", _W, "No position"),
        IssueKind("postcode_partial", _W, "Not a full postcode"),
        IssueKind("postcode_invalid", _W, "Not a postcode"),
        IssueKind("postcode_unknown", _W, "Full postcode, not in the postcode list"),
        IssueKind("postcode_spacing", _N, "Postcode spacing put right"),
        IssueKind("postcode_character", _W, "Letter and digit mixed up in a postcode", fixable=True),
        IssueKind("postcode_from_address", _N, "Postcode taken from the end of the address"),
        IssueKind("postcode_differs", _W, "Address ends with another postcode"),
        IssueKind("uprn_invalid", _W, "Not a UPRN"),
        IssueKind("uprn_shared", _W, "One UPRN on several rows"),
        IssueKind("area_repeated", _W, "One area on several rows of a site"),
        IssueKind("duplicate_row", _N, "Row repeated"),
        IssueKind("reference_repeats", _W, "One reference on different rows"),
        IssueKind("number_invalid", _W, "Not a number"),
        IssueKind("money_invalid", _W, "Not an amount of money"),
        IssueKind("area_invalid", _W, "Not an area"),
        IssueKind("area_basis_unknown", _N, "Basis of floor area not stated"),
        IssueKind("date_invalid", _W, "Not a date"),
        IssueKind("date_month", _N, "Month without a day"),
        IssueKind("value_negative", _W, "Negative where only a positive number makes sense"),
        IssueKind("wording_unknown", _N, "Wording not recognised"),
        IssueKind("condition_between", _W, "Condition between two categories"),
        IssueKind("organisation_missing", _E, "No reporting organisation"),
        IssueKind("text_repaired", _N, "Damaged text repaired"),
        IssueKind("subtotal_row", _N, "Subtotal row left out"),
        IssueKind("note_row", _N, "Sub-heading or remark left out"),
        IssueKind("aggregate_row", _N, "Row stands for several sites"),
        IssueKind("not_in_use", _N, "Rows that are not in use"),
        IssueKind("encoding_guessed", _N, "Encoding of the text guessed"),
        IssueKind("sheet_unread", _W, "Another sheet looks like a list"),
        IssueKind("heading_missing", _W, "Column without heading holds values"),
        IssueKind("row_refused", _E, "Row refused: covert premises or refuge"),
        IssueKind("as_at_unknown", _N, "Date of the facts not stated"),
        IssueKind("period_unknown", _N, "Year of the money not stated"),
        IssueKind("as_at_read", _N, "Date of the facts read from the file"),
        IssueKind("period_read", _N, "Year of the money read from the file"),
        IssueKind("conflict", _W, "The file and the register disagree"),
        IssueKind("period_unclear", _W, "Which year is newer cannot be told"),
        IssueKind("now_blank", _N, "Blank in the file, kept in the register"),
        IssueKind("column_missing", _N, "Column missing since the last edition"),
        IssueKind("older_edition", _N, "File older than the register"),
        IssueKind("edition_replaced", _E, "Hardly a building of the last edition is in this one"),
        IssueKind("vanished", _W, "No longer in the list"),
        IssueKind("geometry_invalid", _W, "Shape repaired"),
        IssueKind("geometry_missing", _W, "No shape"),
        IssueKind("same_position", _W, "All features at one position"),
        IssueKind("formula_error", _W, "The workbook's formula gave an error"),
    )
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One doubt about one value or row; row and column as Excel counts them.

    Attributes:
        code: A key of ISSUE_KINDS.
        message: What was found, in a sentence.
        file: The file's own name, without folder.
        sheet: Sheet name, empty when the file has none.
        row: Row number as Excel counts, 0 when the doubt is about the whole file.
        column: Column heading, empty when the doubt is about the row.
        value: The value as the file has it.
        suggestion: What might be done, or the value proposed.
    """

    code: str
    message: str
    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""
    suggestion: str = ""

    @property
    def severity(self) -> Severity:
        """How much it matters, by its kind."""
        return ISSUE_KINDS[self.code].severity

    def __post_init__(self) -> None:
        """Refuse a code that has no kind."""
        if self.code not in ISSUE_KINDS:
            raise ValueError(f"unknown issue code {self.code!r}")


def count_by_code(issues: Iterable[Issue]) -> dict[str, int]:
    """Count issues by code, most frequent first."""
    return dict(Counter(issue.code for issue in issues).most_common())
