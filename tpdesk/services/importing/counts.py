"""What became of the rows of a file, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tpdesk.services.importing.refusal import Refusal


@dataclass(frozen=True, slots=True)
class RowCounts:
    """What became of the rows of the file.

    Attributes:
        read: Rows below the headings that are not blank.
        filtered: Left out by the row filter.
        refused: Refused as covert premises, safe houses or refuges.
        subtotals: Left out because they sum other rows.
        left_out: Left out by a person.
        kept: Taken.
        duplicates: Taken, but equal to an earlier row.
        notes: Left out because they are no records: sub-headings, remarks, repeated headings.
        refusals: Why rows were refused; told to the person at work, written nowhere.
    """

    read: int
    filtered: int
    refused: int
    subtotals: int
    left_out: int
    kept: int
    duplicates: int
    notes: int = 0
    refusals: tuple[Refusal, ...] = ()
