"""Values that a person changes, one asset or many, in one step."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tpdesk.domain.errors import ConflictError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tpdesk.domain.changes import Writer


@dataclass(frozen=True, slots=True)
class NewValue:
    """A value to be written into a row that is there.

    Attributes:
        table, column, uid: Where.
        before: What was there when the change was asked for.
        after: What is to be there; None is unknown.
    """

    table: str
    column: str
    uid: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be added because none holds the value yet."""

    table: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ChangeValues:
    """Changed values, written where they were shown.

    Attributes:
        words: What is changed, in the officer's words.
        changes: Into rows that are there.
        rows: Rows that come for values no row held.
    """

    words: str
    changes: tuple[NewValue, ...]
    rows: tuple[NewRow, ...] = ()

    @property
    def kind(self) -> str:
        """The command's name in the history."""
        return "change_values"

    def describe(self) -> str:
        """Say what is changed."""
        return self.words

    def joined(self, other: ChangeValues) -> ChangeValues:
        """Give both changes as one step."""
        words = " and ".join(each.words for each in (self, other) if each.changes or each.rows)
        return ChangeValues(words or self.words, self.changes + other.changes, self.rows + other.rows)

    def apply(self, writer: Writer) -> None:
        """Write every value; a row that has moved on since stops it all.

        Raises:
            ConflictError: A value is no longer what it was when the change was asked for.
        """
        ordered = sorted(self.changes, key=lambda each: (each.table, each.column))
        for (table, column), group in groupby(ordered, key=lambda each: (each.table, each.column)):
            changes = list(group)
            for each in changes:
                self._check_unmoved(writer, each)
            writer.update(table, [column], [(each.uid, each.after) for each in changes])
        for row in self.rows:
            writer.insert(row.table, list(row.values), [tuple(row.values.values())])

    def _check_unmoved(self, writer: Writer, change: NewValue) -> None:
        found = writer.select(change.table, [change.column], {"uid": change.uid})
        if [change.before] != [value for (value,) in found]:
            raise ConflictError(
                "value_moved_on",
                "Somebody has changed this value meanwhile. Nothing was changed.",
                "Look at the new value, and type yours again if it still holds.",
            )
