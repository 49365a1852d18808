"""Looks a register's facts over: what its rules doubt, what its lists left in doubt, what was accepted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.completeness import Completeness, count_known
from tpdesk.domain.disclosure import FULL, AudienceKind, commercial_open, disclose_assets
from tpdesk.domain.issues import ISSUE_KINDS, Severity
from tpdesk.domain.rules.catalogue import RULES, run_rules, told_fields
from tpdesk.domain.rules.examined import Examined
from tpdesk.services.commands.doubts import AcceptDoubts
from tpdesk.store.examination_reads import DoubtKey, read_acceptances, read_unpriced
from tpdesk.store.issue_reads import read_standing_issues
from tpdesk.store.part_reads import read_parents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from tpdesk.domain.disclosure import Audience, Disclosed
    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.rules.rule import Fix
    from tpdesk.store.examination_reads import Acceptance
    from tpdesk.store.issue_reads import StandingIssue
    from tpdesk.store.register import Register

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}
_REPLACED = frozenset(code for rule in RULES for code in rule.replaces)
_REASON_CLOSED = "Accepted by its organisation"
"""Why is for those to say who may see commercial facts: a reason may tell one."""
_FOR_THE_IMPORTER_ALONE = frozenset(("row_refused",))


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt about the register as it stands.

    Attributes:
        code: Of the rule, or of the kind of doubt about a list.
        severity: How much it matters.
        label: What is wrong, for a heading.
        row: Row of the asset in the frame that was looked at, None when it is about a list.
        asset_uid: The asset, None when it is about a list.
        field: Key of the field to look at; of a doubt about a list the column's heading.
        value: What is there, as plain Python.
        message: What was found, in sentences.
        fix: What puts it right, where that is certain.
        stands_on: The values it rests on, as one text.
        accepted: Why somebody accepted it, None when it is open.
        source: File, sheet and row of the list, empty when a rule found it.
    """

    code: str
    severity: Severity
    label: str
    row: int | None
    asset_uid: str | None
    field: str
    value: object
    message: str
    fix: Fix | None
    stands_on: str
    accepted: str | None
    source: tuple[str, str, int] | None = None

    @property
    def key(self) -> DoubtKey:
        """What tells it from every other."""
        return DoubtKey(self.code, self.asset_uid or "", self.field)


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """What is looked at beside the assets.

    Attributes:
        boundary: Outline of the place, None when it is unknown.
        parents: The asset of which another is a part, by the part's uid.
        unpriced: Assets of which some cost or backlog lacks its price year.
        standing: What the newest edition of each list left in doubt.
        accepted: Doubts that were accepted.
    """

    boundary: BaseGeometry | None
    parents: Mapping[str, str]
    unpriced: Collection[str]
    standing: Sequence[StandingIssue]
    accepted: Mapping[DoubtKey, Acceptance]


@dataclass(frozen=True, slots=True, eq=False)
class CheckedFacts:
    """A register looked over, as one audience may see it.

    Attributes:
        shown: The assets that were looked at.
        doubts: Errors first, then warnings, then notices; each as the catalogue orders them.
        completeness: How much is known, by organisation and group of fields.
    """

    shown: Disclosed[AssetFrame]
    doubts: tuple[Doubt, ...]
    completeness: tuple[Completeness, ...]

    def counts(self) -> dict[str, int]:
        """Count the open doubts by code, most frequent first."""
        return dict(Counter(each.code for each in self.doubts if each.accepted is None).most_common())

    def counts_by_organisation(self) -> dict[str | None, dict[str, int]]:
        """Count the open doubts about assets by organisation and code; None is no organisation."""
        counts: dict[str | None, Counter[str]] = {}
        names = self.shown.value["organisation"].tolist()
        for each in self.doubts:
            if each.row is not None and each.accepted is None:
                counts.setdefault(names[each.row], Counter())[each.code] += 1
        return {name: dict(each.most_common()) for name, each in counts.items()}


def check_facts(register: Register, audience: Audience, on: date) -> CheckedFacts:
    """Look a register over for an audience.

    Rules see what the audience may see and no more. An organisation is told of its own assets; doubts about
    lists, which hold the lists' own cells, are told to the list's organisation and in full alone.

    Args:
        register: The register, open.
        audience: Who is to be told.
        on: The day that counts as today.

    Raises:
        InputError: The audience names an organisation that the register does not have.
    """
    return look_over(disclose_assets(register.read_assets(), audience), read_beside(register), on)


def read_beside(register: Register) -> Beside:
    """Read what is looked at beside the assets."""
    return Beside(
        register.place.boundary,
        read_parents(register),
        read_unpriced(register),
        read_standing_issues(register),
        read_acceptances(register),
    )


def look_over(shown: Disclosed[AssetFrame], beside: Beside, on: date) -> CheckedFacts:
    """Look over what was read and disclosed already; see check_facts."""
    doubts = [*_by_rules(_examined(shown, beside, on), _told_of(shown), beside.accepted)]
    if shown.audience.kind in (AudienceKind.FULL, AudienceKind.ORGANISATION):
        doubts += _by_lists(shown, beside)
    doubts.sort(key=lambda each: _WEIGHT[each.severity])
    return CheckedFacts(shown, tuple(doubts), count_known(shown))


def _examined(shown: Disclosed[AssetFrame], beside: Beside, on: date) -> Examined:
    frame = shown.value
    rows = {uid: row for row, uid in enumerate(frame.uids.tolist())}
    parents = np.full(len(frame), -1, dtype=np.intp)
    for part, whole in beside.parents.items():
        if part in rows:
            parents[rows[part]] = rows.get(whole, -1)
    unpriced = np.zeros(len(frame), dtype=bool)
    unpriced[[rows[uid] for uid in beside.unpriced if uid in rows]] = True
    return Examined(frame, on, beside.boundary, parents, unpriced, commercial_open(shown))


def _told_of(shown: Disclosed[AssetFrame]) -> frozenset[int]:
    """Give the numbers of the organisations whose assets are told of."""
    audience, organisations = shown.audience, shown.value.organisations
    if audience.kind is not AudienceKind.ORGANISATION:
        return frozenset(range(-1, len(organisations)))
    name = audience.organisation.casefold()
    return frozenset(place for place, each in enumerate(organisations) if each.name.casefold() == name)


def _by_rules(
    examined: Examined, told_of: frozenset[int], accepted: Mapping[DoubtKey, Acceptance]
) -> Iterator[Doubt]:
    frame = examined.frame
    owners, uids = frame.organisation.tolist(), frame.uids.tolist()
    for found in run_rules(examined):
        rule = found.rule
        for row in found.rows.tolist():
            if owners[row] not in told_of:
                continue
            told = rule.tell(examined, row)
            fields = told_fields(rule, told)
            stands_on = "; ".join(f"{key}={frame.value(row, key)}" for key in fields)
            reason = _reason(accepted, DoubtKey(rule.code, uids[row], fields[0]), stands_on)
            yield Doubt(
                rule.code,
                rule.severity,
                rule.label,
                row,
                uids[row],
                fields[0],
                frame.value(row, fields[0]),
                told.message,
                told.fix,
                stands_on,
                reason and (reason if examined.commercial_open[row] else _REASON_CLOSED),
            )


def _by_lists(shown: Disclosed[AssetFrame], beside: Beside) -> Iterator[Doubt]:
    frame, told_of = shown.value, _told_of(shown)
    full = shown.audience == FULL
    rows = {uid: row for row, uid in enumerate(frame.uids.tolist())}
    own = {frame.organisations[place].uid for place in told_of if place >= 0}
    for each in beside.standing:
        issue, row = each.issue, rows.get(each.asset_uid or "")
        if issue.code in _REPLACED or (each.asset_uid is not None and row is None):
            continue
        hidden = issue.code in _FOR_THE_IMPORTER_ALONE or (
            each.organisation_uid not in own if row is None else int(frame.organisation[row]) not in told_of
        )
        if hidden and not full:
            continue
        kind = ISSUE_KINDS[issue.code]
        key = DoubtKey(issue.code, each.asset_uid or "", issue.column)
        yield Doubt(
            issue.code,
            kind.severity,
            kind.title,
            row,
            each.asset_uid,
            issue.column,
            issue.value or None,
            f"{issue.message} {issue.suggestion}".strip(),
            None,
            issue.value,
            _reason(beside.accepted, key, issue.value) if each.asset_uid else None,
            (issue.file, issue.sheet, issue.row),
        )


def _reason(accepted: Mapping[DoubtKey, Acceptance], key: DoubtKey, stands_on: str) -> str | None:
    """Give why a doubt was accepted; with other values than those it was accepted for it is open again."""
    found = accepted.get(key)
    return found.reason if found and found.stands_on == stands_on else None


def plan_acceptance(doubts: Sequence[Doubt], reason: str, words: str) -> AcceptDoubts:
    """Make the command that accepts doubts about assets; those about a whole list are left out.

    Raises:
        InputError: No reason is given.
    """
    named = tuple((each.key, each.stands_on) for each in doubts if each.asset_uid is not None)
    return AcceptDoubts(words, named, reason)
