"""Draws every token, symbol and small widget in both themes, to be laid beside the designed pictures.

    python packaging/pictures/gallery.py [FOLDER]

Without a folder the pictures go to out/pictures. No display is needed.
"""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from pictures.widget_sheet import widgets_sheet
from tpdesk.domain.look import (
    COLOUR_KEYS,
    ORGANISATION_KINDS,
    SYMBOL_STATES,
    Decision,
    Scheme,
    TypeScale,
    WindowColours,
)
from tpdesk.gui.theme import Theme, apply_theme
from tpdesk.gui.widgets.buttons import SecondaryButton
from tpdesk.render.symbols import (
    SymbolInk,
    paint_decision,
    paint_selected_disc,
    paint_shared_ring,
    paint_symbol,
    symbol_image,
)
from tpdesk.render.symbols_bubble import paint_count_bubble

_DECISIONS: tuple[Decision, ...] = ("keep", "close", "receive")
_SHARES = (
    (("council", 7),),
    (("council", 26), ("education", 9), ("nhs", 7)),
    (("council", 180), ("education", 100), ("spare3", 25), ("nhs", 13)),
    (("council", 640), ("education", 230), ("nhs", 214), ("fire", 70), ("central_government", 50)),
)


def symbols_sheet(theme: Theme) -> QImage:
    """Every symbol in every size and state, decisions, marks and bubbles, on built-up land."""
    sheet, painter = _paper(theme.map_colours.built, 960, 640)
    inks = _inks(theme)
    painter.setFont(theme.font("body"))
    for line, kind in enumerate(ORGANISATION_KINDS):
        y = 34.0 + 56 * line
        painter.setPen(inks[kind].ink)
        painter.drawText(
            QRectF(20, y - 12, 150, 24), Qt.AlignmentFlag.AlignVCenter, kind.replace("_", " ").capitalize()
        )
        x = 180.0
        for state in SYMBOL_STATES:
            for size in (9, 12, 16, 24):
                image = symbol_image(kind, state, inks[kind].colour, inks[kind].paper, size)
                painter.drawImage(QPointF(x - image.width() // 2, y - image.height() // 2), image)
                x += 36
        for decision in _DECISIONS:
            for size in (9, 12, 16):
                x += 36
                paint_decision(painter, decision, kind, inks[kind], QPointF(x, y), size)
    y, x = 580.0, 60.0
    for share in _SHARES:
        parts = [(inks[key].colour, count) for key, count in share]
        council = inks["council"]
        paint_count_bubble(
            painter, QPointF(x, y), parts, council.ink, council.paper, theme.font("small", 700)
        )
        x += 76
    paint_shared_ring(painter, QPointF(x, y), 12, inks["nhs"].ink, inks["nhs"].paper)
    paint_symbol(painter, "nhs", "in_use", inks["nhs"], QPointF(x, y), 12)
    light = theme.tokens.light
    chosen = SymbolInk(QColor(light.organisation["police"]), QColor(light.map.paper), QColor(light.map.ink))
    paint_selected_disc(painter, QPointF(x + 76, y), 16, theme.colour("sel"), chosen.ink)
    paint_symbol(painter, "police", "in_use", chosen, QPointF(x + 76, y), 16)
    painter.end()
    return sheet


def tokens_sheet(theme: Theme) -> QImage:
    """Every colour of the window and of the organisations, and every size of type."""
    sheet, painter = _paper(theme.colours.panel, 960, 760)
    painter.setFont(theme.font("body"))
    for line, field in enumerate(fields(WindowColours)):
        colour = theme.colour(field.name)
        _swatch(
            painter,
            theme,
            QRectF(20, 16 + 28 * line, 34, 20),
            colour,
            f"{field.name}  {colour.name().upper()}",
        )
    for line, key in enumerate(COLOUR_KEYS):
        colour = theme.organisation_colour(key)
        _swatch(
            painter, theme, QRectF(280, 16 + 28 * line, 34, 20), colour, f"{key}  {colour.name().upper()}"
        )
    y = 20.0
    for field in fields(TypeScale):
        painter.setFont(theme.font(field.name))
        painter.setPen(theme.colour("text"))
        painter.drawText(
            QRectF(560, y, 390, 40), Qt.AlignmentFlag.AlignVCenter, f"{field.name}: £1,275,000 · 12,298 m² ŵŷ"
        )
        y += 44
    painter.end()
    return sheet


def _swatch(painter: QPainter, theme: Theme, box: QRectF, colour: QColor, text: str) -> None:
    painter.setPen(theme.colour("line2"))
    painter.setBrush(colour)
    painter.drawRect(box)
    painter.setPen(theme.colour("text"))
    painter.drawText(box.adjusted(46, 0, 200, 0), Qt.AlignmentFlag.AlignVCenter, text)


def _inks(theme: Theme) -> dict[str, SymbolInk]:
    paper, ink = QColor(theme.map_colours.paper), QColor(theme.map_colours.ink)
    return {key: SymbolInk(theme.organisation_colour(key), paper, ink) for key in COLOUR_KEYS}


def _paper(colour: str, width: int, height: int) -> tuple[QImage, QPainter]:
    sheet = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    sheet.fill(QColor(colour))
    return sheet, QPainter(sheet)


def draw(folder: Path, schemes: Sequence[Scheme] = ("light", "dark")) -> list[Path]:
    """Draw all sheets into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    theme = apply_theme(app, schemes[0])
    drawn: list[Path] = []
    painted: dict[str, Callable[[Theme], QImage]] = {"symbols": symbols_sheet, "tokens": tokens_sheet}
    for scheme in schemes:
        theme.set_mode(scheme)
        sheet = widgets_sheet(theme)
        sheet.resize(1440, 1240)
        sheet.show()
        focused = sheet.findChild(SecondaryButton, "focused")
        if isinstance(focused, SecondaryButton):
            focused.setFocus(Qt.FocusReason.TabFocusReason)
        app.processEvents()
        images = {"widgets": sheet.grab().toImage(), **{name: make(theme) for name, make in painted.items()}}
        for name, image in images.items():
            path = folder / f"look-{name}-{scheme}.png"
            image.save(str(path))
            drawn.append(path)
        sheet.close()
        sheet.deleteLater()
    return drawn


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("out", "pictures"))
