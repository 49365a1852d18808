"""Works out what an import writes: new assets, changed fields, facts, and the doubts that arise from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.identity import new_uids
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.services.field_words import field_words
from tpdesk.services.importing.coded import as_objects, cell_text
from tpdesk.services.importing.editions import pick
from tpdesk.services.importing.merging import is_known, merge_values
from tpdesk.services.importing.moments import Order
from tpdesk.services.importing.plan import TableRows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.editions import LastEdition
    from tpdesk.services.importing.matching import Matching
    from tpdesk.services.importing.origins import Origin, Origins
    from tpdesk.services.importing.state import RegisterState
    from tpdesk.services.importing.understanding import Understood
    from tpdesk.services.placing.positions import Positions

    Objects = NDArray[np.object_]
    Mask = NDArray[np.bool_]


_DATE_FIRST = "Import the edition without a date again and give its date; then import this one."


@dataclass(frozen=True, slots=True, eq=False)
class ChangeInput:
    """What changes are worked out from.

    Attributes:
        understood, positions, matching: The rows by field, their positions and their assets.
        organisations: Uid of each row's organisation.
        state: The register.
        last: The list's last edition.
        list_uid: The list.
        scheme: Scheme of the references.
        periods: Columns of each row's period.
        same_file: Whether the last edition came in the very same file.
        order: How the file stands to the list's newest edition.
        behind: Rows about assets of which another list has newer facts, bool (n,).
        origins: Tells where values of the register come from.
        book: Takes the doubts.
    """

    understood: Understood
    positions: Positions
    matching: Matching
    organisations: Objects
    state: RegisterState
    last: LastEdition | None
    list_uid: str
    scheme: str
    periods: Mapping[str, Objects]
    same_file: bool
    order: Order
    behind: Mask
    origins: Origins
    book: DoubtBook

    @property
    def older(self) -> bool:
        """Whether the file is older than the newest edition, so that it replaces nothing."""
        return self.order is Order.OLDER


@dataclass(slots=True, eq=False)
class Changes:
    """What an import writes.

    Attributes:
        assets: Uid of the asset of each row, new ones included.
        created: Rows that make an asset, bool (n,).
        changed: Rows that change one, bool (n,).
        inserts: New rows, table by table.
        updates: Changed values by table and column: uids and values.
        kept_values: Where the register keeps its own value, by field: rows and values.
        moved: Rows that place their asset, bool (n,).
    """

    assets: Objects
    created: Mask
    changed: Mask
    moved: Mask
    inserts: list[TableRows] = field(default_factory=list)
    updates: dict[tuple[str, str], tuple[list[object], list[object]]] = field(default_factory=dict)
    kept_values: dict[str, tuple[NDArray[np.intp], Objects]] = field(default_factory=dict)

    def update(self, table: str, column: str, uids: Sequence[object], values: Sequence[object]) -> None:
        """Note changed values of one column."""
        known_uids, known_values = self.updates.setdefault((table, column), ([], []))
        known_uids.extend(uids)
        known_values.extend(values)

    def update_rows(self) -> list[TableRows]:
        """Give the changed values, one column of a table at a time."""
        return [
            TableRows(table, {"uid": uids, column: values})
            for (table, column), (uids, values) in self.updates.items()
            if uids
        ]


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """The rows about assets that the register has.

    Attributes:
        rows: Which rows, intp (m,).
        assets: Their assets, object (m,).
        places: Their places in the register's frame, intp (m,).
        base: Row of the last edition about the same asset, -1 when it had none; intp (m,).
    """

    rows: NDArray[np.intp]
    assets: Objects
    places: NDArray[np.intp]
    base: NDArray[np.intp]

    @property
    def has_base(self) -> Mask:
        """Whether the last edition had the asset."""
        has: Mask = self.base >= 0
        return has


def start_changes(given: ChangeInput) -> tuple[Changes, Standing]:
    """Give every row its asset: the one it was matched with, else a new one."""
    matching = given.matching
    distinct = matching.same_as < 0
    found = is_known(matching.assets)
    created = distinct & ~found
    assets = matching.assets.copy()
    assets[created] = as_objects(new_uids(int(created.sum())))
    repeats = np.flatnonzero(~distinct)
    assets[repeats] = assets[matching.same_as[repeats]]
    rows = np.flatnonzero(distinct & found)
    of_asset = given.last.row_of if given.last else {}
    base = np.fromiter((of_asset.get(uid, -1) for uid in assets[rows]), np.intp, len(rows))
    return Changes(assets, created, np.zeros(len(distinct), dtype=bool), created.copy()), Standing(
        rows, assets[rows], given.state.places_of(assets[rows]), base
    )


@dataclass(frozen=True, slots=True, eq=False)
class MergedColumn:
    """One column that is merged.

    Attributes:
        table, column: Where it is stored.
        heading: Heading in the list, for the doubts.
        uids: The register's row for each standing row, None where it has none; object (m,).
        field: Key of its field, empty when it has none.
        lasting: Whether what it says stays true over the years, as a name or a UPRN does.
        dated: Whether list and year are part of what tells its rows apart.
    """

    table: str
    column: str
    heading: str
    uids: Objects
    field: str = ""
    lasting: bool = False
    dated: bool = False

    def words(self, value: object) -> str:
        """Write a value as the officer reads it."""
        if self.column.endswith("_pence") and isinstance(value, int):
            return f"£{value / 100:,.2f}".removesuffix(".00")
        found = FIELD_BY_KEY.get(self.field)
        vocabulary = VOCABULARIES.get(found.vocabulary if found else f"{self.table}_{self.column}")
        if vocabulary is not None and isinstance(value, str):
            return vocabulary.label_of(value)
        if isinstance(value, (date, float)) and found is not None:
            return field_words(found, value)
        return cell_text(value)

    def pair(self, first: object, second: object) -> tuple[str, str]:
        """Write two values that differ so that it can be seen: rounded ones to their last digit."""
        words = self.words(first), self.words(second)
        return words if words[0] != words[1] else (cell_text(first), cell_text(second))


def merge_column(
    given: ChangeInput,
    standing: Standing,
    values: tuple[Objects, Objects, Objects],
    merged_column: MergedColumn,
    has_base: Mask | None = None,
) -> Mask:
    """Merge one column of the standing rows, tell its doubts, and give what is to be written.

    Args:
        given: What changes are worked out from.
        standing: The rows.
        values: What the list says, what its last edition said, what the register has.
        merged_column: The column.
        has_base: Where the last edition counts; everywhere it had the asset, unless given.
    """
    theirs, base, ours = values
    counts = standing.has_base if has_base is None else has_base
    merged = merge_values(theirs, base, ours, counts)
    rows = given.understood.rows[standing.rows]
    if given.older:
        return np.zeros(len(rows), dtype=bool)
    write, conflict = merged.write.copy(), merged.conflict.copy()
    if not merged_column.dated:
        behind = given.behind[standing.rows]
        conflict &= ~behind
        if not merged_column.lasting:
            write &= ~behind | counts
    origins = _origins(given, standing, merged_column, conflict)
    # A value that an earlier edition of this very list wrote was changed by nobody but the list.
    own = np.flatnonzero(conflict)[[each.list_uid == given.list_uid for each in origins]]
    write[own], conflict[own] = True, False
    if given.order is Order.UNSURE and not merged_column.dated:
        asked = write & is_known(ours)
        write, conflict = write & ~asked, conflict | asked
    _tell_conflicts(given, standing, merged_column, (theirs, ours), conflict)
    blanked = np.flatnonzero(merged.blanked)
    given.book.add(
        "now_blank",
        rows[blanked],
        [
            f"The last edition had “{merged_column.words(base[at])}”; the register's value is kept."
            for at in blanked
        ],
        column=merged_column.heading,
    )
    return write


def _origins(
    given: ChangeInput, standing: Standing, merged_column: MergedColumn, asked: Mask
) -> tuple[Origin, ...]:
    chosen = np.flatnonzero(asked)
    return given.origins.of(
        merged_column.table,
        merged_column.column,
        merged_column.uids[chosen].tolist(),
        standing.assets[chosen].tolist(),
    )


def _tell_conflicts(
    given: ChangeInput,
    standing: Standing,
    merged_column: MergedColumn,
    values: tuple[Objects, Objects],
    conflict: Mask,
) -> None:
    """Tell what disagreed: the list's value, and the register's with its source."""
    chosen = np.flatnonzero(conflict)
    if not len(chosen):
        return
    theirs, ours = values
    origins = _origins(given, standing, merged_column, conflict)
    unsure = given.order is Order.UNSURE
    pairs = [merged_column.pair(ours[at], theirs[at]) for at in chosen]
    given.book.add(
        "conflict",
        given.understood.rows[standing.rows[chosen]],
        [
            f"The register has “{words[0]}” {origin.words}".rstrip() + ", which is kept."
            for words, origin in zip(pairs, origins, strict=True)
        ],
        column=merged_column.heading,
        value=[words[1] for words in pairs],
        suggestion=_DATE_FIRST if unsure else "Decide which of the two is right.",
    )


def add_references(given: ChangeInput, changes: Changes) -> None:
    """Give every new asset its reference."""
    rows = np.flatnonzero(changes.created)
    derived = np.fromiter(
        (value is None for value in given.understood.get("reference")), bool, len(changes.created)
    )
    changes.inserts.append(
        TableRows(
            "asset_reference",
            {
                "uid": new_uids(len(rows)),
                "asset_uid": changes.assets[rows],
                "organisation_uid": given.organisations[rows],
                "scheme": [given.scheme] * len(rows),
                "reference": given.matching.references[rows],
                "key": given.matching.keys[rows],
                "derived": derived[rows].tolist(),
            },
        )
    )


def tell_missing_columns(given: ChangeInput, headings: Collection[str]) -> None:
    """Note the columns that the last edition had and this one has not; they change nothing.

    Args:
        given: What changes are worked out from.
        headings: The headings of this edition, also of columns that are left out.
    """
    if given.last is None:
        return
    now = set(given.understood.values) | set(given.understood.sources)
    before = given.last.understood.sources
    for key, (column, _) in before.items():
        if key not in now and column.heading not in headings:
            given.book.add_file(
                "column_missing",
                f"The last edition had the column “{column.heading}”; the register keeps its values.",
                column=column.heading,
            )


def tell_vanished(given: ChangeInput, changes: Changes) -> int:
    """Note and count the assets of the last edition that this one has not; none is removed."""
    if given.last is None or given.older:
        return 0
    still = set(changes.assets.tolist())
    gone = [uid for uid in given.last.row_of if uid not in still and uid in given.state.places]
    if not gone:
        return 0
    uids = as_objects(gone)
    places = given.state.places_of(uids)
    names = given.state.values("name", places)
    references = given.state.values("reference", places)
    given.book.add(
        "vanished",
        [0] * len(uids),
        [
            f"{name or 'An asset without a name'} was in the last edition and is not in this one."
            for name in names
        ],
        value=[reference or "" for reference in references],
        suggestion="Kept in the register; ask what became of it.",
    )
    return len(uids)


def base_values(given: ChangeInput, standing: Standing, key: str) -> Objects:
    """Give what the last edition said in a field about the standing rows' assets."""
    return pick(given.last.understood.values.get(key) if given.last else None, standing.base)
