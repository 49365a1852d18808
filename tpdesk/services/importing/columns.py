"""Proposes the field that each column goes to, and says how sure it is and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.wording import count_words
from tpdesk.services.importing.coded import cell_text
from tpdesk.services.importing.evidence import (
    coordinate_kind,
    looks_like_degrees,
    looks_like_names,
    looks_like_words,
    share_of_full_postcodes,
    share_of_grid_references,
    share_of_long_uprns,
    share_that_fits,
    take_sample,
)
from tpdesk.services.importing.headings import WITHIN_WORDS, match_heading
from tpdesk.services.importing.request import NO_FIELD
from tpdesk.services.importing.units import OWN_UNITS, split_heading, unit_fits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.coded import CodedColumn, CodedTable
    from tpdesk.services.importing.evidence import Sample

SURE, LIKELY = 0.9, 0.6
_LEAST = 0.45
_BESIDE, _UNTOLD = 0.75, 0.4
"""Confidence of a heading that could mean several things, with and without others that tell which."""
_FIRST_VALUES = 3
_AXES = {"easting": "longitude", "northing": "latitude", "longitude": "easting", "latitude": "northing"}
_FIRST_AXIS = frozenset(("easting", "longitude"))


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """Where a column goes.

    Attributes:
        column: Heading as the list has it.
        field: Key of the field; empty when the column is left out.
        confidence: 0 to 1.
        why: The reason, in words.
        unit: Unit the numbers are in: the heading's, a person's, else the field's own.
        first_values: Some of its cells.
        filled: Rows with something in the cell.
        distinct: Different cells.
        decided: Whether a person or a profile said so.
        crs: EPSG code of a column of coordinates, 0 for others.
    """

    column: str
    field: str
    confidence: float
    why: str
    unit: str = ""
    first_values: tuple[str, ...] = ()
    filled: int = 0
    distinct: int = 0
    decided: bool = False
    crs: int = 0

    @property
    def sureness(self) -> str:
        """How sure, in a word."""
        if self.confidence >= SURE:
            return "Sure"
        return "Likely" if self.confidence >= LIKELY else "Check"


@dataclass(frozen=True, slots=True)
class _Claim:
    column: int
    field: str
    confidence: float
    place: int
    why: str
    beside: frozenset[str] | None = None


def propose_columns(
    table: CodedTable, decided: Mapping[str, str], units: Mapping[str, str]
) -> tuple[ColumnProposal, ...]:
    """Propose a field for every column, no field twice.

    Args:
        table: The list.
        decided: Field by heading as a person or a profile said; these are not questioned.
        units: Unit by heading as a person said.
    """
    samples = [take_sample(column) for column in table.columns]
    taken = {field for field in decided.values() if field}
    claims = [
        claim
        for index, column in enumerate(table.columns)
        if column.heading not in decided
        for claim in _claims(index, column, samples[index])
        if claim.field not in taken
    ]
    claims = _judged_by_others(claims, taken)
    chosen: dict[int, _Claim] = {}
    for claim in sorted(claims, key=lambda each: (-each.confidence, each.place, each.column)):
        if claim.column not in chosen and claim.field not in taken and claim.confidence >= _LEAST:
            chosen[claim.column] = claim
            taken.add(claim.field)
    weak = {claim.column: claim for claim in reversed(claims)}
    proposals = [
        _proposal(column, chosen.get(index), weak.get(index), decided, units)
        for index, column in enumerate(table.columns)
    ]
    return tuple(_with_coordinate_systems(proposals, samples))


def _judged_by_others(claims: list[_Claim], taken: set[str]) -> list[_Claim]:
    """Believe a heading that could mean several things only beside columns that tell which."""
    sure = {claim.field for claim in claims if claim.beside is None and claim.confidence >= LIKELY} | taken
    judged = []
    for claim in claims:
        if claim.beside is None:
            judged.append(claim)
        elif claim.beside & sure:
            why = f"{claim.why} Other columns of the list point to this one."
            judged.append(replace(claim, confidence=min(claim.confidence, _BESIDE), why=why))
        else:
            judged.append(replace(claim, confidence=min(claim.confidence, _UNTOLD)))
    return judged


def _claims(index: int, column: CodedColumn, sample: Sample) -> list[_Claim]:
    _, unit = split_heading(column.heading)
    claims = [
        _weighed(
            _Claim(
                index,
                *_by_values(match.field, match.confidence, sample),
                match.place,
                match.why,
                match.beside,
            ),
            column,
            sample,
        )
        for match in match_heading(column.heading)
        if unit_fits(FIELD_BY_KEY[match.field].type, unit)
    ]
    return claims or _claims_by_values_alone(index, column, sample)


def _by_values(field: str, confidence: float, sample: Sample) -> tuple[str, float]:
    """Tell degrees from metres by the numbers, whatever the heading says; the axis stays the heading's."""
    if field not in _AXES or not sample.cells:
        return field, confidence
    kind = coordinate_kind(sample)
    degrees = kind in ("longitude", "latitude")
    if not kind or degrees == (field in ("longitude", "latitude")):
        return field, confidence
    return _AXES[field], confidence - 0.02


def _weighed(claim: _Claim, column: CodedColumn, sample: Sample) -> _Claim:
    field = FIELD_BY_KEY[claim.field]
    if not sample.cells:
        return replace(claim, confidence=claim.confidence - 0.02, why=f"{claim.why} The column is empty.")
    if claim.field == "reference":
        return _weighed_reference(claim, column)
    share = share_that_fits(sample, field)
    if field.type in (FieldType.TEXT, FieldType.NOTE) and claim.field != "grid_reference":
        return claim
    confidence = claim.confidence
    if confidence <= WITHIN_WORDS:
        # "Floor area - under used" holds the words of a field and is another one.
        confidence, why = _LEAST - 0.01, claim.why
    elif share >= 0.8:
        confidence += 0.15 if confidence < SURE else 0.03
        why = f"{claim.why} {share:.0%} of its values fit."
    else:
        confidence *= 0.4 + 0.65 * share
        why = f"{claim.why} Only {share:.0%} of its values fit."
    if claim.field == "area_unstated_m2":
        confidence, why = min(confidence, 0.85), f"{why} The heading does not say gross or net."
    return replace(claim, confidence=min(confidence, 0.98), why=why)


def _weighed_reference(claim: _Claim, column: CodedColumn) -> _Claim:
    filled = int(column.filled.sum())
    share = len(column.uniques) / max(filled, 1)
    if share >= 0.9:
        gained = min(claim.confidence + 0.15, 0.97)
        return replace(claim, confidence=gained, why=f"{claim.why} Its values differ from row to row.")
    confidence = claim.confidence * (0.4 + 0.5 * share)
    return replace(claim, confidence=confidence, why=f"{claim.why} Its values repeat.")


def _claims_by_values_alone(index: int, column: CodedColumn, sample: Sample) -> list[_Claim]:
    """Know a column by what stands in it; a wide sheet has thousands, so what cannot be is not tried."""
    if not sample.cells:
        return []
    claim = _claim_of_numbers(index, sample) if sample.has_digits else None
    if claim is None and not sample.numbers_only:
        claim = _claim_of_words(index, column, sample)
    return [] if claim is None else [claim]


def _claim_of_numbers(index: int, sample: Sample) -> _Claim | None:
    written = not sample.numbers_only
    if written and share_of_full_postcodes(sample) >= 0.7:
        return _Claim(index, "postcode", 0.7, 99, "Its values are postcodes.")
    if share_of_long_uprns(sample) >= 0.8:
        return _Claim(index, "uprn", 0.65, 99, "Its values are shaped like UPRNs.")
    if written and share_of_grid_references(sample) >= 0.8:
        return _Claim(index, "grid_reference", 0.65, 99, "Its values are grid references.")
    if not looks_like_degrees(sample):
        return None
    kind = coordinate_kind(sample)
    if kind in ("longitude", "latitude"):
        return _Claim(index, kind, 0.5, 99, f"Its values could be a {kind}.")
    return None


def _claim_of_words(index: int, column: CodedColumn, sample: Sample) -> _Claim | None:
    if looks_like_words(sample) and share_that_fits(sample, FIELD_BY_KEY["service"]) == 1.0:
        return _Claim(index, "service", 0.5, 99, "All its values are services.")
    if looks_like_names(column, sample):
        return _Claim(index, "name", 0.46, 99, "Its values are words that differ from row to row.")
    return None


def _proposal(
    column: CodedColumn,
    claim: _Claim | None,
    weak: _Claim | None,
    decided: Mapping[str, str],
    units: Mapping[str, str],
) -> ColumnProposal:
    heading = column.heading
    _, unit = split_heading(heading)
    if heading in decided:
        field, confidence, why = decided[heading], 1.0, "Chosen."
    elif claim is not None:
        field, confidence, why = claim.field, round(claim.confidence, 2), claim.why
    elif weak is not None:
        field, confidence = NO_FIELD, round(min(weak.confidence, 0.4), 2)
        label = FIELD_BY_KEY[weak.field].label.lower()
        why = f"It could be {label}, but another column fits better or its values do not fit."
        if weak.beside is not None:
            why = f"It could be {label} or something else; nothing else in the list tells which."
    else:
        field, confidence, why = NO_FIELD, 0.0, "tpdesk knows no field by this heading."
    own = OWN_UNITS.get(FIELD_BY_KEY[field].type, "") if field else ""
    return ColumnProposal(
        column=heading,
        field=field,
        confidence=confidence,
        why=why,
        unit=units.get(heading, "") or unit or own,
        first_values=tuple(cell_text(cell) for cell in column.uniques[:_FIRST_VALUES]),
        filled=int(column.filled.sum()),
        distinct=len(column.uniques),
        decided=heading in decided,
    )


def tell_unnamed(proposals: Sequence[ColumnProposal], unnamed: Sequence[str], book: DoubtBook) -> None:
    """Note the columns without a heading that hold values."""
    for proposal in proposals:
        if proposal.column not in unnamed or not proposal.filled:
            continue
        label = FIELD_BY_KEY[proposal.field].label.lower() if proposal.field else ""
        where = f"taken for the {label}" if label else "not imported"
        rows = count_words(proposal.filled, "row")
        book.add(
            "heading_missing",
            [0],
            f"{proposal.column} has no heading and holds values in {rows}; it is {where}.",
            column=proposal.column,
            value=proposal.first_values[0],
            suggestion="Give it a heading, or say where it goes.",
        )


def _with_coordinate_systems(
    proposals: Sequence[ColumnProposal], samples: Sequence[Sample]
) -> list[ColumnProposal]:
    kinds = {
        proposal.field: coordinate_kind(sample)
        for proposal, sample in zip(proposals, samples, strict=True)
        if proposal.field in _AXES
    }
    metres = 3857 if kinds.get("northing") == "mercator_y" or kinds.get("easting") == "mercator_y" else 27700
    codes = {"easting": metres, "northing": metres, "longitude": 4326, "latitude": 4326}
    return [replace(proposal, crs=codes.get(proposal.field, 0)) for proposal in proposals]
