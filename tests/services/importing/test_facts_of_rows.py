"""What a row says beyond the asset: interests and their days, occupations, constraints, dated facts."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tpdesk.services.importing import ImportPlan
from tpdesk.store.reads import read_children
from tpdesk.store.register import Register

Bring = Callable[..., ImportPlan]
Write = Callable[..., Path]


def children(register: Register, table: str) -> list[dict[str, object]]:
    return [row for rows in read_children(register, table).values() for row in rows]


def test_tenure_makes_interests(bring_in: Bring, write_list: Write, register: Register) -> None:
    headings = [
        "Code",
        "Tenure",
        "Tenure detail",
        "Annual rent",
        "Rent received",
        "Lease expiry",
        "Break date",
        "Notice (months)",
        "Occupier",
    ]
    bring_in(
        write_list(
            headings,
            ["S1", "Freehold", "Leased out", "", "900", "2030-12-31", "", "", "Acme"],
            ["S2", "Leasehold", "", "500", "", "2031-03-31", "2028-09-30", "6", ""],
            ["S3", "Leasehold", "Leased out", "10", "20", "", "", "", "Baker"],
            ["S4", "", "Owner occupied", "", "", "", "", "", ""],
            ["S5", "Local Investment Finance Trust (LIFT)", "", "", "", "", "", "", ""],
            ["S6", "", "", "", "", "", "", "", ""],
        )
    )
    rows = children(register, "interest")
    found = [
        (row["direction"], row["kind"], row["grantee"], row["expiry_date"], row["rent_received_pence"])
        for row in rows
    ]
    assert sorted(found, key=str) == sorted(
        [
            ("held", "freehold", None, None, None),
            ("out", "lease", "Acme", date(2030, 12, 31), 90_000),
            ("in", "lease", None, date(2031, 3, 31), None),
            ("in", "lease", None, None, None),
            ("out", "underlease", "Baker", None, 2_000),
            ("held", None, None, None, None),
            ("in", "lift", None, None, None),
        ],
        key=str,
    )
    frame = register.read_assets()
    assert frame.value(0, "tenure_detail") == "leased_out"
    assert frame.value(0, "rent_received_gbp") == 900.0
    assert frame.value(4, "tenure_detail") == "lift"


def test_the_days_of_a_lease_stand_in_it_once_and_move_with_the_list(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    headings = ["Code", "Tenure", "Lease expiry", "Break date", "Notice (months)", "Rent review"]
    bring_in(write_list(headings, ["S2", "Leasehold", "2031-03-31", "2028-09-30", "6", ""]))
    bring_in(write_list(headings, ["S2", "Leasehold", "2031-03-31", "2029-09-30", "6", "2027-01-01"]))
    (lease,) = children(register, "interest")
    days = (lease["expiry_date"], lease["next_break_date"], lease["review_date"])
    assert days == (date(2031, 3, 31), date(2029, 9, 30), date(2027, 1, 1))
    assert lease["break_notice_months"] == 6
    assert not children(register, "interest_event")


def test_occupations_constraints_surveys_and_energy(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    headings = [
        "Code",
        "Service",
        "FTE",
        "Occupied (m²)",
        "Tenure detail",
        "Occupier",
        "HRA",
        "Condition",
        "High risk backlog",
        "EPC",
        "Value",
    ]
    bring_in(
        write_list(
            headings,
            ["S1", "Library", "4.5", "120", "Owner occupied", "", "No", "B", "1,000", "C", "£1m"],
            ["S2", "Shop", "", "", "Leased out", "Acme", "Yes", "", "", "", ""],
        ),
        period="2023/24",
    )
    own, let = children(register, "occupation")
    organisation = register.read_organisations()[0].uid
    assert (own["service"], own["fte"], own["area_m2"], own["organisation_uid"]) == (
        "library",
        4.5,
        120.0,
        organisation,
    )
    assert (let["service"], let["occupier"], let["organisation_uid"]) == ("shop", "Acme", None)
    constraints = children(register, "asset_constraint")
    assert [(row["kind"], row["answer"], row["source"]) for row in constraints] == [
        ("housing_revenue_account", "no", "assets"),
        ("housing_revenue_account", "yes", "assets"),
    ]
    survey = children(register, "survey")
    assert [(row["condition"], row["backlog_high_pence"], row["period"]) for row in survey] == [
        ("B", 100_000, "2023/24")
    ]
    assert [row["band"] for row in children(register, "energy")] == ["C"]
    assert [row["amount_pence"] for row in children(register, "valuation")] == [100_000_000]
