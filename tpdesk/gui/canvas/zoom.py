"""The smooth way from one resolution to another, about the place under the pointer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from tpdesk.gui.canvas.viewport import COARSEST_LEVEL, FINEST_LEVEL, level_resolution

if TYPE_CHECKING:
    from collections.abc import Callable

DURATION_MS = 120
_NOTCH = 120.0


class ZoomMotion(QObject):
    """Turns wheel notches and keys into levels and moves there.

    Args:
        move: called with each resolution on the way and the anchor in the widget.
        arrived: called when the level is reached.
        parent: of the animation.
    """

    def __init__(
        self,
        move: Callable[[float, tuple[float, float]], None],
        arrived: Callable[[], None],
        parent: QObject,
    ) -> None:
        """Stand still."""
        super().__init__(parent)
        self._move = move
        self._arrived = arrived
        self._target = 0.0
        self._anchor = (0.0, 0.0)
        self._animation = QVariantAnimation(self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self._arrive)

    @property
    def running(self) -> bool:
        """Whether the map is on its way."""
        return self._animation.state() == QVariantAnimation.State.Running

    @property
    def level(self) -> int:
        """Where it is going."""
        return round(self._target)

    def begin_at(self, level: int) -> None:
        """The map was put somewhere else: go on from there."""
        self._animation.stop()
        self._target = float(level)

    def turn(self, delta: float, resolution: float, anchor: tuple[float, float], duration_ms: int) -> None:
        """Go nearer or farther.

        Args:
            delta: eighths of a degree the wheel turned, 120 for a notch; positive goes nearer.
            resolution: where the map is now.
            anchor: place in the widget that stays where it is.
            duration_ms: 0 goes there at once.
        """
        before = self.level
        self._target = min(max(self._target - delta / _NOTCH, FINEST_LEVEL), COARSEST_LEVEL)
        if self.level == before:
            return
        self._anchor = anchor
        goal = level_resolution(self.level)
        self._animation.stop()
        if duration_ms <= 0:
            self._move(goal, anchor)
            self._arrived()
            return
        self._animation.setDuration(duration_ms)
        self._animation.setStartValue(math.log(resolution))
        self._animation.setEndValue(math.log(goal))
        self._animation.start()

    def stop(self) -> None:
        """Stay where it is."""
        self._animation.stop()

    def _step(self, value: float) -> None:
        self._move(math.exp(value), self._anchor)

    def _arrive(self) -> None:
        self._move(level_resolution(self.level), self._anchor)
        self._arrived()
