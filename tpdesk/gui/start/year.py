"""What the start page says of a stage of the year."""

from __future__ import annotations

from typing import Protocol


class YearEntry(Protocol):
    """One stage, as the catalogue of stages has it."""

    @property
    def key(self) -> str:
        """Stable name."""
        ...

    @property
    def icon(self) -> str:
        """Name of its icon."""
        ...

    @property
    def label(self) -> str:
        """What rail and menus call it."""
        ...

    @property
    def ready(self) -> bool:
        """Whether this version does its work."""
        ...

    @property
    def promise(self) -> str:
        """What one does there."""
        ...
