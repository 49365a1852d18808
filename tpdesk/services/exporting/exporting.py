"""Gives out assets as a file: disclosed first, filtered then, written whole, and noted in the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tpdesk.domain.disclosure import (
    AudienceKind,
    Disclosed,
    Extract,
    disclose_assets,
    disclose_extract,
    pick_disclosed,
)
from tpdesk.domain.errors import InputError
from tpdesk.files.fingerprints import sha256_of_file
from tpdesk.files.replacing import replaced
from tpdesk.services.exporting.child_tables import CHILD_TABLES
from tpdesk.services.exporting.columns import chosen_fields
from tpdesk.services.exporting.kinds.catalogue import find_exporter
from tpdesk.services.exporting.kinds.exporter import ExportOptions
from tpdesk.services.showing import matching_assets
from tpdesk.store.export_log import ExportEntry
from tpdesk.store.reads import read_children
from tpdesk.store.recognising import is_register

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.disclosure import Audience
    from tpdesk.store.register import Register


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is to be given out.

    Attributes:
        audience: For whom.
        where: Pairs of field key and value that the assets meet.
        fields: Keys of the fields; none means all.
        what: What is given out, where the file's ending alone does not tell.
        purpose: Why, for the register's book.
        on: The day it is made.
    """

    audience: Audience
    where: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = ()
    what: str = ""
    purpose: str = ""
    on: date = field(default_factory=date.today)

    @property
    def filter_words(self) -> str:
        """The filter as the register's book keeps it."""
        parts = [f"{key}={value}" for key, value in self.where]
        if self.fields:
            parts.append(f"fields: {', '.join(self.fields)}")
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was given out: rows, 0 or None withheld, and the notice that the file carries."""

    rows: int
    withheld: int | None
    notice: str


def export_assets(register: Register, request: ExportRequest, out: Path) -> Exported:
    """Write a file for an audience, of the kind that its ending names, and note it in the register.

    The file appears only once it is noted: nothing leaves unseen.

    Args:
        register: The register, open for writing.
        request: What is to be given out, and to whom.
        out: Where to; an older file of that name is replaced whole.

    Raises:
        InputError: The ending, a field or the audience is none, the file is a register, or what is to be
            published is not for the public.
        OutsideError: The file cannot be written, or the register cannot note it; neither has changed.
    """
    exporter = find_exporter(out.suffix, request.what)
    if is_register(out):
        raise InputError(
            "out_is_register",
            f"“{out.name}” is a register, and an export is none. Nothing was changed.",
            "Give the new file another name.",
        )
    if exporter.for_public and request.audience.kind is not AudienceKind.PUBLIC:
        raise InputError(
            "audience_not_public",
            f"{exporter.label} is made to be published, so it holds only what the public may see.",
            "Say so with --audience public.",
        )
    chosen_fields(request.fields)
    disclosed = read_extract(register, request)
    options = ExportOptions(register.place.name, request.on, request.fields)
    with replaced(out) as written:
        rows = exporter.write(disclosed, written, options)
        entry = ExportEntry(
            out.name,
            sha256_of_file(written),
            str(request.audience),
            request.filter_words,
            request.purpose,
        )
        register.log_export(entry)
    return Exported(rows, disclosed.withheld, disclosed.notice)


def read_extract(register: Register, request: ExportRequest) -> Disclosed[Extract]:
    """Read the assets that the audience may see and that meet the conditions, with all their rows."""
    shown = disclose_assets(register.read_assets(), request.audience)
    picked = pick_disclosed(shown, matching_assets(shown.value, request.where))
    uids = [str(uid) for uid in picked.value.uids]
    tables = {each.table: read_children(register, each.table, uids) for each in CHILD_TABLES}
    return disclose_extract(picked, tables)
