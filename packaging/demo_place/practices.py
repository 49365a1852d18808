"""The ICB's list of general practices: addresses and postcodes, and not a coordinate in it."""

import csv
import io
from copy import deepcopy
from datetime import date
from pathlib import Path

import numpy as np

from demo_place.chance import stream
from demo_place.council import CENTRES, QUARTERS, TITLES
from demo_place.entries import Cell, Entry, Listing, day_between, pick, reported, rounded
from demo_place.gazetteer import Gazetteer, Plot

FILE = "gp_premises_oct26.csv"
COLUMNS = ("Practice Code", "Practice Name", "Address Line 1", "Address Line 2", "Town", "Postcode",
           "Premises Type", "Status", "Registered Patients",
           "Tenure", "Landlord", "NIA (sqm)", "Vacant (sqm)", "Clinical Rooms",
           "Annual Rent (£)", "Lease Expiry",
           "Break Clause", "Condition Grade", "Closed Date")  # fmt: skip


def estate(gazetteer: Gazetteer, hosts: list[Plot]) -> list[Entry]:
    """Return the practices; some share the address of a health centre."""
    rng = stream("practices")
    entries = []
    for index in range(44):
        key = (*CENTRES, *QUARTERS, "hobbin", "larkwold")[index % 15]
        if index in {3, 11, 19, 26, 33} and hosts:
            plot = hosts[index % len(hosts)]
        else:
            plot = gazetteer.centre(key, 620.0) if index % 3 else gazetteer.suburb(key)
        pattern = (
            "{town} Medical Centre",
            "The {stem} Surgery",
            "{stem} Road Medical Practice",
            "{town} Family Practice",
        )[index % 4]
        name = pattern.format(town=TITLES[key], stem=plot.stem()).upper()
        entries.append(_entry(index, name, plot, rng))
    return entries


def _entry(index: int, name: str, plot: Plot, rng: np.random.Generator) -> Entry:
    nia = round(float(rng.uniform(140, 780)))
    tenure = pick(
        rng, {"Owner occupied by partners": 5, "Leasehold": 5, "NHS Property Services lease": 3, "LIFT": 1}
    )
    leased = tenure != "Owner occupied by partners"
    expiry = day_between(rng, date(2027, 3, 1), date(2038, 3, 1))
    cells: dict[str, Cell] = {
        "Practice Code": f"ZQ{index * 7 + 1001}", "Practice Name": name,
        "Address Line 1": f"{plot.number} {plot.street}",
        "Address Line 2": plot.locality if plot.locality != plot.town else "", "Town": plot.town.upper(),
        "Postcode": plot.postcode,
        "Premises Type": "GP surgery", "Status": "Active",
        "Registered Patients": rounded(nia * rng.uniform(14, 26), 1),
        "Tenure": tenure,
        "Landlord": "NHS Property Services" if "NHS" in tenure else ("Quill Dock Estates" if leased else ""),
        "NIA (sqm)": nia, "Vacant (sqm)": pick(rng, {"": 3, "0": 3, str(rounded(nia * 0.16, 5)): 2}),
        "Clinical Rooms": nia // 45,
        "Annual Rent (£)": f"{rounded(nia * rng.uniform(120, 210), 50):,}",
        "Lease Expiry": expiry.strftime("%d/%m/%Y") if leased else "",
        "Break Clause": min(day_between(rng, date(2026, 12, 1), date(2029, 10, 30)),
                            expiry).strftime("%d/%m/%Y")
        if leased and rng.uniform() < 0.5 else "", "Condition Grade": pick(rng,
            {"A": 1, "B": 5, "C": 3, "D": 1, "": 2}),
        "Closed Date": "",
    }  # fmt: skip
    return Entry(cells)


def spoilt(entries: list[Entry]) -> list[Entry]:
    """Return the practices with the faults of a list kept by hand."""
    rng = stream("practice faults")
    some = [entries[int(i)] for i in rng.permutation(len(entries))]
    for entry, code in zip(some[:2], ("ZQ1 OBE", "ZQ1 ODF"), strict=True):
        entry.spoil("postcode_character", "Postcode", code)
    for entry in some[2:5]:
        entry.spoil("postcode_spacing", "Postcode", str(entry.cells["Postcode"]).replace(" ", ""))
    for entry in some[5:7]:
        entry.spoil("postcode_outcode", "Postcode", str(entry.cells["Postcode"]).split()[0])
    some[7].spoil("postcode_unknown", "Postcode", "ZQ2 9WW")
    some[8].spoil("postcode_blank", "Postcode", "N/A")
    for entry, closed in zip(some[9:12], ("20241031", "20230331", "20250630"), strict=True):
        entry.spoil("closed_site", "Status", "Closed")
        entry.cells["Closed Date"] = closed
    some[12].spoil("dormant_site", "Status", "Dormant")
    some[13].spoil("area_text", "NIA (sqm)", "3,950 sq ft")
    some[14].spoil("area_text", "NIA (sqm)", "not measured")
    some[15].spoil("area_blank", "NIA (sqm)", "")
    for entry, day in zip(
        [e for e in some[16:] if e.cells["Break Clause"]],
        ("Sep-27", "2028-06-24", "25.12.2027"),
        strict=False,
    ):
        entry.spoil("date_text", "Break Clause", day)
    duplicate = Entry(deepcopy(some[20].cells), [("duplicate_row", "Practice Code")])
    return [*entries, duplicate]


def written(entries: list[Entry], folder: Path) -> Listing:
    """Write the list as plain UTF-8 with every cell in quotes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([[e.cells[c] for c in COLUMNS] for e in entries])
    (folder / FILE).write_bytes(text.getvalue().encode())
    return Listing(FILE, len(entries), reported(enumerate(entries, start=2)))
