"""What of a register is shown: facets that narrow it, and the one filter of table, map and totals."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tpdesk.domain.scene import Extent

UNKNOWN = ""
"""The value under which a facet counts what is not known."""

ISSUE = "issue"
"""Key of the facet of doubts, whose values are the severities."""

SEVERITIES = ("error", "warning", "notice")


@dataclass(frozen=True, slots=True)
class Facet:
    """A field by whose values the register is narrowed.

    Attributes:
        key: Field key.
        label: Heading.
    """

    key: str
    label: str


FACETS = (
    Facet("organisation", "Organisation"),
    Facet("status", "Status"),
    Facet("location_method", "Placed"),
    Facet("kind", "Kind of organisation"),
    Facet("service", "Service"),
    Facet("tenure", "Tenure"),
    Facet("condition", "Condition"),
    Facet("holding", "Kind of holding"),
)


@dataclass(frozen=True, slots=True)
class AssetFilter:
    """What is shown. An empty filter shows everything.

    Attributes:
        hidden: Values ticked off, by field key; UNKNOWN stands for unknown.
        buildings_only: Leaves out land without buildings.
        extent: Only what lies in this part of the map.
        text: Words that must all stand in name, address, reference, postcode, UPRN or organisation.
        with_issue: Only assets with an issue of one of these severities.
    """

    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)
    buildings_only: bool = False
    extent: Extent | None = None
    text: str = ""
    with_issue: frozenset[str] = frozenset()

    def without(self, key: str, value: str) -> AssetFilter:
        """Tick a value off."""
        return replace(self, hidden={**self.hidden, key: self.hidden.get(key, frozenset()) | {value}})

    def with_value(self, key: str, value: str) -> AssetFilter:
        """Tick a value on again."""
        return self.with_hidden(key, self.hidden.get(key, frozenset()) - {value})

    def only(self, key: str, value: str, values: frozenset[str]) -> AssetFilter:
        """Tick every other of the facet's values off."""
        return self.with_hidden(key, values - {value})

    def with_hidden(self, key: str, values: frozenset[str]) -> AssetFilter:
        """Tick exactly these of a facet's values off."""
        hidden = {name: chosen for name, chosen in self.hidden.items() if name != key}
        return replace(self, hidden={**hidden, key: values} if values else hidden)

    @property
    def empty(self) -> bool:
        """Whether everything is shown."""
        return self == AssetFilter()
