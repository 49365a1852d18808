"""A register with a hall, a depot and a station, and a list that left doubts about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely

from tpdesk.domain.organisation import Organisation, Place
from tpdesk.services.commands.organisations import AddOrganisation
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpdesk.domain.changes import Writer


@dataclass(frozen=True)
class Estate:
    """Rows with one doubt of every sort."""

    kind: str = "estate"

    def describe(self) -> str:
        return "Estate"

    def apply(self, writer: Writer) -> None:
        inside, outside = shapely.Point(400_100, 400_100), shapely.Point(500_000, 400_100)
        columns = ("uid", "geom", "name", "organisation_uid", "uprn", "sensitivity", "parent_asset_uid")
        assets = [
            ("hall", inside, "Hall", "c", "100", None, None),
            ("wing", inside, "Wing", "c", "100", None, "hall"),
            ("depot", outside, "Depot", "c", "101", None, None),
            ("station", inside, "Station", "p", "100", "confidential", None),
        ]
        writer.insert("asset", columns, assets)
        references = ("uid", "asset_uid", "organisation_uid", "scheme", "reference", "key", "derived")
        rows = [(f"r{uid}", uid, owner, "main", uid, uid, False) for uid, _, _, owner, *_ in assets]
        writer.insert("asset_reference", references, rows)
        leases = ("uid", "asset_uid", "direction", "tenure", "annual_rent_pence")
        writer.insert("interest", leases, [("i1", "hall", "held", "freehold", 1_250_000)])
        writer.insert("energy", ("uid", "asset_uid", "dec_rating"), [("e1", "depot", 9999.0)])
        writer.insert("cost", ("uid", "asset_uid", "kind", "amount_pence"), [("c1", "depot", "rates", 900)])
        writer.insert(
            "survey",
            ("uid", "asset_uid", "price_year", "backlog_high_pence", "surveyed_on", "condition"),
            [("s1", "hall", "2023/24", 500, date(2024, 1, 1), "B")],
        )
        writer.insert("list", ("uid", "name", "organisation_uid"), [("l1", "Council list", "c")])
        writer.insert("batch", ("uid", "list_uid", "file"), [("b1", "l1", "council.csv")])
        sources = [("x1", "hall", "asset", "b1", 2), ("x2", "depot", "asset", "b1", 3)]
        writer.insert("record_source", ("uid", "record_uid", "record_table", "batch_uid", "row"), sources)
        doubts = [
            ("d1", "area_invalid", 2, "Size", "n/k", "Not an area."),
            ("d2", "uprn_shared", 2, "UPRN", "100", "One UPRN on several rows."),
            ("d3", "as_at_unknown", 0, "", "", "The list does not say its date."),
            ("d4", "row_refused", 9, "Name", "", "Refused."),
        ]
        named = ("uid", "batch_uid", "file", "code", "row", "column_name", "value", "message")
        writer.insert("issue", named, [(uid, "b1", "council.csv", *rest) for uid, *rest in doubts])


@pytest.fixture
def estate(tmp_path: Path) -> Iterator[Register]:
    place = Place("Mere", shapely.box(400_000, 400_000, 410_000, 410_000))
    with Register.create(tmp_path / "mere.gpkg", place) as made:
        made.execute(AddOrganisation(Organisation("c", "Mere Council", "council")))
        made.execute(AddOrganisation(Organisation("p", "Mere Police", "police")))
        made.execute(Estate())
        yield made
