"""Changes of the register: what a command is, what it may do, and what it says it touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, Union

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Row = Sequence[object]
Column = Union[Sequence[object], "NDArray[np.object_]"]


class Writer(Protocol):
    """The write door as a command sees it: inside one transaction, every old row recorded.

    Geometry columns take shapely geometries, DATE columns datetime.date, money columns integer pence.
    """

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
        """Add rows and give their number; ``uid`` must be among the columns of tables that have one."""
        ...

    def insert_columns(self, table: str, columns: Mapping[str, Column]) -> int:
        """Add rows that are given column by column, ``uid`` among them, and give their number."""
        ...

    def update(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
        """Change rows: each row is the uid followed by the values of ``columns``; give their number."""
        ...

    def delete(self, table: str, uids: Iterable[str]) -> int:
        """Remove rows by uid and give their number."""
        ...

    def select(
        self, table: str, columns: Sequence[str], equal: Mapping[str, object] | None = None
    ) -> list[tuple[object, ...]]:
        """Read rows inside the transaction, those whose columns equal the given values."""
        ...


class Command(Protocol):
    """A change of the register as a value: frozen, describable, applied in one transaction."""

    @property
    def kind(self) -> str:
        """Short stable name, snake_case, kept in the history."""
        ...

    def describe(self) -> str:
        """Say what it does in the officer's words, for undo and history ("Import ERIC_Site.csv")."""
        ...

    def apply(self, writer: Writer) -> None:
        """Make the change through the writer; any exception leaves the register as it was."""
        ...


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What a change touched.

    Attributes:
        transaction: Number of its history transaction.
        description: The command's words.
        tables: Names of the tables touched.
        uids: Uids touched by table; a table with over 10,000 is left out: everything of it may have changed.
    """

    transaction: int
    description: str
    tables: frozenset[str]
    uids: Mapping[str, frozenset[str]] = field(default_factory=dict)
