"""Every kind of export, and which one a file's name asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.errors import InputError
from tpdesk.services.exporting.kinds import (
    comma_separated,
    geojson,
    geopackage,
    lease_diary_calendar,
    lease_diary_workbook,
    transparency_list,
    transparency_workbook,
    workbook,
)

if TYPE_CHECKING:
    from tpdesk.services.exporting.kinds.exporter import Exporter

EXPORTERS: dict[str, Exporter] = {
    module.EXPORTER.key: module.EXPORTER
    for module in (
        comma_separated,
        workbook,
        geojson,
        geopackage,
        lease_diary_workbook,
        lease_diary_calendar,
        transparency_list,
        transparency_workbook,
    )
}


def find_exporter(suffix: str, what: str = "") -> Exporter:
    """Give the exporter for a suffix; the first of it where it is not said what is wanted.

    Raises:
        InputError: ``export_unknown``: there is none.
    """
    of_what = [each for each in EXPORTERS.values() if what in ("", each.what)]
    for each in of_what:
        if each.suffix == suffix.casefold():
            return each
    known = sorted({each.what for each in EXPORTERS.values()})
    if not of_what:
        raise InputError("export_unknown", f"There is no export “{what}”.", f"Choose {', '.join(known)}.")
    suffixes = ", ".join(dict.fromkeys(each.suffix for each in of_what))
    raise InputError(
        "export_unknown",
        f"There is no export that ends in “{suffix}”." if suffix else "The name of the file has no ending.",
        f"End it in one of {suffixes}.",
    )
