"""What a field of the register is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldType(StrEnum):
    """What a field holds; unknown is None (NaN in arrays) for every type."""

    TEXT = "text"
    NOTE = "note"
    VOCABULARY = "vocabulary"
    UPRN = "uprn"
    POSTCODE = "postcode"
    INTEGER = "integer"
    NUMBER = "number"
    PERCENT = "percent"
    AREA = "area"
    """Square metres."""
    LAND_AREA = "land_area"
    """Hectares."""
    MONEY = "money"
    """Pounds in memory, integer pence in columns ending ``_pence``."""
    DATE = "date"
    COORDINATE = "coordinate"


class CommercialGroup(StrEnum):
    """Whether a fact may be shown to partners before its organisation releases it."""

    PLAIN = "plain"
    COMMERCIAL = "commercial"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: where it lives, what it means, and what partners call it.

    Attributes:
        key: The flat key used by commands, exports and scripts.
        label: Shown to people, sentence case.
        group: Key of the group the form shows it in.
        type: What it holds.
        definition: What it means, in a sentence or two, for "What is this?".
        table: Table that stores it; empty when it is derived on reading.
        column: Column of that table.
        selector: Values that pick the child row, for instance (("kind", "rates"),) of the table cost.
        vocabulary: Key of its vocabulary when the type is VOCABULARY.
        source: The standard it comes from.
        synonyms: Headings seen in partners' lists, any case and punctuation.
        importable: Whether a column of a list may go to it.
        commercial: Whether it is a commercial fact.
        unit: Shown after the value: m², ha, £, %.
    """

    key: str
    label: str
    group: str
    type: FieldType
    definition: str
    table: str = ""
    column: str = ""
    selector: tuple[tuple[str, str], ...] = ()
    vocabulary: str = ""
    source: str = ""
    synonyms: tuple[str, ...] = ()
    importable: bool = True
    commercial: CommercialGroup = CommercialGroup.PLAIN
    unit: str = ""

    @property
    def stored(self) -> bool:
        """Whether the register keeps it, rather than derives it on reading."""
        return bool(self.table)

    @property
    def numeric(self) -> bool:
        """Whether its array is float64 with NaN for unknown."""
        return self.type in _NUMERIC


_NUMERIC = frozenset(
    (
        FieldType.INTEGER,
        FieldType.NUMBER,
        FieldType.PERCENT,
        FieldType.AREA,
        FieldType.LAND_AREA,
        FieldType.MONEY,
        FieldType.COORDINATE,
    )
)


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """A heading under which the form shows fields, and the tab it stands on."""

    key: str
    label: str
    tab: str
