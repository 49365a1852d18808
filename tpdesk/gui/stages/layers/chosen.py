"""Which layer is looked at, and what was worked out about it and the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from tpdesk.gui.stages.layers.feature_table import FeatureColumns, read_columns
from tpdesk.services.commands.layers import OrderLayers, RemoveLayer, RenameLayer, ShowLayer, StyleLayer
from tpdesk.services.layers.classes import ValueClasses, classify, numeric_fields
from tpdesk.services.layers.features import write_style

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tpdesk.domain.progress import Progress
    from tpdesk.gui.desk import Desk
    from tpdesk.services.layers.features import LayerFeatures
    from tpdesk.store.reads import LayerRecord
    from tpdesk.store.register import Register


@dataclass(frozen=True, slots=True, eq=False)
class LayerStudy:
    """What was worked out beside the window.

    Attributes:
        unknown: Features without a value, by layer, of the layers coloured by a figure.
        records: What the register keeps of each layer, by its uid.
        layer: The layer that is looked at, None when there is none.
        columns: Its facts, ready for the table.
        fields: Columns it may be coloured by.
        classes: Its classes, None when it is shown in one colour.
    """

    unknown: Mapping[str, int] = field(default_factory=dict)
    records: Mapping[str, LayerRecord] = field(default_factory=dict)
    layer: LayerFeatures | None = None
    columns: FeatureColumns | None = None
    fields: tuple[str, ...] = ()
    classes: ValueClasses | None = None


class ChosenLayer(QObject):
    """The layer that is looked at; every change of a layer goes through here as a command.

    Signals:
        changed: Another layer is looked at, or it has changed; ``study`` holds what is known by now.
        feature_changed: Another feature of it is selected.
    """

    changed = Signal()
    feature_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Follow the desk while the stage is in front."""
        super().__init__(parent)
        self.desk = desk
        self.key = ""
        self.feature: str | None = None
        self.study = LayerStudy()
        self._awake = False
        desk.contents_changed.connect(self._read)
        desk.selection_changed.connect(self._follow_selection)
        desk.closed.connect(self._forget)

    @property
    def layers(self) -> tuple[LayerFeatures, ...]:
        """All layers, lowest first."""
        contents = self.desk.contents
        return () if contents is None else contents.layers

    @property
    def layer(self) -> LayerFeatures | None:
        """The layer that is looked at."""
        return next((each for each in self.layers if each.key == self.key), None)

    def wake(self) -> None:
        """Come to the front: a layer is chosen if none is, one with figures first."""
        self._awake = True
        self._read()
        self._follow_selection()

    def sleep(self) -> None:
        """Go to the back."""
        self._awake = False

    def choose(self, key: str) -> None:
        """Look at a layer."""
        if key == self.key:
            return
        self.key = key
        selection = self.desk.selection
        owner = self._owner(next(iter(selection))) if len(selection) == 1 else None
        if owner is not None and owner.key != key:
            # A feature of the layer that was looked at before would lead back to it.
            self.desk.select(())
        self._read()

    def select_feature(self, uid: str) -> None:
        """Select a feature, and bring it into view if it is not."""
        import shapely

        layer = self.layer
        self.desk.select((uid,))
        rows = [] if layer is None else [row for row, each in enumerate(layer.uids) if each == uid]
        if layer is None or not rows:
            return
        from tpdesk.domain.scene import Extent

        extent = Extent(*(float(each) for each in shapely.bounds(layer.geometries[rows[0]])))
        view = self.desk.view
        if view is None or not (
            view.holds(extent.xmin, extent.ymin) and view.holds(extent.xmax, extent.ymax)
        ):
            self.desk.zoom_to(extent.grown(max(extent.width, extent.height, 400.0) * 0.6))

    def zoom_to_layer(self, layer: LayerFeatures) -> None:
        """Show all of a layer on the map."""
        import shapely

        from tpdesk.domain.scene import Extent

        extent = Extent(*(float(each) for each in shapely.total_bounds(layer.geometries)))
        self.desk.zoom_to(extent.grown(max(extent.width, extent.height, 400.0) * 0.04))

    # --- changing --------------------------------------------------------------------------------------

    def show(self, layer: LayerFeatures, *, visible: bool) -> None:
        """Show or hide a layer."""
        if layer.visible != visible:
            self.desk.execute(ShowLayer(layer.key, layer.name, visible))

    def restyle(self, **changes: object) -> None:
        """Show the layer that is looked at in another way."""
        layer = self.layer
        if layer is None:
            return
        style = msgspec.structs.replace(layer.style, **changes)
        if style != layer.style:
            self.desk.execute(StyleLayer(layer.key, layer.name, write_style(style)))

    def rename(self, layer: LayerFeatures, name: str) -> None:
        """Call a layer something else; an empty name changes nothing."""
        if name.strip() and name.strip() != layer.name:
            self.desk.execute(RenameLayer(layer.key, layer.name, name.strip()))

    def remove(self, layer: LayerFeatures) -> None:
        """Take a layer out of the register; undo brings it back."""
        self.desk.execute(RemoveLayer(layer.key, layer.name), lambda _changes: self._tell_removed(layer))

    def order(self, keys: Sequence[str]) -> None:
        """Put some layers in another order, the uppermost first, in the places that they hold now."""
        before = [layer.key for layer in self.layers]
        places = [place for place, key in enumerate(before) if key in set(keys)]
        after = list(before)
        for place, key in zip(places, reversed(keys), strict=True):
            after[place] = key
        if after != before:
            self.desk.execute(OrderLayers(tuple(after)))

    def _tell_removed(self, layer: LayerFeatures) -> None:
        from tpdesk.gui.widgets.bars import MessageLink

        words = self.tr("“{0}” is removed. Buildings are as they were.").format(layer.name)
        self.desk.tell("info", words, (MessageLink(self.tr("Undo"), self.desk.undo),))

    # --- following -------------------------------------------------------------------------------------

    def _read(self) -> None:
        register = self.desk.register
        if not self._awake or register is None:
            return
        layers = self.layers
        if self.layer is None:
            self.key = _first_choice(layers)
        known = self.study.layer
        if known is None or known.key != self.key:
            self.study = LayerStudy(self.study.unknown, self.study.records, self.layer)
        self.changed.emit()
        self.desk.runner.read("layer study", _study_work(register, layers, self.key), self._take)

    def _take(self, study: LayerStudy) -> None:
        self.study = study
        self.changed.emit()
        self._follow_selection()

    def _follow_selection(self) -> None:
        if not self._awake:
            return
        selection = self.desk.selection
        uid = next(iter(selection)) if len(selection) == 1 else None
        owner = None if uid is None else self._owner(uid)
        feature = None if owner is None else uid
        if feature != self.feature:
            self.feature = feature
            self.feature_changed.emit()
        if owner is not None:
            self.choose(owner.key)

    def _owner(self, uid: str) -> LayerFeatures | None:
        contents = self.desk.contents
        if contents is None or uid in contents.rows:
            return None
        ordered = sorted(self.layers, key=lambda layer: layer.key != self.key)
        return next((layer for layer in ordered if uid in layer.uids), None)

    def _forget(self) -> None:
        self.key, self.feature, self.study = "", None, LayerStudy()
        self.changed.emit()


def _first_choice(layers: Sequence[LayerFeatures]) -> str:
    """Give a visible layer with figures, else any with figures, else the uppermost."""
    best = min(reversed(layers), key=lambda layer: (not layer.style.field, not layer.visible), default=None)
    return "" if best is None else best.key


def _study_work(
    register: Register, layers: Sequence[LayerFeatures], key: str
) -> Callable[[Progress], LayerStudy]:
    def work(_progress: Progress) -> LayerStudy:
        # The store's libraries are large; the first window does not wait for them.
        from tpdesk.store.reads import read_layers

        classes = {layer.key: classify(layer, layer.style) for layer in layers if layer.style.field}
        layer = next((each for each in layers if each.key == key), None)
        return LayerStudy(
            unknown={each: found.unknown for each, found in classes.items() if found is not None},
            records={record.uid: record for record in read_layers(register)},
            layer=layer,
            columns=None if layer is None else read_columns(layer),
            fields=() if layer is None else numeric_fields(layer),
            classes=None if layer is None else classes.get(layer.key),
        )

    return work


def file_names(paths: Sequence[Path]) -> str:
    """Write the own names of files."""
    return ", ".join(path.name for path in paths)
