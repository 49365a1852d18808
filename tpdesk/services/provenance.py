"""Where each fact of an asset comes from: file, sheet, row and column, and how it was worded there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.postcode import ending_postcode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tpdesk.services.importing.coded import CodedTable
    from tpdesk.store.reads import BatchRecord
    from tpdesk.store.register import Register

_KEPT_BATCHES = 2

_ADDRESSES = ("address", "post_town", "locality", "street")
GIVEN_BY: Mapping[str, tuple[str, ...]] = {
    "floor_area_m2": ("floor_area_m2", "gia_m2", "nia_m2", "gea_m2", "area_unstated_m2"),
    "easting": ("easting", "longitude", "grid_reference", "postcode", *_ADDRESSES),
    "postcode": ("postcode", *_ADDRESSES),
    "tenure": ("tenure", "tenure_detail"),
    "running_cost_gbp": ("running_cost_gbp", "cost_total_gbp"),
    "backlog_gbp": ("backlog_gbp", "backlog_total_gbp"),
    "kind": ("kind", "organisation"),
}
"""Fields of a list that give a field of the register, where they are called otherwise."""


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell of a list.

    Attributes:
        field: Key of the field it was read as, empty when its column was left out.
        column: Heading of its column.
        wording: What stood in it, as read.
        edition: The edition of the list.
    """

    field: str
    column: str
    wording: str
    edition: SourceEdition


@dataclass(frozen=True, slots=True)
class SourceEdition:
    """One edition of a list, and the row in it that is about the asset.

    Attributes:
        file, sheet: The file's own name and the sheet, which may be empty.
        row: As Excel counts.
        list_name: What the list is called.
        as_at: Date of its facts, the row's own where it has one; None when not stated.
        imported_at: When it was imported, UTC, ISO 8601.
    """

    file: str
    sheet: str
    row: int
    list_name: str
    as_at: date | None
    imported_at: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """All sources of an asset.

    Attributes:
        editions: The oldest first.
        cells: The filled cells of each edition in the list's order.
    """

    editions: tuple[SourceEdition, ...] = ()
    cells: Mapping[SourceEdition, tuple[SourceCell, ...]] = field(default_factory=dict)

    def cell_of(self, key: str) -> SourceCell | None:
        """Give the newest cell from which a field was read, None when no list gave it."""
        for edition in reversed(self.editions):
            cells = {cell.field: cell for cell in reversed(self.cells[edition])}
            for given in GIVEN_BY.get(key, (key,)):
                if given in cells and (given not in _ADDRESSES or given == key or _ends(cells[given])):
                    return cells[given]
        return None


def _ends(cell: SourceCell) -> bool:
    """Whether an address ends with the postcode that a fact was taken from."""
    return bool(ending_postcode(cell.wording))


class ProvenanceReader:
    """Reads where facts come from; keeps the rows of the lists read last."""

    def __init__(self, register: Register) -> None:
        """Read from an open register."""
        self._register = register
        self._tables: dict[str, CodedTable] = {}
        self._batches: dict[str, BatchRecord] = {}
        self._lists: dict[str, str] = {}
        self._days: dict[str, dict[int, date]] = {}

    def read(self, asset_uid: str) -> Provenance:
        """Read the sources of an asset."""
        # A window shows details before it has read any; the store's libraries are large.
        from tpdesk.store.reads import read_batches, read_lists, read_sources

        sources = read_sources(self._register, asset_uid)
        if any(source.batch_uid not in self._batches for source in sources):
            self._batches = {batch.uid: batch for batch in read_batches(self._register)}
            self._lists = {each.uid: each.name for each in read_lists(self._register)}
        cells: dict[SourceEdition, tuple[SourceCell, ...]] = {}
        for source in sources:
            batch = self._batches[source.batch_uid]
            edition = SourceEdition(
                batch.file,
                source.sheet,
                source.row,
                self._lists.get(batch.list_uid or "", ""),
                self._day(batch, source.row),
                batch.imported_at,
            )
            cells[edition] = self._cells(batch, edition)
        return Provenance(tuple(cells), cells)

    def _day(self, batch: BatchRecord, row: int) -> date | None:
        """Give the day of a row's facts: its own, where the list was dated row by row."""
        if batch.uid not in self._days:
            self._days[batch.uid] = self._days_of(batch)
        days = self._days[batch.uid]
        return days.get(row) if days else batch.as_at

    def _days_of(self, batch: BatchRecord) -> dict[int, date]:
        fields = batch.column_map if isinstance(batch.column_map, dict) else {}
        heading = next((name for name, each in fields.items() if each.get("field") == "as_at"), None)
        table = self._table(batch) if heading is not None and batch.as_at is not None else None
        column = table.find(heading) if table is not None and heading is not None else None
        if table is None or column is None:
            return {}
        from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
        from tpdesk.services.importing.parsing.cells import ParsingHints, parse_cells

        parsed = parse_cells(column.uniques, FIELD_BY_KEY["as_at"], ParsingHints("", {}))
        values = column.spread(parsed.values)
        days = {row: day for row, day in zip(table.rows.tolist(), values.tolist(), strict=True) if day}
        # A day given for the whole file goes before those of its rows.
        return days if max(days.values(), default=None) == batch.as_at else {}

    def _cells(self, batch: BatchRecord, edition: SourceEdition) -> tuple[SourceCell, ...]:
        table = self._table(batch)
        if table is None:
            return ()
        places = np.flatnonzero(table.rows == edition.row)
        if not len(places):
            return ()
        fields = batch.column_map if isinstance(batch.column_map, dict) else {}
        found = []
        for column in table.columns:
            code = int(column.codes[places[0]])
            if code >= 0:
                key = str(fields.get(column.heading, {}).get("field", ""))
                found.append(SourceCell(key, column.heading, str(column.uniques[code]), edition))
        return tuple(found)

    def _table(self, batch: BatchRecord) -> CodedTable | None:
        if batch.raw_rows is None:
            return None
        if batch.uid not in self._tables:
            from tpdesk.services.importing.packing import unpack_rows

            while len(self._tables) >= _KEPT_BATCHES:
                self._tables.pop(next(iter(self._tables)), None)
            self._tables[batch.uid] = unpack_rows(batch.raw_rows)[0]
        return self._tables[batch.uid]
