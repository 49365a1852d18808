"""The community trust's premises: halls, advice rooms and small offices, with eastings and northings."""

from datetime import date
from pathlib import Path

import numpy as np
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from demo_place.chance import stream
from demo_place.council import CENTRES, QUARTERS, TITLES
from demo_place.entries import Cell, Entry, Listing, day_between, pick, reported, rounded
from demo_place.gazetteer import Gazetteer, Plot
from demo_place.workbooks import saved

FILE = "Community Trust premises.xlsx"
SHEET = "Premises"
HEADER_ROW = 3
COLUMNS = ("Premises Ref", "Premises", "Service type", "Address", "Postcode", "UPRN", "Easting",
           "Northing", "Tenure", "Landlord",
           "Floor space (sq m)", "Unused area (sq m)", "Staff (FTE)", "Rent p.a.", "Running costs",
           "Lease ends", "Lease break",
           "State of repair", "Comments")  # fmt: skip
# use, name, count, area, where
KINDS = (
    ("Advice centre", "{town} Advice Centre", 9, (70, 220), "centre"),
    ("Office", "{stem} House", 10, (60, 340), "centre"),
    ("Community hall", "{stem} Hall", 10, (140, 420), "any"),
    ("Day centre", "{stem} Day Centre", 7, (160, 480), "any"),
    ("Charity shop", "{number} {street}", 9, (50, 140), "centre"),
    ("Food bank", "{town} Pantry", 5, (80, 260), "centre"),
    ("Youth club", "{stem} Youth Club", 7, (110, 360), "any"),
    ("Supported housing", "{stem} Court", 6, (420, 1300), "any"),
    ("Counselling rooms", "{stem} Rooms", 5, (60, 160), "centre"),
    ("Workshop", "{stem} Workshops", 4, (180, 620), "any"),
)  # fmt: skip


def estate(gazetteer: Gazetteer, hosts: list[Plot]) -> list[tuple[Entry, Plot]]:
    """Return the trust's premises; some are rooms in council buildings."""
    rng = stream("community")
    rows: list[tuple[Entry, Plot]] = []
    for use, pattern, count, area, where in KINDS:
        for index in range(count):
            key = (*CENTRES, *QUARTERS)[index % 13]
            plot = gazetteer.centre(key, 500.0) if where == "centre" else gazetteer.anywhere()
            if use == "Advice centre" and index in {2, 5, 8} and hosts:
                plot = gazetteer.part_of(hosts[index % len(hosts)])
            name = pattern.format(
                town=TITLES[key],
                stem=plot.stem(),
                locality=plot.locality,
                number=plot.number,
                street=plot.street,
            )
            entry = _entry(len(rows) + 1, name, plot, round(float(rng.uniform(*area))), rng)
            entry.cells["Service type"] = use
            rows.append((entry, plot))
    return rows


def _entry(number: int, name: str, plot: Plot, area: int, rng: np.random.Generator) -> Entry:
    held = pick(rng, {"Leasehold": 6, "Freehold": 3, "Licence": 2, "Tenancy at will": 1})
    expiry = day_between(rng, date(2027, 1, 1), date(2034, 12, 31))
    cells: dict[str, Cell] = {
        "Premises Ref": number, "Premises": name, "Address": plot.address(), "Postcode": plot.postcode,
        "UPRN": plot.uprn if rng.uniform() < 0.7 else None, "Easting": round(plot.easting),
        "Northing": round(plot.northing),
        "Tenure": held, "Landlord": None if held == "Freehold" else pick(rng,
            {"The council": 3, "Private": 4}),
        "Floor space (sq m)": area, "Unused area (sq m)": rounded(area * rng.uniform(0.1, 0.4),
                                                                   5) if rng.uniform() < 0.22 else None,
        "Staff (FTE)": round(area / rng.uniform(25, 70), 1),
        "Rent p.a.": rounded(area * rng.uniform(50, 140), 50),
        "Running costs": rounded(area * rng.uniform(35, 95), 50), "Lease ends": expiry,
        "Lease break": min(day_between(rng, date(2026, 12, 1), date(2029, 10, 30)),
                            expiry) if rng.uniform() < 0.6 else None,
        "State of repair": pick(rng, {"Good": 3, "Fair": 4, "Poor": 2, "B": 1}),
    }  # fmt: skip
    if held == "Freehold":
        cells |= {"Rent p.a.": None, "Lease ends": None, "Lease break": None}
    return Entry(cells)


def spoilt(rows: list[tuple[Entry, Plot]]) -> list[Entry]:
    """Return the premises with their faults."""
    entries = [entry for entry, _ in rows]
    rng = stream("community faults")
    some = [entries[int(i)] for i in rng.permutation(len(entries))]
    some[0].spoil("axes_swapped", "Easting", some[0].cells["Northing"])
    some[0].cells["Northing"] = round(rows[entries.index(some[0])][1].easting)
    for entry in some[1:3]:
        entry.spoil("position_null", "Easting", 0)
        entry.cells["Northing"] = 0
    for entry in some[3:8]:
        entry.spoil("no_position", "Easting", None)
        entry.cells |= {"Northing": None, "Postcode": None, "UPRN": None}
    for entry in some[8:11]:
        entry.spoil("postcode_only", "Easting", None)
        entry.cells["Northing"] = None
    some[11].spoil("coordinate_short", "Easting", int(str(some[11].cells["Easting"])) // 10)
    for entry, rent in zip(
        some[12:15], ("£4,800 p.a.", "peppercorn", "1 pepper corn (if demanded)"), strict=True
    ):
        entry.spoil("money_text", "Rent p.a.", rent)
    for entry, area in zip(some[15:18], ("2,300 sq ft", "about 90", "?"), strict=True):
        entry.spoil("area_text", "Floor space (sq m)", area)
    for entry, day in zip(some[18:21], ("rolling", "31.12.27", "March 2029"), strict=True):
        entry.cells["Tenure"] = "Leasehold"
        entry.spoil("date_text", "Lease ends", day)
    some[21].spoil("closed_site", "Comments", "Closed since May 2026, keys with landlord")
    some[22].spoil("reference_repeats", "Premises Ref", some[23].cells["Premises Ref"])
    return entries


def written(entries: list[Entry], folder: Path) -> Listing:
    """Write the workbook: one sheet, a title, a gap, and an average at the foot."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    sheet["A1"] = "Quillmere Community Trust: where we work (updated September 2026)"
    sheet["A1"].font = Font(bold=True)
    for number, title in enumerate(COLUMNS, start=1):
        sheet.cell(HEADER_ROW, number, title).font = Font(bold=True)
    for row, entry in enumerate(entries, start=HEADER_ROW + 1):
        for number, title in enumerate(COLUMNS, start=1):
            sheet.cell(row, number, entry.cells.get(title))
    foot = HEADER_ROW + len(entries) + 1
    sheet.cell(foot, 2, "Total")
    column = COLUMNS.index("Floor space (sq m)") + 1
    sheet.cell(foot, column, sum(v for e in entries if isinstance(v := e.cells["Floor space (sq m)"], int)))
    saved(book, folder / FILE)
    return Listing(FILE, len(entries), reported(enumerate(entries, start=HEADER_ROW + 1)))
