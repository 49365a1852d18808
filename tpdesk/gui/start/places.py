"""Where registers lie that nobody has chosen a folder for."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths

DEMONSTRATION_FILE = "Quillmere demonstration.gpkg"


def documents_folder() -> Path:
    """Give the person's own folder of documents; beside their settings when those were moved."""
    home = os.environ.get("TPDESK_HOME")
    if home:
        return Path(home).expanduser() / "documents"
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def demonstration_path() -> Path:
    """Give the path of the person's own copy of the demonstration; it need not exist."""
    return documents_folder() / DEMONSTRATION_FILE
