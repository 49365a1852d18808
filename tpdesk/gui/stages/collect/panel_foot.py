"""The foot of the panel: who reports a list, its profile, and the list of postcodes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.gui.stages.collect.collected_file import FileState
from tpdesk.gui.stages.collect.profile_names import profile_title
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import InlineLink
from tpdesk.gui.widgets.texts import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.domain.organisation import Organisation
    from tpdesk.gui.stages.collect.collected_file import CollectedFile

_PAD = 14


class PanelFoot(QWidget):
    """Who reports the list, by which profile it is read, and where its postcodes are looked up."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Know nothing yet."""
        super().__init__(parent)
        self.suggested = ""
        self._caption = QLabel(self.tr("Reporting organisation"))
        dress(self._caption, look="second", type="small")
        self._organisation, self._kind, self._profile = QLabel(), QLabel(), QLabel()
        for label in (self._organisation, self._kind, self._profile):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        dress(self._profile, look="second", type="small")
        self.sheets = QLabel()
        self.sheets.setWordWrap(True)
        self.sheets.setTextFormat(Qt.TextFormat.PlainText)
        dress(self.sheets, look="warn", type="small")
        self.use = InlineLink(theme, self.tr("Use it"))
        self.change = InlineLink(theme, self.tr("Change…"))
        self.change.setAccessibleName(self.tr("Change reporting organisation, profile, dates and filter"))
        self.postcodes = ElidedLabel()
        self.choose_postcodes = InlineLink(theme, self.tr("Choose…"))
        self._lay_out()

    def _lay_out(self) -> None:
        line = QFrame()
        dress(line, look="line")
        inner = QVBoxLayout()
        inner.setContentsMargins(_PAD, 8, _PAD, 10)
        inner.setSpacing(2)
        links = QHBoxLayout()
        links.setSpacing(12)
        for link in (self.use, self.change):
            links.addWidget(link)
        links.addStretch(1)
        for widget in (self._caption, self._organisation, self._kind, self._profile, self.sheets):
            inner.addWidget(widget)
        inner.addLayout(links)
        inner.addSpacing(4)
        inner.addWidget(self.postcodes)
        inner.addWidget(self.choose_postcodes, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addLayout(inner)

    def show_file(self, file: CollectedFile, postcodes: str) -> None:
        """Say whose list a file is.

        Args:
            file: The file.
            postcodes: Path of the list of postcodes, empty when none is chosen.
        """
        self._show_postcodes(file, postcodes)
        plan, request = file.plan, file.request
        names = [each.name for each in plan.organisations] if plan is not None else []
        named = (
            self.tr("{0} and {1} more").format(names[0], len(names) - 1) if len(names) > 1 else "".join(names)
        )
        named = named or request.organisation
        missing = plan is not None and not named
        self._organisation.setText(
            named or (self.tr("Not named yet") if missing else self.tr("Not known yet"))
        )
        dress(self._organisation, type="strong", look="warn" if missing else "")
        self._show_kind(() if plan is None else plan.organisations)
        unread = plan.issues.of_code("sheet_unread").messages.tolist() if plan is not None else []
        self.sheets.setText(" ".join(unread))
        self.sheets.setVisible(bool(unread))
        self.suggested = plan.suggested_profile if plan is not None else ""
        read_by = plan.recipe.profile if plan is not None else None
        if read_by is not None and not request.profile:
            words = self.tr("Profile: {0}, as an edition before it")
            self._profile.setText(words.format(read_by.title.partition(" (")[0]))
        elif request.profile:
            self._profile.setText(self.tr("Profile: {0}").format(profile_title(request.profile)))
        elif self.suggested:
            self._profile.setText(
                self.tr("Profile: none. It looks like {0}").format(profile_title(self.suggested))
            )
        else:
            self._profile.setText(self.tr("Profile: none"))
        is_in = file.state is FileState.IMPORTED
        self.use.setVisible(bool(self.suggested) and not request.profile and not is_in)
        self.change.setVisible(not is_in)
        self.use.setAccessibleName(self.tr("Use the profile {0}").format(self.suggested))

    def _show_kind(self, organisations: Sequence[Organisation]) -> None:
        """Say as what the organisations are drawn, for a name does not always tell."""
        kinds = list(dict.fromkeys(each.kind for each in organisations))
        words = ", ".join(VOCABULARIES["kind"].label_of(kind) for kind in kinds)
        self._kind.setText(
            self.tr("Kind: {0}").format(words) if len(kinds) == 1 else self.tr("Kinds: {0}").format(words)
        )
        self._kind.setVisible(bool(kinds))
        dress(self._kind, type="small", look="warn" if kinds == ["other"] else "second")

    def _show_postcodes(self, file: CollectedFile, path: str) -> None:
        name = Path(path).name if path else self.tr("none chosen")
        self.postcodes.setText(self.tr("Postcodes: {0}").format(name))
        missed = not path and file.plan is not None and file.plan.placeable_by_postcode > 0
        dress(self.postcodes, type="small", look="warn" if missed else "second")
        self.choose_postcodes.setText(self.tr("Change…") if path else self.tr("Choose…"))
        self.choose_postcodes.setAccessibleName(
            self.tr("Change the list of postcodes") if path else self.tr("Choose the list of postcodes")
        )
