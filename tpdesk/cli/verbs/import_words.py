"""What `tpdesk import` tells a person: the columns, the counts, the doubts, and what could be done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tpdesk.cli.console import TableColumn
from tpdesk.domain.errors import InputError
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.issues import ISSUE_KINDS, Severity
from tpdesk.domain.vocabularies.term import fold_wording
from tpdesk.domain.wording import count_words, date_words
from tpdesk.services.importing.control import total_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.cli.console import Conversation
    from tpdesk.domain.issues import IssueKind
    from tpdesk.files.profiles import Profile
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
_FEW, _FEW_COLUMNS = 5, 20
_OF_FILE = ("edition_replaced", "sheet_unread")
"""Issues of a whole file that are said beside the answer too."""


def ask_for_reporter(unknown: ReporterUnknownError) -> InputError:
    """Give the error in the words of the command line: the option to add, with the column it may be."""
    hint = 'Add --organisation "NAME", or --organisation-column "COLUMN" where a column names it.'
    if unknown.candidates:
        first, *others = (f'--organisation-column "{heading}"' for heading in unknown.candidates)
        also = f" (or {' or '.join(others)})" if others else ""
        hint = f'Add {first}{also}, or --organisation "NAME" where one organisation reports all rows.'
    if unknown.suggested_profile:
        hint = f"{hint} The file fits a profile: --profile {unknown.suggested_profile}."
    return InputError(unknown.code, unknown.message, hint)


def show_columns(
    conversation: Conversation, columns: Sequence[ColumnProposal], profile: Profile | None = None
) -> None:
    """Show where each column would go and how sure that is, and name those that are not taken."""
    parts = _parts_of(profile) if profile else {}
    rows, left = [], []
    for each in columns:
        field = each.field or parts.get(fold_wording(each.column), "")
        if field:
            sure = f"{each.confidence:.0%}" if each.field else "profile"
            rows.append((each.column, FIELD_BY_KEY[field].label, field, sure))
        else:
            left.append(each.column)
    conversation.show_table(_COLUMNS, rows)
    if left:
        conversation.say(f"Columns not taken: {_named(left, _FEW_COLUMNS)}.")


def _parts_of(profile: Profile) -> dict[str, str]:
    """Give the field to which a profile adds each column, by folded heading."""
    parts: dict[str, str] = {}
    for several in (profile.sums, profile.firsts, profile.joins):
        parts |= {fold_wording(heading): each.field for each in several for heading in each.columns}
    for single in (profile.shares, profile.rules):
        parts |= {fold_wording(each.column): each.field for each in single}
    return parts


def _named(headings: Sequence[str], most: int) -> str:
    more = f" and {len(headings) - most:,} more" if len(headings) > most else ""
    return ", ".join(f"“{heading}”" for heading in headings[:most]) + more


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
    _warn_of_file(conversation, plan)
    for refusal in plan.counts.refusals[:_FEW]:
        conversation.tell_aside(f"Row {refusal.row:,} refused: “{refusal.word}” in {refusal.column}.")
    if plan.counts.refusals:
        conversation.tell_aside("  Where a word means something else, word it otherwise in the file.")
    for code in plan.issues.counts():
        if ISSUE_KINDS[code].fixable and _waits(plan, code):
            conversation.tell_aside(f"{ISSUE_KINDS[code].title}: --accept-fix {code} puts that right.")


def _warn_of_file(conversation: Conversation, plan: ImportPlan) -> None:
    """Say what may be wrong with the file as a whole."""
    for code in _OF_FILE:
        for issue in plan.issues.of_code(code):
            conversation.tell_aside(f"{issue.message} {issue.suggestion}")
    for issue in plan.issues.of_code("mostly_elsewhere"):
        conversation.tell_aside(issue.message)
        if issue.column:
            conversation.tell_aside(f'  --where "{issue.column}={issue.value}" takes only those.')


def _waits(plan: ImportPlan, code: str) -> bool:
    """Whether a fix that is proposed would still change something."""
    if (code, 0) in plan.decisions.accepted:
        return False
    methods, swapped = plan.methods.tolist(), plan.positions.swapped.tolist()
    waiting = any(each and method is None for method, each in zip(methods, swapped, strict=True))
    return code != "axes_swapped" or waiting


def tell_import(conversation: Conversation, plan: ImportPlan, *, dry_run: bool) -> None:
    """Tell what was done, or what would be."""
    if dry_run:
        show_columns(conversation, plan.columns, plan.recipe.profile)
    rows = count_words(plan.counts.read, "row")
    lie = "is" if plan.unplaced == 1 else "are"
    conversation.say(
        f"{plan.file}: {plan.counts.kept:,} of {rows} {'would be ' if dry_run else ''}kept. "
        f"Assets: {plan.created:,} new, {plan.updated:,} changed, {plan.unchanged:,} unchanged, "
        f"{plan.vanished:,} no longer in the list. {plan.unplaced:,} of them {lie} without a position."
    )
    if plan.as_at:
        conversation.say(_date_words(plan))
    if plan.period:
        conversation.say(f"Money of {plan.period}.")
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


def _date_words(plan: ImportPlan) -> str:
    """Say for which day the facts hold, or between which days where each row has its own."""
    first, last = plan.days or (plan.as_at, plan.as_at)
    if first == last:
        return f"Facts as at {date_words(last)}." if last else ""
    return f"Facts dated row by row, {date_words(first)} to {date_words(last)}." if first and last else ""


def _issue_rows(plan: ImportPlan) -> list[tuple[str, str, str, str]]:
    """Give the kinds of doubt, those that matter most first; what was put right is a notice."""

    def weight(counted: tuple[str, int]) -> tuple[int, int]:
        return _WEIGHTS.index(_told_kind(plan, counted[0]).severity), -counted[1]

    counts = sorted(plan.issues.counts().items(), key=weight)
    kinds = [(_told_kind(plan, code), count) for code, count in counts]
    return [(kind.title, kind.code, kind.severity.value, f"{count:,}") for kind, count in kinds]


def _told_kind(plan: ImportPlan, code: str) -> IssueKind:
    """Give a kind of doubt as it stands after the fixes that were accepted."""
    kind = ISSUE_KINDS[code]
    if not kind.fixable or _waits(plan, code):
        return kind
    return replace(kind, severity=Severity.NOTICE, title=f"{kind.title}: put right")


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
        named = _named(left_out, _FEW)
        conversation.say(f"Money and areas in columns that are not imported: {named}.")
