"""The one stylesheet, made from its template in the resources and the tokens."""

from dataclasses import asdict, fields
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor

from tpdesk.domain.look import Scheme, Tokens, TypeScale
from tpdesk.files.resources import resource_path
from tpdesk.render.fonts import font
from tpdesk.render.icons import icon_svg

# What the stylesheet calls it: (file of the icon, colour of the window).
_INDICATORS = {
    "icon_check": ("check", "on_accent"),
    "icon_check_accent": ("check", "accent"),
    "icon_partly": ("minus", "on_accent"),
    "icon_down": ("chevron-down", "text2"),
    "icon_up": ("chevron-up", "text2"),
    "icon_right": ("chevron-right", "text2"),
    "icon_sort_up": ("arrow-up", "text2"),
    "icon_sort_down": ("arrow-down", "text2"),
}


def window_stylesheet(tokens: Tokens, scheme: Scheme, indicators: Path) -> str:
    """Make the stylesheet of one scheme.

    Args:
        tokens: the look.
        scheme: light or dark.
        indicators: a folder of this run into which the tinted ticks and arrows are written: a stylesheet
            takes pictures from files alone.
    """
    template = resource_path("look", "window.qss").read_text(encoding="utf-8")
    values: dict[str, object] = {**asdict(tokens.window(scheme)), **_measures(tokens)}
    for name, (icon, colour) in _INDICATORS.items():
        path = indicators / f"{name}-{scheme}.svg"
        # A tick of 13 pixels needs a bolder line than an icon of 16.
        svg = icon_svg(icon, QColor(getattr(tokens.window(scheme), colour)))
        if icon in {"check", "minus"}:
            svg = svg.replace(b'stroke-width="1.75"', b'stroke-width="3.2"')
        path.write_bytes(svg)
        values[name] = path.as_posix()
    return Template(template).substitute(values)


def _measures(tokens: Tokens) -> dict[str, int]:
    size, radius = tokens.size, tokens.radius
    types: dict[str, int] = {}
    for field in fields(TypeScale):
        made = font(getattr(tokens.type, field.name))
        types[f"{field.name}_px"] = made.pixelSize()
        types[f"{field.name}_weight"] = int(made.weight())
    return {
        **types,
        "card": radius.card,
        "control": radius.control,
        "check_radius": radius.check,
        "radio": size.check // 2,
        "dot": size.check - 8,
        "button_in": size.button - 2,
        "button_small_in": size.button_small - 2,
        "field_in": size.field - 2,
        "check_in": size.check - 2,
        "tabs_in": size.tabs - 3,
        "header_in": size.table_header - 1,
        "status_in": size.status - 1,
        "row": size.table_row,
    }
