"""The theme: the one value from which every widget takes its colours, fonts, icons and symbols."""

from functools import cached_property
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from tpdesk.domain.look import MapColours, Scheme, SymbolState, Tokens, TypeRole, WindowColours
from tpdesk.files.look import read_tokens
from tpdesk.gui.theme.focus import FocusRing
from tpdesk.gui.theme.palette import window_palette
from tpdesk.gui.theme.stylesheet import window_stylesheet
from tpdesk.render.fonts import font, load_fonts
from tpdesk.render.icons import icon
from tpdesk.render.symbols import symbol_image

ThemeMode = Literal["light", "dark", "system"]

_RATIOS = (1.0, 2.0)


class Theme(QObject):
    """The look of the window in the scheme that is on.

    Widgets take a theme when they are made, and repaint on `changed`.
    """

    changed = Signal()

    def __init__(self, app: QApplication, tokens: Tokens, mode: ThemeMode = "system") -> None:
        """Give the program fonts, palette and stylesheet."""
        super().__init__(app)
        self.tokens = tokens
        self._app = app
        self._mode: ThemeMode = mode
        self._scheme: Scheme = "light"
        self._system = app.styleHints().colorScheme()
        self._folder = QTemporaryDir()
        self._symbols: dict[tuple[str, str | None, SymbolState, int], QIcon] = {}
        load_fonts()
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(font(tokens.type.body))
        self._focus_ring = FocusRing(app)
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def mode(self) -> ThemeMode:
        """What the person chose."""
        return self._mode

    @property
    def scheme(self) -> Scheme:
        """Light or dark, as it is drawn now."""
        return self._scheme

    @property
    def colours(self) -> WindowColours:
        """The window's colours now, as #RRGGBB."""
        return self.tokens.window(self._scheme)

    @property
    def map_colours(self) -> MapColours:
        """The map's colours now, as #RRGGBB."""
        return self.tokens.map(self._scheme)

    def set_mode(self, mode: ThemeMode) -> None:
        """Change to light, dark, or whatever the system says; nothing happens if it is so already."""
        self._mode = mode
        if self._wanted_scheme() != self._scheme:
            self._apply()

    def colour(self, name: str) -> QColor:
        """A colour of the window by its token's name, such as `accent` or `text2`."""
        return QColor(getattr(self.colours, name))

    def organisation_colour(self, key: str) -> QColor:
        """The colour of an organisation by its colour key, see `assign_colours`."""
        return QColor(self.tokens.organisation(self._scheme)[key])

    def font(self, size: str | float, weight: int | None = None, *, tabular: bool = True) -> QFont:
        """The typeface in a role of the type scale (`body`, `table`, `small` ...) or in pixels."""
        if isinstance(size, str):
            role: TypeRole = getattr(self.tokens.type, size)
            return font(role, weight, tabular=tabular)
        return font(size, weight, tabular=tabular)

    def pixmap(self, name: str, colour: str = "text2", size: int = 16, ratio: float = 1.0) -> QPixmap:
        """An icon in a colour of the window, for a screen of that device pixel ratio."""
        return icon(name, self.colour(colour), size, ratio)

    def icon(self, name: str, colour: str = "text2", size: int = 16) -> QIcon:
        """An icon for buttons and menus, grey where it is disabled."""
        made = QIcon()
        for ratio in _RATIOS:
            made.addPixmap(self.pixmap(name, colour, size, ratio))
            made.addPixmap(self.pixmap(name, "text3", size, ratio), QIcon.Mode.Disabled)
        return made

    def symbol(
        self, kind: str, key: str | None = None, state: SymbolState = "in_use", size: int = 12
    ) -> QIcon:
        """A symbol for lists and tables, without paper edge.

        Args:
            kind: of the organisation.
            key: its colour key; without it the symbol is drawn in the second text colour, as in a facet
                of states.
            state: in use, vacant or leaving.
            size: of the symbol in pixels.
        """
        wanted = (kind, key, state, size)
        if wanted not in self._symbols:
            colour = self.colour("text2") if key is None else self.organisation_colour(key)
            made = QIcon()
            for ratio in _RATIOS:
                made.addPixmap(QPixmap.fromImage(symbol_image(kind, state, colour, None, size, ratio)))
            self._symbols[wanted] = made
        return self._symbols[wanted]

    @cached_property
    def _indicators(self) -> Path:
        return Path(self._folder.path())

    def _wanted_scheme(self) -> Scheme:
        if self._mode != "system":
            return self._mode
        return "dark" if self._system == Qt.ColorScheme.Dark else "light"

    def _follow_system(self, system: Qt.ColorScheme) -> None:
        self._system = system
        if self._wanted_scheme() != self._scheme:
            self._apply()

    def _apply(self) -> None:
        self._scheme = self._wanted_scheme()
        self._symbols.clear()
        # With the old sheet still on, Qt would work out each widget's rules many times over.
        self._app.setStyleSheet("")
        self._app.setPalette(window_palette(self.colours))
        self._app.setStyleSheet(window_stylesheet(self.tokens, self._scheme, self._indicators))
        self._focus_ring.set_colour(self.colour("accent"))
        self.changed.emit()


def apply_theme(app: QApplication, mode: ThemeMode = "system", tokens: Tokens | None = None) -> Theme:
    """Give the whole program its look, once; afterwards `Theme.set_mode` changes it.

    Args:
        app: the program.
        mode: light, dark, or as the system is and becomes.
        tokens: another look than the one that is shipped.
    """
    return Theme(app, tokens or read_tokens(), mode)


def dress(widget: QWidget, **properties: str | bool) -> None:
    """Give a widget the properties by which the stylesheet knows it, and let it take them on.

    Labels: `type` is display, title, object, heading, small, strong or small-strong; `look` is second,
    third, warn, bad or accent. Frames and widgets: `look` is window, panel, sunken, card, note, good,
    warning, line or rule. This lasts through a change of theme; a font set on a widget by hand does not.
    """
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
