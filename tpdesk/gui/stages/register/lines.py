"""What the tables of sites and doubts say: the lines made from the register's contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tpdesk.domain.issues import ISSUE_KINDS
from tpdesk.domain.wording import area_words
from tpdesk.gui.stages.register.line_table import Line, LineColumn
from tpdesk.gui.widgets.table import Cell
from tpdesk.services.shared_sites import find_shared_sites
from tpdesk.services.totals import total_area

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.gui.contents import Contents
    from tpdesk.gui.widgets.marks import StatusKind

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


def issue_lines(contents: Contents, shown: NDArray[np.bool_]) -> tuple[Line, ...]:
    """Give a line for each doubt about what is shown; those about whole lists when everything is."""
    names = contents.assets["name"]
    everything = bool(shown.all())
    lines = []
    for each in contents.issues:
        row = contents.rows.get(each.asset_uid or "")
        if not (everything if row is None else shown[row]):
            continue
        issue = each.issue
        kind = ISSUE_KINDS[issue.code]
        severity = str(kind.severity)
        name = "" if row is None else str(names[row] or _tr("No name"))
        where = " · ".join(
            part
            for part in (issue.file, _tr("row {0}").format(issue.row) if issue.row else "", issue.column)
            if part
        )
        found = f"{issue.message} {issue.suggestion}".strip()
        lines.append(
            Line(
                (
                    Cell(kind.title, status=_STATUS[severity]),
                    Cell(name, quiet=not name),
                    Cell(issue.value),
                    Cell(found, quiet=True),
                    Cell(where, quiet=True),
                ),
                () if row is None or each.asset_uid is None else (each.asset_uid,),
                (
                    f"{_WEIGHT[severity]} {kind.title}",
                    name.casefold(),
                    issue.value.casefold(),
                    found.casefold(),
                    where.casefold(),
                ),
            )
        )
    return tuple(sorted(lines, key=lambda line: str(line.sort_keys[0])))
