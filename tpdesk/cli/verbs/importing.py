"""`tpdesk import`: bring a partner's list into the register."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tpdesk.cli.console import Conversation
from tpdesk.cli.options import AsJson, RegisterPath, check_out, read_conditions
from tpdesk.cli.verbs.import_words import advise, ask_for_reporter, show_columns, tell_import
from tpdesk.domain.errors import InputError
from tpdesk.domain.issues import ISSUE_KINDS
from tpdesk.domain.vocabularies.organisations import KINDS
from tpdesk.services.collecting import ImportRun, run_import
from tpdesk.services.importing.organisations import ReporterUnknownError
from tpdesk.services.importing.plan import ImportPlan
from tpdesk.services.importing.request import ImportRequest
from tpdesk.services.safeguarding import room_warning
from tpdesk.services.workspace import open_register

_FIXES = " or ".join(kind.code for kind in ISSUE_KINDS.values() if kind.fixable)


def _text(name: str, words: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, help=words)
    return option


def import_list(  # noqa: PLR0913 - the command line's options are this function's parameters
    register: RegisterPath,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The partner's list.")],
    organisation: Annotated[str, _text("--organisation", "Reporting organisation of every row.")] = "",
    organisation_column: Annotated[str, _text("--organisation-column", "Column that names it.")] = "",
    kind: Annotated[str, _text("--kind", f"Kind of organisation: {', '.join(KINDS.keys)}.")] = "",
    sheet: Annotated[str, _text("--sheet", "Sheet to read; else the one best recognised.")] = "",
    where: Annotated[
        list[str] | None, typer.Option("--where", help='Take only rows with "COLUMN=VALUE"; may repeat.')
    ] = None,
    list_name: Annotated[str, _text("--list", "Name of the list this file is an edition of.")] = "",
    as_at: Annotated[str, _text("--as-at", "Date the facts are true for, as 2025-03-31.")] = "",
    period: Annotated[str, _text("--period", "Year the costs belong to, as 2023/24.")] = "",
    profile: Annotated[str, _text("--profile", "Name or file of a profile.")] = "",
    postcodes: Annotated[
        Path | None, typer.Option("--postcodes", help="OS Code-Point Open, the zip as downloaded.")
    ] = None,
    uprns: Annotated[Path | None, typer.Option("--uprns", help="OS Open UPRN, the CSV.")] = None,
    accept_fix: Annotated[
        list[str] | None, typer.Option("--accept-fix", help=f"Apply a proposed fix: {_FIXES}; may repeat.")
    ] = None,
    issues: Annotated[Path | None, typer.Option("--issues", help="Write the issues to this .xlsx.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what it would do, no more.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import a list into the register."""
    conversation = Conversation(as_json=as_json)
    check_out(issues, register, file, *(each for each in (postcodes, uprns) if each))
    request = ImportRequest(
        path=file,
        organisation=organisation,
        organisation_column=organisation_column,
        kind=kind,
        sheet=sheet,
        where=read_conditions(where or []),
        list_name=list_name,
        as_at=_read_day(as_at),
        period=period,
        profile=profile,
        accept_fixes=tuple(accept_fix or ()),
    )
    run = ImportRun(request, postcodes=postcodes, uprns=uprns, issues_workbook=issues, dry_run=dry_run)
    plan = _import(conversation, register, run)
    advise(conversation, plan)
    conversation.answer(plan.summary())
    tell_import(conversation, plan, dry_run=dry_run)


def _import(conversation: Conversation, register: Path, run: ImportRun) -> ImportPlan:
    """Run the import; where nobody said whose list it is, show its columns before asking."""
    try:
        with conversation.progress() as progress, open_register(register, read_only=run.dry_run) as opened:
            if not run.dry_run and (warning := room_warning(register)):
                conversation.tell_aside(warning)
            return run_import(opened, run, progress)
    except ReporterUnknownError as unknown:
        show_columns(conversation, unknown.columns)
        raise ask_for_reporter(unknown) from None


def _read_day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("date_invalid", f"“{text}” is not a date.", "Write it as 2025-03-31.") from None
