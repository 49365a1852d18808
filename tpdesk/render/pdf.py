"""Pages as a PDF: vector, text that can be selected, typeface embedded, the same bytes for the same pages."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from tpdesk.files.replacing import write_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from tpdesk.domain.page import Page, PageSize
    from tpdesk.domain.progress import Progress
    from tpdesk.render.page_painting import PagePainter

DOTS_PER_INCH = 1200
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class PdfProperties:
    """What a PDF says of itself."""

    title: str
    author: str
    on: date


def write_pdf(
    path: Path, pages: Sequence[Page], properties: PdfProperties, painter: PagePainter, progress: Progress
) -> None:
    """Write pages as one file, whole or not at all.

    Raises:
        OutsideError: The folder cannot be written to, or the disc is full; the old file is as it was.
        Cancelled: The person stopped it.
    """
    write_file(path, pdf_bytes(pages, properties, painter, progress))


def pdf_bytes(
    pages: Sequence[Page], properties: PdfProperties, page_painter: PagePainter, progress: Progress
) -> bytes:
    """Give the PDF of some pages, of which there is at least one."""
    sheet = QBuffer()
    sheet.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(sheet)
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageLayout(_layout(pages[0].size))
    painter = QPainter(writer)
    try:
        for number, page in enumerate(pages):
            progress.step(number, len(pages), f"Painting page {number + 1} of {len(pages)}")
            if number:
                writer.setPageLayout(_layout(page.size))
                writer.newPage()
            painter.save()
            painter.scale(DOTS_PER_INCH / _MM_PER_INCH, DOTS_PER_INCH / _MM_PER_INCH)
            page_painter.paint(painter, page)
            painter.restore()
    finally:
        painter.end()
    sheet.close()
    progress.step(len(pages), len(pages), "Writing the PDF")
    return _finished(sheet.data(), properties)


def _layout(size: PageSize) -> QPageLayout:
    paper = QPageSize(getattr(QPageSize.PageSizeId, size.name))
    none = QMarginsF(0, 0, 0, 0)
    return QPageLayout(paper, QPageLayout.Orientation.Landscape, none, QPageLayout.Unit.Millimeter, none)


def _finished(raw: QByteArray, properties: PdfProperties) -> bytes:
    """Say who and what in the file's properties, and leave out the hour and orders made by chance."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw.data())) as painted, pikepdf.new() as pdf:
        # Copied page by page, objects are numbered as they come and not as they were hashed.
        pdf.pages.extend(painted.pages)
        for page in pdf.pages:
            for face in page.Resources.get("/Font", pikepdf.Dictionary()).values():
                _name_subset(face)
        pdf.docinfo["/Title"] = properties.title
        if properties.author:
            pdf.docinfo["/Author"] = properties.author
        pdf.docinfo["/Creator"] = "tpdesk"
        pdf.docinfo["/CreationDate"] = f"D:{properties.on:%Y%m%d}000000Z"
        pdf.Root.Lang = pikepdf.String("en-GB")
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.save(
            target,
            min_version="1.5",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return target.getvalue()


def _name_subset(face: pikepdf.Object) -> None:
    """Call a typeface of which some letters are embedded by its own name, as the standard wants it."""
    name = str(face.BaseFont).lstrip("/").rpartition("+")[2]
    tag = "".join(chr(ord("A") + zlib.crc32(f"{name}{place}".encode()) % 26) for place in range(6))
    full = pikepdf.Name(f"/{tag}+{name}")
    face.BaseFont = full
    for inner in face.get("/DescendantFonts", pikepdf.Array()):
        inner.BaseFont = full
        inner.FontDescriptor.FontName = full
