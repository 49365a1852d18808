"""The assets side by side: what is stored as it is, what is derived as the trade derives it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.store.stocking import Change, Stock, write_outside
from tpdesk.domain.disclosure import PARTNERS, PUBLIC, disclose_assets
from tpdesk.domain.fields.catalogue import FIELDS
from tpdesk.domain.identity import new_uid
from tpdesk.domain.organisation import Place
from tpdesk.store.reads import (
    read_place,
    read_references,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tpdesk.domain.changes import Writer
    from tpdesk.domain.frame import AssetFrame
    from tpdesk.store.register import Register


def _add(register: Register, table: str, *facts: Mapping[str, object]) -> None:
    def apply(writer: Writer) -> None:
        for fact in facts:
            writer.insert(table, ["uid", *fact], [(new_uid(), *fact.values())])

    register.execute(Change(apply))


def _clear(register: Register, *tables: str) -> None:
    def apply(writer: Writer) -> None:
        for table in tables:
            writer.delete(table, [str(row[0]) for row in writer.select(table, ["uid"])])

    register.execute(Change(apply))


def _values(frame: AssetFrame, row: int, *keys: str) -> tuple[Any, ...]:
    return tuple(frame.value(row, key) for key in keys)


def test_an_empty_register_gives_an_empty_frame_with_every_key(register: Register) -> None:
    frame = register.read_assets()
    assert len(frame) == 0
    assert set(frame.columns) == {field.key for field in FIELDS} - {"organisation", "kind"}
    for field in FIELDS:
        kind = frame[field.key].dtype.kind
        assert kind == ("f" if field.numeric else "M" if field.type == "date" else "O"), field.key


def test_every_column_keeps_its_type_when_nothing_is_known(register: Register, stock: Stock) -> None:
    frame = register.read_assets()
    assert len(frame) == len(stock.assets)
    for field in FIELDS:
        column = frame[field.key]
        assert len(column) == len(frame)
        assert column.dtype.kind == ("f" if field.numeric else "M" if field.type == "date" else "O"), (
            field.key
        )


def test_stored_facts_come_as_they_were_given(register: Register, stock: Stock) -> None:
    frame = register.read_assets()
    assert tuple(frame.uids) == stock.assets
    assert [frame.organisations[index].name for index in frame.organisation] == [
        "Quillmere Council",
        "Quillmere Council",
        "Wend NHS Trust",
        "Wend NHS Trust",
    ]
    assert frame["kind"].tolist() == ["council", "council", "nhs", "nhs"]
    assert frame.sites.tolist() == [stock.site, None, stock.site, None]
    assert _values(frame, 0, "name", "gia_m2", "status_since", "easting", "northing") == (
        "Town Hall",
        1200.5,
        date(2020, 2, 29),
        400_100.1,
        400_200.2,
    )
    assert _values(frame, 2, "name", "gia_m2", "status_since", "easting") == ("Clinic", None, None, None)
    assert frame.placed.tolist() == [True, True, False, True]
    assert _values(frame, 1, "longitude", "latitude", "grid_reference") == (None, None, None)


def test_references_made_from_name_and_place_are_shown_as_none(register: Register, stock: Stock) -> None:
    assert register.read_assets()["reference"].tolist() == ["Q0", "Q1", None, "Q3"]
    first = stock.assets[3]
    _add(
        register, "asset_reference", {"asset_uid": first, "scheme": "estates", "reference": "E9", "key": "e9"}
    )
    assert register.read_assets().value(3, "reference") == "Q3"
    assert [row[3] for row in read_references(register)] == ["Q0", "Q1", "Q2", "Q3", "E9"]
    assert read_references(register)[2] == (stock.assets[2], stock.council, "main", "Q2", "q2", True)


def test_floor_area_is_gross_internal_else_net_else_external_else_unstated(
    register: Register, stock: Stock
) -> None:
    register.execute(
        Change(
            lambda writer: writer.update(
                "asset",
                ["gia_m2", "nia_m2", "gea_m2", "area_unstated_m2"],
                [
                    (stock.assets[0], 4.0, 3.0, 2.0, 1.0),
                    (stock.assets[1], None, 3.0, 2.0, 1.0),
                    (stock.assets[2], None, None, 2.0, 1.0),
                    (stock.assets[3], None, None, None, 1.0),
                ],
            )
        )
    )
    frame = register.read_assets()
    assert frame["floor_area_m2"].tolist() == [4, 3, 2, 1]
    assert frame["floor_area_basis"].tolist() == ["GIA", "NIA", "GEA", "unknown"]


def _cost(
    asset: str, period: str, kind: str, pounds: int | None, end: date | None = None
) -> dict[str, object]:
    pence = None if pounds is None else 100 * pounds
    return {"asset_uid": asset, "period": period, "period_end": end, "kind": kind, "amount_pence": pence}


def test_running_cost_is_the_latest_years_kinds_else_the_total(register: Register, stock: Stock) -> None:
    first, second, third, _ = stock.assets
    _clear(register, "cost")
    _add(
        register,
        "cost",
        _cost(first, "2023/24", "rates", 5),
        _cost(first, "2023/24", "rates", 10),
        _cost(first, "2023/24", "water", 3),
        _cost(first, "2023/24", "total", 99),
        _cost(first, "2023/24", "finance", 50),
        _cost(first, "2022/23", "energy", 1000),
        _cost(second, "2022/23", "rates", 7),
        _cost(second, "2023/24", "total", 70, date(2024, 3, 31)),
        _cost(third, "2023/24", "rates", None),
        _cost(third, "2023/24", "nonsense", 8),
    )
    frame = register.read_assets()
    keys = ("running_cost_gbp", "cost_rates_gbp", "cost_energy_gbp", "cost_total_gbp", "cost_period")
    assert _values(frame, 0, *keys) == (13, 10, None, 99, "2023/24")
    assert _values(frame, 1, *keys) == (70, None, None, 70, "2023/24")
    assert _values(frame, 2, *keys) == (None, None, None, None, "2023/24")
    assert _values(frame, 3, *keys) == (None, None, None, None, None)


def test_backlog_is_the_latest_surveys_risks_else_the_total(register: Register, stock: Stock) -> None:
    first, second, third, _ = stock.assets
    _clear(register, "survey")
    _add(
        register,
        "survey",
        {
            "asset_uid": first,
            "surveyed_on": date(2024, 5, 1),
            "condition": "B",
            "backlog_high_pence": 100,
            "backlog_low_pence": 250,
            "backlog_total_pence": 9900,
        },
        {"asset_uid": first, "surveyed_on": date(2019, 5, 1), "condition": "D", "backlog_total_pence": 100},
        {"asset_uid": second, "period": "2023/24", "backlog_total_pence": 1234},
        {"asset_uid": third, "condition": "C"},
    )
    frame = register.read_assets()
    keys = ("backlog_gbp", "condition", "survey_date")
    assert _values(frame, 0, *keys) == (3.5, "B", date(2024, 5, 1))
    assert _values(frame, 1, *keys) == (12.34, None, None)
    assert _values(frame, 2, *keys) == (None, "C", None)
    assert _values(frame, 3, *keys) == (None, None, None)


def test_the_largest_occupation_gives_the_service_and_people_are_added_up(
    register: Register, stock: Stock
) -> None:
    first, second, third, _ = stock.assets
    _clear(register, "occupation")
    _add(
        register,
        "occupation",
        {"asset_uid": first, "service": "office", "area_m2": 10, "fte": 2.5, "workstations": 4},
        {"asset_uid": first, "service": "library", "area_m2": 90, "fte": 1.0, "workstations": None},
        {"asset_uid": first, "service": "depot", "area_m2": None, "fte": None, "workstations": 1},
        {"asset_uid": second, "service": "museum", "area_m2": None},
        {"asset_uid": second, "service": "depot", "area_m2": None},
        {"asset_uid": third, "service": None, "area_m2": 5},
    )
    frame = register.read_assets()
    keys = ("service", "fte", "workstations", "capacity")
    assert _values(frame, 0, *keys) == ("library", 3.5, 5, None)
    assert _values(frame, 1, *keys) == ("museum", None, None, None)
    assert _values(frame, 2, *keys) == (None, None, None, None)


def test_the_head_interest_is_held_before_in_before_out_running_before_run_out(
    register: Register, stock: Stock
) -> None:
    first, second, third, last = stock.assets
    _clear(register, "interest")
    past, future = date.today() - timedelta(400), date.today() + timedelta(400)
    _add(
        register,
        "interest",
        {"asset_uid": first, "direction": "out", "tenure": "leasehold", "rent_received_pence": 500},
        {"asset_uid": first, "direction": "held", "tenure": "freehold", "tenure_detail": "owner_occupied"},
        {"asset_uid": first, "direction": "out", "tenure": "leasehold", "rent_received_pence": 250},
        {
            "asset_uid": second,
            "direction": "in",
            "tenure": "leasehold",
            "annual_rent_pence": 100,
            "expiry_date": future,
        },
        {
            "asset_uid": second,
            "direction": "in",
            "tenure": "licence",
            "annual_rent_pence": 900,
            "expiry_date": past,
        },
        {
            "asset_uid": third,
            "direction": "out",
            "tenure": "freehold",
            "tenure_detail": "leased_out",
            "rent_received_pence": 700,
        },
        {"asset_uid": last, "direction": "in", "tenure": "licence", "start_date": date(2001, 1, 1)},
        {"asset_uid": last, "direction": "in", "tenure": "leasehold", "start_date": date(2021, 1, 1)},
    )
    frame = register.read_assets()
    keys = ("tenure", "tenure_detail", "annual_rent_gbp", "rent_received_gbp", "lease_expiry")
    assert _values(frame, 0, *keys) == ("freehold", "owner_occupied", None, 7.5, None)
    assert _values(frame, 1, *keys) == ("leasehold", None, 1, None, future)
    assert _values(frame, 2, *keys) == ("freehold", "leased_out", None, 7, None)
    assert _values(frame, 3, "tenure", "lease_start") == ("leasehold", date(2021, 1, 1))


def test_energy_and_value_are_the_latest_and_constraints_the_newest_answer(
    register: Register, stock: Stock
) -> None:
    first = stock.assets[0]
    _clear(register, "energy", "valuation")
    _add(register, "energy", {"asset_uid": first, "period": "2024/25", "band": "C"})
    _add(register, "energy", {"asset_uid": first, "period": "2021/22", "band": "G", "gas_kwh": 5})
    _add(register, "valuation", {"asset_uid": first, "valued_on": date(2024, 3, 31), "amount_pence": 12_345})
    _add(register, "valuation", {"asset_uid": first, "valued_on": date(2019, 3, 31), "amount_pence": 1})
    for answer in ("no", "yes"):
        _add(register, "asset_constraint", {"asset_uid": first, "kind": "listed", "answer": answer})
    frame = register.read_assets()
    keys = ("energy_band", "gas_kwh", "valuation_gbp", "valuation_date", "constraint_listed")
    assert _values(frame, 0, *keys) == ("C", None, 123.45, date(2024, 3, 31), "yes")
    assert frame.value(1, "constraint_listed") is None


def test_published_is_what_comes_from_published_lists_alone(register: Register, stock: Stock) -> None:
    assert register.read_assets().published.all()
    closed, batch = new_uid(), new_uid()
    _add(register, "asset", {"name": "By hand"})
    register.execute(
        Change(
            lambda writer: (
                writer.insert("list", ["uid", "published"], [(closed, False)]),
                writer.insert("batch", ["uid", "list_uid"], [(batch, closed)]),
                writer.insert(
                    "record_source",
                    ["uid", "record_uid", "record_table", "batch_uid"],
                    [(new_uid(), stock.assets[0], "asset", batch)],
                ),
            )
        )
    )
    assert register.read_assets().published.tolist() == [False, True, True, True, False]


def test_the_frame_passes_the_door_of_disclosure(register: Register, stock: Stock) -> None:
    open_one = stock.assets[1]
    register.execute(Change(lambda writer: writer.update("asset", ["sensitivity"], [(open_one, "open")])))
    frame = register.read_assets()
    assert disclose_assets(frame, PUBLIC).value.uids.tolist() == [open_one]
    assert len(disclose_assets(frame, PARTNERS).value) == 4


def test_odd_values_of_other_programs_are_unknown(register: Register, stock: Stock) -> None:
    write_outside(
        register.path,
        "UPDATE asset SET gia_m2 = 'large', status_since = 'last year' WHERE name = 'Town Hall'",
        "UPDATE asset SET organisation_uid = NULL WHERE name = 'Clinic'",
        "INSERT INTO cost (kind, amount_pence) VALUES ('rates', 5)",
        f"INSERT INTO cost (asset_uid, kind, amount_pence) VALUES ('{stock.assets[2]}', 'rates', 500)",
        "UPDATE place SET geom = x'00', name = NULL",
    )
    frame = register.read_assets()
    assert stock.assets[0] == frame.uids[0]
    assert _values(frame, 0, "gia_m2", "status_since") == (None, None)
    assert frame.organisation[2] == -1
    assert frame.value(2, "cost_rates_gbp") == 5
    assert read_place(register) == Place("")
