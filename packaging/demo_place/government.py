"""Central government's offices: exported from a spreadsheet as Unicode text, areas in square feet."""

import csv
import io
from datetime import date
from pathlib import Path

import numpy as np

from demo_place.chance import stream
from demo_place.council import CENTRES, QUARTERS, TITLES
from demo_place.entries import Cell, Entry, Listing, day_between, pick, reported, rounded
from demo_place.gazetteer import Gazetteer, Plot, degrees

FILE = "government_offices.txt"
COLUMNS = ("Property Ref", "Property Name", "Occupying Department", "Current Use", "Address", "Post Town",
           "Postcode", "UPRN", "Lat",
           "Long", "Tenure", "NIA (sq ft)", "Vacant (sq ft)", "FTE", "Workstations", "Annual Rent", "Rates",
           "Running Cost",
           "Lease End Date", "Next Break", "Notice (months)", "DEC Rating")  # fmt: skip
SQUARE_FEET = 10.7639
# department, use, name, count, m2, where
KINDS = (
    ("Jobcentre Plus", "Jobcentre", "{town} Jobcentre", 9, (340, 1250), "centre"),
    ("Probation Service", "Probation office", "{stem} House Probation Office", 6, (220, 640), "centre"),
    ("Courts and Tribunals", "Court", "{town} Magistrates' Court", 3, (900, 2800), "centre"),
    ("Revenue", "Office", "{stem} House", 4, (420, 2600), "centre"),
    ("Driving Tests", "Driving test centre", "{stem} Test Centre", 2, (90, 210), "any"),
    ("Health Assessments", "Assessment centre", "{stem} Assessment Centre", 3, (180, 420), "centre"),
    ("Land and Farming", "Office", "{stem} Court", 2, (150, 600), "centre"),
    ("Prisons", "Approved premises", "{stem} Lodge", 2, (420, 700), "any"),
    ("Defence", "Reserve centre", "{stem} Drill Hall", 2, (600, 1400), "any"),
)  # fmt: skip


def estate(gazetteer: Gazetteer, hosts: list[Plot]) -> list[tuple[Entry, Plot]]:
    """Return the departments' offices; two Jobcentres sit in council buildings."""
    rng = stream("government")
    rows: list[tuple[Entry, Plot]] = []
    for department, use, pattern, count, area, where in KINDS:
        for index in range(count):
            key = (*CENTRES, *QUARTERS)[index % 13]
            plot = gazetteer.centre(key, 450.0) if where == "centre" else gazetteer.anywhere()
            if use == "Jobcentre" and index in {4, 6} and hosts:
                plot = gazetteer.part_of(hosts[index % len(hosts)])
            name = pattern.format(town=TITLES[key], stem=plot.stem())
            entry = _entry(f"GOV-{4100 + 13 * len(rows)}", name, plot, float(rng.uniform(*area)), rng)
            entry.cells |= {"Occupying Department": department, "Current Use": use}
            rows.append((entry, plot))
    return rows


def _entry(reference: str, name: str, plot: Plot, nia_m2: float, rng: np.random.Generator) -> Entry:
    feet = rounded(nia_m2 * SQUARE_FEET, 10)
    tenure = pick(rng, {"Leasehold": 6, "Freehold": 2, "PFI": 1, "MOTO": 1})
    longitude, latitude = degrees(plot.easting, plot.northing)
    leased = tenure != "Freehold"
    expiry = day_between(rng, date(2027, 3, 1), date(2035, 3, 31))
    spare = rounded(feet * rng.uniform(0.1, 0.4), 10) if rng.uniform() < 0.45 else 0
    cells: dict[str, Cell] = {
        "Property Ref": reference, "Property Name": name, "Address": f"{plot.number} {plot.street}",
        "Post Town": plot.town,
        "Postcode": plot.postcode, "UPRN": plot.uprn, "Lat": latitude, "Long": longitude, "Tenure": tenure,
        "NIA (sq ft)": f"{feet:,}", "Vacant (sq ft)": f"{spare:,}",
        "FTE": round((nia_m2 - spare / SQUARE_FEET) / rng.uniform(9, 15)),
        "Workstations": round(nia_m2 / 11), "Annual Rent": rounded(nia_m2 * rng.uniform(110, 230),
                                                                   50) if leased else 0,
        "Rates": rounded(nia_m2 * rng.uniform(35, 70), 50),
        "Running Cost": rounded(nia_m2 * rng.uniform(60, 120), 50),
        "Lease End Date": expiry.isoformat() if leased else "", "Notice (months)": 6 if leased else "",
        "Next Break": min(day_between(rng, date(2026, 12, 1), date(2029, 10, 30)), expiry).isoformat()
        if leased and rng.uniform() < 0.7 else "", "DEC Rating": int(rng.integers(48, 131)),
    }  # fmt: skip
    return Entry(cells)


def spoilt(rows: list[tuple[Entry, Plot]]) -> list[Entry]:
    """Return the offices with their faults."""
    entries = [entry for entry, _ in rows]
    rng = stream("government faults")
    some = [entries[int(i)] for i in rng.permutation(len(entries))]
    some[0].spoil("axes_swapped", "Lat", some[0].cells["Long"])
    some[0].cells["Long"] = round(float(rng.uniform(54.1, 54.2)), 7)
    some[1].spoil("position_null", "Lat", 0)
    some[1].cells["Long"] = 0
    for entry in some[2:4]:
        entry.spoil("no_position", "Lat", "")
        entry.cells["Long"] = ""
        entry.cells["Postcode"] = str(entry.cells["Postcode"]).split()[0]
    some[4].spoil("default_reading", "DEC Rating", 9999)
    some[5].spoil("uprn_float", "UPRN", "7.00000E+11")
    some[6].spoil("area_text", "NIA (sq ft)", "8,400 sq ft")
    some[7].spoil("area_text", "NIA (sq ft)", "N/K")
    for entry, day in zip(some[8:11], ("31 March 2028", "24/06/2027", "Dec-28"), strict=True):
        entry.spoil("date_text", "Next Break", day)
    some[11].spoil("vacancy_blank", "Vacant (sq ft)", "")
    return entries


def written(entries: list[Entry], folder: Path) -> Listing:
    """Write the list as Unicode text: UTF-16 with tabs, as a spreadsheet saves it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="\t", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([[e.cells[c] for c in COLUMNS] for e in entries])
    (folder / FILE).write_bytes(b"\xff\xfe" + text.getvalue().encode("utf-16-le"))
    return Listing(FILE, len(entries), reported(enumerate(entries, start=2)))
