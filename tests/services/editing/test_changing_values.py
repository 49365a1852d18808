"""What a person types into a field is read as lists are, and written where it was shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tpdesk.domain.errors import ConflictError, InputError
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.organisation import Organisation, Place
from tpdesk.services.commands.organisations import AddOrganisation
from tpdesk.services.editing.editing import plan_edits, read_edits
from tpdesk.services.editing.moving import Position, plan_moves, read_position
from tpdesk.services.editing.one_asset import find_asset
from tpdesk.services.editing.typed import read_typed
from tpdesk.store.reads import read_children
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpdesk.domain.changes import Writer


@dataclass(frozen=True)
class Stock:
    """A hall with two years of costs and two lettings, and a depot of which nothing is known."""

    kind: str = "stock"

    def describe(self) -> str:
        return "Stock"

    def apply(self, writer: Writer) -> None:
        writer.insert(
            "asset", ("uid", "name", "organisation_uid"), [("hall", "Hall", "c"), ("depot", "Depot", "c")]
        )
        columns = ("uid", "asset_uid", "organisation_uid", "scheme", "reference", "key", "derived")
        references = [
            ("r1", "hall", "c", "main", "H1", "h1", False),
            ("r2", "depot", "c", "main", "depot||", "depot||", True),
        ]
        writer.insert("asset_reference", columns, references)
        years = [("c1", "2022/23", date(2023, 3, 31), 100), ("c2", "2023/24", date(2024, 3, 31), 200)]
        costs = [(uid, "hall", "rates", *rest) for uid, *rest in years]
        writer.insert("cost", ("uid", "asset_uid", "kind", "period", "period_end", "amount_pence"), costs)
        lettings = [("i1", "hall", "out", 5), ("i2", "hall", "out", 6)]
        writer.insert("interest", ("uid", "asset_uid", "direction", "rent_received_pence"), lettings)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.create(tmp_path / "mere.gpkg", Place("Mere")) as made:
        made.execute(AddOrganisation(Organisation("c", "Mere Council", "council")))
        made.execute(Stock())
        yield made


def put(register: Register, uid: str, **typed: str) -> dict[str, object]:
    """Type values and give what the register shows of them."""
    edits, _ = read_edits([uid], typed)
    register.execute(plan_edits(register, edits))
    frame = register.read_assets()
    row = frame.uids.tolist().index(uid)
    return {key: frame.value(row, key) for key in typed}


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("gia_m2", "5,000 sq ft", pytest.approx(464.5152)),
        ("lease_expiry", "31/3/2030", date(2030, 3, 31)),
        ("annual_rent_gbp", "£45,000", 4_500_000),
        ("tenure", "F/H", "freehold"),
        ("postcode", "m337zf", "M33 7ZF"),
        ("name", "  Town   Hall ", "Town Hall"),
        ("name", "not known", None),
        ("gia_m2", "", None),
    ],
)
def test_typing_is_read_as_a_list_is(key: str, text: str, value: object) -> None:
    assert read_typed(FIELD_BY_KEY[key], text).value == value


@pytest.mark.parametrize(
    ("key", "text", "hint"),
    [("lease_expiry", "soon", "31/03/2030"), ("tenure", "x", "Freehold"), ("uprn", "1.0E+11", "12 digits")],
)
def test_what_a_field_cannot_hold_is_refused_with_what_it_takes(key: str, text: str, hint: str) -> None:
    with pytest.raises(InputError, match="Nothing was changed") as refused:
        read_typed(FIELD_BY_KEY[key], text)
    assert hint in refused.value.hint


@pytest.mark.parametrize("key", ["easting", "floor_area_m2", "location_method", "nonsense"])
def test_what_is_worked_out_is_not_typed(key: str) -> None:
    with pytest.raises(InputError):
        read_edits(["hall"], {key: "1"})


def test_a_value_goes_into_the_row_that_shows_it(register: Register) -> None:
    shown = put(register, "hall", cost_rates_gbp="3", gia_m2="50", lease_expiry="2031-01-01")
    assert shown == {"cost_rates_gbp": 3.0, "gia_m2": 50.0, "lease_expiry": date(2031, 1, 1)}
    rates = {row["period"]: row["amount_pence"] for row in read_children(register, "cost")["hall"]}
    assert rates == {"2022/23": 100, "2023/24": 300}


def test_a_value_without_a_row_comes_with_the_year_that_is_shown(register: Register) -> None:
    assert put(register, "hall", cost_energy_gbp="7") == {"cost_energy_gbp": 7.0}
    (energy,) = [row for row in read_children(register, "cost")["hall"] if row["kind"] == "energy"]
    assert (energy["period"], energy["period_end"]) == ("2023/24", date(2024, 3, 31))
    assert put(register, "depot", condition="B", constraint_listed="yes") == {
        "condition": "B",
        "constraint_listed": "yes",
    }


def test_all_of_it_is_one_step_and_goes_back(register: Register) -> None:
    put(register, "hall", name="Town Hall", tenure="leasehold", cost_rates_gbp="3", cost_energy_gbp="4")
    assert register.undo_description == "Change 4 facts of 1 asset"
    register.undo()
    frame = register.read_assets()
    assert frame.value(0, "name") == "Hall"
    assert frame.value(0, "cost_rates_gbp") == 2.0
    assert frame.value(0, "cost_energy_gbp") is None


def test_a_tenure_says_what_kind_of_interest_it_is(register: Register) -> None:
    put(register, "depot", tenure="leasehold")
    (lease,) = read_children(register, "interest")["depot"]
    assert (lease["direction"], lease["kind"]) == ("in", "lease")
    put(register, "depot", tenure="freehold")
    (lease,) = read_children(register, "interest")["depot"]
    assert (lease["direction"], lease["kind"], lease["tenure"]) == ("held", "freehold", "freehold")
    put(register, "depot", tenure="")
    (lease,) = read_children(register, "interest")["depot"]
    assert (lease["direction"], lease["kind"], lease["tenure"]) == ("held", "freehold", None)


def test_a_sum_over_several_rows_is_not_typed_over(register: Register) -> None:
    with pytest.raises(InputError, match="the sum of 2 entries"):
        put(register, "hall", rent_received_gbp="9")


def test_a_reference_is_kept_unique_and_found_by_its_new_name(register: Register) -> None:
    assert put(register, "depot", reference="D 1") == {"reference": "D 1"}
    assert find_asset(register, "d 1", "mere council") == "depot"
    with pytest.raises(InputError, match="already"):
        put(register, "depot", reference="h1")
    with pytest.raises(InputError, match="keeps a reference"):
        put(register, "depot", reference="")


def test_a_value_that_somebody_else_changed_meanwhile_is_not_overwritten(register: Register) -> None:
    edits, _ = read_edits(["hall"], {"name": "Town Hall"})
    plan = plan_edits(register, edits)
    put(register, "hall", name="Guildhall")
    with pytest.raises(ConflictError, match="meanwhile"):
        register.execute(plan)
    assert register.read_assets().value(0, "name") == "Guildhall"


def test_what_is_so_already_makes_no_step(register: Register) -> None:
    edits, _ = read_edits(["hall"], {"name": "Hall"})
    assert register.execute(plan_edits(register, edits)).transaction == 0


def test_many_assets_change_in_one_step(register: Register) -> None:
    edits, _ = read_edits(["hall", "depot"], {"status": "surplus"})
    register.execute(plan_edits(register, edits))
    assert register.read_assets()["status"].tolist() == ["surplus", "surplus"]
    assert register.undo_description == "Change Status of 2 assets"


@pytest.mark.parametrize(
    ("reference", "organisation", "code"),
    [
        ("nope", "", "asset_unknown"),
        ("H1", "Nobody", "organisation_unknown"),
        ("depot||", "", "asset_unknown"),
    ],
)
def test_an_asset_that_is_not_there_is_said_so(
    register: Register, reference: str, organisation: str, code: str
) -> None:
    with pytest.raises(InputError) as refused:
        find_asset(register, reference, organisation)
    assert refused.value.code == code


# --- positions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "easting", "northing"),
    [
        ({"easting": "376,650", "northing": "394450"}, 376_650, 394_450),
        ({"grid_reference": "SJ 7665 9445"}, 376_655, 394_455),
        ({"longitude": "1.716074", "latitude": "52.657977", "name": "x"}, 651_409.8, 313_177.5),
    ],
)
def test_a_position_is_given_in_the_ways_that_people_have_it(
    typed: dict[str, str], easting: float, northing: float
) -> None:
    assert read_position(typed) == pytest.approx((easting, northing), abs=6)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"easting": "376650"}, "position_incomplete"),
        ({"easting": "376650", "northing": "394450", "grid_reference": "SJ 7 9"}, "position_incomplete"),
        ({"easting": "here", "northing": "394450"}, "value_invalid"),
        ({"grid_reference": "XX"}, "value_invalid"),
        ({"latitude": "-2.3", "longitude": "53.4"}, "position_invalid"),
    ],
)
def test_what_is_no_position_is_refused(typed: dict[str, str], code: str) -> None:
    with pytest.raises(InputError) as refused:
        read_position(typed)
    assert refused.value.code == code
    assert read_position({"name": "x"}) is None


def test_a_building_is_placed_moved_and_taken_off_the_map(register: Register) -> None:
    register.execute(plan_moves(register, {"hall": Position(376_650, 394_450)}, "Hall"))
    assert register.undo_description == "Place Hall on the map"
    frame = register.read_assets()
    assert (frame.value(0, "easting"), frame.value(0, "location_method")) == (376_650, "by_hand")
    register.execute(plan_moves(register, {"hall": Position(376_700, 394_450)}, "Hall"))
    assert register.undo_description == "Move Hall"
    assert register.execute(plan_moves(register, {"hall": Position(376_700, 394_450)})).transaction == 0
    register.execute(plan_moves(register, {"hall": None}, "Hall"))
    assert not register.read_assets().placed.any()
    register.undo()
    register.undo()
    assert register.read_assets().value(0, "easting") == 376_650


def test_facts_and_position_are_one_step(register: Register) -> None:
    edits, _ = read_edits(["hall"], {"name": "Guildhall"})
    step = plan_edits(register, edits, "Hall")
    register.execute(step.joined(plan_moves(register, {"hall": Position(376_650, 394_450)}, "Hall")))
    assert register.undo_description == "Change Name of Hall and Place Hall on the map"
    register.undo()
    assert not register.read_assets().placed.any()
