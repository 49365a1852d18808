"""How the window looks: one stylesheet and one palette made from the tokens, light and dark."""

from tpdesk.gui.theme.focus import shows_focus
from tpdesk.gui.theme.theme import Theme, ThemeMode, apply_theme, dress

__all__ = ["Theme", "ThemeMode", "apply_theme", "dress", "shows_focus"]
