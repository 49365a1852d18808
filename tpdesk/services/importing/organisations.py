"""Which organisation reports each row: known ones by name, new ones with a kind and a colour."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.errors import InputError
from tpdesk.domain.identity import new_uid
from tpdesk.domain.look import assign_colours
from tpdesk.domain.organisation import Organisation
from tpdesk.domain.vocabularies.organisations import KINDS
from tpdesk.services.importing.coded import cell_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.coded import CodedTable
    from tpdesk.services.importing.columns import ColumnProposal

_KINDS: tuple[tuple[str, str], ...] = (
    ("ambulance", r"\bambulance\b"),
    ("fire", r"\bfire\b|\bfrs\b"),
    ("police", r"\bpolice\b|\bconstabulary\b|\bpcc\b"),
    # "Manchester University NHS Foundation Trust" is no university.
    ("nhs", r"\bnhs\b|\bicb\b"),
    ("education", r"\b(?:school|schools|academy|academies|college|university|multi academy)\b"),
    ("nhs", r"\bhospitals?\b|\bhealthcare\b|\bhealth\b|\bgp\b|\bsurgery\b|\bmedical\b"),
    (
        "central_government",
        r"\b(?:department|ministry|dwp|jobcentre|jobcentre ?plus|job centre|probation|hmrc|hmcts|hm"
        r"|home office|government|revenue|agency|defra|mod|moj|crown)\b",
    ),
    (
        "council",
        r"\b(?:council|borough|county|city of|metropolitan|unitary|authority|mbc|cbc|mdc|district"
        r"|corporation)\b",
    ),
    ("voluntary", r"\b(?:charity|trust|voluntary|community|foundation|association|cic|society|church)\b"),
)
_BODY = re.compile(
    r"\b(?:nhs|trust|council|constabulary|police (?:service|force)|fire (?:and|&) rescue|authority"
    r"|ambulance service|icb|integrated care board|ministry|department|commissioner|housing association)\b"
)
_BODY_HEADING = re.compile(
    r"\b(?:trust|organisation|organization|body|authority|partner|report\w*|council|force|department)\b"
)
_LOOKED_AT = 400
_MOSTLY = 0.6
_MOST_CANDIDATES = 3
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)


def organisation_key(name: str) -> str:
    """Give the form in which organisations are compared: any case, one space between words."""
    return " ".join(name.split()).casefold()


def recognise_kind(name: str) -> str:
    """Tell the kind of a public body from its name; ``other`` when nothing tells it."""
    folded = organisation_key(name)
    return next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), "other")


def read_kind(text: str) -> str:
    """Read a kind as a person writes it; empty when none is given.

    Raises:
        InputError: There is no such kind.
    """
    if not text.strip():
        return ""
    kind = KINDS.find(text)
    if kind is None:
        raise InputError(
            "kind_unknown",
            f"There is no kind of organisation “{text}”.",
            "Choose one of: " + ", ".join(KINDS.keys) + ".",
        )
    return kind


class ReporterUnknownError(InputError):
    """Nobody has said which organisation reports a list.

    Args:
        columns: Where each of its columns would go.
        candidates: Headings of columns that look as if they named it, the likeliest first.
        suggested_profile: Name of a shipped profile that fits the list, which may know it; empty when none.
    """

    def __init__(
        self,
        columns: Sequence[ColumnProposal] = (),
        candidates: Sequence[str] = (),
        suggested_profile: str = "",
    ) -> None:
        """Say so, and keep what a person needs to answer."""
        hint = "Name the organisation, or the column that holds it."
        if candidates:
            quoted = " or ".join(f"“{heading}”" for heading in candidates)
            hint = f"{hint} It may be {quoted}."
        message = "It is not known which organisation reports this list. Nothing was imported."
        super().__init__("organisation_missing", message, hint)
        self.columns = tuple(columns)
        self.candidates = tuple(candidates)
        self.suggested_profile = suggested_profile


def find_organisation_columns(table: CodedTable) -> tuple[str, ...]:
    """Give the columns that look as if they named the reporting organisation, the likeliest first."""
    found = []
    for column in table.columns:
        texts = [cell_text(cell) for cell in column.uniques[:_LOOKED_AT]]
        bodies = sum(bool(_BODY.search(organisation_key(text))) for text in texts)
        if bodies and bodies >= _MOSTLY * len(texts):
            named = bool(_BODY_HEADING.search(column.heading.casefold()))
            found.append((not named, -len(column.uniques), column.heading))
    return tuple(heading for _, _, heading in sorted(found)[:_MOST_CANDIDATES])


@dataclass(frozen=True, slots=True, eq=False)
class ReportingOrganisations:
    """The organisations of a list.

    Attributes:
        organisations: All partners of the register and the new ones behind them.
        new: Those that the import makes.
        of_row: Index into ``organisations`` for each row, -1 when the row names none; int32 (n,).
    """

    organisations: tuple[Organisation, ...]
    new: tuple[Organisation, ...]
    of_row: NDArray[np.int32]

    @property
    def used(self) -> tuple[Organisation, ...]:
        """The organisations that report at least one row."""
        return tuple(self.organisations[index] for index in np.unique(self.of_row[self.of_row >= 0]))

    def uids(self) -> NDArray[np.object_]:
        """Give each row's organisation uid, None when it names none."""
        lookup = np.array([*(each.uid for each in self.organisations), None], dtype=object)
        found: NDArray[np.object_] = lookup[self.of_row]
        return found


def name_none(name: str, names: NDArray[np.object_] | None) -> bool:
    """Whether neither a name for the file nor a column names an organisation."""
    return not name.strip() and (names is None or (len(names) > 0 and not any(names)))


def find_organisations(
    known: Sequence[Organisation],
    name: str,
    names: NDArray[np.object_] | None,
    kind: str,
    count: int,
) -> ReportingOrganisations:
    """Find the reporting organisation of each row, and make those that are new.

    Args:
        known: The register's partners.
        name: The one organisation of the file; empty when a column names them.
        names: The names row by row, None when no column names them.
        kind: Kind of the new ones; empty to recognise it from the name.
        count: Number of rows.

    Raises:
        ReporterUnknownError: Neither a name nor a column names any.
    """
    given = np.full(count, name.strip(), dtype=object) if name.strip() else names
    if given is None or name_none(name, names):
        raise ReporterUnknownError
    organisations = list(known)
    index_of = {organisation_key(each.name): index for index, each in enumerate(known)}
    of_row = np.full(count, -1, dtype=np.int32)
    fresh: list[str] = []
    for wording in dict.fromkeys(str(text) for text in given if text):
        key = organisation_key(wording)
        if key not in index_of:
            index_of[key] = len(known) + len(fresh)
            fresh.append(" ".join(wording.split()))
        of_row[given == wording] = index_of[key]
    new = _make(known, fresh, kind)
    organisations += new
    return ReportingOrganisations(tuple(organisations), tuple(new), of_row)


def _make(known: Sequence[Organisation], names: Sequence[str], kind: str) -> list[Organisation]:
    kinds = [kind or recognise_kind(name) for name in names]
    colours = assign_colours([*(each.kind for each in known), *kinds])[len(known) :]
    return [
        Organisation(new_uid(), name, its_kind, "", colour)
        for name, its_kind, colour in zip(names, kinds, colours, strict=True)
    ]


def tell_missing(found: ReportingOrganisations, rows: NDArray[np.int32], book: DoubtBook) -> None:
    """Note the rows that name no organisation."""
    missing = found.of_row < 0
    book.add(
        "organisation_missing",
        rows[missing],
        "The row names no reporting organisation.",
        suggestion="Fill in the organisation in its column.",
    )
