"""What the panel says about a file: one line in the list, and a note at each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tpdesk.gui.stages.collect.collected_file import CollectedFile, FileState
from tpdesk.gui.stages.collect.issue_groups import group_issues
from tpdesk.gui.widgets.rows import Step, StepState

if TYPE_CHECKING:
    from tpdesk.services.importing.plan import ImportPlan

_translate = QCoreApplication.translate
_DELIMITERS = {",": "CSV", "\t": "Tab separated", ";": "CSV with semicolons", "|": "CSV with bars"}
_ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}


def file_note(file: CollectedFile) -> str:
    """Say in a line how far a file has come and what it holds."""
    fixed = {
        FileState.FAILED: _translate("Collect", "Could not be read"),
        FileState.STOPPED: _translate("Collect", "Stopped by you"),
        FileState.IMPORTING: _translate("Collect", "Being imported"),
    }
    if file.needs_password:
        return _translate("Collect", "Needs its password")
    if file.needs_organisation:
        return _translate("Collect", "Whose list is it?")
    if file.state in fixed:
        return fixed[file.state]
    plan = file.plan
    if file.state is FileState.IMPORTED and plan is not None:
        count = plan.created + plan.updated + plan.unchanged
        return _translate("Collect", "Imported, {0} assets").format(f"{count:,}")
    if plan is None:
        if file.progress is None:
            return _translate("Collect", "Being read")
        return _translate("Collect", "Being read, {0} %").format(f"{file.progress * 100:.0f}")
    return _held(plan)


def _held(plan: ImportPlan) -> str:
    counts = plan.counts
    shapes = plan.understood.shapes
    if counts.filtered:
        told = _translate("Collect", "{0} of {1} rows kept")
        return told.format(f"{counts.kept:,}", f"{counts.read:,}")
    rows = _translate("Collect", "1 row") if counts.kept == 1 else _translate("Collect", "{0} rows")
    rows = rows.format(f"{counts.kept:,}")
    if shapes is not None:
        areas = int((plan.positions.method == "footprint").sum())
        if areas:
            return _translate("Collect", "{0} footprints").format(f"{areas:,}")
        return _translate("Collect", "{0} with shapes").format(rows)
    system = next((each.crs for each in plan.columns if each.crs not in (0, 4326)), 0)
    if system:
        return f"{rows}, EPSG:{system}"
    return _translate("Collect", "{0}, {1} columns").format(rows, f"{len(plan.columns):,}")


def file_icon(file: CollectedFile) -> tuple[str, str]:
    """Give the icon of a file in the list and its colour."""
    if file.needs_password:
        return "lock", "bad"
    if file.needs_organisation:
        return "circle-question-mark", "warn"
    icons = {
        FileState.FAILED: ("circle-x", "bad"),
        FileState.STOPPED: ("info", "info"),
        FileState.IMPORTED: ("circle-check", "ok"),
    }
    if file.state in icons:
        return icons[file.state]
    if file.plan is None:
        return "clock", "text2"
    return ("map-pin" if file.plan.understood.shapes is not None else "file-spreadsheet"), "text2"


def steps_of(file: CollectedFile, active: int) -> tuple[Step, ...]:
    """Give the five steps of a file.

    Args:
        file: The file.
        active: Place of the step that is worked on.
    """
    plan = file.plan
    titles = (
        _translate("Collect", "Read the file"),
        _translate("Collect", "Match the columns"),
        _translate("Collect", "Match the wordings"),
        _translate("Collect", "Settle the issues"),
        _translate("Collect", "Import"),
    )
    if plan is None:
        waiting = _translate("Collect", "Not read yet")
        notes = (file_note(file), waiting, waiting, waiting, waiting)
        active = 0
    else:
        notes = (
            _read_note(plan),
            _column_note(plan),
            _wording_note(plan),
            _issue_note(file),
            _import_note(file),
        )
    imported = file.state is FileState.IMPORTED
    return tuple(
        Step(title, note, "done" if imported else _state(place, active))
        for place, (title, note) in enumerate(zip(titles, notes, strict=True))
    )


def _state(place: int, active: int) -> StepState:
    if place == active:
        return "active"
    return "done" if place < active else "todo"


def _read_note(plan: ImportPlan) -> str:
    facts = plan.facts
    parts = []
    delimiter = facts.get("delimiter")
    if delimiter:
        parts.append(_translate("Collect", _DELIMITERS.get(delimiter, "Delimited text")))
    encoding = facts.get("encoding", "")
    if encoding:
        parts.append(_ENCODINGS.get(encoding.lower(), encoding))
    if plan.sheet:
        parts.append(_translate("Collect", "sheet {0}").format(plan.sheet))
    if plan.understood.shapes is None:
        header = _translate("Collect", "header row {0}").format(f"{plan.header_row:,}")
        parts.append(header if plan.header_row else _translate("Collect", "no header row"))
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def _column_note(plan: ImportPlan) -> str:
    out = sum(not each.field for each in plan.columns)
    check = sum(bool(each.field) and each.sureness == "Check" for each in plan.columns)
    told = (
        (len(plan.columns) - out - check, _translate("Collect", "{0} done")),
        (check, _translate("Collect", "{0} to check")),
        (out, _translate("Collect", "{0} out")),
    )
    return ", ".join(words.format(f"{count:,}") for count, words in told if count)


def _wording_note(plan: ImportPlan) -> str:
    facets = len({each.field for each in plan.wordings})
    new = sum(not each.word for each in plan.wordings)
    if not facets:
        return _translate("Collect", "No wordings in this file")
    lists = _translate("Collect", "1 field") if facets == 1 else _translate("Collect", "{0} fields")
    words = lists.format(f"{facets:,}")
    if not new:
        return _translate("Collect", "{0}, all known").format(words)
    told = (
        _translate("Collect", "{0}, 1 new wording")
        if new == 1
        else _translate("Collect", "{0}, {1} new wordings")
    )
    return told.format(words, f"{new:,}")


def _issue_note(file: CollectedFile) -> str:
    groups = group_issues(file)
    waiting = sum(each.count for each in groups if each.waits)
    rest = sum(each.count for each in groups) - waiting
    if not waiting and not rest:
        return _translate("Collect", "None found")
    told = (
        (waiting, _translate("Collect", "{0} to decide")),
        (rest, _translate("Collect", "{0} to pass on")),
    )
    return ", ".join(words.format(f"{count:,}") for count, words in told if count)


def _import_note(file: CollectedFile) -> str:
    if file.state is FileState.IMPORTED:
        return _translate("Collect", "In the register")
    return _translate("Collect", "One step, one undo")
