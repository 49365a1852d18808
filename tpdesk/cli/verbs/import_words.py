"""What `tpdesk import` tells a person: the columns, the counts, the doubts, and what could be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.cli.console import TableColumn
from tpdesk.domain.errors import InputError
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.issues import ISSUE_KINDS, Severity
from tpdesk.domain.wording import count_words
from tpdesk.services.importing.control import total_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.cli.console import Conversation
    from tpdesk.services.importing.columns import ColumnProposal
    from tpdesk.services.importing.organisations import ReporterUnknownError
    from tpdesk.services.importing.plan import ImportPlan

_COLUMNS = (
    TableColumn("Column"),
    TableColumn("Goes to"),
    TableColumn("Key"),
    TableColumn("Sure", right=True),
)
_ISSUES = (TableColumn("Issue"), TableColumn("Code"), TableColumn("Weight"), TableColumn("Rows", right=True))
_CONTROL = (
    TableColumn("Control sheet"),
    TableColumn("In the file", right=True),
    TableColumn("In the register", right=True),
    TableColumn("Why they differ"),
)
_WEIGHTS = tuple(Severity)
_FEW = 5


def ask_for_reporter(unknown: ReporterUnknownError) -> InputError:
    """Give the error in the words of the command line: the option to add, with the column it may be."""
    hint = 'Add --organisation "NAME", or --organisation-column "COLUMN" where a column names it.'
    if unknown.candidates:
        first, *others = (f'--organisation-column "{heading}"' for heading in unknown.candidates)
        also = f" (or {' or '.join(others)})" if others else ""
        hint = f'Add {first}{also}, or --organisation "NAME" where one organisation reports all rows.'
    return InputError(unknown.code, unknown.message, hint)


def show_columns(conversation: Conversation, columns: Sequence[ColumnProposal]) -> None:
    """Show where each column would go, and how sure that is."""
    rows = [
        (
            each.column,
            FIELD_BY_KEY[each.field].label if each.field else "not taken",
            each.field,
            f"{each.confidence:.0%}" if each.field else "",
        )
        for each in columns
    ]
    conversation.show_table(_COLUMNS, rows)


def advise(conversation: Conversation, plan: ImportPlan) -> None:
    """Say, beside the answer, what would make the import better."""
    if plan.recipe.profile and not plan.request.profile:
        conversation.tell_aside(f"Read by the profile {plan.recipe.profile.name}, as an edition before it.")
    if plan.suggested_profile:
        conversation.tell_aside(
            f"{plan.file} fits a profile; use it with --profile {plan.suggested_profile}."
        )
    if plan.placeable_by_postcode:
        rows = count_words(plan.placeable_by_postcode, "row")
        have, them = ("has", "it") if plan.placeable_by_postcode == 1 else ("have", "them")
        conversation.tell_aside(
            f"{rows} {have} a full postcode and no position;"
            f" --postcodes FILE would place {them} by Code-Point Open."
        )
    for issue in plan.issues.of_code("mostly_elsewhere"):
        conversation.tell_aside(issue.message)
        if issue.column:
            conversation.tell_aside(f'  --where "{issue.column}={issue.value}" takes only those.')
    for code in plan.issues.counts():
        if ISSUE_KINDS[code].fixable and (code, 0) not in plan.decisions.accepted:
            conversation.tell_aside(f"{ISSUE_KINDS[code].title}: --accept-fix {code} puts that right.")


def tell_import(conversation: Conversation, plan: ImportPlan, *, dry_run: bool) -> None:
    """Tell what was done, or what would be."""
    if dry_run:
        show_columns(conversation, plan.columns)
    rows = count_words(plan.counts.read, "row")
    conversation.say(
        f"{plan.file}: {plan.counts.kept:,} of {rows} {'would be ' if dry_run else ''}kept. "
        f"Assets: {plan.created:,} new, {plan.updated:,} changed, {plan.unchanged:,} unchanged, "
        f"{plan.vanished:,} no longer in the list. The file gives {plan.unplaced:,} of them no position."
    )
    left_out = (
        (plan.counts.subtotals, "as sums of other rows"),
        (plan.counts.notes, "as sub-headings or remarks"),
    )
    for count, what in left_out:
        if count:
            conversation.say(f"Left out {what}: {count_words(count, 'row')}.")
    if plan.counts.refused:
        refused = count_words(plan.counts.refused, "row")
        conversation.say(f"Refused as covert premises or refuges: {refused}. Nothing of them is kept.")
    conversation.show_table(_ISSUES, _issue_rows(plan))
    _show_control(conversation, plan)


def _issue_rows(plan: ImportPlan) -> list[tuple[str, str, str, str]]:
    """Give the kinds of doubt, those that matter most first."""

    def weight(counted: tuple[str, int]) -> tuple[int, int]:
        return _WEIGHTS.index(ISSUE_KINDS[counted[0]].severity), -counted[1]

    counts = sorted(plan.issues.counts().items(), key=weight)
    return [
        (ISSUE_KINDS[code].title, code, ISSUE_KINDS[code].severity.value, f"{count:,}")
        for code, count in counts
    ]


def _show_control(conversation: Conversation, plan: ImportPlan) -> None:
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
    conversation.show_table(_CONTROL, control)
    left_out = [line.column for line in plan.control if not line.field]
    if left_out:
        named = ", ".join(f"“{column}”" for column in left_out[:_FEW])
        more = f" and {len(left_out) - _FEW:,} more" if len(left_out) > _FEW else ""
        conversation.say(f"Money and areas in columns that are not imported: {named}{more}.")
