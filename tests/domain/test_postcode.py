"""Postcodes, by the forms that stand in real lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.postcode import (
    PostcodeForm,
    compact_postcode,
    ending_postcode,
    is_delivered_to,
    read_postcode,
    spaced_postcode,
)


@pytest.mark.parametrize(
    ("text", "form", "postcode", "proposal"),
    [
        ("M33 7ZF", PostcodeForm.FULL, "M33 7ZF", ""),
        ("m33 7zf", PostcodeForm.FULL, "M33 7ZF", ""),
        ("EC1A 1BB", PostcodeForm.FULL, "EC1A 1BB", ""),
        ("W1A 0AX", PostcodeForm.FULL, "W1A 0AX", ""),
        ("SE128NP", PostcodeForm.SPACED, "SE12 8NP", ""),
        ("E1 45HJ", PostcodeForm.SPACED, "E14 5HJ", ""),
        ("LN1 10YJ", PostcodeForm.SPACED, "LN11 0YJ", ""),
        ("M1  1AA", PostcodeForm.SPACED, "M1 1AA", ""),
        ("M32 OXZ", PostcodeForm.CHARACTER, "", "M32 0XZ"),
        ("MI 1AA", PostcodeForm.CHARACTER, "", "M1 1AA"),
        ("M41", PostcodeForm.PARTIAL, "", ""),
        ("WA14 1", PostcodeForm.PARTIAL, "", ""),
        ("WA", PostcodeForm.PARTIAL, "", ""),
        ("OX26 ^HR", PostcodeForm.INVALID, "", ""),
        ("TQ5 PHW", PostcodeForm.INVALID, "", ""),
        ("N/A", PostcodeForm.INVALID, "", ""),
        ("OIOIOIO", PostcodeForm.INVALID, "", ""),
        ("", PostcodeForm.EMPTY, "", ""),
        (None, PostcodeForm.EMPTY, "", ""),
    ],
)
def test_reads_the_forms_of_real_lists(
    text: str | None, form: PostcodeForm, postcode: str, proposal: str
) -> None:
    reading = read_postcode(text)
    assert (reading.form, reading.postcode, reading.proposal) == (form, postcode, proposal)


@given(st.text(max_size=12))
def test_any_text_has_a_form_and_only_sure_ones_a_postcode(text: str) -> None:
    reading = read_postcode(text)
    assert bool(reading.postcode) == (reading.form in (PostcodeForm.FULL, PostcodeForm.SPACED))
    assert bool(reading.proposal) == (reading.form is PostcodeForm.CHARACTER)


@given(st.from_regex(r"[A-Z]{1,2}[0-9][0-9]?[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True))
def test_spacing_and_compacting_are_inverse(compact: str) -> None:
    assert compact_postcode(spaced_postcode(compact)) == compact


@pytest.mark.parametrize(
    ("address", "postcode"),
    [
        ("Chester Way, CW9 5EP", "CW9 5EP"),
        ("1 Chester Way, Northwich cw95ep.", "CW9 5EP"),
        ("High Street\nSE12 8NP ", "SE12 8NP"),
        ("CW9 5EP, Chester Way", ""),
        ("Chester Way, CW9", ""),
        ("Unit XCW9 5EP", ""),
        ("", ""),
    ],
)
def test_the_postcode_that_ends_an_address(address: str, postcode: str) -> None:
    assert ending_postcode(address) == postcode


def test_a_whole_report_in_a_cell_is_not_a_postcode() -> None:
    assert read_postcode("M33 7ZF " * 6).form is PostcodeForm.INVALID
    assert read_postcode(" " * 50 + "M33 7ZF" + " " * 50).postcode == "M33 7ZF"


@pytest.mark.parametrize(
    ("postcode", "there"),
    [
        ("M33 7ZF", True),
        ("wa14 2sz", True),
        ("EC1A 1BB", True),
        ("QV1 2AB", False),
        ("", False),
        (None, False),
    ],
)
def test_areas_that_there_are(postcode: str | None, there: bool) -> None:
    assert is_delivered_to(postcode) is there
