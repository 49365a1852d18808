"""What every kind of export is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from tpdesk.domain.disclosure import Disclosed, Extract


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What an export is asked for beside its assets.

    Attributes:
        place: What the place is called, for titles.
        on: The day it is made; days to come are counted from it.
        fields: Keys of the fields that are wanted, in order; none means all.
    """

    place: str
    on: date
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exporter:
    """One kind of export.

    Attributes:
        key: Short stable name.
        what: What it gives out; with the suffix it picks the exporter.
        suffix: How its files end, with the dot.
        label: Shown to people.
        write: Writes what an audience may see to a path, and answers how many rows that made.
        for_public: Whether it is made to be published, and so for the public alone.
    """

    key: str
    what: str
    suffix: str
    label: str
    write: Callable[[Disclosed[Extract], Path, ExportOptions], int]
    for_public: bool = False
