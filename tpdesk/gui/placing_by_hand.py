"""Puts a building where a person clicks on the map, in one step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tpdesk.gui.canvas.spot_picker import SpotPicker

if TYPE_CHECKING:
    from tpdesk.domain.progress import Progress
    from tpdesk.gui.canvas.map_canvas import MapCanvas
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.widgets.bars import MessageBar
    from tpdesk.services.commands.values import ChangeValues


class PlacingByHand(QObject):
    """Asks on the map where a building stands, and moves it there.

    Args:
        desk: The desk.
        canvas: The map.
        messages: The bar over it.
    """

    def __init__(self, desk: Desk, canvas: MapCanvas, messages: MessageBar) -> None:
        """Wait until a building is to be placed."""
        super().__init__(canvas)
        self._desk, self._messages = desk, messages
        self._uid = ""
        self.picker = SpotPicker(canvas)
        self.picker.picked.connect(self._place)
        self.picker.left.connect(self._leave)
        messages.closed.connect(self.picker.leave)
        desk.placing_wanted.connect(self.ask)
        desk.closed.connect(self.picker.leave)
        desk.opened.connect(self.picker.leave)

    def ask(self, uid: str) -> None:
        """Ask where an asset stands."""
        contents = self._desk.contents
        if contents is None or uid not in contents.rows:
            return
        self._uid = uid
        self._desk.select((uid,))
        name = contents.assets.label(contents.rows[uid])
        text = self.tr("Click on the map where {0} stands. The wheel goes nearer, Escape leaves it as it is.")
        self._messages.show_message("info", text.format(name), ())
        self.picker.ask()

    def _leave(self) -> None:
        self._messages.close_message()

    def _place(self, easting: float, northing: float) -> None:
        desk, uid = self._desk, self._uid
        register, contents = desk.register, desk.contents
        self._messages.close_message()
        if register is None or contents is None or uid not in contents.rows:
            return
        name = contents.assets.label(contents.rows[uid])

        def plan(_progress: Progress) -> ChangeValues:
            # What knows coordinate systems is not needed before a building is placed.
            from tpdesk.services.editing.moving import Position, plan_moves

            return plan_moves(register, {uid: Position(round(easting, 1), round(northing, 1))}, name)

        desk.runner.read("placing", plan, desk.execute)
