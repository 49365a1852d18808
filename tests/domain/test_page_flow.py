"""Words broken into lines, rows poured into columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.page_flow import ELLIPSIS, Block, Face, fitting_size, pour, shorten, wrap_words


class EvenMeasure:
    """Letters as wide as the type is high."""

    def width(self, text: str, size: float, weight: int = 400, *, italic: bool = False) -> float:
        return len(text) * size * (1.0 if weight and not italic else 2.0)

    def ascent(self, size: float) -> float:
        return size

    def descent(self, size: float) -> float:
        return size / 4


MEASURE = EvenMeasure()
FACE = Face(1.0)


def wrap(text: str, width: float, most: int = 99) -> tuple[str, ...]:
    return wrap_words(text, width, FACE, MEASURE, most)


def test_lines_break_between_words() -> None:
    assert wrap("Sale West Community Centre", 14) == ("Sale West", "Community", "Centre")


def test_a_word_wider_than_the_column_is_broken_and_no_letter_lost() -> None:
    assert wrap("at Llanfairpwllgwyngyll", 8) == ("at", "Llanfair", "pwllgwyn", "gyll")
    assert wrap("Llanfairpwll", 8) == ("Llanfair", "pwll")


def test_a_no_break_space_holds() -> None:
    assert wrap("room 84\u00a0%\u00a0known", 10) == ("room", "84\u00a0%\u00a0known")


def test_nothing_is_one_empty_line() -> None:
    assert wrap("", 10) == ("",)


def test_too_many_lines_end_in_an_ellipsis() -> None:
    assert wrap("one two three four", 5, most=2) == ("one", f"two{ELLIPSIS}")


def test_a_text_is_shortened_only_when_it_must_be() -> None:
    assert shorten("Town hall", 9, FACE, MEASURE) == "Town hall"
    assert shorten("Town hall", 6, FACE, MEASURE) == f"Town{ELLIPSIS}"
    assert shorten("Town hall", 0.5, FACE, MEASURE) == ELLIPSIS


def test_a_title_shrinks_to_its_room_but_not_below_the_least() -> None:
    assert fitting_size("Trafford", 10, FACE, 0.5, MEASURE) == 1.0
    assert fitting_size("Trafford", 6, FACE, 0.5, MEASURE) == 0.75
    assert fitting_size("Trafford", 1, FACE, 0.5, MEASURE) == 0.5


def test_a_line_is_higher_than_its_type() -> None:
    assert Face(10.0).line > 10.0


@given(st.text(alphabet="abc d\u00a0", max_size=60), st.integers(1, 30))
def test_wrapped_lines_fit_and_hold_every_letter(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


# --- pouring ------------------------------------------------------------------------------------------


def block(name: str, height: float, *, heads: bool = False) -> Block[str]:
    return Block(name, height, heads)


def names(columns: list[list[Block[str]]]) -> list[list[str]]:
    return [[each.content for each in column] for column in columns]


def test_rows_go_on_in_the_next_column() -> None:
    rows = [block("a", 4), block("b", 4), block("c", 4)]
    assert names(pour(rows, lambda _: 10)) == [["a", "b"], ["c"]]


def test_a_heading_never_stands_last() -> None:
    rows = [block("a", 6), block("Ask first", 2, heads=True), block("b", 4)]
    assert names(pour(rows, lambda _: 10)) == [["a"], ["Ask first", "b"]]
    assert names(pour([block("a", 3), block("Alone", 2, heads=True)], lambda _: 10)) == [["a", "Alone"]]


def test_a_column_too_low_for_the_first_row_stays_empty() -> None:
    assert names(pour([block("a", 6)], lambda number: 4 if number == 0 else 10)) == [[], ["a"]]


def test_a_row_higher_than_every_column_has_one_of_its_own() -> None:
    rows = [block("a", 2), block("tall", 50), block("b", 2)]
    assert names(pour(rows, lambda _: 10)) == [["a"], ["tall"], ["b"]]


def test_nothing_is_one_empty_column() -> None:
    assert pour([], lambda _: 10.0) == [[]]


@given(st.lists(st.tuples(st.floats(0.5, 9), st.booleans()), max_size=40))
def test_every_row_is_poured_once_in_order_and_none_is_cut(rows: list[tuple[float, bool]]) -> None:
    blocks = [Block(number, height, heads) for number, (height, heads) in enumerate(rows)]
    columns = pour(blocks, lambda _: 40.0)
    assert [each.content for column in columns for each in column] == list(range(len(rows)))
    for column in columns:
        runs_over = sum(each.height for each in column) > 40.0 + 1e-9
        # Only headings that must stay with their row may pass the end of a column.
        assert not runs_over or all(each.heads for each in column[:-1])
