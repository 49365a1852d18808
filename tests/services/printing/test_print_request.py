"""What may be asked of a printed map."""

from __future__ import annotations

import pytest

from tpdesk.domain.errors import InputError
from tpdesk.services.printing.request import PrintRequest


def test_the_usual_page_is_a_draft_on_a3_in_colour() -> None:
    request = PrintRequest()
    assert request.page_size.name == "A3"
    assert request.draft
    assert request.theme == "colour"
    assert request.most_candidates == 20


def test_larger_paper_carries_more_candidates() -> None:
    most = [PrintRequest(size=size).most_candidates for size in ("A4", "A3", "A2", "A1", "A0")]
    assert most == sorted(most)
    assert PrintRequest(top=0).most_candidates == 0


def test_sizes_are_read_whatever_their_case() -> None:
    assert PrintRequest(size=" a2 ").page_size.name == "A2"


@pytest.mark.parametrize("size", ["A5", "Letter", ""])
def test_an_unknown_size_names_those_there_are(size: str) -> None:
    with pytest.raises(InputError) as raised:
        PrintRequest(size=size).page_size  # noqa: B018 - reading it is what raises
    assert raised.value.code == "page_size_unknown"
    assert "A4, A3, A2, A1, A0" in raised.value.hint


def test_a_number_below_zero_is_refused() -> None:
    with pytest.raises(InputError):
        PrintRequest(top=-1).most_candidates  # noqa: B018 - reading it is what raises
