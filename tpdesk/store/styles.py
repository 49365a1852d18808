"""How QGIS draws the assets: each organisation in the colour and shape that it wears in tpdesk."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sqlalchemy as sa

_NAME = "tpdesk"
_SIZE_MM = "4"


@dataclass(frozen=True, slots=True)
class AssetMark:
    """How the assets of one organisation are drawn.

    Attributes:
        organisation_uid: The organisation.
        label: Its name, for QGIS's legend.
        colour: As #RRGGBB.
        picture: The symbol as SVG, in its colours.
    """

    organisation_uid: str
    label: str
    colour: str
    picture: str


def asset_style(marks: Sequence[AssetMark]) -> str:
    """Write QGIS's style (QML) of the assets, one category for each organisation."""
    root = ET.Element("qgis", version="3.22.0", styleCategories="Symbology")
    renderer = ET.SubElement(root, "renderer-v2", type="categorizedSymbol", attr="organisation_uid")
    categories = ET.SubElement(renderer, "categories")
    symbols = ET.SubElement(renderer, "symbols")
    for number, mark in enumerate(marks):
        ET.SubElement(
            categories,
            "category",
            symbol=str(number),
            value=mark.organisation_uid,
            label=mark.label,
            render="true",
        )
        symbol = ET.SubElement(symbols, "symbol", type="marker", name=str(number), alpha="1")
        layer = ET.SubElement(symbol, "layer", {"class": "SvgMarker", "enabled": "1"})
        # "prop" is what QGIS reads up to 3.24, "Option" what it reads since.
        options = ET.SubElement(layer, "Option", type="Map")
        for key, value in _properties(mark).items():
            ET.SubElement(options, "Option", name=key, value=value, type="QString")
            ET.SubElement(layer, "prop", k=key, v=value)
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + ET.tostring(root, "unicode")


def _properties(mark: AssetMark) -> dict[str, str]:
    red, green, blue = bytes.fromhex(mark.colour.removeprefix("#"))
    return {
        # The picture travels in the register: QGIS needs no file beside it.
        "name": f"base64:{b64encode(mark.picture.encode()).decode('ascii')}",
        "color": f"{red},{green},{blue},255",
        "size": _SIZE_MM,
        "size_unit": "MM",
    }


def store_asset_style(connection: sa.Connection, marks: Sequence[AssetMark]) -> None:
    """Make this the style in which QGIS opens the assets; other saved styles stay beside it."""
    connection.exec_driver_sql(
        "DELETE FROM layer_styles WHERE f_table_name = 'asset' AND styleName = ?", (_NAME,)
    )
    connection.exec_driver_sql(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
        " styleName, styleQML, styleSLD, useAsDefault, description, owner)"
        " VALUES ('', '', 'asset', 'geom', ?, ?, '', 1, 'Assets by organisation', '')",
        (_NAME, asset_style(marks)),
    )
