"""Changes of layers. A layer is data, so that each of them can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from tpdesk.domain.identity import new_uids

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.changes import Writer


@dataclass(frozen=True, slots=True)
class NewLayer:
    """What the register keeps of a layer beside its features.

    Attributes:
        uid: UUIDv7.
        name: As the officer calls it.
        kind: Key of the catalogue of layer kinds.
        position: Place in the drawing order, lowest first.
        style: How it is shown, as JSON text.
        licence: Line of the licence, empty when none was given.
        visible: Whether it is shown at first.
        source_file: The file's own name, without folder.
        sha256: Of the file.
        crs: Coordinate system of the file, for instance EPSG:4326.
        geometry_type: Areas, lines or points, as GeoPackage names them.
    """

    uid: str
    name: str
    kind: str
    position: int
    style: str
    licence: str
    visible: bool
    source_file: str
    sha256: str
    crs: str
    geometry_type: str


@dataclass(frozen=True, slots=True, eq=False)
class AddLayer:
    """Copy a layer's features into the register.

    Attributes:
        layer: The layer.
        geometries: Shapes in EPSG:27700, object (n,).
        properties: Facts of each feature as JSON text, length n.
    """

    kind: ClassVar[str] = "add_layer"
    layer: NewLayer
    geometries: NDArray[np.object_]
    properties: tuple[str, ...]

    def describe(self) -> str:
        """Name the layer."""
        return f"Add layer “{self.layer.name}”"

    def apply(self, writer: Writer) -> None:
        """Insert the layer and its features."""
        each = self.layer
        writer.insert(
            "layer",
            _LAYER_COLUMNS,
            [
                (
                    each.uid,
                    each.name,
                    each.kind,
                    each.position,
                    each.visible,
                    each.style,
                    each.licence,
                    each.source_file,
                    each.sha256,
                    each.crs,
                    each.geometry_type,
                )
            ],
        )
        uids = new_uids(len(self.properties))
        rows = (
            (uid, each.uid, shape, facts)
            for uid, shape, facts in zip(uids, self.geometries, self.properties, strict=True)
        )
        writer.insert("layer_feature", ("uid", "layer_uid", "geom", "properties"), rows)


_LAYER_COLUMNS = (
    "uid",
    "name",
    "kind",
    "position",
    "visible",
    "style",
    "licence",
    "source_file",
    "sha256",
    "crs",
    "geometry_type",
)


@dataclass(frozen=True, slots=True)
class StyleLayer:
    """Show a layer in another way; the style is JSON text."""

    kind: ClassVar[str] = "style_layer"
    uid: str
    name: str
    style: str

    def describe(self) -> str:
        """Name the layer."""
        return f"Change how “{self.name}” is shown"

    def apply(self, writer: Writer) -> None:
        """Write the style."""
        writer.update("layer", ("style",), [(self.uid, self.style)])


@dataclass(frozen=True, slots=True)
class ShowLayer:
    """Show or hide a layer."""

    kind: ClassVar[str] = "show_layer"
    uid: str
    name: str
    visible: bool

    def describe(self) -> str:
        """Name the layer."""
        return f"{'Show' if self.visible else 'Hide'} “{self.name}”"

    def apply(self, writer: Writer) -> None:
        """Write whether it is shown."""
        writer.update("layer", ("visible",), [(self.uid, self.visible)])


@dataclass(frozen=True, slots=True)
class OrderLayers:
    """Put the layers in another drawing order.

    Attributes:
        uids: All layers, lowest first.
    """

    kind: ClassVar[str] = "order_layers"
    uids: tuple[str, ...]

    def describe(self) -> str:
        """Say that the order changes."""
        return "Change the order of layers"

    def apply(self, writer: Writer) -> None:
        """Write the positions."""
        writer.update("layer", ("position",), [(uid, place) for place, uid in enumerate(self.uids)])


@dataclass(frozen=True, slots=True)
class RenameLayer:
    """Give a layer another name."""

    kind: ClassVar[str] = "rename_layer"
    uid: str
    old_name: str
    new_name: str

    def describe(self) -> str:
        """Say both names."""
        return f"Rename layer “{self.old_name}” to “{self.new_name}”"

    def apply(self, writer: Writer) -> None:
        """Write the name."""
        writer.update("layer", ("name",), [(self.uid, self.new_name)])


@dataclass(frozen=True, slots=True)
class RemoveLayer:
    """Take a layer and its features out of the register."""

    kind: ClassVar[str] = "remove_layer"
    uid: str
    name: str

    def describe(self) -> str:
        """Name the layer."""
        return f"Remove layer “{self.name}”"

    def apply(self, writer: Writer) -> None:
        """Delete the features, then the layer."""
        features = [str(row[0]) for row in writer.select("layer_feature", ("uid",), {"layer_uid": self.uid})]
        writer.delete("layer_feature", features)
        writer.delete("layer", [self.uid])
