"""What stands in place of a file's columns when it could not be read, or was stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tpdesk.gui.stages.collect.profile_names import profile_title
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import LinkButton, PrimaryButton

if TYPE_CHECKING:
    from tpdesk.gui.stages.collect.collected_file import CollectedFile

_WIDTH_PX = 460
_FAILED, _STOPPED, _ASKED = ("circle-x", "bad"), ("info", "info"), ("circle-question-mark", "warn")


class TroublePage(QWidget):
    """What happened to a file, what is safe, and what to do.

    Signals:
        password_given: What was typed to open the file.
        organisation_named: Who reports the list.
        profile_wanted: Name of the profile that fits and is to be used.
        form_wanted: More is to be said about the file than fits here.
        again_wanted: The file is to be read again.
        skipped: The file is to be taken out of the import.
    """

    password_given = Signal(str)
    organisation_named = Signal(str)
    profile_wanted = Signal(str)
    form_wanted = Signal()
    again_wanted = Signal()
    skipped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a page without a trouble."""
        super().__init__(parent)
        self._theme = theme
        self._icon_name = _FAILED
        self._icon = QLabel()
        self._title, self._text, self._others = QLabel(), QLabel(), QLabel()
        dress(self._title, type="heading")
        dress(self._text, look="second")
        dress(self._others, look="second")
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setFixedWidth(_WIDTH_PX)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(self.tr("Password of the workbook"))
        self.password.setFixedWidth(170)
        self.open = PrimaryButton(theme, self.tr("Open"))
        self.organisation = QLineEdit()
        self.organisation.setAccessibleName(self.tr("Reporting organisation"))
        self.organisation.setPlaceholderText(self.tr("Reporting organisation"))
        self.organisation.setFixedWidth(230)
        self.read = PrimaryButton(theme, self.tr("Read it"))
        self.profile = LinkButton(theme, "")
        self._profile = ""
        self.form = LinkButton(theme, self.tr("A column names it…"))
        self.again = PrimaryButton(theme, self.tr("Read it again"))
        self.skip = LinkButton(theme, self.tr("Skip this file"))
        self.password.returnPressed.connect(self._give)
        self.open.clicked.connect(self._give)
        self.organisation.returnPressed.connect(self._name)
        self.read.clicked.connect(self._name)
        self.form.clicked.connect(self.form_wanted)
        self.profile.clicked.connect(lambda: self.profile_wanted.emit(self._profile))
        self.again.clicked.connect(self.again_wanted)
        self.skip.clicked.connect(self.skipped)
        theme.changed.connect(self._dress)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 6, 0, 0)
        buttons.setSpacing(8)
        asked = (self.password, self.open, self.organisation, self.read, self.form, self.again, self.skip)
        for widget in asked:
            buttons.addWidget(widget)
        buttons.addStretch(1)
        fitting = QHBoxLayout()
        fitting.addWidget(self.profile)
        fitting.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addLayout(buttons)
        words.addLayout(fitting)
        row = QHBoxLayout()
        row.setContentsMargins(18, 18, 18, 18)
        row.setSpacing(14)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words)
        row.addStretch(1)
        line = QFrame()
        dress(line, look="line")
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 10, 18, 10)
        foot.addWidget(self._others)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addStretch(1)
        column.addWidget(line)
        column.addLayout(foot)

    @property
    def others(self) -> str:
        """What is said about the other files."""
        return self._others.text()

    def show_file(self, file: CollectedFile, others_ready: int) -> None:
        """Say what happened to a file.

        Args:
            file: It has failed or was stopped.
            others_ready: How many other files can be imported.
        """
        stopped = file.error is None or file.error.code == "cancelled"
        self._icon_name = _STOPPED if stopped else _FAILED
        locked, unnamed = file.needs_password, file.needs_organisation
        if unnamed:
            self._icon_name = _ASKED
        title, text = self._words(file)
        self._title.setText(title)
        self._text.setText(text)
        for widgets, wanted in (
            ((self.password, self.open), locked),
            ((self.organisation, self.read, self.form), unnamed),
            ((self.again,), not locked and not unnamed),
        ):
            for widget in widgets:
                widget.setVisible(wanted)
        self._profile = file.likely_profile
        self.profile.setVisible(unnamed and bool(self._profile))
        if self._profile:
            offer = self.tr("It looks like {0}: use that profile").format(profile_title(self._profile))
            self.profile.setText(offer)
            self.profile.setAccessibleName(offer)
        words = self.tr("Start again") if stopped else self.tr("Read it again")
        self.again.setText(words)
        self.again.setAccessibleName(words)
        self._others.setText(self._others_words(others_ready))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._dress()

    def _words(self, file: CollectedFile) -> tuple[str, str]:
        error = file.error
        if error is None or error.code == "cancelled":
            return (
                self.tr("You stopped reading {0}").format(file.name),
                self.tr("Your choices are kept, so starting again takes one click. Nothing was written."),
            )
        if file.needs_organisation:
            return (
                self.tr("Whose list is {0}?").format(file.name),
                self.tr(
                    "No column of it is known to name the organisation that reports these buildings."
                    " Name it once for the whole file, or say which column does."
                ),
            )
        if error.code == "password_protected":
            return (
                self.tr("{0} needs its password").format(file.name),
                self.tr(
                    "The partner protected the workbook. Type its password, or ask for a copy without one."
                    " The password is not kept."
                ),
            )
        if error.code == "password_wrong":
            kept = self.tr("The password is not kept.")
            return (
                self.tr("{0} needs its password").format(file.name),
                f"{error.message} {error.hint} {kept}",
            )
        return self.tr("{0} could not be read").format(file.name), f"{error.message} {error.hint}".strip()

    def _others_words(self, ready: int) -> str:
        if not ready:
            return self.tr("The register is as it was.")
        if ready == 1:
            return self.tr("The other file is ready. The register is as it was.")
        return self.tr("The other {0} files are ready. The register is as it was.").format(f"{ready:,}")

    def _give(self) -> None:
        typed = self.password.text()
        if typed:
            self.password.clear()
            self.password_given.emit(typed)

    def _name(self) -> None:
        typed = self.organisation.text().strip()
        if typed:
            self.organisation.clear()
            self.organisation_named.emit(typed)

    def _dress(self) -> None:
        name, colour = self._icon_name
        self._icon.setPixmap(self._theme.pixmap(name, colour, 20, self.devicePixelRatioF()))
