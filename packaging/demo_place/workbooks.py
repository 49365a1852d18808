"""Workbooks whose bytes depend on their content alone."""

import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Final

from openpyxl import Workbook

MADE: Final = (2026, 11, 1, 9, 0, 0)


def saved(book: Workbook, path: Path) -> None:
    """Save a workbook with fixed dates in its properties and in its archive."""
    book.properties.creator = "Estates"
    book.properties.created = datetime(*MADE)
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    stamp = f"{datetime(*MADE).isoformat()}Z".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts:
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            info = zipfile.ZipInfo(name, MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
