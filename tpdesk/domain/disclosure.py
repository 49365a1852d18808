"""The only way out of the register: who may see what.

Withholding comes before every count, score, facet and rank. Anything that leaves for an audience
other than ``full`` says that some premises may be omitted, whether any is or not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

from tpdesk.domain.errors import InputError
from tpdesk.domain.fields.catalogue import FIELDS, fields_of_table
from tpdesk.domain.fields.field import CommercialGroup

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.frame import AssetFrame

OMISSION_NOTICE = "Some premises may be omitted"

T = TypeVar("T")


class AudienceKind(StrEnum):
    """Who is to see it."""

    PUBLIC = "public"
    PARTNERS = "partners"
    ORGANISATION = "organisation"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Audience:
    """A named audience; an organisation sees what partners see and all of its own."""

    kind: AudienceKind
    organisation: str = ""

    def __str__(self) -> str:
        """Write it as the command line does."""
        return f"organisation:{self.organisation}" if self.organisation else self.kind.value

    @property
    def notice(self) -> str:
        """What every output for the audience says; empty for full."""
        return "" if self.kind is AudienceKind.FULL else OMISSION_NOTICE


FULL = Audience(AudienceKind.FULL)
PARTNERS = Audience(AudienceKind.PARTNERS)
PUBLIC = Audience(AudienceKind.PUBLIC)


def read_audience(text: str) -> Audience:
    """Understand ``public``, ``partners``, ``organisation:NAME`` or ``full``.

    Raises:
        InputError: It is none of these.
    """
    kind, _, name = text.partition(":")
    kind = kind.strip().casefold()
    if kind == AudienceKind.ORGANISATION and name.strip():
        return Audience(AudienceKind.ORGANISATION, name.strip())
    plain = {str(each): each for each in (PUBLIC, PARTNERS, FULL)}
    if not name and kind in plain:
        return plain[kind]
    raise InputError(
        "audience_unknown",
        f"There is no audience “{text}”.",
        "Choose public, partners, organisation:NAME or full.",
    )


class _Seal:
    """Held by this module alone, so that nobody else can make a Disclosed value."""


_SEAL = _Seal()


class Disclosed(Generic[T]):
    """A value that an audience may see. Only this module makes one."""

    __slots__ = ("_audience", "_value", "_withheld")

    def __init__(self, value: T, audience: Audience, withheld: int | None, seal: _Seal) -> None:
        """Refuse everybody without the seal."""
        if seal is not _SEAL:
            raise TypeError("a Disclosed value is made by disclose_assets alone")
        self._value = value
        self._audience = audience
        self._withheld = withheld

    @property
    def value(self) -> T:
        """What may be seen."""
        return self._value

    @property
    def audience(self) -> Audience:
        """Who may see it."""
        return self._audience

    @property
    def withheld(self) -> int | None:
        """0 for full; None, never a number, for every other audience."""
        return self._withheld

    @property
    def notice(self) -> str:
        """The words every output for this audience carries; empty for full."""
        return self._audience.notice


def disclose_assets(frame: AssetFrame, audience: Audience) -> Disclosed[AssetFrame]:
    """Leave out the assets the audience may not see and blank the commercial facts it may not know.

    An unstated sensitivity counts as restricted. Commercial facts of a published list are open.
    """
    if audience.kind is AudienceKind.FULL:
        return Disclosed(frame, audience, 0, _SEAL)
    own = _own_assets(frame, audience)
    sensitivity = frame["sensitivity"]
    visible = sensitivity == "open"
    if audience.kind is not AudienceKind.PUBLIC:
        visible |= (sensitivity == "restricted") | (sensitivity == None)  # noqa: E711 - elementwise on an object array
    visible |= own
    kept = frame.take(np.asarray(visible, dtype=bool))
    closed = ~(kept.published | own[visible.astype(bool)])
    blanked = {
        field.key: _blank(kept[field.key], closed)
        for field in FIELDS
        if field.commercial is CommercialGroup.COMMERCIAL and field.key in kept.columns
    }
    # An organisation all of whose assets are withheld would betray itself by its name in a legend.
    return Disclosed(_drop_unseen_organisations(kept.with_columns(blanked)), audience, None, _SEAL)


@dataclass(frozen=True, slots=True, eq=False)
class Extract:
    """Assets with the rows that belong to them, as one file gives them out.

    Attributes:
        assets: One row each.
        children: Rows of the child tables by table, by asset uid, by column.
    """

    assets: AssetFrame
    children: Mapping[str, Mapping[str, Sequence[Mapping[str, object]]]]


def pick_disclosed(
    shown: Disclosed[AssetFrame], rows: NDArray[np.bool_] | NDArray[np.intp]
) -> Disclosed[AssetFrame]:
    """Keep some of the assets that an audience may see: what it may see whole, it may see in part."""
    return Disclosed(shown.value.take(rows), shown.audience, shown.withheld, _SEAL)


def disclose_extract(
    shown: Disclosed[AssetFrame], tables: Mapping[str, Mapping[str, Sequence[Mapping[str, object]]]]
) -> Disclosed[Extract]:
    """Join assets as disclosed with their child rows, each table as ``disclose_children`` gives it."""
    children = {name: disclose_children(shown, name, rows) for name, rows in tables.items()}
    return Disclosed(Extract(shown.value, children), shown.audience, shown.withheld, _SEAL)


def disclose_children(
    shown: Disclosed[AssetFrame], table: str, rows: Mapping[str, Sequence[Mapping[str, object]]]
) -> dict[str, list[dict[str, object]]]:
    """Give the child rows of the assets an audience may see, commercial facts blanked like the assets'.

    Args:
        shown: The assets as disclosed.
        table: Name of the child table, for instance ``interest``.
        rows: Child rows by asset uid, by column.
    """
    frame, audience = shown.value, shown.audience
    if audience.kind is AudienceKind.FULL:
        return {uid: [dict(row) for row in rows.get(uid, ())] for uid in frame.uids}
    columns = commercial_columns(table)
    is_open = frame.published | _of_audience(frame, audience)
    known = {each.uid for each in frame.organisations}
    known |= {str(row.get("uid")) for uid in frame.uids for row in rows.get(uid, ())}
    disclosed: dict[str, list[dict[str, object]]] = {}
    for uid, bare in zip(frame.uids, is_open, strict=True):
        hidden = frozenset() if bare else columns
        disclosed[uid] = [_without(row, hidden, known) for row in rows.get(uid, ())]
    return disclosed


def commercial_columns(table: str) -> frozenset[str]:
    """Give the columns of a table whose facts are commercial."""
    fields = fields_of_table(table)
    named = {field.column for field in fields if field.commercial is CommercialGroup.COMMERCIAL}
    return _COMMERCIAL_COLUMNS.get(table, frozenset()) | named


def may_see(audience: Audience, sensitivity: object, *, own: bool) -> bool:
    """Say whether an audience may see an asset of a sensitivity, as ``disclose_assets`` does of many."""
    if audience.kind is AudienceKind.FULL or own or sensitivity == "open":
        return True
    return audience.kind is not AudienceKind.PUBLIC and sensitivity in (None, "restricted")


_LINKS = ("organisation_uid", "parent_interest_uid")


def commercial_open(shown: Disclosed[AssetFrame]) -> NDArray[np.bool_]:
    """Tell of which assets the audience may see commercial facts; elsewhere blank is not unknown."""
    frame, audience = shown.value, shown.audience
    if audience.kind is AudienceKind.FULL:
        return np.ones(len(frame), dtype=bool)
    return frame.published | _of_audience(frame, audience)


def _without(row: Mapping[str, object], hidden: Collection[str], known: Collection[str]) -> dict[str, object]:
    """Blank what is hidden, and links to records that the audience is not shown."""
    unseen = {name for name in _LINKS if row.get(name) not in known}
    return {name: None if name in hidden or name in unseen else value for name, value in row.items()}


_COMMERCIAL_COLUMNS = {
    "interest": frozenset(("grantee",)),
    "interest_event": frozenset(("on_date", "penalty_pence", "note")),
    "occupation": frozenset(("occupier", "organisation_uid")),
}
"""Commercial columns that no field of the catalogue holds: tenants' names, breaks and penalties."""


def _own_assets(frame: AssetFrame, audience: Audience) -> NDArray[np.bool_]:
    own = _of_audience(frame, audience)
    names = {each.name.casefold() for each in frame.organisations}
    if audience.kind is AudienceKind.ORGANISATION and audience.organisation.casefold() not in names:
        raise InputError(
            "organisation_unknown",
            f"The register has no organisation “{audience.organisation}”.",
            "Give the name as the register has it.",
        )
    return own


def _of_audience(frame: AssetFrame, audience: Audience) -> NDArray[np.bool_]:
    """Tell which assets are the audience's own; of a part of the register there may be none."""
    if audience.kind is not AudienceKind.ORGANISATION:
        return np.zeros(len(frame), dtype=bool)
    name = audience.organisation.casefold()
    numbers = [index for index, each in enumerate(frame.organisations) if each.name.casefold() == name]
    return np.isin(frame.organisation, numbers)


def _blank(column: NDArray[Any], closed: NDArray[np.bool_]) -> NDArray[Any]:
    blanked = column.copy()
    if column.dtype.kind == "f":
        blanked[closed] = np.nan
    elif column.dtype.kind == "M":
        blanked[closed] = np.datetime64("NaT")
    else:
        blanked[closed] = None
    return blanked


def _drop_unseen_organisations(frame: AssetFrame) -> AssetFrame:
    seen = np.unique(frame.organisation[frame.organisation >= 0])
    renumber = np.full(len(frame.organisations) + 1, -1, dtype=np.int32)
    renumber[seen] = np.arange(len(seen), dtype=np.int32)
    return replace(
        frame,
        organisation=renumber[frame.organisation],
        organisations=tuple(frame.organisations[index] for index in seen),
    )
