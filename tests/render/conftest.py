"""Small scenes, the look in both schemes, and a program that knows its typeface."""

import pytest
from PySide6.QtWidgets import QApplication

from tpdesk.domain.look import Tokens
from tpdesk.files.look import read_tokens
from tpdesk.render.fonts import load_fonts
from tpdesk.render.map_look import MapLook


@pytest.fixture(scope="session")
def tokens() -> Tokens:
    """The shipped look."""
    return read_tokens()


@pytest.fixture
def look(qapp: QApplication, tokens: Tokens) -> MapLook:
    """The light look, with the typeface loaded."""
    assert qapp is not None
    load_fonts()
    return MapLook.of(tokens, "light")
