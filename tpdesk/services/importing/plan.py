"""What an import would do: everything a person looks at before it is done, and what the command then does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from tpdesk.domain.organisation import Organisation
    from tpdesk.services.doubts import IssueTable
    from tpdesk.services.importing.columns import ColumnProposal
    from tpdesk.services.importing.control import ControlLine
    from tpdesk.services.importing.counts import RowCounts
    from tpdesk.services.importing.matching import Matching
    from tpdesk.services.importing.recipe import Recipe
    from tpdesk.services.importing.request import Decisions, ImportRequest
    from tpdesk.services.importing.understanding import Understood, Wording
    from tpdesk.services.placing.positions import Positions


@dataclass(frozen=True, slots=True, eq=False)
class TableRows:
    """Rows for one table, column by column.

    Attributes:
        table: The table.
        columns: Arrays or lists of equal length by column, ``uid`` among them.
    """

    table: str
    columns: dict[str, Sequence[object] | NDArray[np.object_]]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.columns["uid"])

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows one by one."""
        return zip(*self.columns.values(), strict=True)


@dataclass(frozen=True, slots=True, eq=False)
class ImportPlan:
    """One import, worked out to the last row, nothing written yet.

    Attributes:
        request, decisions: What was asked and decided.
        file, sheet, other_sheets, header_row: What was read.
        facts: What the reader found: encoding, format.
        sha256: Of the file.
        where: The row filter, the profile's part included.
        counts: What became of the rows.
        recipe: How the cells were understood.
        columns: Where each column goes, in the file's order.
        understood, positions, matching: The rows by field, their positions and their assets.
        methods: How the asset of each row is placed once this is imported, None when it is not; object (n,).
        wordings: Wordings found in the columns of facets.
        organisations: Those that report the rows; ``new_organisations`` are made.
        list_name, list_uid, list_is_new, published: The list it is an edition of.
        suggested_profile: Name of a shipped profile that fits the headings; empty when none does.
        as_at, period: Of the whole file, as known.
        created, updated, unchanged, vanished: Assets.
        updated_rows: Rows that change an asset, bool (n,).
        issues: All doubts.
        control: Totals of money and area, in the file and in the register.
        inserts, updates: What the command writes, table by table in order.
        known_batches: Imports the register had when this was planned.
    """

    request: ImportRequest
    decisions: Decisions
    file: str
    sheet: str
    other_sheets: tuple[str, ...]
    header_row: int
    facts: dict[str, str]
    sha256: str
    where: tuple[tuple[str, str], ...]
    counts: RowCounts
    recipe: Recipe
    understood: Understood
    positions: Positions
    matching: Matching
    methods: NDArray[np.object_]
    organisations: tuple[Organisation, ...]
    new_organisations: tuple[Organisation, ...]
    list_name: str
    list_uid: str
    list_is_new: bool
    published: bool
    suggested_profile: str
    as_at: date | None
    period: str
    created: int
    updated: int
    unchanged: int
    vanished: int
    updated_rows: NDArray[np.bool_]
    issues: IssueTable
    control: tuple[ControlLine, ...]
    inserts: tuple[TableRows, ...]
    updates: tuple[TableRows, ...]
    known_batches: frozenset[str]

    @property
    def columns(self) -> tuple[ColumnProposal, ...]:
        """Where each column goes, in the file's order."""
        return self.recipe.columns

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """Wordings found in the columns of facets."""
        return self.understood.wordings

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day for which the rows' facts hold; None when none is known."""
        days = [day for day in set(self.understood.get("as_at").tolist()) if day is not None]
        return (min(days), max(days)) if days else None

    @property
    def distinct(self) -> NDArray[np.bool_]:
        """Rows that stand for an asset of their own: those that repeat no other."""
        distinct: NDArray[np.bool_] = self.matching.same_as < 0
        return distinct

    def placed(self) -> dict[str, int]:
        """Count by method the assets that are placed once this is imported."""
        methods = self.methods[self.distinct].tolist()
        return dict(Counter(method for method in methods if method is not None).most_common())

    @property
    def unplaced(self) -> int:
        """Count the assets without a position once this is imported."""
        return sum(method is None for method in self.methods[self.distinct].tolist())

    @property
    def placeable_by_postcode(self) -> int:
        """Count the unplaced assets with a full postcode that no list was given to look up in."""
        open_still = np.array([method is None for method in self.methods.tolist()], dtype=bool)
        return int((self.distinct & self.positions.without_list & open_still).sum())

    def subjects(self) -> dict[int, tuple[str, str]]:
        """Give the reference and the name that the list gives the building of each row, by row number."""
        references, names = self.understood.get("reference"), self.understood.get("name")
        return {
            row: (reference or "", name or "")
            for row, reference, name in zip(
                self.understood.rows.tolist(), references.tolist(), names.tolist(), strict=True
            )
        }

    def preview(self, row: int) -> dict[str, object]:
        """Give what one row would become, by field key, only what is known."""
        values = {key: values[row] for key, values in self.understood.values.items()}
        values["reference"] = self.matching.references[row]
        values["location_method"] = self.positions.method[row]
        if self.positions.placed[row]:
            values["easting"] = float(self.positions.easting[row])
            values["northing"] = float(self.positions.northing[row])
        return {key: value for key, value in values.items() if value is not None}

    def summary(self) -> dict[str, object]:
        """Give the plan as the command line's JSON object."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "rows_read": self.counts.read,
            "rows_kept": self.counts.kept,
            "rows_refused": self.counts.refused,
            "assets_created": self.created,
            "assets_updated": self.updated,
            "assets_unchanged": self.unchanged,
            "assets_vanished": self.vanished,
            "placed": self.placed(),
            "unplaced": self.unplaced,
            "issues": self.issues.counts(),
            "columns": [
                {"column": each.column, "field": each.field, "confidence": each.confidence}
                for each in self.columns
            ],
            "control": [each.as_dict() for each in self.control],
            "suggested_profile": self.suggested_profile,
        }
