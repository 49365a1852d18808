"""All that is known of one asset, gathered for the details."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tpdesk.domain.grid import format_grid_reference
from tpdesk.services.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tpdesk.domain.frame import AssetFrame, Value
    from tpdesk.domain.organisation import Organisation
    from tpdesk.gui.contents import Contents
    from tpdesk.services.provenance import ProvenanceReader
    from tpdesk.store.asset_history import AssetStep
    from tpdesk.store.register import Register

CHILDREN = ("interest", "interest_event", "cost", "survey", "valuation", "energy", "occupation")


@dataclass(frozen=True, slots=True)
class Background:
    """What has to be read from the register for the asset alone.

    Attributes:
        provenance: Where its facts come from.
        history: What has happened to it, the newest first.
        children: Its rows of each child table, as stored.
    """

    provenance: Provenance = field(default_factory=Provenance)
    history: tuple[AssetStep, ...] = ()
    children: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Dossier:
    """One asset.

    Attributes:
        contents: The register as it was when the asset was looked at.
        row: Of the asset in the frame.
        background: None until it is read.
    """

    contents: Contents
    row: int
    background: Background | None = None

    @property
    def frame(self) -> AssetFrame:
        """The register's assets."""
        return self.contents.assets

    @property
    def uid(self) -> str:
        """Of the asset."""
        return str(self.frame.uids[self.row])

    @property
    def name(self) -> str:
        """Of the asset, empty when it has none."""
        return str(self.value("name") or "")

    @property
    def organisation(self) -> Organisation | None:
        """Whose record it is."""
        place = int(self.frame.organisation[self.row])
        return self.frame.organisations[place] if place >= 0 else None

    @property
    def address(self) -> str:
        """The address in one line: as given, else put together of its parts."""
        postcode = str(self.value("postcode") or "")
        given = str(self.value("address") or "")
        if given:
            return given if not postcode or postcode in given else f"{given} {postcode}"
        street = " ".join(str(part) for part in (self.value("street_number"), self.value("street")) if part)
        parts = (street, self.value("locality"), self.value("post_town"))
        return f"{', '.join(str(part) for part in parts if part)} {postcode}".strip()

    @property
    def grid_reference(self) -> str:
        """Its position, empty when it has none."""
        if not self.frame.placed[self.row]:
            return ""
        return format_grid_reference(
            float(self.frame.easting[self.row]), float(self.frame.northing[self.row])
        )

    def value(self, key: str) -> Value:
        """Give a value of the asset, None when it is unknown."""
        return self.frame.value(self.row, key)


def read_background(register: Register, reader: ProvenanceReader, uid: str) -> Background:
    """Read what the details say of an asset beside its flat facts."""
    from tpdesk.store.asset_history import read_asset_history
    from tpdesk.store.reads import read_children

    return Background(
        reader.read(uid),
        read_asset_history(register, uid),
        {table: read_children(register, table, [uid]).get(uid, []) for table in CHILDREN},
    )
