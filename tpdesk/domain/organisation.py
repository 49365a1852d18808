"""The place and the partners in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Organisation:
    """A partner that reports assets.

    Attributes:
        uid: UUIDv7.
        name: As the officer writes it.
        kind: A key of the vocabulary ``kind``.
        code: ONS or ODS code, empty when unknown.
        colour: Key of an organisation colour of the look tokens (``council``, ``spare1``).
    """

    uid: str
    name: str
    kind: str
    code: str = ""
    colour: str = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """The partnership's area.

    Attributes:
        name: What the place is called.
        boundary: Polygon or multipolygon in EPSG:27700, None when not given.
    """

    name: str
    boundary: BaseGeometry | None = None
