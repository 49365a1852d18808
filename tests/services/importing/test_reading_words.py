"""Texts, facets, UPRNs and postcodes."""

import pytest

from tpdesk.domain.fields.catalogue import field
from tpdesk.services.importing.coded import as_objects, cell_text, code_column
from tpdesk.services.importing.parsing.cells import ParsingHints, parse_cells, repair_text

Doubts = list[tuple[int, str, str]]


def parse(
    key: str, cells: list[object], wordings: dict[str, str] | None = None
) -> tuple[list[object], Doubts]:
    parsed = parse_cells(as_objects(cells), field(key), ParsingHints("", wordings))
    return parsed.values.tolist(), [(each.index, each.code, each.suggestion) for each in parsed.doubts]


def test_damaged_text_is_repaired_and_told() -> None:
    values, doubts = parse("notes", ["rent of Â£62", "Café", "plain  words", "n/a", 12.0])
    assert values == ["rent of £62", "Café", "plain words", None, "12"]
    assert doubts == [(0, "text_repaired", "rent of £62")]


def test_sound_text_with_accents_stays() -> None:
    assert repair_text("Plas Glyndŵr, Tŷ Coch – Â Môr") in ("Plas Glyndŵr, Tŷ Coch – Â Môr",)


def test_wordings_find_their_word() -> None:
    values, doubts = parse(
        "tenure_detail", ["Leasehold Out", "Leasehold out", "N/A", "Leashold out", "Wholly new"]
    )
    assert values == ["leased_out", "leased_out", None, None, None]
    assert doubts == [(3, "wording_unknown", "Leased out"), (4, "wording_unknown", "")]


def test_a_persons_word_counts_before_the_vocabulary() -> None:
    assert parse("service", ["Hub", "Odd"], {"odd": "library", "hub": "office"}) == (
        ["office", "library"],
        [],
    )
    assert parse("service", ["Odd"], {"odd": ""}) == ([None], [])


def test_truths_of_a_workbook_are_yes_and_no() -> None:
    assert parse("constraint_listed", [True, False, "Y"])[0] == ["yes", "no", "yes"]


def test_uprns_are_text_without_leading_zeros() -> None:
    values, doubts = parse(
        "uprn", ["000012797623", "100012797623", 100012797623.0, "1.0E+11", "1000127976231", "-"]
    )
    assert values == ["12797623", "100012797623", "100012797623", None, None, None]
    assert [(index, code) for index, code, _ in doubts] == [(3, "uprn_invalid"), (4, "uprn_invalid")]


def test_a_uprn_shortened_by_the_spreadsheet_is_none() -> None:
    values, doubts = parse("uprn", [1.00012e11, 100012000000, 100012300000, 12000000, "100012000000"])
    assert values == [None, None, "100012300000", "12000000", "100012000000"]
    assert [(index, code) for index, code, _ in doubts] == [(0, "uprn_invalid"), (1, "uprn_invalid")]


@pytest.mark.parametrize(
    ("text", "value", "code", "suggestion"),
    [
        ("M33 7DZ", "M33 7DZ", "", ""),
        ("m33 7dz", "M33 7DZ", "", ""),
        ("SE128NP", "SE12 8NP", "postcode_spacing", "SE12 8NP"),
        ("E1 45HJ", "E14 5HJ", "postcode_spacing", "E14 5HJ"),
        ("M32 OXZ", "M32 OXZ", "postcode_character", "M32 0XZ"),
        ("M41", "M41", "postcode_partial", "Give the full one."),
        ("WA14 1", "WA14 1", "postcode_partial", "Give the full one."),
        ("OX26 ^HR", "OX26 ^HR", "postcode_invalid", "Give the postcode."),
        ("N/A", None, "postcode_invalid", "Give the postcode."),
    ],
)
def test_postcodes(text: str, value: str | None, code: str, suggestion: str) -> None:
    values, doubts = parse("postcode", [text])
    assert values == [value]
    assert doubts == ([(0, code, suggestion)] if code else [])


def test_cells_as_a_person_reads_them() -> None:
    assert [cell_text(cell) for cell in (12.0, 12.5, " a ", None, True)] == ["12", "12.5", "a", "", "True"]


def test_blank_cells_have_no_code() -> None:
    column = code_column("x", as_objects(["a", None, float("nan"), "b", "a"]))
    assert column.filled.tolist() == [True, False, False, True, True]
    assert column.uniques.tolist() == ["a", "b"]
    assert column.counts().tolist() == [2, 1]
    assert column.cells().tolist() == ["a", None, None, "b", "a"]
    assert column.take(column.filled).cells().tolist() == ["a", "b", "a"]


def test_a_condition_between_two_categories_is_the_worse_and_told() -> None:
    values, doubts = parse("condition", ["B/C", "c - b", "A to B", "Condition C/D", "B", "B/E", "sound"])
    assert values == ["C", "C", "B", "D", "B", None, "B"]
    assert [(index, code) for index, code, _ in doubts] == [
        (0, "condition_between"),
        (1, "condition_between"),
        (2, "condition_between"),
        (3, "condition_between"),
        (5, "wording_unknown"),
    ]
    assert parse("condition", ["B/C"], {"b c": "B"}) == (["B"], [])
