"""One file of the import: what was asked of it, what a person has decided, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tpdesk.services.importing.request import Decisions, ImportRequest

if TYPE_CHECKING:
    from tpdesk.domain.errors import TpdeskError
    from tpdesk.services.importing.plan import ImportPlan


class FileState(StrEnum):
    """How far a file has come."""

    READING = "reading"
    READY = "ready"
    FAILED = "failed"
    STOPPED = "stopped"
    IMPORTING = "importing"
    IMPORTED = "imported"


@dataclass(slots=True, eq=False)
class CollectedFile:
    """A file that a person has put into the import.

    Attributes:
        number: Tells it from the others, whatever they are called.
        request: What is asked of it.
        decisions: What a person has decided about it.
        state: How far it has come.
        plan: The newest plan; kept while a newer one is made, None before the first.
        error: Why it could not be read, when that is so.
        progress: How far its reading is, 0 to 1; None while that is not known.
        version: Raised by every decision; the answer to an older one is dropped.
        headings: Its columns, when it was read and could not be planned.
        likely_profile: Name of a shipped profile that fits it, when it could not be planned.
        left: Kinds of doubt, and rows of them, that a person has looked at and leaves as they are.
    """

    number: int
    request: ImportRequest
    decisions: Decisions = field(default_factory=Decisions)
    state: FileState = FileState.READING
    plan: ImportPlan | None = None
    error: TpdeskError | None = None
    progress: float | None = None
    version: int = 0
    left: frozenset[tuple[str, int]] = frozenset()
    headings: tuple[str, ...] = ()
    likely_profile: str = ""

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.request.path.name

    @property
    def needs_password(self) -> bool:
        """Whether it waits for its password."""
        codes = ("password_protected", "password_wrong")
        return self.state is FileState.FAILED and self.error is not None and self.error.code in codes

    @property
    def needs_organisation(self) -> bool:
        """Whether it waits for the name of who reports it."""
        failed = self.state is FileState.FAILED and self.error is not None
        return failed and self.error is not None and self.error.code == "organisation_missing"

    @property
    def batch_uid(self) -> str:
        """Uid of the import that the plan makes in the register; empty without a plan."""
        tables = self.plan.inserts if self.plan is not None else ()
        rows = next((each for each in tables if each.table == "batch"), None)
        return str(rows.columns["uid"][0]) if rows is not None and len(rows) else ""

    def field_of(self, heading: str) -> str:
        """Field a column goes to, as the plan has it; empty when it is left out."""
        columns = self.plan.columns if self.plan is not None else ()
        return next((each.field for each in columns if each.column == heading), "")


def with_column(decisions: Decisions, heading: str, field_key: str) -> Decisions:
    """Let a column go to a field; one that went there by an earlier decision is left out."""
    others = {name: ("" if key == field_key and key else key) for name, key in decisions.columns.items()}
    return replace(decisions, columns={**others, heading: field_key})


def with_unit(decisions: Decisions, heading: str, unit: str) -> Decisions:
    """Say which unit the numbers of a column are in."""
    return replace(decisions, units={**decisions.units, heading: unit})


def with_word(decisions: Decisions, field_key: str, wording: str, word: str) -> Decisions:
    """Say what a wording means."""
    return replace(decisions, wordings={**decisions.wordings, (field_key, wording): word})


def with_accepted(decisions: Decisions, code: str, row: int, *, accept: bool) -> Decisions:
    """Accept a proposed fix, or take that back; row 0 is for all rows."""
    if accept:
        return replace(decisions, accepted=decisions.accepted | {(code, row)})
    kept = frozenset(each for each in decisions.accepted if each[0] != code or (row and each[1] != row))
    return replace(decisions, accepted=kept)


def with_row_kept(decisions: Decisions, row: int) -> Decisions:
    """Keep a row that was taken for a subtotal or a remark."""
    return replace(decisions, kept_rows=decisions.kept_rows | {row})


def with_row_left_out(decisions: Decisions, row: int, *, leave_out: bool) -> Decisions:
    """Leave a row out, or take it in again."""
    rows = decisions.left_out_rows | {row} if leave_out else decisions.left_out_rows - {row}
    return replace(decisions, left_out_rows=rows)
