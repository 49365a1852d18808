"""Places buildings by hand: what a person gives as a position, and the step that moves them there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from tpdesk.domain.errors import InputError
from tpdesk.domain.grid import read_grid_reference
from tpdesk.domain.wording import count_words
from tpdesk.services.commands.values import ChangeValues, NewValue
from tpdesk.services.placing.systems import DEGREES, GRID, bring_to_grid, lies_in_britain
from tpdesk.store.part_reads import read_stored_positions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tpdesk.store.connection import Readable

BY_HAND = "by_hand"
_GRID_KEYS, _DEGREE_KEYS = ("easting", "northing"), ("longitude", "latitude")
_REFERENCE_KEY = "grid_reference"
POSITION_KEYS = frozenset((*_GRID_KEYS, *_DEGREE_KEYS, _REFERENCE_KEY))
"""Field keys by which a position is given; two of them belong together."""


class Position(NamedTuple):
    """Metres on the British National Grid."""

    easting: float
    northing: float


def read_position(typed: Mapping[str, str]) -> Position | None:
    """Understand a position given as easting and northing, longitude and latitude, or a grid reference.

    Args:
        typed: Texts by field key; other keys are passed over.

    Returns:
        The position, None when no key of one is there.

    Raises:
        InputError: Half of it is missing, it cannot be read, or it lies outside Great Britain.
    """
    given = {key: text.strip() for key, text in typed.items() if key in POSITION_KEYS}
    if not given:
        return None
    if set(given) == {_REFERENCE_KEY}:
        found = read_grid_reference(given[_REFERENCE_KEY])
        if found is None:
            raise _unreadable(given[_REFERENCE_KEY])
        return _checked(found.easting, found.northing, GRID)
    for keys, system in ((_GRID_KEYS, GRID), (_DEGREE_KEYS, DEGREES)):
        if set(given) == set(keys):
            return _checked(_number(given[keys[0]]), _number(given[keys[1]]), system)
    raise InputError(
        "position_incomplete",
        "This is no whole position. Nothing was changed.",
        "Give easting and northing, longitude and latitude, or a grid reference.",
    )


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        raise _unreadable(text) from None


def _unreadable(text: str) -> InputError:
    return InputError(
        "value_invalid",
        f"“{text}” cannot be read as a position. Nothing was changed.",
        "Give metres such as 376650, degrees such as -2.31, or a grid reference such as SJ 769 944.",
    )


def _checked(x: float, y: float, system: int) -> Position:
    given_x, given_y = np.array([x]), np.array([y])
    if not lies_in_britain(given_x, given_y, system).all():
        raise InputError(
            "position_invalid",
            "This position does not lie in Great Britain. Nothing was changed.",
            "Look whether the two numbers are the wrong way round.",
        )
    easting, northing = bring_to_grid(given_x, given_y, system)
    return Position(float(easting[0]), float(northing[0]))


def plan_moves(register: Readable, places: Mapping[str, Position | None], name: str = "") -> ChangeValues:
    """Work out the step that puts assets where a person says; nothing is written.

    Args:
        register: The register.
        places: Position by asset uid; None takes the asset off the map.
        name: What to call the asset in the words of the step, when it is one.
    """
    standing = read_stored_positions(register, list(places))
    changes: list[NewValue] = []
    for uid, position in places.items():
        shape, method, accuracy = standing[uid]
        point = None if position is None else shapely.Point(position)
        if point == shape and method == BY_HAND:
            continue
        new = (
            ("geom", shape, point),
            ("location_method", method, "none" if point is None else BY_HAND),
            ("location_accuracy_m", accuracy, None),
        )
        changes += [
            NewValue("asset", column, uid, before, after) for column, before, after in new if before != after
        ]
    where = name if len(places) == 1 and name else count_words(len(places), "asset")
    first = all(standing[uid][0] is None for uid in places)
    return ChangeValues(f"Place {where} on the map" if first else f"Move {where}", tuple(changes))
