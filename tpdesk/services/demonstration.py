"""The demonstration place: an invented borough whose partners' lists and layers ship with the program."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from tpdesk.files.resources import resource_path
from tpdesk.services.collecting import ImportRun, run_import
from tpdesk.services.importing.request import ImportRequest
from tpdesk.services.layers.adding import LayerRequest, add_layer_file
from tpdesk.services.workspace import create_register

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.progress import Progress
    from tpdesk.store.register import Register

REGISTER_NAME = "Quillmere.gpkg"


class DemoPlace(msgspec.Struct, frozen=True):
    """The place of the manifest."""

    name: str
    boundary: str


class DemoList(msgspec.Struct, frozen=True):
    """A partner's list of the manifest, with the options it is imported with."""

    file: str
    organisation: str | None
    kind: str
    list: str
    organisation_column: str | None = None
    sheet: str | None = None
    where: tuple[str, ...] = ()
    as_at: str | None = None
    period: str | None = None
    accept_fix: tuple[str, ...] = ()


class DemoLayer(msgspec.Struct, frozen=True):
    """A layer of the manifest."""

    file: str
    layer: str
    name: str
    kind: str
    visible: bool
    licence: str


class DemoManifest(msgspec.Struct, frozen=True):
    """What the demonstration is made of, lowest layer and first list first."""

    place: DemoPlace
    postcodes: str
    lists: tuple[DemoList, ...]
    layers: tuple[DemoLayer, ...]


def read_manifest() -> DemoManifest:
    """Read what the demonstration is made of."""
    return msgspec.json.decode(resource_path("demo", "demo.json").read_bytes(), type=DemoManifest)


def make_demo_register(path: Path, progress: Progress) -> None:
    """Make the demonstration register: boundary, layers, and the lists of all seven partners.

    Args:
        path: Where it is to lie; a register that is there already is not touched.
        progress: Told how far it is; may cancel, which leaves no file.

    Raises:
        ConflictError: There is a file of that name.
        OutsideError: The folder cannot be written.
        Cancelled: The person stopped it.
    """
    manifest = read_manifest()
    folder = resource_path("demo")
    steps = len(manifest.layers) + len(manifest.lists)
    with create_register(path, manifest.place.name, folder / manifest.place.boundary) as register:
        try:
            for number, layer in enumerate(manifest.layers):
                progress.step(number, steps, f"Adding “{layer.name}”")
                add_layer_file(register, _layer_request(folder, layer), _Within(progress, number, steps))
            for number, partner in enumerate(manifest.lists, start=len(manifest.layers)):
                progress.step(number, steps, f"Importing {partner.file.rpartition('/')[2]}")
                _import(register, folder, manifest, partner, _Within(progress, number, steps))
        except BaseException:
            register.close()
            path.unlink(missing_ok=True)
            raise
    progress.step(steps, steps, "The demonstration place is ready")


class _Within:
    """Progress of a part: keeps the bar of the whole where it is, and passes the wish to stop on."""

    def __init__(self, whole: Progress, done: int, total: int) -> None:
        self._whole = whole
        self._done = done
        self._total = total

    def step(self, done: int, total: int, label: str) -> None:  # noqa: ARG002 - the protocol's names
        """Report the whole, with the part's label."""
        self._whole.step(self._done, self._total, label)


def _layer_request(folder: Path, layer: DemoLayer) -> LayerRequest:
    within = layer.layer if layer.file.endswith(".gpkg") else ""
    return LayerRequest(folder / layer.file, layer.name, within, layer.kind, layer.licence, layer.visible)


def _import(
    register: Register, folder: Path, manifest: DemoManifest, partner: DemoList, progress: Progress
) -> None:
    request = ImportRequest(path=folder / partner.file, **_options(partner))
    run_import(
        register, ImportRun(request, postcodes=folder / manifest.postcodes, keeps_copy=False), progress
    )


def _options(partner: DemoList) -> dict[str, Any]:
    pairs = (condition.partition("=") for condition in partner.where)
    return {
        "organisation": partner.organisation or "",
        "organisation_column": partner.organisation_column or "",
        "kind": partner.kind,
        "sheet": partner.sheet or "",
        "where": tuple((column.strip(), value.strip()) for column, _, value in pairs),
        "list_name": partner.list,
        "as_at": date.fromisoformat(partner.as_at) if partner.as_at else None,
        "period": partner.period or "",
        "accept_fixes": partner.accept_fix,
    }
