"""Changing a register: the step itself, and what has to follow it outside the history."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from tpdesk.domain.look import ORGANISATION_KINDS
from tpdesk.domain.progress import SilentProgress
from tpdesk.files.look import read_tokens
from tpdesk.files.resources import resource_path
from tpdesk.store.styles import AssetMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.domain.changes import ChangeSet, Command
    from tpdesk.domain.organisation import Organisation
    from tpdesk.domain.progress import Progress
    from tpdesk.store.register import Register

_SILENT = SilentProgress()
_EDGE, _SIDE = 3.0, 24.0
"""Width of the paper edge of a symbol, and the side of the square that the symbols are drawn in."""


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
    tokens = read_tokens().organisation("light")
    colours = [tokens.get(each.colour, tokens["other"]) for each in organisations]
    return tuple(
        AssetMark(each.uid, each.name, colour, _picture(each.kind, colour))
        for each, colour in zip(organisations, colours, strict=True)
    )


def _picture(kind: str, colour: str) -> str:
    """Draw the symbol of a kind of organisation in a colour, with its paper edge, as SVG."""
    stem = (kind if kind in ORGANISATION_KINDS else "other").replace("_", "-")
    drawn = ElementTree.parse(resource_path("symbols", f"{stem}.svg")).find(".//{*}path")
    if drawn is None:
        raise ValueError(f"the symbol {stem} has no shape")
    shape, whole = drawn.attrib["d"], _SIDE + 2 * _EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-_EDGE} {-_EDGE} {whole} {whole}">'
        f'<path fill="#FFFFFF" stroke="#FFFFFF" stroke-width="{_EDGE}" d="{shape}"/>'
        f'<path fill="{colour}" d="{shape}"/></svg>'
    )
