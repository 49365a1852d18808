"""The rule for each type of field, run over the distinct cells of a column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ftfy
import ftfy.badness
from rapidfuzz import fuzz, process

from tpdesk.domain.fields.field import Field, FieldType
from tpdesk.domain.postcode import PostcodeForm, read_postcode
from tpdesk.domain.uprn import read_uprn
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.domain.vocabularies.holding import TENURE_DETAILS
from tpdesk.domain.vocabularies.term import fold_wording
from tpdesk.services.importing.coded import as_objects, cell_text
from tpdesk.services.importing.parsing.dates import date_of, month_comes_first, other_order, read_month
from tpdesk.services.importing.parsing.measures import parse_measures
from tpdesk.services.importing.parsing.parsed import FORMULA_ERRORS, Parsed, quoted, says_unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.vocabularies.term import Vocabulary

_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
# Damaged text is repaired by these, so that they can go only afterwards.
_CONTROL = re.compile("[\x80-\x9f]")
_NUMBERING = re.compile(r"^\d{1,2}\.\s+(?=\D)")
_BETWEEN = re.compile(r"\s*(?:condition\s+)?([A-D])\s*(?:/|-|–|\+|&|to|or|and)\s*([A-D])\s*\Z", re.IGNORECASE)
_NEAR_WORDING = 82.0
_MAX_PROPOSED = 400
_LEAST_OF_12_DIGITS, _SHORTENED_BY = 10**11, 10**6


@dataclass(frozen=True, slots=True)
class ParsingHints:
    """What is known about a column beside its cells.

    Attributes:
        unit: Unit of the column, empty when it states none.
        wordings: Words of the vocabulary by folded wording, as a person or a profile decided.
    """

    unit: str = ""
    wordings: Mapping[str, str] | None = None


def parse_cells(uniques: NDArray[np.object_], field: Field, hints: ParsingHints) -> Parsed:
    """Read the distinct cells of a column as values of a field."""
    if field.type in _MEASURES:
        return parse_measures(uniques, field, hints.unit)
    return _RULES[field.type](uniques, field, hints)


def _parse_texts(uniques: NDArray[np.object_], field: Field, hints: ParsingHints) -> Parsed:  # noqa: ARG001
    parsed = Parsed(uniques)
    parsed.values = as_objects([_text(index, cell, parsed) for index, cell in enumerate(uniques)])
    return parsed


def _text(index: int, cell: object, parsed: Parsed) -> str | None:
    text = cell_text(cell)
    if says_unknown(text):
        return None
    if text.isascii():
        if text.casefold() in FORMULA_ERRORS:
            parsed.doubt(index, "formula_error", f"The workbook's formula gave {text}.")
            return None
        return text if "  " not in text else _SPACES.sub(" ", text)
    repaired = repair_text(text)
    if repaired != text:
        parsed.doubt(
            index, "text_repaired", f"“{quoted(text)}” read as “{quoted(repaired)}”.", quoted(repaired)
        )
    return _SPACES.sub(" ", _CONTROL.sub("", repaired)).strip() or None


def repair_text(text: str) -> str:
    """Undo the damage of a wrong encoding; anything else stays as it is."""
    if text.isascii() or not (ftfy.badness.is_bad(text) or "Â" in text or "Ã" in text or "â€" in text):
        return text
    return ftfy.fix_encoding(text)


def _parse_wordings(uniques: NDArray[np.object_], field: Field, hints: ParsingHints) -> Parsed:
    vocabulary = VOCABULARIES[field.vocabulary]
    decided = hints.wordings or {}
    parsed = Parsed(uniques)
    values: list[object] = []
    for index, cell in enumerate(uniques):
        text = repair_text(_wording_text(cell))
        folded = fold_wording(text)
        key = decided.get(folded) or vocabulary.find(text)
        if field.key == "condition" and not key and folded not in decided:
            key = _worse_condition(index, text, parsed)
        values.append(key or None)
        if key or folded in decided or says_unknown(text):
            continue
        if field.key == "tenure" and TENURE_DETAILS.find(text):
            # The wording says how it is held; it is read as the detail and is no doubt.
            continue
        near = nearest_term(vocabulary, text) if index < _MAX_PROPOSED else ""
        parsed.doubt(
            index,
            "wording_unknown",
            f"“{quoted(text)}” is not a known wording for {field.label.lower()}.",
            vocabulary.label_of(near) if near else "",
        )
    parsed.values = as_objects(values)
    return parsed


def _worse_condition(index: int, text: str, parsed: Parsed) -> str:
    """Give the worse of two categories between which a condition is put, and tell it; empty for none."""
    between = _BETWEEN.match(text)
    if between is None:
        return ""
    worse = max(between[1].upper(), between[2].upper())
    parsed.doubt(
        index,
        "condition_between",
        f"“{text}” lies between two categories; the worse, {worse}, is taken.",
        "Ask for the one that the survey gave.",
    )
    return worse


def _wording_text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    # Returns number their wordings in some years: "1. General acute hospital".
    return _NUMBERING.sub("", cell_text(cell))


def nearest_term(vocabulary: Vocabulary, wording: str) -> str:
    """Give the key of the term whose wordings are nearest, empty when none is near."""
    choices = {
        folded: term.key
        for term in vocabulary.terms
        for folded in map(fold_wording, (term.label, *term.synonyms))
        if len(folded) > 2
    }
    best = process.extractOne(
        fold_wording(wording), list(choices), scorer=fuzz.ratio, score_cutoff=_NEAR_WORDING
    )
    return choices[best[0]] if best else ""


def _is_shortened(cell: object) -> bool:
    """Tell whether a number cell holds a UPRN of 12 digits whose last six were lost in 1.00012E+11."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return False
    return _LEAST_OF_12_DIGITS <= cell < _LEAST_OF_12_DIGITS * 10 and cell % _SHORTENED_BY == 0


def _parse_uprns(uniques: NDArray[np.object_], field: Field, hints: ParsingHints) -> Parsed:  # noqa: ARG001
    parsed = Parsed(uniques)
    values: list[object] = []
    for index, cell in enumerate(uniques):
        text = cell_text(cell)
        if _is_shortened(cell):
            values.append(None)
            parsed.doubt(
                index,
                "uprn_invalid",
                f"{quoted(text)} is a number with six or more zeros at its end: the UPRN was shortened"
                " (1.00012E+11).",
                "Left unknown; ask for the UPRNs as text.",
            )
            continue
        uprn = read_uprn(cell)
        values.append(uprn)
        if uprn is None and not says_unknown(text):
            parsed.doubt(
                index, "uprn_invalid", f"“{quoted(text)}” is not a UPRN of 1 to 12 digits.", "Left unknown."
            )
    parsed.values = as_objects(values)
    return parsed


def _parse_postcodes(uniques: NDArray[np.object_], field: Field, hints: ParsingHints) -> Parsed:  # noqa: ARG001
    parsed = Parsed(uniques)
    parsed.values = as_objects([_postcode(index, cell, parsed) for index, cell in enumerate(uniques)])
    return parsed


def _postcode(index: int, cell: object, parsed: Parsed) -> str | None:
    text = cell_text(cell)
    reading = read_postcode(text)
    if reading.form is PostcodeForm.FULL:
        return reading.postcode
    if reading.form is PostcodeForm.SPACED:
        parsed.doubt(
            index, "postcode_spacing", f"“{text}” re-spaced as {reading.postcode}.", reading.postcode
        )
        return reading.postcode
    if reading.form is PostcodeForm.CHARACTER:
        parsed.proposals[index] = reading.proposal
        parsed.doubt(
            index,
            "postcode_character",
            f"“{quoted(text)}” has a letter for a digit, or the reverse; it may be {reading.proposal}.",
            reading.proposal,
        )
        return text
    if reading.form is PostcodeForm.PARTIAL:
        parsed.doubt(
            index,
            "postcode_partial",
            f"“{quoted(text)}” is only part of a postcode: too wide an area to place a building by.",
            "Give the full one.",
        )
        return text
    parsed.doubt(index, "postcode_invalid", f"“{quoted(text)}” is not a postcode.", "Give the postcode.")
    return None if says_unknown(text) else text


_ENDS = frozenset(("lease_expiry", "next_break"))
"""Days up to which something runs: with the month alone known, it runs through the month."""


def _parse_dates(uniques: NDArray[np.object_], field: Field, hints: ParsingHints) -> Parsed:  # noqa: ARG001
    month_first = month_comes_first(cell for cell in uniques if isinstance(cell, str))
    parsed = Parsed(uniques)
    values: list[object] = []
    for index, cell in enumerate(uniques):
        text = cell_text(cell)
        day = date_of(cell, month_first=month_first)
        month = read_month(text, last_day=field.key in _ENDS) if day is None else None
        values.append(day or month)
        if month is not None:
            which = "last" if field.key in _ENDS else "first"
            parsed.doubt(
                index,
                "date_month",
                f"“{quoted(text)}” gives no day; taken as the {which} day of the month.",
                month.isoformat(),
            )
        elif day is None and not says_unknown(text):
            other = other_order(text, month_first=month_first)
            suggestion = (
                f"{other.isoformat()}, if day and month are the other way round" if other else "Left unknown."
            )
            parsed.doubt(
                index,
                "date_invalid",
                f"“{quoted(text)}” is not a date in the form this column uses.",
                suggestion,
            )
    parsed.values = as_objects(values)
    return parsed


_RULES: dict[FieldType, Callable[[NDArray[np.object_], Field, ParsingHints], Parsed]] = {
    FieldType.TEXT: _parse_texts,
    FieldType.NOTE: _parse_texts,
    FieldType.VOCABULARY: _parse_wordings,
    FieldType.UPRN: _parse_uprns,
    FieldType.POSTCODE: _parse_postcodes,
    FieldType.DATE: _parse_dates,
}
_MEASURES = frozenset(
    (
        FieldType.INTEGER,
        FieldType.NUMBER,
        FieldType.PERCENT,
        FieldType.AREA,
        FieldType.LAND_AREA,
        FieldType.MONEY,
    )
)
