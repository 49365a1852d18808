"""What tables and details show of an asset of a proposal: its symbol, name, owner and postcode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.gui.widgets.marks import SymbolMark
from tpdesk.services.mapping.states import marker_states

if TYPE_CHECKING:
    from tpdesk.domain.candidates import Party
    from tpdesk.domain.scene import Extent
    from tpdesk.gui.contents import Contents


class AssetMarks:
    """The assets of one state of the register, as proposals show them."""

    def __init__(self, contents: Contents) -> None:
        """Work out the states once for all."""
        self.contents = contents
        self._states = marker_states(contents.assets)

    def row(self, uid: str) -> int | None:
        """Give an asset's row in the frame, None when it is gone."""
        return self.contents.rows.get(uid)

    def symbol(self, uid: str) -> SymbolMark:
        """Give an asset's symbol."""
        row = self.row(uid)
        if row is None:
            return SymbolMark("other")
        return SymbolMark.of_asset(self.contents.assets, row, int(self._states[row]))

    def place_words(self, party: Party) -> str:
        """Write whose asset it is, and its postcode."""
        row = self.row(party.uid)
        postcode = None if row is None else self.contents.assets.value(row, "postcode")
        return " · ".join(str(part) for part in (party.organisation, postcode) if part)

    def position(self, uid: str) -> tuple[float, float] | None:
        """Give where an asset is, None when it has no position or is gone."""
        row = self.row(uid)
        frame = self.contents.assets
        if row is None or not frame.placed[row]:
            return None
        return float(frame.easting[row]), float(frame.northing[row])

    def extent(self, *uids: str) -> Extent | None:
        """Give the least rectangle around assets, None when none has a position."""
        return self.contents.extent_of(self.contents.rows_of(uids))


def name_of(party: Party) -> str:
    """Give what a party is called: its name, else its reference."""
    return party.name or party.reference or party.organisation
