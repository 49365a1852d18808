"""What an import is asked to do, what a person has decided about it, and what it may look things up in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from tpdesk.services.placing.lookups import PostcodeList, UprnList

NO_FIELD = ""
"""The field of a column that is left out."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """One file to bring into a register.

    Attributes:
        path: The file.
        organisation: Name of the reporting organisation, when it is one for the file.
        organisation_column: Heading of the column that names it, when it is one per row.
        kind: Kind of the organisations made, else recognised from their names.
        sheet: Sheet to take, else the one whose columns are best recognised.
        where: Pairs of column and value: only rows that have them all are taken.
        list_name: Name of the list the file is an edition of.
        as_at: The day for which the facts hold.
        period: The year of the money, for instance 2023/24.
        profile: Name or file of a profile.
        accept_fixes: Codes of proposed fixes to apply to every row (``axes_swapped``).
        password: Password of the workbook.
    """

    path: Path
    organisation: str = ""
    organisation_column: str = ""
    kind: str = ""
    sheet: str = ""
    where: tuple[tuple[str, str], ...] = ()
    list_name: str = ""
    as_at: date | None = None
    period: str = ""
    profile: str = ""
    accept_fixes: tuple[str, ...] = ()
    password: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person has decided after looking at a plan; planning again obeys it.

    Attributes:
        columns: Field key by heading; NO_FIELD leaves the column out.
        units: Unit by heading (``sq ft``, ``ha``, ``£m``), for columns that do not say.
        wordings: Word of the vocabulary by (field key, wording as in the list).
        constants: A value for every row by field key, as a person would type it.
        accepted: Proposed fixes that are accepted, as (code, row); row 0 accepts all of the code.
        kept_rows: Row numbers that were taken for subtotals or remarks and are none.
        left_out_rows: Row numbers that a person leaves out.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    wordings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    accepted: frozenset[tuple[str, int]] = frozenset()
    kept_rows: frozenset[int] = frozenset()
    left_out_rows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class References:
    """What an import may look things up in; without a list, none is placed by it."""

    postcodes: PostcodeList | None = None
    uprns: UprnList | None = None
