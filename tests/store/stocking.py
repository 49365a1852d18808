"""What tests put into a register, and how they look at everything in one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import shapely

from tpdesk.domain.identity import new_uid, new_uids
from tpdesk.domain.organisation import Place
from tpdesk.store.gpkg import add_spatial_functions
from tpdesk.store.schema.tables import TRACKED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tpdesk.domain.changes import Writer
    from tpdesk.store.register import Register

PLACE = Place("Quillmere", shapely.box(400_000, 400_000, 420_000, 420_000))

Dump = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Change:
    """A command made of a function."""

    change: Callable[[Writer], object]
    words: str = "Change something"
    kind: str = "test"

    def describe(self) -> str:
        return self.words

    def apply(self, writer: Writer) -> None:
        self.change(writer)


@dataclass(frozen=True)
class Stock:
    """The uids of what a filled register holds."""

    council: str
    trust: str
    assets: tuple[str, ...]
    listed: str
    batch: str
    site: str
    layer: str


def fill(writer: Writer) -> Stock:
    """Put at least one row into every table."""
    council, trust, site, layer, listed, batch = new_uids(6)
    stock = Stock(council, trust, tuple(new_uids(4)), listed, batch, site, layer)
    _fill_assets(writer, stock)
    _fill_facts(writer, stock.assets[0])
    _fill_sources(writer, stock)
    _fill_layers(writer, stock)
    writer.insert("release", ["uid", "organisation_uid", "purpose"], [(new_uid(), council, "Review")])
    writer.insert("setting", ["uid", "key", "value"], [(new_uid(), "standard", "8")])
    return stock


_HALL = shapely.Point(400_100.1, 400_200.2)
_LIBRARY = shapely.Point(401_000, 400_900)
_CAFE = shapely.Point(402_000, 403_000)
_SQUARE = shapely.box(400_000, 400_000, 400_050, 400_050)
_LEAP_DAY = date(2020, 2, 29)


def _fill_assets(writer: Writer, stock: Stock) -> None:
    council, trust, site, assets = stock.council, stock.trust, stock.site, stock.assets
    writer.insert(
        "organisation",
        ["uid", "name", "kind", "code", "colour"],
        [
            (council, "Quillmere Council", "council", "E0800", "council"),
            (trust, "Wend NHS Trust", "nhs", "R0W", "nhs"),
        ],
    )
    writer.insert("site", ["uid", "name", "kind"], [(site, "Mere House", "building")])
    columns = "uid organisation_uid site_uid name geom gia_m2 nia_m2 status_since location_accuracy_m"
    writer.insert(
        "asset",
        columns.split(),
        [
            (assets[0], council, site, "Town Hall", _HALL, 1200.5, 1000.0, _LEAP_DAY, 1.0),
            (assets[1], council, None, "Library", _LIBRARY, None, 0.1 + 0.2, None, 5.0),
            (assets[2], trust, site, "Clinic", None, None, None, None, None),
            (assets[3], trust, None, "Café “Mere”", _CAFE, None, None, None, None),
        ],
    )
    writer.update("asset", ["parent_asset_uid"], [(assets[1], assets[0])])
    writer.insert(
        "asset_reference",
        ["uid", "asset_uid", "organisation_uid", "scheme", "reference", "key", "derived"],
        [(new_uid(), asset, council, "main", f"Q{n}", f"q{n}", n == 2) for n, asset in enumerate(assets)],
    )


def _fill_facts(writer: Writer, asset: str) -> None:
    interest = new_uid()
    writer.insert("footprint", ["uid", "asset_uid", "geom"], [(new_uid(), asset, _SQUARE)])
    writer.insert(
        "interest",
        ["uid", "asset_uid", "direction", "tenure", "annual_rent_pence"],
        [(interest, asset, "held", "freehold", 12)],
    )
    writer.insert(
        "interest_event",
        ["uid", "interest_uid", "kind", "on_date"],
        [(new_uid(), interest, "break", date(2030, 1, 1))],
    )
    for table in ("survey", "cost", "valuation", "energy", "occupation", "asset_constraint", "document"):
        writer.insert(table, ["uid", "asset_uid"], [(new_uid(), asset)])


def _fill_sources(writer: Writer, stock: Stock) -> None:
    writer.insert(
        "list",
        ["uid", "name", "organisation_uid", "published"],
        [(stock.listed, "Assets", stock.council, True)],
    )
    writer.insert(
        "batch",
        ["uid", "list_uid", "file", "raw_rows", "imported_at", "column_map"],
        [
            (
                stock.batch,
                stock.listed,
                "assets.csv",
                b"\x00\xff",
                "2026-11-22T06:00:00.000Z",
                '{"A": "name"}',
            )
        ],
    )
    writer.insert(
        "record_source",
        ["uid", "record_uid", "record_table", "batch_uid", "row"],
        [(new_uid(), asset, "asset", stock.batch, n + 2) for n, asset in enumerate(stock.assets)],
    )
    writer.insert("issue", ["uid", "batch_uid", "code", "row"], [(new_uid(), stock.batch, "unplaced", 4)])


def _fill_layers(writer: Writer, stock: Stock) -> None:
    writer.insert(
        "layer",
        ["uid", "name", "kind", "position", "visible", "style"],
        [(stock.layer, "Wards", "boundary", 1, True, "{}")],
    )
    writer.insert(
        "layer_feature",
        ["uid", "layer_uid", "geom", "properties"],
        [
            (new_uid(), stock.layer, _SQUARE, '{"name": "North"}'),
            (new_uid(), stock.layer, shapely.LineString([(0, 0), (1, 2)]), None),
            (new_uid(), stock.layer, shapely.Point(1, 2), None),
        ],
    )


def renaming(uid: str, name: str) -> Change:
    """A command that renames one asset."""
    return Change(lambda writer: writer.update("asset", ["name"], [(uid, name)]), f"Rename to {name}")


def dump(register: Register) -> Dump:
    """Everything that commands may change, row by row, as stored."""
    with register.reading() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{table.name}" ORDER BY uid')
            ]
            for table in TRACKED
        }


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Run a query on a register over SQLite alone."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def write_outside(path: Path, *statements: str) -> None:
    """Change a register as another program does that knows the format and nothing of tpdesk."""
    with closing(sqlite3.connect(path)) as connection:
        add_spatial_functions(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
