"""Changing a register: the step itself, and what has to follow it outside the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.progress import SilentProgress
from tpdesk.files.look import read_tokens
from tpdesk.store.styles import AssetMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.domain.changes import ChangeSet, Command
    from tpdesk.domain.organisation import Organisation
    from tpdesk.domain.progress import Progress
    from tpdesk.store.register import Register

_SILENT = SilentProgress()
_SHAPES = {
    "council": "square",
    "nhs": "cross_fill",
    "police": "pentagon",
    "fire": "triangle",
    "ambulance": "diamond",
    "central_government": "circle",
    "education": "hexagon",
    "voluntary": "star",
    "other": "octagon",
}
"""The marker of QGIS that comes nearest to each kind's symbol."""


def change_register(register: Register, command: Command, progress: Progress = _SILENT) -> ChangeSet:
    """Apply a command, and let QGIS draw new organisations as tpdesk does.

    Raises:
        ConflictError, OutsideError, Cancelled: As ``Register.execute``.
    """
    changes = register.execute(command, progress)
    if "organisation" in changes.tables:
        register.store_asset_style(asset_marks(register.read_organisations()))
    return changes


def asset_marks(organisations: Sequence[Organisation]) -> tuple[AssetMark, ...]:
    """Say how each organisation's assets are drawn: shape by kind, colour by organisation."""
    colours = read_tokens().organisation("light")
    return tuple(
        AssetMark(
            each.uid, each.name, colours.get(each.colour, colours["other"]), _SHAPES.get(each.kind, "octagon")
        )
        for each in organisations
    )
