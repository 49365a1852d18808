"""The council's workbook: notes first, a title, merged bands over the headings, subtotals within."""

from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from demo_place.council_faults import Rows
from demo_place.entries import Entry, Listing, reported
from demo_place.workbooks import saved

FILE = "Quillmere MBC asset register 2026.xlsx"
SHEET = "Land and Buildings"
BANDS = (
    ("Identification", ("Asset Ref", "Old Ref", "UPRN", "Property Name")),
    ("Address", ("Street No", "Street", "Town", "Post Code")),
    ("Position (WGS84)", ("Longitude", "Latitude")),
    ("Holding", ("Tenure Type", "Tenure Detail", "Current Use", "Holding Type", "Reason for Holding",
                 "Status")),
    ("Size", ("GIA (m2)", "Vacant Area (m2)", "Land Area (ha)", "FTE Based")),
    ("Lease", ("Landlord", "Lease Expiry", "Break Date", "Rent Payable (£ pa)", "Rent Received (£ pa)")),
    ("Condition and cost", ("Condition", "Backlog Maintenance (£)", "Running Cost 2025/26 (£)",
                            "Energy Rating")),
)  # fmt: skip
COLUMNS = [column for _, columns in BANDS for column in columns]
SUMMED = ("GIA (m2)", "Vacant Area (m2)", "Land Area (ha)", "Backlog Maintenance (£)",
          "Running Cost 2025/26 (£)", "Rent Payable (£ pa)", "Rent Received (£ pa)")  # fmt: skip
HEADER_ROW = 5
NOTES = (
    "Quillmere Metropolitan Borough Council: land and property register",
    "Extract for the estates partnership, 1 October 2026",
    "Column B (Old Ref) is hidden: references of the system retired in 2019.",
    "Areas are gross internal unless stated. Blank means not measured.",
    "Car parks, allotments and open land have no building.", "Queries to the estates team.",
)  # fmt: skip


def written(rows: Rows, folder: Path) -> Listing:
    """Write the workbook and return where its faults stand."""
    book = Workbook()
    notes = book.active
    assert isinstance(notes, Worksheet)
    notes.title = "Notes"
    for number, line in enumerate(NOTES, start=1):
        notes.cell(number, 1, line)
    sheet = book.create_sheet(SHEET)
    _headed(sheet)
    at = HEADER_ROW + 1
    numbered: list[tuple[int, Entry]] = []
    for section, group in groupby(rows, key=lambda row: row[0]):
        entries = [entry for _, entry, _ in group]
        for entry in entries:
            _put(sheet, at, entry)
            numbered.append((at, entry))
            at += 1
        _total(sheet, at, f"Sub-total {section}", entries)
        at += 2 if section in {"Education", "Land"} else 1
    _total(sheet, at + 1, "Grand total", [entry for _, entry, _ in rows])
    lookups = book.create_sheet("Lookups")
    for number, (word, means) in enumerate(
        (("Tenure", "Meaning"), ("Freehold", "Owned"), ("Leasehold", "Held or let")), 1
    ):
        lookups.cell(number, 1, word)
        lookups.cell(number, 2, means)
    saved(book, folder / FILE)
    return Listing(FILE, len(numbered), reported(numbered))


def _headed(sheet: Worksheet) -> None:
    sheet["A1"] = "QUILLMERE METROPOLITAN BOROUGH COUNCIL"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = "Land and buildings held at 1 October 2026"
    fill = PatternFill("solid", fgColor="DDE7E5")
    column = 1
    for band, columns in BANDS:
        cell = sheet.cell(HEADER_ROW - 1, column, band)
        cell.font, cell.fill, cell.alignment = Font(bold=True), fill, Alignment(horizontal="center")
        if len(columns) > 1:
            sheet.merge_cells(start_row=HEADER_ROW - 1, end_row=HEADER_ROW - 1, start_column=column,
                              end_column=column + len(columns) - 1)  # fmt: skip
        column += len(columns)
    for number, title in enumerate(COLUMNS, start=1):
        sheet.cell(HEADER_ROW, number, title).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = 30 if title == "Property Name" else 14
    sheet.column_dimensions["B"].hidden = True
    sheet.freeze_panes = f"E{HEADER_ROW + 1}"


def _put(sheet: Worksheet, row: int, entry: Entry) -> None:
    for number, title in enumerate(COLUMNS, start=1):
        value = entry.cells.get(title)
        if value is not None:
            cell = sheet.cell(row, number, value)
            if title in {"Lease Expiry", "Break Date"} and not isinstance(value, str):
                cell.number_format = "dd/mm/yyyy"


def _total(sheet: Worksheet, row: int, title: str, entries: list[Entry]) -> None:
    sheet.cell(row, 4, title).font = Font(bold=True)
    for column in SUMMED:
        values = [v for e in entries if isinstance(v := e.cells.get(column), int | float)]
        if values:
            sheet.cell(row, COLUMNS.index(column) + 1, round(sum(values), 2)).font = Font(bold=True)
