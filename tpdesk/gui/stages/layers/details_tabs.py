"""Names on the map, facts of a feature, and where a layer comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from tpdesk.gui.stages.layers.feature_table import fact_words, heading_words
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.sections import FactRow, SectionHeading
from tpdesk.services.layers.kinds.catalogue import KINDS
from tpdesk.services.layers.kinds.kind import names_of

if TYPE_CHECKING:
    from tpdesk.gui.stages.layers.chosen import ChosenLayer

NAMED_KINDS = frozenset(("green_space", "places", "roads", "wards", "water", "watercourses"))
"""Kinds whose features' names are written on the map."""


class LabelsTab(QWidget):
    """Whether names are written on the map."""

    def __init__(self, chosen: ChosenLayer, parent: QWidget | None = None) -> None:
        """Lay it out, and follow the layer."""
        super().__init__(parent)
        self._chosen = chosen
        self.box = QCheckBox(self.tr("Write names on the map"))
        self._why = _paragraph()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.box)
        column.addWidget(self._why)
        self.box.clicked.connect(lambda on: chosen.restyle(labelled=on))
        chosen.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how it is."""
        layer = self._chosen.layer
        if layer is None:
            return
        reason = ""
        if layer.kind not in NAMED_KINDS:
            reason = self.tr("Names of {0} are not written on the map; they stand in the table.")
            reason = reason.format(KINDS[layer.kind].label.casefold())
        elif names_of(layer) is None:
            reason = self.tr("No column of this layer holds names.")
        else:
            reason = self.tr("A name that has no room is left out, and none covers a building.")
        possible = layer.kind in NAMED_KINDS and names_of(layer) is not None
        self.box.setEnabled(possible)
        self.box.setChecked(possible and layer.style.labelled)
        self.box.setToolTip("" if possible else reason)
        self._why.setText(reason)


class FeatureFacts(QWidget):
    """The facts of the feature that is selected."""

    def __init__(self, theme: Theme, chosen: ChosenLayer, parent: QWidget | None = None) -> None:
        """Follow the feature."""
        super().__init__(parent)
        self._theme = theme
        self._chosen = chosen
        self.rows: tuple[FactRow, ...] = ()
        self._headings: tuple[str, ...] = ()
        self._heading = SectionHeading(theme, "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._heading)
        self._hint = _paragraph()
        self._column.addWidget(self._hint)
        chosen.changed.connect(self.refresh)
        chosen.feature_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the facts, or how to come to them."""
        layer, uid = self._chosen.layer, self._chosen.feature
        found = [] if layer is None else [row for row, each in enumerate(layer.uids) if each == uid]
        self._heading.set_text(self.tr("Selected"))
        self._hint.setText(self.tr("Click a row of the table, or an area on the map, to see its facts."))
        self._hint.setVisible(not found)
        headings = tuple(layer.properties) if layer is not None and found else ()
        if headings != self._headings:
            self._make_rows(headings)
        if layer is not None and found:
            for heading, row in zip(headings, self.rows, strict=True):
                row.set_value(fact_words(layer.properties[heading][found[0]]) or None)

    def _make_rows(self, headings: tuple[str, ...]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._headings = headings
        self.rows = tuple(FactRow(self._theme, heading_words(heading)) for heading in headings)
        for row in self.rows:
            self._column.addWidget(row)


class FactsTab(QWidget):
    """The facts of the feature that is selected, on a page of their own."""

    def __init__(self, theme: Theme, chosen: ChosenLayer, parent: QWidget | None = None) -> None:
        """Lay it out."""
        super().__init__(parent)
        self.facts = FeatureFacts(theme, chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.facts)


class SourceTab(QWidget):
    """Where a layer comes from."""

    def __init__(self, theme: Theme, chosen: ChosenLayer, parent: QWidget | None = None) -> None:
        """Lay it out, and follow the layer."""
        super().__init__(parent)
        self._chosen = chosen
        self.file = FactRow(theme, self.tr("File"))
        self.system = FactRow(theme, self.tr("Coordinates"))
        self.kind = FactRow(theme, self.tr("Kind"))
        self.shapes = FactRow(theme, self.tr("Shapes"))
        self.licence = FactRow(theme, self.tr("Licence"))
        self.mark = FactRow(theme, self.tr("Fingerprint"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in (self.file, self.system, self.kind, self.shapes, self.licence, self.mark):
            column.addWidget(row)
        note = _paragraph()
        note.setText(
            self.tr("The shapes are copied into the register, on the National Grid. The file stays as it is.")
        )
        column.addSpacing(10)
        column.addWidget(note)
        chosen.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the register keeps of it."""
        layer = self._chosen.layer
        if layer is None:
            return
        record = self._chosen.study.records.get(layer.key)
        self.file.set_value((record.source_file or None) if record else None)
        self.system.set_value((record.crs or None) if record else None)
        self.kind.set_value(KINDS[layer.kind].label)
        self.shapes.set_value(f"{len(layer):,}")
        self.licence.set_value(layer.licence or None)
        self.mark.set_value(record.sha256[:16] if record and record.sha256 else None)


def _paragraph() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    dress(label, look="second")
    return label
