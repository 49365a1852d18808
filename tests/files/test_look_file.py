"""The tokens as they are shipped."""

import re
from dataclasses import astuple

import pytest

from tpdesk.domain.look import COLOUR_KEYS, Scheme, Tokens
from tpdesk.files.look import read_tokens

_COLOUR = re.compile(r"#[0-9A-F]{6}")
_SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return read_tokens()


@pytest.mark.parametrize("scheme", _SCHEMES)
def test_every_colour_is_a_full_hexadecimal_one(tokens: Tokens, scheme: Scheme) -> None:
    palette = tokens.palette(scheme)
    written = [*astuple(palette.window), *astuple(palette.map), *palette.organisation.values()]
    written += [*palette.sequential, *palette.diverging]

    assert all(_COLOUR.fullmatch(colour) for colour in written)
    assert set(palette.organisation) == set(COLOUR_KEYS)
    assert (len(palette.sequential), len(palette.diverging)) == (5, 7)


def test_the_values_of_the_design(tokens: Tokens) -> None:
    assert tokens.window("light").accent == "#0B5563"
    assert tokens.window("dark").sel == tokens.window("light").sel == "#FFD84A"
    assert tokens.organisation("light")["central_government"] == "#57391F"
    assert tokens.map("dark").motorway_case == "#171A1B"
    assert tokens.type.body.px == 13
    assert tokens.size.table_row == 28
    assert tokens.size.map_tool == (32, 31)
    assert tokens.space == (2, 4, 8, 12, 16, 24, 32, 48)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", _SCHEMES)
def test_words_and_symbols_can_be_read(tokens: Tokens, scheme: Scheme) -> None:
    window = tokens.window(scheme)

    for text in (window.text, window.text2, window.text3, window.accent):
        assert _contrast(text, window.panel) >= 4.5
    for kind in ("ok", "warn", "bad", "info"):
        assert _contrast(getattr(window, kind), getattr(window, f"{kind}_bg")) >= 4.5
    assert _contrast(window.border, window.panel) >= 3
    assert _contrast(window.on_accent, window.accent) >= 4.5
    for colour in tokens.organisation(scheme).values():
        assert _contrast(colour, tokens.map(scheme).built) >= 3
