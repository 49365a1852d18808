"""Numbers, money and areas as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.fields.catalogue import field
from tpdesk.services.importing.coded import as_objects
from tpdesk.services.importing.parsing.cells import ParsingHints, parse_cells
from tpdesk.services.importing.parsing.measures import plain_number
from tpdesk.services.importing.parsing.numbers import (
    decimal_of,
    read_coordinate,
    read_quantity,
    to_pence,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", "1234"),
        ("£1.2m", "1200000"),
        ("12k", "12000"),
        ("(1,200)", "-1200"),
        ("1,200-", "-1200"),
        ("nil", "0"),
        ("Peppercorn", "0"),
        ("-£5", "-5"),
        ("£-5", "-5"),
        ("1 234 567", "1234567"),
        ("12.", "12"),
        (".5", "0.5"),
        ("1e5", "100000"),
        ("£ 1,200.50 p.a.", "1200.50"),
        ("GBP 300", "300"),
        ("−7", "-7"),
        ("£2.5 million", "2500000"),
        ("\u00a3\u00a01,000", "1000"),
        ("3bn", "3000000000"),
        ("+4", "4"),
    ],
)
def test_numbers_that_are_read(text: str, value: str) -> None:
    quantity = read_quantity(text)
    assert quantity is not None
    assert quantity.value == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "abc", "1,23", "(5", "5)", "12 boxes", "1.2.3", "--5", "£", "12-13", "10 to 12"]
)
def test_texts_that_are_no_numbers(text: str) -> None:
    assert read_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("120 sq ft", "sq ft"),
        ("3 m2", "m²"),
        ("3m2", "m²"),
        ("3 sqm", "m²"),
        ("1.5 ha", "ha"),
        ("12 acres", "acres"),
    ],
)
def test_units_beside_numbers(text: str, unit: str) -> None:
    quantity = read_quantity(text)
    assert quantity is not None
    assert quantity.unit == unit


@given(st.integers(-(10**13), 10**13))
def test_money_is_exact_to_the_penny(pence: int) -> None:
    pounds = Decimal(pence) / 100
    quantity = read_quantity(f"£{pounds:,.2f}" if pence >= 0 else f"(£{-pounds:,.2f})")
    assert quantity is not None
    assert to_pence(quantity.value) == pence


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_spreadsheets_number_is_the_one_a_person_sees(amount: Decimal) -> None:
    assert to_pence(decimal_of(float(amount))) == to_pence(amount)


def test_half_a_penny_goes_up() -> None:
    assert to_pence(Decimal("0.125")) == 13


@given(st.text(max_size=20))
def test_any_text_is_read_or_not_but_never_breaks(text: str) -> None:
    read_quantity(text)
    read_coordinate(text, degrees=True)
    plain_number(text)


@pytest.mark.parametrize(
    ("text", "degrees", "value"),
    [
        ("53,4574", True, 53.4574),
        ("-2,365", True, -2.365),
        ("381,000", False, 381_000.0),
        ("381000,5", False, 381_000.5),
        ("53.4°", True, 53.4),
        ("381 000", False, 381_000.0),
        ("nowhere", True, None),
        ("5 ha", True, None),
    ],
)
def test_coordinates_with_commas(text: str, degrees: bool, value: float | None) -> None:
    assert read_coordinate(text, degrees=degrees) == value


def parse(key: str, cells: list[object], unit: str = "") -> tuple[list[object], list[tuple[int, str]]]:
    parsed = parse_cells(as_objects(cells), field(key), ParsingHints(unit))
    return parsed.values.tolist(), [(doubt.index, doubt.code) for doubt in parsed.doubts]


def test_unknown_is_none_and_not_zero() -> None:
    cells: list[object] = ["N/A", "n/a", "-", "unknown", "TBC", "0"]
    assert parse("annual_rent_gbp", cells) == ([None, None, None, None, None, 0], [])


def test_money_by_the_columns_unit_and_by_its_own() -> None:
    assert parse("cost_rates_gbp", ["1.5", "2"], "£000")[0] == [150_000, 200_000]
    assert parse("cost_rates_gbp", ["£1.2m", "£30"], "£000")[0] == [120_000_000, 3_000_000]
    assert parse("cost_rates_gbp", [1.5, 2], "£000")[0] == [150_000, 200_000]


def test_money_that_is_none_is_told() -> None:
    assert parse("annual_rent_gbp", ["lots", "5 %", "3 m2"]) == (
        [None, None, None],
        [(0, "money_invalid"), (1, "money_invalid"), (2, "money_invalid")],
    )


def test_negative_money_is_kept_and_told_but_a_negative_area_is_not_kept() -> None:
    assert parse("cost_rates_gbp", ["(1,200)"]) == ([-120_000], [(0, "value_negative")])
    assert parse("gia_m2", [-3.0, 5.0]) == ([None, 5.0], [(0, "value_negative")])


def test_areas_are_brought_to_square_metres() -> None:
    values, doubts = parse("gia_m2", ["1,000 sq ft", "100", "2 acres", "£5", "12 k"], "m²")
    assert values[:3] == [pytest.approx(92.90304), 100.0, pytest.approx(8093.7128448)]
    assert doubts == [(3, "area_invalid"), (4, "area_invalid")]
    assert parse("gia_m2", [1000.0], "sq ft")[0] == [pytest.approx(92.90304)]


def test_land_is_brought_to_hectares() -> None:
    assert parse("land_area_ha", ["1", "5,000 m2"], "acres")[0] == [
        pytest.approx(0.40468564224),
        pytest.approx(0.5),
    ]


def test_whole_numbers_stay_whole() -> None:
    assert parse("workstations", ["12", "12.5", 3.0, "x"]) == (
        [12, None, 3, None],
        [(1, "number_invalid"), (3, "number_invalid")],
    )
    assert parse("workstations", [1.0, 2.0])[0] == [1, 2]
    assert parse("workstations", [1.5])[1] == [(0, "number_invalid")]


def test_the_default_rating_is_no_reading() -> None:
    assert parse("dec_rating", ["9999", "80"]) == ([None, 80.0], [(0, "number_invalid")])
    assert parse("dec_rating", [9999.0, 80.0]) == ([None, 80.0], [(0, "number_invalid")])


def test_shares_of_a_workbook_are_brought_to_per_cent() -> None:
    assert parse("utilisation_pct", [0.45, 1.0])[0] == [45.0, 100.0]
    assert parse("utilisation_pct", ["0.45", "45 %"])[0] == [0.45, 45.0]
    assert parse("utilisation_pct", [45.0, 0.5])[0] == [45.0, 0.5]


def test_a_formulas_error_is_told() -> None:
    assert parse("gia_m2", ["#DIV/0!"]) == ([None], [(0, "formula_error")])
    assert parse("name", ["#REF!"]) == ([None], [(0, "formula_error")])


def test_a_third_decimal_of_money_is_rounded_by_rule() -> None:
    assert parse("annual_rent_gbp", [0.125, 10.0])[0] == [13, 1000]


@given(
    st.lists(st.floats(0, 1e9, allow_nan=False).map(lambda number: round(number, 2)), min_size=1, max_size=20)
)
def test_a_column_of_numbers_reads_as_its_cells_do(numbers: list[float]) -> None:
    whole = parse("annual_rent_gbp", list(numbers))[0]
    assert whole == [
        parse("annual_rent_gbp", [str(number)])[0][0] for number in map("{:.2f}".format, numbers)
    ]


@pytest.mark.parametrize(
    ("cell", "number"),
    [(True, None), (float("nan"), None), ("£5", 5.0), ("x", None), (None, None), (3, 3.0), ("n/a", None)],
)
def test_what_a_spreadsheet_would_add_up(cell: object, number: float | None) -> None:
    assert plain_number(cell) == number


def test_numbers_beyond_reason_are_doubts_and_no_values() -> None:
    nines = "9" * 23
    for cell in (nines, f"£{nines}", "9" * 200, 1e300, float("inf"), 10**15):
        for key, code in (
            ("annual_rent_gbp", "money_invalid"),
            ("gia_m2", "area_invalid"),
            ("workstations", "number_invalid"),
        ):
            parsed = parse_cells(as_objects([cell]), field(key), ParsingHints())
            assert parsed.values.tolist() == [None]
            assert [doubt.code for doubt in parsed.doubts] == [code]
            assert len(parsed.doubts[0].message) < 150


def test_three_decimals_of_a_pound_may_be_thousands() -> None:
    for text, pence in (("£95.000", None), ("£95.50", 9550), ("£1.234m", 123_400_000), ("95.000", 9500)):
        parsed = parse_cells(as_objects([text]), field("annual_rent_gbp"), ParsingHints())
        assert parsed.values.tolist() == [pence]
        assert [doubt.code for doubt in parsed.doubts] == ([] if pence else ["money_invalid"])
