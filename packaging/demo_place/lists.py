"""The seven partners' lists, in the order in which an officer takes them in, each with how to read it."""

from pathlib import Path

from demo_place import (
    community,
    council,
    council_book,
    council_faults,
    fire,
    government,
    health,
    plan,
    police,
    practices,
)
from demo_place.country import Country
from demo_place.districts import Districts
from demo_place.entries import Listing
from demo_place.gazetteer import Gazetteer
from demo_place.postcodes import Postcodes

OPTIONS: tuple[dict[str, object], ...] = (
    {"organisation": "Quillmere Council", "kind": "council", "as_at": "2026-10-01", "period": "2025/26",
     "sheet": council_book.SHEET, "list": "Land and buildings"},
    {"organisation": None, "kind": "nhs", "as_at": "2026-03-31", "period": "2025/26",
     "organisation_column": "Trust Name",
     "where": [f"Integrated Care Board={health.ICB}"], "list": "ERIC site return"},
    {"organisation": "Quill Vale GP practices", "kind": "nhs", "as_at": "2026-10-01", "list": "GP premises",
     "accept_fix": ["postcode_character"]},
    {"organisation": "Quill Vale Police", "kind": "police", "as_at": "2026-10-01", "period": "2025/26",
     "list": "Estate list"},
    {"organisation": "Quill Vale Fire and Rescue", "kind": "fire", "as_at": "2026-09-01",
     "period": "2025/26", "list": "Stations"},
    {"organisation": "Government Office Estate", "kind": "central_government", "as_at": "2026-10-01",
     "period": "2025/26",
     "list": "Offices"},
    {"organisation": "Quillmere Community Trust", "kind": "voluntary", "as_at": "2026-09-01",
     "period": "2025/26",
     "sheet": community.SHEET, "list": "Premises"},
)  # fmt: skip
DEFAULTS: dict[str, object] = {
    "file": "", "organisation": None, "kind": "", "organisation_column": None, "sheet": None, "where": [],
    "list": None,
    "as_at": None, "period": None, "accept_fix": [],
}  # fmt: skip


def written(
    country: Country, districts: Districts, codes: Postcodes, folder: Path
) -> list[dict[str, object]]:
    """Write the seven lists and return what the manifest says of them."""
    gazetteer = Gazetteer(country, districts, codes)
    borough = council.estate(gazetteer)
    hubs = [plot for section, _, plot in borough if section == "Offices"][2:]
    halls = [
        plot
        for section, entry, plot in borough
        if entry.cells["Current Use"] in {"Library", "Community centre"}
    ]
    trust = health.estate(gazetteer)
    clinics = [plot for entry, plot in trust if entry.cells["Non Inpatient Type"] == "Health centre"]
    surgeries = practices.estate(gazetteer, clinics)
    force = police.estate(gazetteer, hubs[6:9])
    stations = fire.estate(gazetteer)
    offices = government.estate(gazetteer, hubs)
    charities = community.estate(gazetteer, halls)
    made = (
        council_book.written(council_faults.spoilt(borough), folder),
        health.written(health.spoilt(trust), folder),
        practices.written(practices.spoilt(surgeries), folder),
        police.written(police.spoilt(force), folder),
        fire.written(stations, folder),
        government.written(government.spoilt(offices), folder),
        community.written(community.spoilt(charities), folder),
    )
    return [_told(listing, options) for listing, options in zip(made, OPTIONS, strict=True)]


def _told(listing: Listing, options: dict[str, object]) -> dict[str, object]:
    told = DEFAULTS | {"file": f"lists/{listing.file}"} | options
    return told | {"licence": plan.LICENCE, "records": listing.records, "faults": listing.faults}
