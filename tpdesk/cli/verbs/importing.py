"""`tpdesk import`: bring a partner's list into the register."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tpdesk.cli.console import Conversation, TableColumn
from tpdesk.cli.options import AsJson, RegisterPath, read_conditions
from tpdesk.domain.errors import InputError
from tpdesk.domain.issues import ISSUE_KINDS
from tpdesk.services.collecting import ImportRun, run_import
from tpdesk.services.importing.control import total_words
from tpdesk.services.importing.plan import ImportPlan
from tpdesk.services.importing.request import ImportRequest
from tpdesk.services.workspace import open_register


def _text(name: str, words: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, help=words)
    return option


def import_list(  # noqa: PLR0913 - the command line's options are this function's parameters
    register: RegisterPath,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The partner's list.")],
    organisation: Annotated[str, _text("--organisation", "Reporting organisation of every row.")] = "",
    organisation_column: Annotated[str, _text("--organisation-column", "Column that names it.")] = "",
    kind: Annotated[str, _text("--kind", "Kind of organisation, for instance council or nhs.")] = "",
    sheet: Annotated[str, _text("--sheet", "Sheet to take.")] = "",
    where: Annotated[
        list[str] | None, typer.Option("--where", help='Take only rows with "COLUMN=VALUE"; may repeat.')
    ] = None,
    list_name: Annotated[str, _text("--list", "Name of the list this file is an edition of.")] = "",
    as_at: Annotated[str, _text("--as-at", "Day for which the facts hold, as 2025-03-31.")] = "",
    period: Annotated[str, _text("--period", "Year of the money, as 2023/24.")] = "",
    profile: Annotated[str, _text("--profile", "Name or file of a profile.")] = "",
    postcodes: Annotated[
        Path | None, typer.Option("--postcodes", help="OS Code-Point Open, the zip as downloaded.")
    ] = None,
    uprns: Annotated[Path | None, typer.Option("--uprns", help="OS Open UPRN, the CSV.")] = None,
    accept_fix: Annotated[
        list[str] | None, typer.Option("--accept-fix", help="Apply a proposed fix by its code; may repeat.")
    ] = None,
    issues: Annotated[Path | None, typer.Option("--issues", help="Write the doubts to a workbook.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Plan only; change nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import a list into the register."""
    conversation = Conversation(as_json=as_json)
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
    with conversation.progress() as progress, open_register(register, read_only=dry_run) as opened:
        plan = run_import(opened, run, progress)
    _advise(conversation, plan)
    conversation.answer(plan.summary())
    _tell(conversation, plan, dry_run=dry_run)


def _advise(conversation: Conversation, plan: ImportPlan) -> None:
    if plan.recipe.profile and not plan.request.profile:
        conversation.tell_aside(f"Read by the profile {plan.recipe.profile.name}, as an edition before it.")
    if plan.suggested_profile:
        conversation.tell_aside(
            f"{plan.file} fits a profile; use it with --profile {plan.suggested_profile}."
        )
    if plan.placeable_by_postcode:
        count = plan.placeable_by_postcode
        conversation.tell_aside(
            f"{count:,} row{'s have' if count > 1 else ' has'} a full postcode and no position;"
            f" --postcodes FILE would place {'them' if count > 1 else 'it'} by Code-Point Open."
        )


def _tell(conversation: Conversation, plan: ImportPlan, *, dry_run: bool) -> None:
    conversation.say(
        f"{plan.file}: {plan.counts.kept:,} of {plan.counts.read:,} rows {'to be ' if dry_run else ''}kept. "
        f"Assets: {plan.created:,} new, {plan.updated:,} changed, {plan.unchanged:,} unchanged, "
        f"{plan.vanished:,} no longer in the list; {plan.unplaced:,} have no position."
    )
    left_out = ((plan.counts.subtotals, "sum other rows"), (plan.counts.notes, "are no records"))
    for count, what in left_out:
        if count:
            conversation.say(f"{count:,} rows were left out because they {what}.")
    if plan.counts.refused:
        conversation.say(f"{plan.counts.refused:,} rows were refused: covert premises or refuges.")
    issues = [(ISSUE_KINDS[code].title, f"{count:,}") for code, count in plan.issues.counts().items()]
    conversation.show_table([TableColumn("Issue"), TableColumn("Times", right=True)], issues)
    _tell_control(conversation, plan)


def _tell_control(conversation: Conversation, plan: ImportPlan) -> None:
    """Show the totals of what was taken; columns left out are only named."""
    control = [
        (
            line.column,
            line.source_words,
            total_words(line.register, line.unit),
            f"Agrees. {line.subtotals}".rstrip() if line.agrees else line.why,
        )
        for line in plan.control
        if line.field
    ]
    conversation.show_table(_CONTROL_COLUMNS, control)
    left_out = [line.column for line in plan.control if not line.field]
    if left_out:
        named = ", ".join(f"“{column}”" for column in left_out[:_FEW])
        more = f" and {len(left_out) - _FEW:,} more" if len(left_out) > _FEW else ""
        conversation.say(f"Money and areas in columns that are not imported: {named}{more}.")


_FEW = 5
_CONTROL_COLUMNS = (
    TableColumn("Control sheet"),
    TableColumn("In the file", right=True),
    TableColumn("In the register", right=True),
    TableColumn("Why they differ"),
)


def _read_day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("date_invalid", f"“{text}” is no date.", "Write it as 2025-03-31.") from None
