"""Brings the columns of a list to the fields they go to, and tells every doubt about a cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.postcode import PostcodeForm, ending_postcode, read_postcode
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.domain.vocabularies.holding import TENURE_DETAILS
from tpdesk.domain.vocabularies.term import fold_wording
from tpdesk.services.importing.coded import CodedColumn, as_objects, cell_text
from tpdesk.services.importing.parsing.cells import ParsingHints, nearest_term, parse_cells, repair_text
from tpdesk.services.importing.parsing.parsed import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from tpdesk.domain.fields.field import Field
    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.coded import CodedTable
    from tpdesk.services.importing.columns import ColumnProposal
    from tpdesk.services.importing.parsing.parsed import Parsed
    from tpdesk.services.importing.request import Decisions


_LONGEST_VALUE = 1000
_ADDRESSES = ("address", "post_town", "locality", "street")
"""Fields that an address may end in, in the order they are asked for its postcode."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a facet as a list has it.

    Attributes:
        field: Key of the field.
        wording: As the list has it.
        rows: How many rows have it.
        word: The vocabulary's word it is taken for, empty when it is in none.
        proposal: The nearest word when it is in none.
    """

    field: str
    wording: str
    rows: int
    word: str
    proposal: str = ""


@dataclass(slots=True, eq=False)
class Understood:
    """A list's rows by field.

    Attributes:
        rows: Row numbers as Excel counts, int32 (n,).
        values: Plain values by field key, None when unknown; object (n,) each.
        sources: The coded column and the proposal by field key; constants have none.
        wordings: What was found in the columns of facets.
        shapes: Shapes as the list has them, None when it has none.
    """

    rows: NDArray[np.int32]
    values: dict[str, NDArray[np.object_]]
    sources: dict[str, tuple[CodedColumn, ColumnProposal]]
    wordings: tuple[Wording, ...] = ()
    shapes: NDArray[np.object_] | None = None

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def get(self, key: str) -> NDArray[np.object_]:
        """Give a field's values; all unknown when the list has no such column."""
        found = self.values.get(key)
        return np.full(len(self.rows), None, dtype=object) if found is None else found

    def said(self, key: str) -> NDArray[np.object_] | None:
        """Give a field's values, or the bare cells of a column read elsewhere; None without one."""
        if key in self.values:
            return self.values[key]
        return self.sources[key][0].cells() if key in self.sources else None


def understand(
    table: CodedTable, proposals: Iterable[ColumnProposal], decisions: Decisions, book: DoubtBook
) -> Understood:
    """Read every column that goes to a field, coordinates apart.

    Args:
        table: The list.
        proposals: Where each column goes.
        decisions: What a person has decided.
        book: Takes the doubts.
    """
    understood = Understood(table.rows, {}, {}, shapes=table.geometry)
    wordings: list[Wording] = []
    for proposal in proposals:
        column = table.find(proposal.column)
        if not proposal.field or column is None:
            continue
        field = FIELD_BY_KEY[proposal.field]
        understood.sources[field.key] = (column, proposal)
        if field.type is FieldType.COORDINATE:
            continue
        hints = ParsingHints(proposal.unit, _wordings_of(field.key, decisions))
        parsed = parse_cells(column.uniques, field, hints)
        values = column.spread(parsed.values)
        accepted = _accept_proposals(values, column, parsed, decisions, table.rows)
        _tell(parsed, column, (table.rows, accepted), book)
        understood.values[field.key] = values
        if field.type is FieldType.VOCABULARY:
            wordings += _found_wordings(field, column, parsed)
    _tell_basis(understood, book)
    _read_detail_from_tenure(understood)
    _read_postcodes_from_addresses(understood, book)
    understood.wordings = tuple(wordings)
    return understood


def _wordings_of(key: str, decisions: Decisions) -> Mapping[str, str]:
    return {
        fold_wording(wording): word for (field, wording), word in decisions.wordings.items() if field == key
    }


def _accept_proposals(
    values: NDArray[np.object_],
    column: CodedColumn,
    parsed: Parsed,
    decisions: Decisions,
    rows: NDArray[np.int32],
) -> NDArray[np.bool_]:
    """Put proposed values where a person has accepted them, and tell in which rows that was."""
    accepted = np.zeros(len(rows), dtype=bool)
    for index, proposal in parsed.proposals.items():
        chosen = (column.codes == index) & accepted_rows(decisions, "postcode_character", rows)
        values[chosen] = proposal
        accepted |= chosen
    return accepted


def accepted_rows(decisions: Decisions, code: str, rows: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Give the rows for which a person has accepted the fix of a kind of doubt."""
    if (code, 0) in decisions.accepted:
        return np.ones(len(rows), dtype=bool)
    numbers = [row for accepted, row in decisions.accepted if accepted == code]
    return np.isin(rows, numbers)


def _tell(
    parsed: Parsed,
    column: CodedColumn,
    rows: tuple[NDArray[np.int32], NDArray[np.bool_]],
    book: DoubtBook,
) -> None:
    if not parsed.doubts:
        return
    numbers, accepted = rows
    which = np.full(len(column.uniques) + 1, -1, dtype=np.int64)
    which[[doubt.index for doubt in parsed.doubts]] = np.arange(len(parsed.doubts))
    doubt_of = which[column.codes]
    doubted = np.flatnonzero(doubt_of >= 0)
    doubts = parsed.doubts
    texts = as_objects([quoted(text, _LONGEST_VALUE) for text in column.texts()])
    codes = np.array([doubt.code for doubt in doubts], dtype=object)
    messages = as_objects([doubt.message for doubt in doubts])[doubt_of[doubted]]
    settled = accepted[doubted]
    messages[settled] = [f"{message} Put right, as accepted." for message in messages[settled]]
    suggestions = as_objects([doubt.suggestion for doubt in doubts])[doubt_of[doubted]]
    found = codes[doubt_of[doubted]]
    for code in dict.fromkeys(codes):
        of_it = found == code
        book.add(
            code,
            numbers[doubted[of_it]],
            messages[of_it],
            column=column.heading,
            value=texts[column.codes[doubted[of_it]]],
            suggestion=suggestions[of_it],
        )


def _found_wordings(field: Field, column: CodedColumn, parsed: Parsed) -> list[Wording]:
    vocabulary = VOCABULARIES[field.vocabulary]
    doubted = {doubt.index for doubt in parsed.doubts if doubt.code == "wording_unknown"}
    found: list[Wording] = []
    for index, (text, rows) in enumerate(zip(column.texts(), column.counts(), strict=True)):
        near = nearest_term(vocabulary, text) if index in doubted and len(found) < 200 else ""
        found.append(Wording(field.key, text, int(rows), parsed.values[index] or "", near))
    return found


def _tell_basis(understood: Understood, book: DoubtBook) -> None:
    areas = understood.values.get("area_unstated_m2")
    if areas is not None and any(value is not None for value in areas):
        heading = understood.sources["area_unstated_m2"][0].heading
        book.add_file(
            "area_basis_unknown",
            f"“{heading}” does not say whether it is gross or net; it is added to no area of a known basis.",
            column=heading,
            suggestion="Ask, and let the column go to the gross or the net internal area.",
        )


def _read_postcodes_from_addresses(understood: Understood, book: DoubtBook) -> None:
    """Take the full postcode that ends an address where no column gives one, and tell it."""
    for key in _ADDRESSES:
        if key not in understood.sources:
            continue
        column = understood.sources[key][0]
        found = column.spread(
            as_objects([ending_postcode(cell_text(cell)) or None for cell in column.uniques])
        )
        given = understood.get("postcode")
        ends = np.array([value is not None for value in found], dtype=bool)
        missing = ends & np.array([value is None for value in given], dtype=bool)
        texts = column.spread(column.texts())
        _tell_other_postcodes(understood, found, ends & ~missing, book)
        if not missing.any():
            continue
        filled = given.copy()
        filled[missing] = found[missing]
        understood.values["postcode"] = filled
        book.add(
            "postcode_from_address",
            understood.rows[missing],
            [f"The row gives no other postcode; {postcode} ends its address." for postcode in found[missing]],
            column=column.heading,
            value=[quoted(text, _LONGEST_VALUE) for text in texts[missing]],
            suggestion=found[missing],
        )


def _tell_other_postcodes(
    understood: Understood, found: NDArray[np.object_], rows: NDArray[np.bool_], book: DoubtBook
) -> None:
    """Note the rows whose address ends with another full postcode than their own."""
    given = understood.get("postcode")
    full = (PostcodeForm.FULL, PostcodeForm.SPACED)
    chosen = [
        row
        for row in np.flatnonzero(rows).tolist()
        if given[row] != found[row] and read_postcode(given[row]).form in full
    ]
    book.add(
        "postcode_differs",
        understood.rows[chosen],
        [f"The postcode is {given[row]}, and the address ends with {found[row]}." for row in chosen],
        column=understood.sources["postcode"][0].heading if "postcode" in understood.sources else "",
        value=given[chosen],
        suggestion="The postcode of its own column is kept; check which of the two is right.",
    )


def _read_detail_from_tenure(understood: Understood) -> None:
    """One wording often says both ("Local Investment Finance Trust (LIFT)"): read the detail from it too."""
    source = understood.sources.get("tenure")
    if source is None:
        return
    column = source[0]
    details = as_objects([TENURE_DETAILS.find(repair_text(cell_text(cell))) for cell in column.uniques])
    spread = column.spread(details)
    given = understood.get("tenure_detail")
    filled = given.copy()
    missing = np.array([value is None for value in given], dtype=bool)
    filled[missing] = spread[missing]
    if any(value is not None for value in filled):
        understood.values["tenure_detail"] = filled
