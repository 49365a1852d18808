"""How layers of lines are told from one another, in colour and in greys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpdesk.render.lines import LINE_STYLES
from tpdesk.render.map_look import MapLook

if TYPE_CHECKING:
    from tpdesk.domain.look import Scheme, Tokens

PLAIN = LINE_STYLES["line"][0]


def test_lines_of_no_known_kind_look_like_no_boundary() -> None:
    assert len(LINE_STYLES["line"]) == 1
    for role in ("place_edge", "neighbour", "ward", "zone_edge"):
        for strand in LINE_STYLES[role]:
            assert strand.colour != PLAIN.colour
            assert strand.dashes != PLAIN.dashes


@pytest.mark.parametrize(("scheme", "greys"), [("light", False), ("light", True), ("dark", False)])
def test_lines_of_no_known_kind_stand_off_the_ground(tokens: Tokens, scheme: Scheme, greys: bool) -> None:
    look = MapLook.of(tokens, scheme, greys=greys)
    line = look[PLAIN.colour].lightnessF()
    assert all(abs(line - look[ground].lightnessF()) > 0.25 for ground in ("land", "green", "built"))
