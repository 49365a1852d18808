"""What can be done with one asset, the same at every place where it is right-clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from tpdesk.gui.details.dossier import Dossier

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from tpdesk.gui.desk import Desk

AROUND_M = 800.0
"""How far “near” is for a person on foot, as for a proposal to share."""


def asset_menu(
    desk: Desk, uid: str, parent: QWidget, look_around: Callable[[float, float], object] | None = None
) -> QMenu | None:
    """Make the menu of an asset; None when the register does not hold it.

    Args:
        desk: The desk.
        uid: Of the asset.
        parent: The widget over which the menu comes up; the menu deletes itself.
        look_around: Shows what is near a position, where there is a map to show it.
    """
    contents = desk.contents
    row = None if contents is None else contents.rows.get(uid)
    if contents is None or row is None:
        return None
    dossier = Dossier(contents, row)
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    placed = bool(dossier.grid_reference)
    unplaced = "" if placed else _tr("It has no position")
    _add(menu, _tr("Show it on the map"), lambda: desk.show_assets((uid,)), unplaced)
    if look_around is not None:
        x, y = (float(each[row]) for each in (contents.assets.easting, contents.assets.northing))
        _add(menu, _tr("What is within 800 m"), lambda: look_around(x, y), unplaced)
    _add(menu, _tr("Who could share with it"), lambda: _propose(desk, uid), unplaced)
    menu.addSeparator()
    _add(
        menu,
        _tr("Move it on the map…") if placed else _tr("Place it on the map…"),
        lambda: desk.placing_wanted.emit(uid),
        _tr("The register is open for reading only") if _reads_only(desk) else "",
    )
    menu.addSeparator()
    copies = (
        (_tr("Copy the name"), dossier.name),
        (_tr("Copy the address"), dossier.address),
        (_tr("Copy the grid reference"), dossier.grid_reference),
        (_tr("Copy the UPRN"), str(dossier.value("uprn") or "")),
    )
    for text, value in copies:
        _add(menu, text, _copying(value), "" if value else _tr("It is not known"))
    return menu


def ground_menu(grid_reference: str, parent: QWidget, acts: tuple[Callable[[], object], ...]) -> QMenu:
    """Make the menu of a spot on the map where no building is.

    Args:
        grid_reference: Of the spot.
        parent: The map; the menu deletes itself.
        acts: Shows what is near, goes nearer, shows everything.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    near, closer, everything = acts
    _add(menu, _tr("What is within 800 m"), near)
    _add(menu, _tr("Look closer here"), closer)
    _add(menu, _tr("Show everything"), everything)
    menu.addSeparator()
    _add(menu, _tr("Copy {0}").format(grid_reference), _copying(grid_reference))
    return menu


def _reads_only(desk: Desk) -> bool:
    return desk.register is None or desk.register.read_only


def _propose(desk: Desk, uid: str) -> None:
    desk.stage_wanted.emit("colocate")
    # Selected there and then, so that its proposals alone are listed.
    desk.select(())
    desk.select((uid,))


def _add(menu: QMenu, text: str, act: Callable[[], object], why_not: str = "") -> None:
    action = menu.addAction(text)
    action.setEnabled(not why_not)
    action.setToolTip(why_not)
    action.triggered.connect(lambda _checked=False: act())


def _copying(text: str) -> Callable[[], object]:
    return lambda: QGuiApplication.clipboard().setText(text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AssetMenu", text)
