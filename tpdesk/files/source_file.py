"""What every reader of lists offers, whatever the format, and how it is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tpdesk.domain.errors import InputError

if TYPE_CHECKING:
    from tpdesk.domain.table import RawTable
    from tpdesk.files.sniffing import FileFormat

HeadingScore = Callable[[Sequence[str]], float]
"""How many of the headings are recognised, each counted by how sure that is (0 to 1)."""

MAX_COLUMNS = 16_384
"""As many as Excel has."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a sheet is to be read.

    Attributes:
        header_row: Row of the headings as Excel counts, None to find it, 0 when there is none.
        headings: Headings of a file that has none of its own.
        score: Tells how well headings are recognised.
    """

    header_row: int | None = None
    headings: tuple[str, ...] | None = None
    score: HeadingScore | None = None


class SourceFile(Protocol):
    """A list's file, opened: its sheets, each of which can be read into a table."""

    @property
    def file(self) -> str:
        """The file's own name, without folder."""
        ...

    @property
    def format(self) -> FileFormat:
        """What the file is."""
        ...

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of its sheets or layers, hidden ones included; one empty name for delimited text."""
        ...

    def read(
        self,
        sheet: str | None = None,
        *,
        header_row: int | None = None,
        headings: tuple[str, ...] | None = None,
        score: HeadingScore | None = None,
    ) -> RawTable:
        """Read a sheet.

        Args:
            sheet: Its name; without it, the sheet whose headings are best recognised.
            header_row: Row of the headings as Excel counts; without it, it is found.
            headings: Headings of a file that has none; its first row is then data.
            score: Tells how many of some headings are recognised.

        Raises:
            InputError: ``sheet_missing``, ``no_data_rows``, ``header_row_missing``, ``too_many_columns``
                and what the format's reader refuses.
        """
        ...


def sheet_missing(file: str, sheet: str, sheets: Sequence[str]) -> InputError:
    """Make the refusal of a sheet that the file has not."""
    return InputError(
        "sheet_missing",
        f"“{file}” has no sheet “{sheet}”.",
        "Its sheets are: " + ", ".join(sheets) + "."
        if any(sheets)
        else "The file has a single, unnamed sheet.",
    )


def no_data_rows(file: str, sheet: str) -> InputError:
    """Make the refusal of a list without a row."""
    where = f"The sheet “{sheet}” of “{file}”" if sheet else f"“{file}”"
    return InputError(
        "no_data_rows",
        f"{where} has no row of data.",
        "Check that it is the right file, and that its rows were not left out when it was saved.",
    )


def too_many_columns(file: str, count: int) -> InputError:
    """Make the refusal of a list wider than any sheet."""
    return InputError(
        "too_many_columns",
        f"“{file}” has {count:,} columns; a sheet can have {MAX_COLUMNS:,}.",
        "Check how its cells are separated, or save it again as an Excel workbook.",
    )
