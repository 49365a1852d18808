"""The order in which Tab goes through a window: as the eye does, by where things are seen now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class OrderedWindow(QMainWindow):
    """A window whose parts come and go, so that the order of their making says nothing."""

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 Qt's name
        """Give the focus to what is seen next, or before."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused) and not _can_keep(focused):
            # It was hidden or switched off: no key was pressed, so nothing else lights up as if chosen.
            self.rest_focus()
            return True
        order = list(in_order(self))
        if not order:
            return False
        chosen = order[_place_after(order, focused, forward=forward) % len(order)]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        chosen.setFocus(reason)
        _bring_into_sight(chosen)
        return True

    def rest_focus(self) -> None:
        """Give the focus to the window as a whole."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


def _place_after(order: Sequence[QWidget], focused: QWidget | None, *, forward: bool) -> int:
    """Give the place of the next stop; a part that is no stop itself begins with what is in it."""
    if focused in order:
        return order.index(focused) + (1 if forward else -1)
    within = [place for place, each in enumerate(order) if focused is not None and focused.isAncestorOf(each)]
    if not within:
        return 0 if forward else -1
    return within[0] if forward else within[0] - 1


def in_order(parent: QWidget) -> Iterator[QWidget]:
    """Go through all that Tab reaches: row by row, each part whole before the next."""
    for child in _as_seen(parent):
        if _is_stop(child):
            yield child
        yield from in_order(child)


def _as_seen(parent: QWidget) -> list[QWidget]:
    """Give the visible parts of a widget from the upper left to the lower right."""
    seen = [
        each
        for each in parent.children()
        if isinstance(each, QWidget) and each.isVisible() and not each.isWindow()
    ]
    rows: list[list[QWidget]] = []
    for each in sorted(seen, key=lambda widget: (widget.y(), widget.x())):
        if rows and each.y() < _middle(rows[-1]):
            rows[-1].append(each)
        else:
            rows.append([each])
    return [each for row in rows for each in sorted(row, key=lambda widget: widget.x())]


def _middle(row: Sequence[QWidget]) -> float:
    return row[0].y() + row[0].height() / 2


def _is_stop(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    if policy is Qt.FocusPolicy.NoFocus or not widget.isEnabled() or widget.focusProxy() is not None:
        return False
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    chosen = group.checkedButton() if group is not None and group.exclusive() else None
    # Of a choice only what is chosen is a stop; from there the arrow keys move.
    return chosen is widget if chosen is not None else bool(policy.value & Qt.FocusPolicy.TabFocus.value)


def _can_keep(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()


def _bring_into_sight(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
