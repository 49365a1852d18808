"""Pictures of the manual are never wider than its page."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage, QTextCursor
from pytestqt.qtbot import QtBot

from tpdesk.gui.manual_text import ManualText


def test_pictures_are_as_wide_as_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    picture = QImage(1440, 900, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    assert picture.save(str(tmp_path / "wide.png"))
    text = ManualText()
    qtbot.addWidget(text)
    text.setSearchPaths([str(tmp_path)])
    text.resize(500, 400)
    text.show()
    text.show_markdown("# Page\n\n![one](wide.png) and ![two](wide.png)\n\nWords.\n")
    for width in (500, 700, 420):
        text.resize(width, 400)
        qtbot.wait(10)
        assert text.horizontalScrollBar().maximum() == 0
    assert "Words." in text.toPlainText()


def test_headings_have_the_sizes_of_the_window(qtbot: QtBot) -> None:
    text = ManualText()
    qtbot.addWidget(text)
    text.show_markdown("# Page\n\nWords.\n\n## Part\n\n- One\n- Two\n")
    found: dict[str, tuple[int, float]] = {}
    for number in range(text.document().blockCount()):
        block = text.document().findBlockByNumber(number)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.Right)
        found[block.text()] = (cursor.charFormat().font().pixelSize(), block.blockFormat().bottomMargin())
    assert found["Page"] == (20, 10.0)
    assert found["Part"] == (15, 6.0)
    assert found["Words."][1] == 8
    assert found["One"][1] == 4
