"""The panel of the stage Layers: all layers by group, and how more are added."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QScrollArea, QVBoxLayout, QWidget

from tpdesk.gui.stages.layers.adding import AddingBox, LayerAdding
from tpdesk.gui.stages.layers.layer_group import LayerGroup
from tpdesk.gui.stages.layers.layer_row import BuildingsRow, LayerRow
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import SecondaryButton
from tpdesk.gui.widgets.marks import SymbolMark
from tpdesk.gui.widgets.scrolling import scrolled
from tpdesk.gui.widgets.sections import SectionHeading
from tpdesk.services.layers.kinds.catalogue import KINDS

if TYPE_CHECKING:
    from PySide6.QtCore import QObject, QPoint

    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.layers.chosen import ChosenLayer
    from tpdesk.services.layers.features import LayerFeatures

GROUPS = ("People", "Boundaries", "Transport", "Constraints", "Other", "Background")
SUFFIXES = (".geojson", ".json", ".gpkg", ".shp", ".zip", ".csv", ".xlsx")
_FILTER = "*.geojson *.json *.gpkg *.shp *.zip *.csv *.xlsx"


class LayersPanel(QWidget):
    """The list of layers. Files can be dropped on it."""

    def __init__(self, theme: Theme, desk: Desk, chosen: ChosenLayer, parent: QWidget | None = None) -> None:
        """Lay it out, and follow the layers."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._chosen = chosen
        self._shown: tuple[LayerFeatures, ...] | None = None
        self.setAcceptDrops(True)
        self.add = SecondaryButton(theme, self.tr("Add layer"), "plus", small=True)
        self.add.clicked.connect(self.choose_files)
        self.adding = LayerAdding(desk, self)
        self.box = AddingBox(theme, self.adding)
        self.buildings = BuildingsRow(theme)
        self.buildings.clicked.connect(lambda: desk.stage_wanted.emit("register"))
        self.groups = {name: LayerGroup(theme, self._group_words(name)) for name in GROUPS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(6)
        heading = SectionHeading(theme, self.tr("Layers"), role="heading")
        heading.add_action(self.add)
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 14, 0)
        head.setSpacing(8)
        head.addWidget(heading)
        head.addWidget(self.box)
        column.addLayout(head)
        column.addWidget(self._make_list(), 1)
        self.adding.added.connect(chosen.choose)
        chosen.changed.connect(self.refresh)
        desk.filter_changed.connect(self._count_buildings)
        self.refresh()

    def _group_words(self, name: str) -> str:
        words = {
            "People": self.tr("People"),
            "Boundaries": self.tr("Boundaries"),
            "Transport": self.tr("Transport"),
            "Constraints": self.tr("Constraints"),
            "Other": self.tr("Other"),
            "Background": self.tr("Background"),
        }
        return words[name]

    def _make_list(self) -> QScrollArea:
        inside = QWidget()
        dress(inside, look="panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        register = LayerGroup(self._theme, self.tr("Register"))
        register.add_widget(self.buildings)
        column.addWidget(register)
        for group in self.groups.values():
            column.addWidget(group)
            group.ordered.connect(self._chosen.order)
        column.addStretch(1)
        return scrolled(inside)

    # --- showing ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the layers as they are."""
        layers = self._chosen.layers
        if layers is not self._shown:
            self._shown = layers
            self._make_rows()
        for row in self._rows():
            row.setChecked(row.layer.key == self._chosen.key)
            self._note(row)
        self._count_buildings()

    def _make_rows(self) -> None:
        for name, group in self.groups.items():
            mine = [layer for layer in reversed(self._chosen.layers) if _group_of(layer) == name]
            group.set_rows([self._make_row(layer) for layer in mine])
            group.setVisible(bool(mine))

    def _make_row(self, layer: LayerFeatures) -> LayerRow:
        row = LayerRow(self._theme, layer)
        row.clicked.connect(lambda: self._pick(row))
        row.turned.connect(lambda: self._chosen.show(layer, visible=not layer.visible))
        row.menu_wanted.connect(lambda at: self._pop(row, at))
        row.renamed.connect(lambda name: self._chosen.rename(layer, name))
        return row

    def _pick(self, row: LayerRow) -> None:
        self._chosen.choose(row.layer.key)
        self.refresh()

    def _rows(self) -> list[LayerRow]:
        return [row for group in self.groups.values() for row in group.rows]

    def row_of(self, key: str) -> LayerRow:
        """Give the row of a layer."""
        return next(row for row in self._rows() if row.layer.key == key)

    def _note(self, row: LayerRow) -> None:
        layer = row.layer
        unknown = self._chosen.study.unknown.get(layer.key, 0)
        words = counted(layer)
        if unknown:
            words += self.tr(", {0} without a value").format(f"{unknown:,}")
        row.set_note(words, warned=unknown > 0)

    def _count_buildings(self) -> None:
        contents = self._desk.contents
        if contents is None:
            return
        placed = contents.assets.placed
        owners = contents.assets.organisations
        symbol = SymbolMark(owners[0].kind, owners[0].colour) if owners else SymbolMark("other")
        self.buildings.show_counts(int((placed & self._desk.shown).sum()), int(placed.sum()), symbol)

    def _pop(self, row: LayerRow, at: QPoint) -> None:
        menu = self.menu_of(row)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def menu_of(self, row: LayerRow) -> QMenu:
        """Give what can be done with a layer."""
        menu, layer, chosen = QMenu(self), row.layer, self._chosen
        menu.addAction(self.tr("Show all of it")).triggered.connect(lambda: chosen.zoom_to_layer(layer))
        menu.addAction(self.tr("Hide") if layer.visible else self.tr("Show")).triggered.connect(
            lambda: chosen.show(layer, visible=not layer.visible)
        )
        menu.addAction(self.tr("Rename")).triggered.connect(row.start_renaming)
        menu.addSeparator()
        menu.addAction(self.tr("Remove")).triggered.connect(lambda: chosen.remove(layer))
        return menu

    # --- adding ----------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask for files and add them."""
        folder = self._desk.preferences.settings.last_folder or str(Path.home())
        chosen, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Add layers"), folder, self.tr("Layers ({0})").format(_FILTER)
        )
        if chosen:
            self.adding.look_into([Path(each) for each in chosen])

    def take_drops_of(self, widget: QWidget) -> None:
        """Take files that are dropped on another widget as well."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        """Treat files over the other widget as files over the list."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.dropEvent(event)
            return True
        if isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.DragEnter:
            self.dragEnterEvent(event)
            return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 Qt's name
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 Qt's name
        """Add the files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.adding.look_into(paths)


def counted(layer: LayerFeatures) -> str:
    """Write how many features a layer has: 139 areas."""
    words = {2: ("area", "areas"), 1: ("line", "lines"), 0: ("point", "points")}
    one, many = words[KINDS[layer.kind].dimension]
    return f"1 {one}" if len(layer) == 1 else f"{len(layer):,} {many}"


def _group_of(layer: LayerFeatures) -> str:
    return KINDS[layer.kind].group
