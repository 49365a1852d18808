"""The look, as every test of the window needs it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tpdesk.gui.theme import Theme, apply_theme


@pytest.fixture(scope="session")
def shared_theme(qapp: QApplication) -> Theme:
    """The program's one theme, made once for all tests."""
    return apply_theme(qapp, "light")


@pytest.fixture
def theme(shared_theme: Theme) -> Iterator[Theme]:
    """The theme in light, and light again afterwards."""
    shared_theme.set_mode("light")
    yield shared_theme
    shared_theme.set_mode("light")
