"""What the tables of sites and doubts say: the lines made from the register's contents."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication

from tpdesk.domain.disclosure import FULL, disclose_assets
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.wording import area_words
from tpdesk.gui.stages.register.line_table import Line, LineColumn
from tpdesk.gui.widgets.table import Cell
from tpdesk.services.field_words import field_words
from tpdesk.services.shared_sites import find_shared_sites
from tpdesk.services.totals import total_area

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.frame import Value
    from tpdesk.gui.contents import Contents
    from tpdesk.gui.widgets.marks import StatusKind
    from tpdesk.services.checking_facts import CheckedFacts, Doubt

_STATUS: dict[str, StatusKind] = {"error": "bad", "warning": "warn", "notice": "info"}
_WEIGHT = {"error": 0, "warning": 1, "notice": 2}


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterTables", text)


def site_columns() -> tuple[LineColumn, ...]:
    """Give the columns of the table of sites."""
    return (
        LineColumn(_tr("Site"), 230),
        LineColumn(_tr("Assets"), 70, right=True),
        LineColumn(_tr("Organisations"), 230),
        LineColumn(_tr("Floor area"), 110, right=True),
        LineColumn(_tr("How it is known"), 160),
    )


def site_lines(contents: Contents, shown: NDArray[np.bool_]) -> tuple[Line, ...]:
    """Give a line for each site with several of the assets that are shown."""
    reasons = {
        "site": _tr("Recorded as one site"),
        "uprn": _tr("Same UPRN"),
        "position": _tr("Same position"),
    }
    lines = []
    for site in find_shared_sites(contents.assets, shown, contents.sites):
        rows = contents.rows_of(site.uids)
        total = total_area(contents.assets, rows, contents.parents)
        area = area_words(total.area_m2) if total.area_m2 is not None else ""
        partly = 0 < total.known < total.rows
        owners = ", ".join(site.organisations)
        lines.append(
            Line(
                (
                    Cell(site.name),
                    Cell(str(len(site.uids)), right=True),
                    Cell(owners, unknown=not owners),
                    Cell(_tr("over {0}").format(area) if partly else area, right=True, unknown=not area),
                    Cell(reasons[site.reason], quiet=True),
                ),
                site.uids,
                (
                    site.name.casefold(),
                    len(site.uids),
                    owners.casefold(),
                    total.area_m2 or -1.0,
                    site.reason,
                ),
            )
        )
    return tuple(lines)


def issue_columns() -> tuple[LineColumn, ...]:
    """Give the columns of the table of doubts."""
    return (
        LineColumn(_tr("Issue"), 240),
        LineColumn(_tr("Asset"), 170),
        LineColumn(_tr("Value"), 110),
        LineColumn(_tr("What was found"), 330),
        LineColumn(_tr("Where"), 200),
    )


def look_over_contents(contents: Contents) -> CheckedFacts:
    """Look the register over for the person at the window."""
    # The rules are not needed for the first picture of a register.
    from tpdesk.services.checking_facts import Beside, look_over

    beside = Beside(
        contents.place.boundary, contents.parents, contents.unpriced, contents.issues, contents.accepted
    )
    return look_over(disclose_assets(contents.assets, FULL), beside, date.today())


def issue_lines(contents: Contents, shown: NDArray[np.bool_], checked: CheckedFacts) -> tuple[Line, ...]:
    """Give a line for each doubt about what is shown; those about whole lists when everything is."""
    everything = bool(shown.all())
    lines = [
        _issue_line(contents, each)
        for each in checked.doubts
        if (everything if each.row is None else shown[each.row])
    ]
    return tuple(sorted(lines, key=lambda line: str(line.sort_keys[0])))


def _issue_line(contents: Contents, doubt: Doubt) -> Line:
    severity = str(doubt.severity)
    name = "" if doubt.row is None else str(contents.assets["name"][doubt.row] or _tr("No name"))
    found = doubt.message
    if doubt.accepted is not None:
        found = _tr("Accepted: {0} – {1}").format(doubt.accepted, found)
    value, where = _value(doubt), _where(doubt)
    weight = _WEIGHT[severity] if doubt.accepted is None else len(_WEIGHT)
    return Line(
        (
            Cell(doubt.label, status="ok" if doubt.accepted is not None else _STATUS[severity]),
            Cell(name, quiet=not name),
            Cell(value),
            Cell(found, quiet=True),
            Cell(where, quiet=True),
        ),
        () if doubt.asset_uid is None else (doubt.asset_uid,),
        (f"{weight} {doubt.label}", name.casefold(), value.casefold(), found.casefold(), where.casefold()),
        doubt,
    )


def _value(doubt: Doubt) -> str:
    field = None if doubt.source else FIELD_BY_KEY.get(doubt.field)
    if field is None:
        return str(doubt.value or "")
    return field_words(field, cast("Value", doubt.value))


def _where(doubt: Doubt) -> str:
    if doubt.source is None:
        return FIELD_BY_KEY[doubt.field].label
    file, _, row = doubt.source
    parts = (file, _tr("row {0}").format(row) if row else "", doubt.field)
    return " · ".join(part for part in parts if part)
