"""The form for a new register: what the place is called, what bounds it, where the file is to lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tpdesk.gui.start.places import documents_folder
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from tpdesk.gui.widgets.sections import SectionHeading

if TYPE_CHECKING:
    from tpdesk.domain.progress import Progress
    from tpdesk.gui.desk import Desk

_WIDTH = 520
_BOUNDARY_FILES = "Boundaries (*.geojson *.json *.gpkg *.shp *.zip)"
_FORBIDDEN = '<>:"/\\|?*'


class NewRegisterForm(QWidget):
    """Three questions, one of them needed.

    Signals:
        cancelled: Nothing is to be made.
    """

    cancelled = Signal()

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        """Ask."""
        super().__init__(parent)
        self._desk = desk
        self._folder = documents_folder()
        self._path_typed = False
        self.place, self.boundary, self.path = QLineEdit(), QLineEdit(), QLineEdit()
        self.make = PrimaryButton(theme, self.tr("Make the register"))
        cancel = LinkButton(theme, self.tr("Back"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(SectionHeading(theme, self.tr("New register"), role="heading"))
        column.addSpacing(8)
        self._ask(column, self.place, self.tr("Name of the place"), self.tr("As your partnership writes it"))
        choose_boundary = SecondaryButton(theme, self.tr("Choose…"))
        choose_path = SecondaryButton(theme, self.tr("Choose…"))
        choose_boundary.clicked.connect(self._choose_boundary)
        choose_path.clicked.connect(self._choose_path)
        self._ask(
            column,
            self.boundary,
            self.tr("Boundary, if there is a file of it"),
            self.tr("GeoJSON, GeoPackage or shapefile; it can be added later as a layer"),
            choose_boundary,
        )
        self._ask(
            column,
            self.path,
            self.tr("Where to keep the register"),
            self.tr("One file that holds everything; nothing that exists is overwritten"),
            choose_path,
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.make)
        row.addWidget(cancel)
        row.addStretch(1)
        column.addSpacing(10)
        column.addLayout(row)
        column.addStretch(1)
        self.setMaximumWidth(_WIDTH)
        self.place.textEdited.connect(self._propose_path)
        self.path.textEdited.connect(self._note_typing)
        for field in (self.place, self.boundary, self.path):
            field.textChanged.connect(self._judge)
            field.returnPressed.connect(self.make.click)
        self.make.clicked.connect(self._make)
        cancel.clicked.connect(self.cancelled)
        self._judge()

    def begin(self) -> None:
        """Start with empty fields, the keyboard in the first."""
        for field in (self.place, self.boundary, self.path):
            field.clear()
        self._path_typed = False
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(
        self,
        column: QVBoxLayout,
        field: QLineEdit,
        question: str,
        note: str,
        button: SecondaryButton | None = None,
    ) -> None:
        label, hint = QLabel(question), QLabel(note)
        label.setBuddy(field)
        dress(label, type="strong")
        dress(hint, look="second", type="small")
        field.setAccessibleName(question)
        field.setAccessibleDescription(note)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field, 1)
        if button is not None:
            button.setAccessibleName(f"{question}: {button.text()}")
            row.addWidget(button)
        column.addWidget(label)
        column.addLayout(row)
        column.addWidget(hint)
        column.addSpacing(8)

    def _propose_path(self, name: str) -> None:
        if not self._path_typed:
            tidy = "".join(" " if letter in _FORBIDDEN else letter for letter in name).strip(" .")
            self.path.setText(str(self._folder / f"{tidy}.gpkg") if tidy else "")

    def _note_typing(self, text: str) -> None:
        self._path_typed = bool(text)

    def _judge(self) -> None:
        reason = None
        if not self.place.text().strip():
            reason = self.tr("Name the place first")
        elif not self.path.text().strip():
            reason = self.tr("Say where to keep the register")
        elif Path(self.path.text()).exists():
            reason = self.tr("There is a file of that name already")
        self.make.set_reason(reason)

    def _choose_boundary(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Boundary of the place"), str(self._folder), _BOUNDARY_FILES
        )
        if chosen:
            self.boundary.setText(chosen)

    def _choose_path(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("New register"),
            self.path.text() or str(self._folder),
            self.tr("Registers (*.gpkg)"),
        )
        if chosen:
            self._path_typed = True
            self.path.setText(chosen if chosen.endswith(".gpkg") else f"{chosen}.gpkg")

    def _make(self) -> None:
        path, place = Path(self.path.text().strip()), self.place.text().strip()
        boundary = Path(self.boundary.text().strip()) if self.boundary.text().strip() else None

        def make(progress: Progress) -> Path:
            from tpdesk.services.workspace import create_register

            progress.step(0, 2, "Making the register")
            path.parent.mkdir(parents=True, exist_ok=True)
            create_register(path, place, boundary).close()
            return path

        self._desk.open_made(path, make, lambda: self._desk.stage_wanted.emit("collect"))
