"""What the first picture does not need waits until it was painted."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tpdesk.gui.application import AfterFirstPaint


class Canvas(QWidget):
    """Notes when it is painted."""

    def __init__(self, order: list[str]) -> None:
        super().__init__()
        self._order = order

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        self._order.append("painted")


def test_it_acts_once_after_the_first_picture(qtbot: QtBot) -> None:
    order: list[str] = []
    canvas = Canvas(order)
    qtbot.addWidget(canvas)
    AfterFirstPaint(canvas, lambda: order.append("acted"))
    assert order == []
    canvas.show()
    qtbot.waitUntil(lambda: "acted" in order)
    canvas.repaint()
    qtbot.wait(20)
    assert order[0] == "painted"
    assert order.count("acted") == 1
