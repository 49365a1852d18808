"""The focus ring: an outline around whatever the keyboard would act on, outside the control itself."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMenuBar,
    QWidget,
)
from shiboken6 import isValid

_GAP = 2
_WIDTH = 2
_REACH = _GAP + _WIDTH
_RADIUS = 6.0

_TYPED_INTO = (QLineEdit, QComboBox, QAbstractSpinBox)
# These show the focus inside: a cell, an entry.
_INSIDE = (QAbstractItemView, QMenu, QMenuBar)
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}
_INPUTS = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress}

_SHOWN, _WATCHED = "focus_shown", "focus_watched"


def shows_focus(widget: QWidget) -> bool:
    """Whether a widget that draws its focus itself (property `own_focus`) is to show it now."""
    return widget.hasFocus() and bool(widget.property(_SHOWN))


class FocusRing(QObject):
    """Follows the focus through the program and outlines the control that has it.

    A control that was reached with the mouse is outlined only if one types into it. A widget may show its
    focus itself: it sets the property `own_focus` and asks `shows_focus`.
    """

    def __init__(self, app: QApplication) -> None:
        """Follow the focus of this program."""
        super().__init__(app)
        self._colour = QColor()
        self._widget: QWidget | None = None
        self._outline: _Outline | None = None
        self._pointing = False
        app.focusChanged.connect(self._follow)
        app.focusWindowChanged.connect(self._watch)

    def set_colour(self, colour: QColor) -> None:
        """Change the colour, as the theme does."""
        self._colour = colour
        if self._outline is not None and isValid(self._outline):
            self._outline.set_colour(colour)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        """Notice the focused control moving, and by what the person works."""
        kind = event.type()
        if kind in _MOVES and watched is self._widget:
            self._place()
        elif isinstance(watched, QWindow) and kind in _INPUTS:
            self._pointing = kind == QEvent.Type.MouseButtonPress
        return False

    def _watch(self, window: QWindow | None) -> None:
        """See the keys and clicks that come to a window, before any control does."""
        if window is not None and not window.property(_WATCHED):
            window.setProperty(_WATCHED, True)
            window.installEventFilter(self)
            self._pointing = False

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        # What a click has led to comes after the button was let go.
        by_mouse = self._pointing or QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is not None and new.property("own_focus"):
            new.setProperty(_SHOWN, not by_mouse)
            new.update()
            return
        if new is None or isinstance(new, _INSIDE) or new.isWindow():
            return
        if by_mouse and not isinstance(new, _TYPED_INTO):
            return
        inner = new.parentWidget()
        # The line edit inside a combo box or a spin box is not a control of its own.
        self._widget = inner if isinstance(inner, QComboBox | QAbstractSpinBox) else new
        self._widget.installEventFilter(self)
        self._place()

    def _leave(self) -> None:
        # The focus also leaves a control because it is being deleted.
        if self._widget is not None and isValid(self._widget):
            self._widget.removeEventFilter(self)
        self._widget = None
        if self._outline is not None and isValid(self._outline):
            self._outline.hide()

    def _place(self) -> None:
        widget = self._widget
        if widget is None or not widget.isVisible():
            if self._outline is not None and isValid(self._outline):
                self._outline.hide()
            return
        host = _host(widget)
        outline = self._outline
        if outline is None or not isValid(outline) or outline.parentWidget() is not host:
            if outline is not None and isValid(outline):
                outline.deleteLater()
            outline = _Outline(host, self._colour)
            self._outline = outline
        corner = widget.mapTo(host, widget.rect().topLeft())
        rect = QRect(corner, widget.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        outline.setGeometry(rect)
        outline.raise_()
        outline.show()


class _Outline(QWidget):
    """The outline itself: paints, and lets every click through."""

    def __init__(self, parent: QWidget, colour: QColor) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_colour(self, colour: QColor) -> None:
        self._colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour, _WIDTH))
        half = _WIDTH / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(half, half, -half, -half), _RADIUS, _RADIUS)
        painter.end()


def _host(widget: QWidget) -> QWidget:
    """The nearest widget around it that has room for the outline; scrolled contents are never left."""
    host = widget.parentWidget()
    while host is not None:
        inside = QRect(widget.mapTo(host, widget.rect().topLeft()), widget.size())
        roomy = host.rect().contains(inside.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        above = host.parentWidget()
        if roomy or above is None or host.isWindow() or host.objectName() == "qt_scrollarea_viewport":
            return host
        host = above
    return widget.window()
