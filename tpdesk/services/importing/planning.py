"""Plans an import: read, columns, parse, place, match; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tpdesk.domain.errors import InputError
from tpdesk.domain.identity import new_uid
from tpdesk.domain.issues import ISSUE_KINDS
from tpdesk.domain.pausing import pause_collection
from tpdesk.domain.progress import SilentProgress
from tpdesk.files.profiles import read_profile
from tpdesk.services.doubts import DoubtBook
from tpdesk.services.importing.asset_changes import change_assets, methods_after
from tpdesk.services.importing.changes import (
    ChangeInput,
    add_references,
    start_changes,
    tell_missing_columns,
    tell_vanished,
)
from tpdesk.services.importing.columns import propose_columns, tell_unnamed
from tpdesk.services.importing.control import ControlInput, make_control
from tpdesk.services.importing.dating import DateSources, Dating, date_rows
from tpdesk.services.importing.editions import (
    filter_text,
    find_list,
    list_of_file,
    name_of_list,
    read_last_edition,
)
from tpdesk.services.importing.fact_changes import change_facts
from tpdesk.services.importing.facts import period_columns
from tpdesk.services.importing.likeness import content_of, likeness_of, tell_repeats, tell_shared_uprns
from tpdesk.services.importing.locating import locate
from tpdesk.services.importing.matching import derive_keys, match_rows
from tpdesk.services.importing.merging import is_known
from tpdesk.services.importing.organisations import (
    ReporterUnknownError,
    ReportingOrganisations,
    find_organisation_columns,
    find_organisations,
    name_none,
    read_kind,
    tell_missing,
)
from tpdesk.services.importing.origins import Origins
from tpdesk.services.importing.plan import ImportPlan
from tpdesk.services.importing.precedence import find_behind, tell_behind, tell_order
from tpdesk.services.importing.provenance import profile_update, provenance_rows
from tpdesk.services.importing.reading import ReadList, read_list
from tpdesk.services.importing.recipe import Recipe, follow, profile_parts, with_profile
from tpdesk.services.importing.remembered import remembered_profile
from tpdesk.services.importing.repeated_areas import tell_repeated_areas
from tpdesk.services.importing.replaced_editions import tell_replaced
from tpdesk.services.importing.request import Decisions, ImportRequest, References
from tpdesk.services.importing.row_kinds import tell_aggregates, tell_not_in_use
from tpdesk.services.importing.state import RegisterState, read_state
from tpdesk.store.reads import read_batches, read_lists

if TYPE_CHECKING:
    from tpdesk.domain.progress import Progress
    from tpdesk.files.profiles import Profile
    from tpdesk.services.importing.changes import Changes
    from tpdesk.services.importing.control import ControlLine
    from tpdesk.services.importing.counts import RowCounts
    from tpdesk.services.importing.editions import LastEdition
    from tpdesk.services.importing.matching import Matching
    from tpdesk.services.importing.understanding import Understood
    from tpdesk.services.placing.positions import Positions
    from tpdesk.store.register import Register

_STEPS = 8
_SILENT = SilentProgress()
_NO_REFERENCES = References()
_NO_DECISIONS = Decisions()


@dataclass(slots=True, eq=False)
class _Work:
    """What the steps of planning hand on to each other."""

    request: ImportRequest
    decisions: Decisions
    profile: Profile | None
    read: ReadList
    recipe: Recipe
    book: DoubtBook
    understood: Understood
    dating: Dating
    positions: Positions
    organisations: ReportingOrganisations
    list_name: str
    list_uid: str
    list_is_new: bool
    last: LastEdition | None
    matching: Matching


def plan_import(
    request: ImportRequest,
    register: Register,
    references: References = _NO_REFERENCES,
    decisions: Decisions = _NO_DECISIONS,
    progress: Progress = _SILENT,
) -> ImportPlan:
    """Work out what an import would do; the register is read and left as it is.

    Args:
        request: What is asked.
        register: The open register.
        references: What postcodes are looked up in.
        decisions: What a person has decided after an earlier plan.
        progress: Told of each step; may cancel.

    Raises:
        InputError: The file cannot be a list, or the request does not fit it.
        OutsideError: The file cannot be read.
    """
    with pause_collection():
        return _plan(request, register, references, decisions, progress)


def _plan(
    request: ImportRequest,
    register: Register,
    references: References,
    decisions: Decisions,
    progress: Progress,
) -> ImportPlan:
    progress.step(0, _STEPS, "Reading the file")
    profile, read = _read(request, register, decisions)
    progress.step(2, _STEPS, "Matching the columns")
    settled = _settle(request, decisions, profile, read)
    proposals = propose_columns(read.kept, settled.columns, settled.units)
    recipe = Recipe(proposals, settled, profile)
    book = DoubtBook()
    read.tell(book)
    tell_unnamed(proposals, read.raw.unnamed, book)
    progress.step(3, _STEPS, "Reading the values")
    understood = follow(recipe, read.kept, book)
    tell_aggregates(read.kept, understood, book)
    tell_not_in_use(understood, book)
    state = read_state(register)
    dating = date_rows(understood, DateSources(request, read, profile, state.batches), book)
    progress.step(4, _STEPS, "Placing")
    positions = locate(read.kept, recipe, understood, (references, state.place), book)
    organisations = _report(request, (read, recipe), understood, state, book)
    progress.step(5, _STEPS, "Comparing with the register")
    work = _match(
        (request, profile, read, recipe), (understood, positions, organisations, dating), state, book
    )
    changes, given = _changes(work, state, progress)
    progress.step(7, _STEPS, "Adding up")
    plan = _finish(work, changes, given, state)
    progress.step(_STEPS, _STEPS, "Planned")
    return plan


def _read(
    request: ImportRequest, register: Register, decisions: Decisions
) -> tuple[Profile | None, ReadList]:
    """Read the file by the profile asked for, else by the one that an edition of it was read by before."""
    if request.profile:
        profile = read_profile(request.profile)
        return profile, read_list(request, register, profile, decisions)
    read = read_list(request, register, None, decisions)
    remembered = remembered_profile(request, read, read_lists(register), read_batches(register))
    if remembered is None:
        return None, read
    return remembered, read_list(request, register, remembered, decisions)


def _settle(
    request: ImportRequest, decisions: Decisions, profile: Profile | None, read: ReadList
) -> Decisions:
    """Join what the profile knows, what the request asks and what the person decided."""
    settled = with_profile(decisions, profile, read.kept)
    heading = _organisation_heading(request, profile, read)
    columns = dict(settled.columns)
    if heading:
        columns[heading] = "organisation"
    accepted = settled.accepted | {_accepted(code) for code in request.accept_fixes}
    return replace(settled, columns=columns, accepted=frozenset(accepted))


def _accepted(code: str) -> tuple[str, int]:
    """Read a fix as a person names it: its code, or its code and a row.

    Raises:
        InputError: There is no such fix.
    """
    name, _, row = code.partition(":")
    fixes = [kind.code for kind in ISSUE_KINDS.values() if kind.fixable]
    if name not in fixes:
        raise InputError(
            "fix_unknown",
            f"There is no fix “{name}”. Nothing was imported.",
            f"Fixes that can be accepted are: {', '.join(fixes)}.",
        )
    return name, int(row) if row.isdigit() else 0


def _organisation_heading(request: ImportRequest, profile: Profile | None, read: ReadList) -> str:
    if request.organisation_column:
        return read.heading_of(request.organisation_column)
    if profile is None or request.organisation:
        return ""
    found = (read.kept.find(name) for name in profile.organisation_column)
    return next((column.heading for column in found if column is not None), "")


def _report(
    request: ImportRequest,
    sources: tuple[ReadList, Recipe],
    understood: Understood,
    state: RegisterState,
    book: DoubtBook,
) -> ReportingOrganisations:
    read, recipe = sources
    profile = recipe.profile
    name = request.organisation or (
        profile.organisation if profile and not request.organisation_column else ""
    )
    kind = read_kind(request.kind) or (profile.kind if profile else "")
    names = understood.values.get("organisation")
    if name_none(name, names):
        candidates = find_organisation_columns(read.kept)
        raise ReporterUnknownError(recipe.columns, candidates, read.suggested_profile)
    found = find_organisations(state.organisations, name, names, kind, len(understood))
    tell_missing(found, understood.rows, book)
    return found


def _match(
    asked: tuple[ImportRequest, Profile | None, ReadList, Recipe],
    rows: tuple[Understood, Positions, ReportingOrganisations, Dating],
    state: RegisterState,
    book: DoubtBook,
) -> _Work:
    request, profile, read, recipe = asked
    understood, positions, organisations, dating = rows
    used = organisations.used
    owner = used[0].uid if len(used) == 1 else None
    name = request.list_name or (profile.title if profile else name_of_list(request.path.stem))
    found = find_list(state.lists, name, owner, filter_text(read.where))
    if found is None and not request.list_name:
        found = list_of_file(state, read, owner, filter_text(read.where))
    last = read_last_edition(state, found)
    scheme = profile.reference_scheme if profile else "main"
    matching = match_rows(
        derive_keys(understood, positions),
        organisations.uids(),
        state.references(scheme),
        content_of(understood),
        likeness_of(understood, positions, state, last),
    )
    tell_repeats(understood, matching, book)
    tell_shared_uprns(understood, matching, book)
    tell_repeated_areas(understood, positions, matching, book)
    return _Work(
        request, recipe.decisions, profile, read, recipe, book, understood, dating, positions, organisations,
        found.name if found else name, found.uid if found else new_uid(), found is None, last, matching,
    )  # fmt: skip


def _changes(work: _Work, state: RegisterState, progress: Progress) -> tuple[Changes, ChangeInput]:
    same_file = work.last is not None and work.last.batch.sha256 == work.read.sha256
    order = tell_order(work.dating, work.last, work.book, same_file=same_file)
    assets = work.matching.assets
    behind, newer = find_behind(work.understood, assets, work.dating, state, work.list_uid)
    tell_behind(behind, newer, work.book)
    given = ChangeInput(
        understood=work.understood,
        positions=work.positions,
        matching=work.matching,
        organisations=work.organisations.uids(),
        state=state,
        last=work.last,
        list_uid=work.list_uid,
        scheme=work.profile.reference_scheme if work.profile else "main",
        periods=period_columns(work.dating.periods),
        same_file=same_file,
        order=order,
        behind=behind,
        origins=Origins(state),
        book=work.book,
    )
    changes, standing = start_changes(given)
    change_assets(given, changes, standing)
    add_references(given, changes)
    progress.step(6, _STEPS, "Comparing the facts")
    change_facts(given, changes, standing, work.list_name)
    tell_missing_columns(given, work.read.raw.columns)
    return changes, given


def _compare_editions(work: _Work, changes: Changes, given: ChangeInput) -> int:
    """Tell which buildings of the last edition are gone, and when it seems to be all; count them."""
    tell_replaced(given, changes, work.read.kept, work.recipe.columns)
    return tell_vanished(given, changes)


def _finish(work: _Work, changes: Changes, given: ChangeInput, state: RegisterState) -> ImportPlan:
    vanished = _compare_editions(work, changes, given)
    methods = methods_after(given, changes)
    work.book.withdraw("unplaced", work.understood.rows[is_known(methods)])
    distinct = work.matching.same_as < 0
    counts = replace(work.read.counts, duplicates=int((~distinct).sum()))
    created, updated = int(changes.created.sum()), int(changes.changed.sum())
    raw = work.read.raw
    plan = ImportPlan(
        request=work.request,
        decisions=work.decisions,
        file=raw.file,
        sheet=raw.sheet,
        other_sheets=raw.other_sheets,
        header_row=raw.header_row,
        facts=dict(raw.facts),
        sha256=work.read.sha256,
        where=work.read.where,
        counts=counts,
        recipe=work.recipe,
        understood=work.understood,
        positions=work.positions,
        matching=work.matching,
        methods=methods,
        organisations=work.organisations.used,
        new_organisations=work.organisations.new,
        list_name=work.list_name,
        list_uid=work.list_uid,
        list_is_new=work.list_is_new,
        published=bool(work.profile and work.profile.published),
        suggested_profile=work.read.suggested_profile,
        as_at=work.dating.as_at,
        period=work.dating.period,
        created=created,
        updated=updated,
        unchanged=int(distinct.sum()) - created - updated,
        vanished=vanished,
        updated_rows=changes.changed,
        issues=work.book.table(raw.file, raw.sheet),
        control=_control(work, changes, counts),
        inserts=(),
        updates=tuple(changes.update_rows()),
        known_batches=frozenset(batch.uid for batch in state.batches),
    )
    known = next((each for each in state.lists if each.uid == plan.list_uid), None)
    return replace(
        plan,
        inserts=(*provenance_rows(plan, work.read.kept, changes.assets), *changes.inserts),
        updates=(*plan.updates, *profile_update(plan, known)),
    )


def _control(work: _Work, changes: Changes, counts: RowCounts) -> tuple[ControlLine, ...]:
    given = ControlInput(
        table=work.read.kept,
        subtotals=work.read.subtotals,
        unnamed=work.read.unnamed,
        understood=work.understood,
        kept_values=changes.kept_values,
        distinct=work.matching.same_as < 0,
        counts=counts,
        parts=profile_parts(work.recipe, work.read.kept),
        refused=work.read.refused_cells(),
    )
    return make_control(given, work.recipe.columns)
