"""Finds the one asset that a person names by its reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.errors import InputError
from tpdesk.domain.identity import reference_key
from tpdesk.store.reads import read_references

if TYPE_CHECKING:
    from tpdesk.domain.frame import AssetFrame
    from tpdesk.store.register import Register


def find_asset(
    register: Register, reference: str, organisation: str = "", shown: AssetFrame | None = None
) -> str:
    """Give the uid of the asset with a reference, compared without case.

    Args:
        register: The register.
        reference: As its organisation writes it; a uid does too.
        organisation: Name of the organisation, where several use the same reference.
        shown: The assets that may be seen, where not all may be; of the others nothing is said.

    Raises:
        InputError: There is none, or there are several.
    """
    partners = register.read_organisations() if shown is None else shown.organisations
    names = {each.uid: each.name for each in partners}
    seen = None if shown is None else set(shown.uids)
    if organisation and organisation.casefold() not in {name.casefold() for name in names.values()}:
        raise InputError(
            "organisation_unknown",
            f"The register has no organisation “{organisation}”.",
            f"It has: {', '.join(names.values())}.",
        )
    key = reference_key(reference)
    found = {
        row[0]: names.get(row[1] or "", "")
        for row in read_references(register)
        if ((row[4] == key and not row[5]) or row[0] == reference) and (seen is None or row[0] in seen)
    }
    if organisation:
        found = {uid: name for uid, name in found.items() if name.casefold() == organisation.casefold()}
    if not found:
        where = f" of {organisation}" if organisation else ""
        raise InputError(
            "asset_unknown",
            f"The register has no asset “{reference}”{where}.",
            "Give the reference as the list has it; tpdesk show lists them.",
        )
    if len(found) > 1:
        raise InputError(
            "asset_ambiguous",
            f"{len(found)} organisations have an asset “{reference}”: {', '.join(sorted(found.values()))}.",
            "Add --organisation with the name of one of them.",
        )
    return next(iter(found))
