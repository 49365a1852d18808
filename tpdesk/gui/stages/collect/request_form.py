"""The form in the panel: whose list a file is, how it is read, and for when it holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tpdesk.domain.errors import InputError
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.domain.wording import date_words
from tpdesk.files.profiles import profile_names, read_profile
from tpdesk.gui.stages.collect.postcode_choice import choose_postcodes
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import InlineLink, PrimaryButton, SecondaryButton
from tpdesk.gui.widgets.sections import SectionHeading
from tpdesk.gui.widgets.texts import ElidedLabel

if TYPE_CHECKING:
    from datetime import date

    from tpdesk.gui.stages.collect.collected_file import CollectedFile
    from tpdesk.gui.stages.collect.collection import Collection
    from tpdesk.services.importing.request import ImportRequest

_PAD = 14


class RequestForm(QWidget):
    """What is asked of a file, to be filled in.

    Signals:
        closed: It was applied or given up.
    """

    closed = Signal()

    def __init__(self, theme: Theme, collection: Collection, parent: QWidget | None = None) -> None:
        """Make an empty form."""
        super().__init__(parent)
        self._collection = collection
        self._file: CollectedFile | None = None
        self._profile_file = ""
        self._title = SectionHeading(theme, "")
        self.organisation = QLineEdit()
        self.organisation.setPlaceholderText(self.tr("As the column says"))
        self.column, self.kind, self.profile, self.sheet = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.list_name, self.as_at, self.period, self.where = (
            QLineEdit(),
            QLineEdit(),
            QLineEdit(),
            QLineEdit(),
        )
        self.as_at.setPlaceholderText("31 Mar 2025")
        self.period.setPlaceholderText("2024/25")
        self.where.setPlaceholderText(self.tr("COLUMN = VALUE"))
        self.where.setToolTip(
            self.tr("Several conditions are parted by a semicolon; a row must meet them all.")
        )
        self.postcodes = ElidedLabel()
        self.choose_postcodes = InlineLink(theme, self.tr("Choose…"))
        self.drop_postcodes = InlineLink(theme, self.tr("Use none"))
        self.fault = QLabel()
        self.fault.setWordWrap(True)
        dress(self.fault, look="bad", type="small")
        self.apply = PrimaryButton(theme, self.tr("Read again"), small=True)
        self.cancel = SecondaryButton(theme, self.tr("Cancel"), small=True)
        for box in (self.column, self.kind, self.profile, self.sheet):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.apply.clicked.connect(self._apply)
        self.cancel.clicked.connect(self.closed)
        self.choose_postcodes.clicked.connect(lambda: choose_postcodes(collection, self))
        self.drop_postcodes.clicked.connect(lambda: collection.set_postcodes(""))
        self.profile.activated.connect(self._take_profile)
        collection.postcode_list.changed.connect(self._show_postcodes)
        for line in (self.organisation, self.list_name, self.as_at, self.period, self.where):
            line.returnPressed.connect(self._apply)
        self._lay_out()
        self._show_postcodes()

    @property
    def first_field(self) -> QWidget:
        """Where the cursor stands first."""
        return self.organisation

    def show_file(self, file: CollectedFile) -> None:
        """Fill the form with what is asked of a file now."""
        self._file = file
        request, plan = file.request, file.plan
        self._title.setAccessibleName(file.name)
        self._title.set_text(file.name)
        self._fill_names()
        self.organisation.setText(request.organisation)
        headings = [each.column for each in plan.columns] if plan is not None else file.headings
        fitting = (
            next((each.column for each in plan.columns if each.field == "organisation"), "") if plan else ""
        )
        _fill(self.column, [("", self.tr("No column")), *((each, each) for each in headings)],
              request.organisation_column or ("" if request.organisation else fitting))  # fmt: skip
        kinds = [("", self.tr("As the name says")), *((t.key, t.label) for t in VOCABULARIES["kind"].terms)]
        _fill(self.kind, kinds, request.kind)
        self.column.setEditable(not headings)
        self._fill_profiles(request.profile)
        sheets = [plan.sheet, *plan.other_sheets] if plan is not None else []
        _fill(self.sheet, [(each, each) for each in sheets], plan.sheet if plan is not None else "")
        self._sheet_part.setVisible(len(sheets) > 1)
        self.list_name.setText(request.list_name)
        self.list_name.setPlaceholderText(plan.list_name if plan is not None else "")
        self.as_at.setText(date_words(request.as_at) if request.as_at else "")
        self.period.setText(request.period)
        self.where.setText("; ".join(f"{column} = {value}" for column, value in request.where))
        self._tell("")

    def follow(self, file: CollectedFile) -> None:
        """Offer the columns and sheets of a file that has been read while the form is open."""
        if file is self._file and self.isVisible() and self.column.count() <= 1 and file.plan is not None:
            self.show_file(file)

    # --- inner steps

    def _make_fields(self) -> QWidget:
        self._sheet_part = _part(self.tr("Sheet"), self.sheet)
        links = QWidget()
        row = QHBoxLayout(links)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget in (self.choose_postcodes, self.drop_postcodes):
            row.addWidget(widget)
        row.addStretch(1)
        inner = QWidget()
        dress(inner, look="panel")
        fields = QVBoxLayout(inner)
        fields.setContentsMargins(_PAD, 6, _PAD, 8)
        fields.setSpacing(9)
        fields.addWidget(self._title)
        for part in (
            _part(self.tr("Reporting organisation"), self.organisation),
            _part(self.tr("or the column that names it"), self.column),
            _part(self.tr("Kind of organisation"), self.kind),
            _part(self.tr("Profile"), self.profile),
            self._sheet_part,
            _part(self.tr("Only rows with"), self.where),
            _part(self.tr("An edition of the list"), self.list_name),
            _part(self.tr("The facts hold as at"), self.as_at),
            _part(self.tr("Year of the money"), self.period),
            _part(self.tr("List of postcodes, for every file"), self.postcodes, links),
        ):
            fields.addWidget(part)
        fields.addStretch(1)
        return inner

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._make_fields())
        line = QFrame()
        dress(line, look="line")
        buttons = QHBoxLayout()
        buttons.setContentsMargins(_PAD, 8, _PAD, 10)
        buttons.setSpacing(8)
        buttons.addWidget(self.apply)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        told = QVBoxLayout()
        told.setContentsMargins(_PAD, 4, _PAD, 0)
        told.addWidget(self.fault)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(line)
        column.addLayout(told)
        column.addLayout(buttons)
        self.fault.hide()

    def _fill_names(self) -> None:
        completer = QCompleter(list(self._collection.organisation_names), self.organisation)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.organisation.setCompleter(completer)

    def _fill_profiles(self, chosen: str) -> None:
        shipped = [(name, read_profile(name).title) for name in profile_names()]
        own = chosen if chosen and chosen not in profile_names() else self._profile_file
        entries = [("", self.tr("None")), *shipped]
        if own:
            entries.append((own, Path(own).name))
        entries.append(("…", self.tr("From a file…")))
        _fill(self.profile, entries, chosen)

    def _take_profile(self, _place: int) -> None:
        if self.profile.currentData() != "…":
            return
        folder = self._collection.last_folder
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a profile"), folder, self.tr("Profiles (*.toml)")
        )
        self._profile_file = path or self._profile_file
        self._fill_profiles(path)

    def _show_postcodes(self) -> None:
        path = self._collection.postcode_list.path
        self.postcodes.setText(Path(path).name if path else self.tr("None chosen"))
        self.drop_postcodes.setVisible(bool(path))

    def _apply(self) -> None:
        file = self._file
        if file is None:
            return
        try:
            request = self._read(file.request)
        except InputError as error:
            self._tell(f"{error.message} {error.hint}")
            return
        self._tell("")
        self.closed.emit()
        if request != file.request:
            self._collection.ask(file, request)

    def _read(self, request: ImportRequest) -> ImportRequest:
        named = self.organisation.text().strip()
        column = "" if named else self._column_named()
        fitting = self._fitting_column()
        sheet = str(self.sheet.currentData() or "")
        planned = self._file.plan.sheet if self._file is not None and self._file.plan is not None else ""
        return replace(
            request,
            organisation=named,
            organisation_column="" if column == fitting and not request.organisation_column else column,
            kind=str(self.kind.currentData() or ""),
            profile=str(self.profile.currentData() or ""),
            sheet=request.sheet if sheet == planned else sheet,
            where=read_conditions(self.where.text()),
            list_name=self.list_name.text().strip(),
            as_at=read_day(self.as_at.text()),
            period=read_year(self.period.text()),
        )

    def _column_named(self) -> str:
        """Give the column chosen or, while the file's columns are not known, typed."""
        if self.column.isEditable() and self.column.currentText() != self.column.itemText(0):
            return self.column.currentText().strip()
        return str(self.column.currentData() or "")

    def _fitting_column(self) -> str:
        plan = self._file.plan if self._file is not None else None
        return (
            next((each.column for each in plan.columns if each.field == "organisation"), "") if plan else ""
        )

    def _tell(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))


def read_conditions(text: str) -> tuple[tuple[str, str], ...]:
    """Read “COLUMN = VALUE”, several parted by semicolons.

    Raises:
        InputError: A part has no equals sign or no column.
    """
    found = []
    for part in filter(None, (each.strip() for each in text.split(";"))):
        column, sign, value = part.partition("=")
        if not sign or not column.strip():
            raise InputError(
                "condition_invalid",
                f"“{part}” is not a condition.",
                "Write the column, an equals sign and the value: Status = Open.",
            )
        found.append((column.strip(), value.strip()))
    return tuple(found)


def read_day(text: str) -> date | None:
    """Read a day as people write it; nothing written is none.

    Raises:
        InputError: It is no day.
    """
    # The readers of lists bring more than the first window needs.
    from tpdesk.services.importing.parsing.dates import date_of

    written = text.strip()
    day = date_of(written) if written else None
    if written and day is None:
        raise InputError("date_invalid", f"“{written}” is not a day.", "Write it as 31 Mar 2025.")
    return day


def read_year(text: str) -> str:
    """Read a year of money; nothing written is none.

    Raises:
        InputError: It is no year.
    """
    from tpdesk.services.importing.parsing.dates import read_period

    written = text.strip()
    if written and read_period(written) is None:
        raise InputError("period_invalid", f"“{written}” is not a year.", "Write it as 2024/25.")
    return written


def _fill(box: QComboBox, entries: list[tuple[str, str]], chosen: str) -> None:
    box.clear()
    for key, text in entries:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    view = box.view()
    view.setMinimumWidth(min(420, view.sizeHintForColumn(0) + 32))


def _part(caption: str, *widgets: QWidget) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    label = QLabel(caption)
    dress(label, look="second", type="small")
    label.setBuddy(widgets[0])
    column.addWidget(label)
    for widget in widgets:
        column.addWidget(widget)
    widgets[0].setAccessibleName(caption)
    return part
