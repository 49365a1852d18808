"""A register with secrets whose every word and number occurs once, and who may see which of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import shapely

from tests.store.stocking import Change
from tpdesk.domain.identity import new_uid, new_uids
from tpdesk.domain.organisation import Place
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tpdesk.domain.changes import Writer

COUNCIL, TRUST, POLICE = "Quillmere Council", "Wend NHS Trust", "Ravenskeld Constabulary"
PLACE = Place("Quillmere", shapely.box(400_000, 400_000, 420_000, 420_000))
OF_COUNCIL = f"organisation:{COUNCIL}"
ON = date(2026, 11, 22)
LESSER = ("public", "partners", OF_COUNCIL)


@dataclass(frozen=True)
class Secrets:
    """Facts that stand or fall together.

    Attributes:
        seen_by: Audiences that may see them, beside full.
        words: Texts.
        numbers: Amounts and areas, in the units of exports.
        point: Easting and northing.
        days: Days.
        name: One of the words, by which an output that shows all is known to have been read rightly.
    """

    seen_by: tuple[str, ...]
    words: tuple[str, ...]
    numbers: tuple[float, ...] = ()
    point: tuple[float, float] | None = None
    days: tuple[date, ...] = ()
    name: str = ""


@dataclass
class Planted:
    """The register and its secrets."""

    register: Register
    secrets: list[Secrets] = field(default_factory=list)

    def hidden_from(self, audience: str) -> list[Secrets]:
        return [each for each in self.secrets if audience not in each.seen_by]


@dataclass(frozen=True)
class _Building:
    """One asset to plant; every word of it is made from its stem."""

    stem: str
    owner: str
    sensitivity: str | None
    point: tuple[float, float]
    seen_by: tuple[str, ...]
    commercial_seen_by: tuple[str, ...]
    number: int


_ALL = LESSER
BUILDINGS = (
    _Building("Marketgate", COUNCIL, "open", (410_111.111, 410_222.222), _ALL, (OF_COUNCIL,), 1),
    _Building("Wendbrook", TRUST, "open", (410_333.333, 410_444.444), _ALL, (), 2),
    _Building("Ormsfield", COUNCIL, "restricted", (411_555.517, 411_666.623), LESSER[1:], (OF_COUNCIL,), 3),
    _Building("Unstatton", TRUST, None, (411_937.531, 411_846.417), LESSER[1:], (), 4),
    _Building("Tarnholt", TRUST, "confidential", (410_777.719, 410_888.837), (), (), 5),
    _Building(
        "Brackenhay", COUNCIL, "confidential", (410_499.941, 410_599.953), (OF_COUNCIL,), (OF_COUNCIL,), 6
    ),
    _Building("Gullwick", POLICE, "confidential", (410_249.361, 410_361.473), (), (), 7),
)


def plant(path: Path) -> Planted:
    """Make the register; close it when done."""
    planted = Planted(Register.create(path, PLACE))
    planted.register.execute(Change(lambda writer: _fill(writer, planted)))
    for each in BUILDINGS:
        _annotate(
            planted, f"{each.stem} House", f"Keys are under the {each.stem.casefold()} stone, left of it"
        )
    return planted


def _annotate(planted: Planted, name: str, notes: str) -> None:
    """Change an asset in a step of its own, whose words name it."""
    frame = planted.register.read_assets()
    (uid,) = frame.uids[frame["name"] == name]
    words = f"Annotate {name}"
    planted.register.execute(Change(lambda writer: writer.update("asset", ["notes"], [(uid, notes)]), words))


def _fill(writer: Writer, planted: Planted) -> None:
    owners = dict(zip((COUNCIL, TRUST, POLICE), new_uids(3), strict=True))
    kinds = {COUNCIL: "council", TRUST: "nhs", POLICE: "police"}
    _insert(
        writer,
        "organisation",
        [{"uid": uid, "name": name, "kind": kinds[name]} for name, uid in owners.items()],
    )
    site, interests = new_uid(), {each.stem: new_uid() for each in BUILDINGS}
    _insert(writer, "site", [{"uid": site, "name": "Shared yard", "kind": "building"}])
    # The council knows who sits in its own building; nobody else is told that the police are here.
    planted.secrets += [Secrets((OF_COUNCIL,), (POLICE,)), Secrets((), (owners[POLICE],))]
    for each in BUILDINGS:
        _plant(writer, planted, each, owners, (site, interests))
    # An open building's lease hangs below a hidden one, and hidden police use a room of it.
    writer.update("interest", ["parent_interest_uid"], [(interests["Marketgate"], interests["Gullwick"])])


def _plant(
    writer: Writer,
    planted: Planted,
    each: _Building,
    owners: dict[str, str],
    joined: tuple[str, dict[str, str]],
) -> None:
    site, interests = joined
    asset, owner, stem = new_uid(), owners[each.owner], each.stem
    row = {
        "uid": asset,
        "organisation_uid": owner,
        "site_uid": site if stem in ("Marketgate", "Gullwick") else None,
        "geom": shapely.Point(each.point),
        "sensitivity": each.sensitivity,
        "occupier": f"{stem} Sitters",
        "location_method": "by_hand",
    }
    address, areas = _address(each), _areas(each)
    _insert(writer, "asset", [row | address | areas])
    reference = f"{stem[:3].upper()}-{each.number}{each.number}{each.number}9"
    named = {"reference": reference, "key": reference.casefold(), "scheme": "main", "derived": False}
    named |= {"uid": new_uid(), "asset_uid": asset, "organisation_uid": owner}
    _insert(writer, "asset_reference", [named])
    plain, commercial = _rows(writer, each, asset, interests[stem])
    if stem == "Marketgate":
        room = {"organisation_uid": owners[POLICE], "occupier": POLICE, "service": "police_station"}
        _insert(writer, "occupation", [room | {"uid": new_uid(), "asset_uid": asset, "area_m2": 44.0}])
    words = (asset, interests[stem], reference, *address.values(), *plain)
    facts = Secrets(each.seen_by, words, tuple(areas.values()), each.point, name=address["name"])
    planted.secrets += [facts, commercial]


def _address(each: _Building) -> dict[str, str]:
    stem, n = each.stem, each.number
    return {
        "name": f"{stem} House",
        "street": f"{stem} Road",
        "address": f"{n} {stem} Road, {stem}",
        "postcode": f"ZQ{n}{n} {n}XY",
        "uprn": f"90012345678{n}",
        "title_number": f"QL55{n}77{n}",
        "freeholder": f"{stem} Freeholders",
        "notes": f"Keys are under the {stem.casefold()} stone",
        "sensitivity_reason": f"{stem} reasons",
        "foi_exemption": f"section {stem}",
    }


def _areas(each: _Building) -> dict[str, float]:
    more = 10.125 * each.number
    return {"gia_m2": 1_231.2345 + more, "nia_m2": 1_011.2525 + more, "vacant_m2": 911.7575 + more}


def _rows(writer: Writer, each: _Building, asset: str, interest: str) -> tuple[tuple[str, ...], Secrets]:
    """Plant the child rows of an asset; give the plain words of them, and the commercial facts."""
    stem, n = each.stem, each.number
    rent, penalty, value = 777_123.45 + 1_010 * n, 555_321.15 + 1_010 * n, 8_642_135.79 + 10_100 * n
    break_day, event_day = date(2027, 1, 10 + 2 * n), date(2028, 2, 10 + 2 * n)
    tenant, landlord = f"{stem} Tenants Ltd", f"{stem} Landlords"
    interest_row = {
        "uid": interest,
        "asset_uid": asset,
        "direction": "in",
        "kind": "lease",
        "tenure": "leasehold",
        "grantee": tenant,
        "grantor": landlord,
        "annual_rent_pence": round(rent * 100),
        "expiry_date": date(2028, 9, 10 + n),
        "next_break_date": break_day,
        "break_notice_months": 6,
        "break_penalty_pence": round(penalty * 100),
    }
    _insert(writer, "interest", [interest_row])
    event = {"uid": new_uid(), "interest_uid": interest, "kind": "break", "on_date": event_day}
    event |= {"penalty_pence": round(penalty * 100) + 700, "note": f"{stem} break note"}
    _insert(writer, "interest_event", [event])
    link = f"https://{stem.casefold()}.example/deed"
    own: dict[str, dict[str, Any]] = {
        "document": {"title": f"{stem} deed", "link": link, "note": f"{stem} document note"},
        "asset_constraint": {"kind": "covenant", "answer": "yes", "note": f"{stem} covenant"},
        "occupation": {"occupier": f"{stem} Dwellers", "service": "office", "area_m2": 700.0, "fte": 30.0},
        "cost": {"kind": "rates", "amount_pence": 98_765_400 + n, "period": "2025/26"},
        "valuation": {"amount_pence": round(value * 100), "basis": f"{stem} basis"},
    }
    for table, row in own.items():
        _insert(writer, table, [{"uid": new_uid(), "asset_uid": asset, **row}])
    plain = (landlord, f"{stem} deed", link, f"{stem} document note", f"{stem} covenant")
    words = (tenant, f"{stem} Dwellers", f"{stem} Sitters", f"{stem} break note", f"{stem} basis")
    seen_by = tuple(name for name in each.seen_by if name in each.commercial_seen_by)
    numbers = (rent, penalty, penalty + 7, value)
    return plain, Secrets(seen_by, words, numbers, days=(break_day, event_day))


def _insert(writer: Writer, table: str, rows: Sequence[dict[str, Any]]) -> None:
    writer.insert(table, list(rows[0]), [tuple(row.values()) for row in rows])
