"""Reads the look from the resources: the only place where its file is known."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tpdesk.domain.look import (
    MapColours,
    Palette,
    Radii,
    Scheme,
    Sizes,
    Tokens,
    TypeRole,
    TypeScale,
    WindowColours,
)
from tpdesk.files.resources import resource_path


def read_tokens(path: Path | None = None) -> Tokens:
    """Read colours, type and sizes.

    Args:
        path: another file of the same form; without it, the one that is shipped.
    """
    written = json.loads((path or resource_path("look", "tokens.json")).read_text(encoding="utf-8"))
    sizes = _snake(written["size"])
    return Tokens(
        light=_palette(written, "light"),
        dark=_palette(written, "dark"),
        space=tuple(written["space"]),
        radius=Radii(**written["radius"]),
        type=TypeScale(**{role: TypeRole(*values) for role, values in written["type"].items()}),
        size=Sizes(**{**sizes, "map_tool": tuple(sizes["map_tool"])}),
    )


def _palette(written: Mapping[str, Any], scheme: Scheme) -> Palette:
    organisation = dict(written["organisation"][scheme])
    organisation["central_government"] = organisation.pop("gov")
    return Palette(
        window=WindowColours(**_snake(written["window"][scheme])),
        map=MapColours(**_snake(written["map"][scheme])),
        organisation=MappingProxyType(organisation),
        sequential=tuple(written["sequential"][scheme]),
        diverging=tuple(written["diverging"][scheme]),
    )


def _snake(values: Mapping[str, Any]) -> dict[str, Any]:
    return {re.sub(r"([A-Z])", r"_\1", key).lower(): value for key, value in values.items()}
