"""A list from its file into the register in one go, as the command line and the demonstration bring it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpdesk.domain.errors import InputError
from tpdesk.files.issue_workbook import write_issue_workbook
from tpdesk.files.postcodes import PostcodeIndex
from tpdesk.files.settings import user_folder
from tpdesk.files.uprns import UprnList
from tpdesk.services.changing import change_register
from tpdesk.services.commands.apply_import import ApplyImport
from tpdesk.services.importing.planning import plan_import
from tpdesk.services.importing.request import Decisions, ImportRequest, References
from tpdesk.services.safeguarding import keep_before_import

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.progress import Progress
    from tpdesk.services.importing.plan import ImportPlan
    from tpdesk.store.register import Register

_TELLING = frozenset(
    (
        "reference", "uprn", "title_number", "name", "address", "street", "postcode", "easting", "longitude",
        "grid_reference",
    )
)  # fmt: skip
"""Fields of which a list of premises has at least one."""


@dataclass(frozen=True, slots=True)
class ImportRun:
    """An import with everything around it.

    Attributes:
        request: What to import and how.
        postcodes: OS Code-Point Open as downloaded, or another list of postcodes.
        uprns: OS Open UPRN as downloaded; None places none by UPRN.
        issues_workbook: Where to write the doubts; None writes none.
        dry_run: Whether to plan only.
        keeps_copy: Whether a copy of the register as it was is kept, where the disc has room.
    """

    request: ImportRequest
    postcodes: Path | None = None
    uprns: Path | None = None
    issues_workbook: Path | None = None
    dry_run: bool = False
    keeps_copy: bool = True


def run_import(register: Register, run: ImportRun, progress: Progress) -> ImportPlan:
    """Plan an import, write its doubts, and apply it as one undoable step.

    Raises:
        InputError: The file or the request cannot be used, or no column tells the buildings apart.
        ConflictError: The register has changed while it was planned.
        OutsideError: A file cannot be read or written.
        Cancelled: The progress asked to stop; nothing was changed.
    """
    plan = plan_import(
        run.request, register, open_references(run.postcodes, run.uprns, progress), Decisions(), progress
    )
    if run.issues_workbook is not None:
        write_issue_workbook(run.issues_workbook, tuple(plan.issues), subjects=plan.subjects())
    if not run.dry_run:
        _refuse_nameless(plan)
        if run.keeps_copy and not register.read_only:
            keep_before_import(register.path, progress)
        change_register(register, ApplyImport(plan), progress)
    return plan


def _refuse_nameless(plan: ImportPlan) -> None:
    """Refuse a list of which no column says what building a row is about: it is some other table."""
    understood = plan.understood
    if _TELLING.intersection((*understood.sources, *understood.values)) or understood.shapes is not None:
        return
    raise InputError(
        "no_column_known",
        f"No column of “{plan.file}” says which building a row is about. Nothing was imported.",
        "Check that it is the right file and sheet; a profile can say where its columns go.",
    )


def open_references(postcodes: Path | None, uprns: Path | None, progress: Progress) -> References:
    """Open what an import looks things up in; a list of postcodes is indexed once into the user's cache."""
    index = PostcodeIndex.open(postcodes, user_folder("cache"), progress) if postcodes else None
    return References(index, UprnList(uprns, progress) if uprns else None)
