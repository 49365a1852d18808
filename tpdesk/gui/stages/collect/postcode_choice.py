"""Lets a person choose the list in which postcodes are looked up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tpdesk.gui.stages.collect.collection import Collection

_translate = QCoreApplication.translate


def choose_postcodes(collection: Collection, window: QWidget) -> None:
    """Ask for the list of postcodes and use it for every file; nothing changes when none is chosen."""
    known = collection.postcode_list.path
    path, _ = QFileDialog.getOpenFileName(
        window,
        _translate("Collect", "Choose OS Code-Point Open, the zip as downloaded, or another list"),
        str(Path(known).parent) if known else collection.last_folder,
        _translate("Collect", "Lists of postcodes (*.zip *.csv);;All files (*)"),
    )
    if path:
        collection.set_postcodes(path)
