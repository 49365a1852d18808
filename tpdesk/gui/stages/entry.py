"""How a stage stands in the catalogue: what the start page and the menus know before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.gui.stages.stage import Stage


@dataclass(frozen=True, slots=True)
class StageEntry:
    """One stage.

    Attributes:
        key: Stable name.
        icon: Name of its icon.
        label: What rail and menus call it.
        promise: What one does there, for the start page.
        load: Gives its class; what the class needs is imported then, after the first paint.
        ready: Whether this version does its work; a stage that does not says what it will be.
    """

    key: str
    icon: str
    label: str
    promise: str
    load: Callable[[], type[Stage]]
    ready: bool = True
