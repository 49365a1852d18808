"""The police force's list: grid references, pound signs, dashes, and one row that must never be taken in."""

import csv
import io
from copy import deepcopy
from datetime import date
from pathlib import Path

import numpy as np

from demo_place.chance import stream
from demo_place.council import CENTRES, QUARTERS, TITLES
from demo_place.entries import Cell, Entry, Listing, day_between, pick, reported, rounded
from demo_place.gazetteer import Gazetteer, Plot, grid_reference

FILE = "Estate list Oct 2026 FINAL.csv"
COLUMNS = ("Site Ref", "Building", "Use", "Address", "Grid Ref", "Tenure", "NIA (m2)", "Vacant (m2)", "FTE",
           "Annual running cost",
           "Annual rent", "Lease expiry", "Next break", "Condition", "Remarks")  # fmt: skip
HEADER_ROW = 4
TITLE = (
    "Quill Vale Police – Estates Department",
    "Operational estate, Quillmere district – as at 1 October 2026 – values in £",
)
# use, name, count, area, where, how
KINDS = (
    ("Police station", "{town} Police Station", 6, (620, 3900), "centre"),
    ("Neighbourhood office", "{town} Neighbourhood Base", 9, (70, 240), "quarter"),
    ("Front counter", "{stem} House Enquiry Office", 4, (60, 150), "centre"),
    ("Office", "{stem} House", 6, (260, 1200), "centre"),
    ("Custody suite", "{stem} Custody Suite", 1, (1900, 2000), "any"),
    ("Store", "{stem} Property Store", 3, (180, 700), "any"),
    ("Vehicle workshop", "{stem} Vehicle Workshop", 2, (420, 900), "any"),
    ("Mast", "{stem} Mast Site", 4, None, "any"),
    ("Parking", "{street} Secure Compound", 2, None, "any"),
)  # fmt: skip


def estate(gazetteer: Gazetteer, hosts: list[Plot]) -> list[tuple[Entry, Plot]]:
    """Return the force's sites; some neighbourhood bases lie in council buildings."""
    rng = stream("police")
    rows: list[tuple[Entry, Plot]] = []
    for use, pattern, count, area, where in KINDS:
        for index in range(count):
            key = (QUARTERS if where == "quarter" else CENTRES)[index % (7 if where == "quarter" else 6)]
            plot = gazetteer.anywhere() if where == "any" else gazetteer.centre(key, 460.0)
            if where == "quarter" and index < len(hosts):
                plot = gazetteer.part_of(hosts[index])
            name = pattern.format(
                town=TITLES[key] if where != "any" else plot.locality, stem=plot.stem(), street=plot.street
            )
            if where == "quarter" and index >= len(QUARTERS):
                name = f"{plot.stem()} Neighbourhood Base"
            entry = _entry(f"QVP/{len(rows) + 1:03d}", name, use, plot, rng)
            entry.cells |= _measured(area, rng)
            rows.append((entry, plot))
    return rows


def _entry(reference: str, name: str, use: str, plot: Plot, rng: np.random.Generator) -> Entry:
    leased = use in {"Neighbourhood office", "Front counter", "Office"} and rng.uniform() < 0.75
    expiry = day_between(rng, date(2027, 6, 1), date(2036, 6, 1))
    cells: dict[str, Cell] = dict.fromkeys(COLUMNS, "")
    return Entry(cells | {
        "Site Ref": reference, "Building": name, "Use": use, "Address": f"{plot.address()} {plot.postcode}",
        "Grid Ref": grid_reference(plot.easting, plot.northing),
        "Tenure": "Leasehold" if leased else "Freehold",
        "Lease expiry": expiry.strftime("%d/%m/%Y") if leased else "–",
        "Next break": min(day_between(rng, date(2026, 12, 1), date(2029, 10, 30)),
                          expiry).strftime("%d/%m/%Y")
        if leased and rng.uniform() < 0.75 else "–", "Condition": pick(rng, {"B": 4, "C": 4, "D": 1}),
    })  # fmt: skip


def _measured(area: tuple[float, float] | None, rng: np.random.Generator) -> dict[str, Cell]:
    if area is None:
        return {"NIA (m2)": "", "Annual running cost": f"£{rounded(rng.uniform(900, 4000), 50):,}"}
    nia = round(float(rng.uniform(*area)))
    spare = rounded(nia * rng.uniform(0.1, 0.35), 5) if nia > 250 and rng.uniform() < 0.4 else 0
    return {
        "NIA (m2)": f"{nia:,}", "Vacant (m2)": spare if rng.uniform() < 0.8 else "",
        "FTE": max(1, round(nia / rng.uniform(14, 30))),
        "Annual running cost": f"£{rounded(nia * rng.uniform(80, 160), 50):,}",
        "Annual rent": f"£{rounded(nia * rng.uniform(90, 190), 50):,}",
    }  # fmt: skip


def spoilt(rows: list[tuple[Entry, Plot]]) -> list[Entry]:
    """Return the force's rows with their faults, the covert one among them."""
    for entry, _ in rows:
        if entry.cells["Tenure"] == "Freehold":
            entry.cells["Annual rent"] = "–"
    entries = [entry for entry, _ in rows]
    rng = stream("police faults")
    order = [int(i) for i in rng.permutation(len(rows))]
    some = [entries[i] for i in order]
    for place, figures, gap in ((0, 5, ""), (1, 4, " "), (2, 4, ""), (3, 3, "")):
        plot = rows[order[place]][1]
        some[place].spoil(
            "grid_reference_form", "Grid Ref", grid_reference(plot.easting, plot.northing, figures, gap)
        )
    for entry, reference in zip(some[4:9], ("", "TA 9", "tbc", "n/a", "TA 9O12 8O45"), strict=True):
        entry.spoil("grid_reference_bad", "Grid Ref", reference)
        entry.cells["Address"] = str(entry.cells["Address"]).rsplit(" ZQ", 1)[0]
    some[9].spoil("closed_site", "Building", f"CLOSED – {some[9].cells['Building']}")
    some[10].spoil("closed_site", "Building", f"Ex {some[10].cells['Building']}")
    some[11].spoil("reference_repeats", "Site Ref", some[12].cells["Site Ref"])
    some[13].spoil("tenure_wording", "Tenure", "LEASEHOLD – PFI")
    some[14].spoil("money_text", "Annual running cost", "£18.4k")
    some[15].spoil("money_text", "Annual running cost", "peppercorn")
    some[16].spoil("mojibake", "Remarks", "Landlord pays Â£1,200 pa service charge")
    some[17].spoil("date_text", "Lease expiry", "Michaelmas 2031")
    covert = Entry(deepcopy(some[18].cells))
    covert.cells |= {"Site Ref": "QVP/099", "Building": "Safe house", "Use": "Safe house – covert premises",
                     "Remarks": "Not for publication"}  # fmt: skip
    covert.mark("covert_premises", "Use")
    duplicate = Entry(deepcopy(some[19].cells), [("duplicate_row", "Site Ref")])
    camera = Entry(dict.fromkeys(COLUMNS, ""), [("not_premises", "Building")])
    camera.cells |= {"Site Ref": "QVP/098", "Building": "Red Light Camera 30mph", "Use": "Camera",
                     "Tenure": "–",
                     "Grid Ref": grid_reference(rows[0][1].easting + 310,
                                                rows[0][1].northing - 120)}  # fmt: skip
    return [*entries[:20], covert, *entries[20:], duplicate, camera]


def written(entries: list[Entry], folder: Path) -> Listing:
    """Write the list in the Windows code page, under two lines of title and an empty one."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([[line, *[""] * (len(COLUMNS) - 1)] for line in TITLE])
    writer.writerow([""] * len(COLUMNS))
    writer.writerow(COLUMNS)
    writer.writerows([[e.cells[c] for c in COLUMNS] for e in entries])
    (folder / FILE).write_bytes(text.getvalue().encode("cp1252"))
    return Listing(FILE, len(entries), reported(enumerate(entries, start=HEADER_ROW + 1)))
