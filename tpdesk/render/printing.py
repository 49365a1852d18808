"""Prints the map of a register: as a PDF, or as a picture of a page for the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage, QPainter

from tpdesk.domain.scene import FillLayer, LineLayer, PointLayer
from tpdesk.files.look import read_tokens
from tpdesk.files.settings import read_settings
from tpdesk.render.lines import LINE_STYLES, road_width, strand_width
from tpdesk.render.page_painting import PagePainter
from tpdesk.render.pdf import PdfProperties, write_pdf
from tpdesk.render.points import point_radius
from tpdesk.render.text_measure import QtTextMeasure
from tpdesk.services.printing.composing import compose_pages
from tpdesk.services.printing.content import read_content
from tpdesk.store.audit import account

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.disclosure import Audience
    from tpdesk.domain.page import Page
    from tpdesk.domain.progress import Progress
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.printing.composing import PrintedPages
    from tpdesk.services.printing.content import PrintContent
    from tpdesk.services.printing.request import PrintRequest
    from tpdesk.store.register import Register


@dataclass(frozen=True, slots=True)
class PrintedMap:
    """What was printed.

    Attributes:
        pages: How many.
        scale: Denominator of the map's scale.
        withheld: 0 for the full audience, None for every other.
        notice: Words the pages carry; empty for the full audience.
    """

    pages: int
    scale: int
    withheld: int | None
    notice: str


class PaperMetrics(QtTextMeasure):
    """Measures words, and knows what of a layer is painted."""

    def shows(self, layer: SceneLayer, resolution: float) -> frozenset[int]:
        """Which classes of a layer are painted at a resolution; empty when nothing is."""
        if isinstance(layer, LineLayer):
            if layer.role == "road":
                return frozenset(each for each in range(4) if road_width(each, resolution) > 0)
            strands = LINE_STYLES[layer.role]
            return frozenset((0,)) if any(strand_width(each, resolution) for each in strands) else frozenset()
        if isinstance(layer, PointLayer):
            return frozenset((0,)) if point_radius(layer.role, resolution) > 0 else frozenset()
        return frozenset((0,)) if isinstance(layer, FillLayer) else frozenset()


def print_to_pdf(
    register: Register, request: PrintRequest, audience: Audience, out: Path, progress: Progress
) -> PrintedMap:
    """Print the map of a register with its schedule.

    Args:
        register: open.
        request: what to print; without an author it is signed as the history is.
        audience: who is to see it.
        out: the PDF to write or replace.
        progress: told how far it is; may cancel.

    Raises:
        InputError: The size, a layer or a number that was asked for cannot be used.
        OutsideError: The file cannot be written; an old one is as it was.
        Cancelled: The person stopped it, and nothing was written.
    """
    request = replace(request, author=request.author or read_settings().display_name or account())
    content = read_content(register, request, audience, progress)
    pages = compose(content, request)
    properties = PdfProperties(pages.title, pages.author, request.on)
    write_pdf(out, pages.pages, properties, PagePainter(read_tokens()), progress)
    assets = content.assets
    return PrintedMap(len(pages.pages), pages.scale, assets.withheld, assets.notice)


def compose(content: PrintContent, request: PrintRequest) -> PrintedPages:
    """Compose the pages with the program's typeface."""
    ensure_application()
    return compose_pages(content, request, PaperMetrics())


def render_page_preview(page: Page, width_px: int, painter: PagePainter | None = None) -> QImage:
    """Paint a page as a picture of a width in device pixels.

    Args:
        page: to paint.
        width_px: of the picture; its height follows.
        painter: when several pictures of one map are made, so that its work is done once.
    """
    ensure_application()
    scale = width_px / page.size.width
    image = QImage(width_px, round(page.size.height * scale), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    brush = QPainter(image)
    brush.scale(scale, scale)
    (painter or PagePainter(read_tokens())).paint(brush, page)
    brush.end()
    return image


@cache
def _own_application() -> QGuiApplication:
    """An application without a screen, for the command line; kept as long as the program runs."""
    return QGuiApplication(["tpdesk", "-platform", "offscreen"])


def ensure_application() -> None:
    """See that there is what typefaces and painting need: the window's application, else one of our own."""
    if QGuiApplication.instance() is None:
        _own_application()
