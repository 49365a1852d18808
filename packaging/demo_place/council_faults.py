"""What has gone wrong in the council's list over the years."""

from copy import deepcopy
from datetime import date

from demo_place.chance import stream
from demo_place.entries import Entry
from demo_place.gazetteer import Plot, degrees

Rows = list[tuple[str, Entry, Plot]]


def spoilt(rows: Rows) -> Rows:
    """Return the rows with the faults of a real list in them."""
    rng = stream("council faults")
    order = [int(i) for i in rng.permutation(len(rows))]
    built = [i for i in order if rows[i][1].cells.get("GIA (m2)") and rows[i][0] != "Offices"]
    land = [i for i in order if rows[i][1].cells.get("Land Area (ha)") and i not in built]
    plain = [rows[i][1] for i in built]
    _positions(plain[:8], [rows[i][2] for i in built[:8]])
    _absent([rows[i][1] for i in land[:34]] + plain[8:20])
    _identities(plain[20:32])
    _wordings(plain[32:52], [rows[i][1] for i in land[34:40]])
    _closed(plain[52:58])
    return _repeated(rows, built[58:61])


def _positions(entries: list[Entry], plots: list[Plot]) -> None:
    first = entries[0]
    longitude, latitude = first.cells["Longitude"], first.cells["Latitude"]
    first.spoil("axes_swapped", "Longitude", latitude)
    first.cells["Latitude"] = longitude
    for column in ("Longitude", "Latitude"):
        entries[1].spoil("position_null", column, 0)
    for entry, plot, shift in (
        (entries[2], plots[2], (2900.0, -800.0)),
        (entries[3], plots[3], (-1700.0, 1500.0)),
    ):
        moved = degrees(plot.easting + shift[0], plot.northing + shift[1])
        entry.spoil("far_from_postcode", "Longitude", moved[0])
        entry.cells["Latitude"] = moved[1]
    outside = degrees(581_900.0, 478_100.0)
    entries[4].spoil("outside_place", "Longitude", outside[0])
    entries[4].cells["Latitude"] = outside[1]
    for entry in entries[5:8]:
        code = str(entry.cells["Post Code"])
        broken = {5: code.replace(" ", ""), 6: code[:2] + " " + code[2:].replace(" ", ""), 7: code.lower()}
        entry.spoil("postcode_spacing", "Post Code", broken[entries.index(entry)])


def _absent(entries: list[Entry]) -> None:
    """Take the coordinates away: some rows keep a postcode, some only its first half, some nothing."""
    for index, entry in enumerate(entries):
        entry.cells["Longitude"] = entry.cells["Latitude"] = None
        code = str(entry.cells["Post Code"])
        if index < 20:
            entry.spoil("postcode_outcode", "Post Code", code.split()[0])
        elif index < 31:
            entry.spoil("no_position", "Post Code", None)
            entry.cells["UPRN"] = None
        elif index < 33:
            entry.spoil("postcode_character", "Post Code", "ZQ1 OA" + "BD"[index - 31])
        elif index == 33:
            entry.spoil("postcode_unknown", "Post Code", "ZQ1 9ZZ")
        else:
            entry.mark("postcode_only", "Post Code")


def _identities(entries: list[Entry]) -> None:
    entries[0].spoil("uprn_float", "UPRN", "7.0E+11")
    entries[1].spoil("uprn_digits", "UPRN", str(entries[1].cells["UPRN"]) + "7")
    entries[2].spoil("uprn_text", "UPRN", "N/A")
    entries[3].spoil("uprn_number", "UPRN", int(str(entries[3].cells["UPRN"])))
    shared = entries[4].cells["UPRN"]
    for entry, suite in zip(
        entries[4:8], ("", " (ground floor)", " (nursery)", " (caretaker's flat)"), strict=True
    ):
        entry.spoil("uprn_shared", "UPRN", shared)
        for column in ("Street No", "Street", "Town", "Post Code", "Longitude", "Latitude"):
            entry.cells[column] = entries[4].cells[column]
        entry.cells["Property Name"] = str(entries[4].cells["Property Name"]).split(" (")[0] + suite
    for entry in entries[8:]:
        entry.spoil("uprn_blank", "UPRN", None)


def _wordings(entries: list[Entry], land: list[Entry]) -> None:
    for entry, wording in zip(entries[:4], ("freehold", "FREEHOLD", "Free hold", "F/H"), strict=True):
        entry.spoil("tenure_wording", "Tenure Type", wording)
    entries[4].spoil("tenure_wording", "Tenure Detail", "Leasehold out")
    for entry, area in zip(entries[5:10], ("1,200 sq ft", "c. 450", "310 m²", "N/A", "TBC"), strict=True):
        entry.spoil("area_text", "GIA (m2)", area)
    for entry, area in zip(land[:3], ("0.4 ha", "1.2 acres", "850 sq m"), strict=True):
        entry.spoil("area_text", "Land Area (ha)", area)
    for entry, day in zip(
        entries[10:15], ("31/03/2028", "29.09.2027", "Mar-28", "2027-12-24", "24th June 2028"), strict=True
    ):
        entry.cells["Tenure Type"], entry.cells["Tenure Detail"] = "Leasehold", "Leasehold In"
        entry.cells["Rent Payable (£ pa)"] = "£12,500 pa"
        entry.cells["Lease Expiry"] = date(2033, 3, 25)
        entry.spoil("date_text", "Break Date", day)
    entries[15].spoil("mojibake", "Property Name", str(entries[15].cells["Property Name"]) + " and CafÃ©")
    entries[16].spoil("mojibake", "Landlord", "Ground rent Â£62 pa")
    entries[17].spoil("town_misspelt", "Town", "Brindlsea")
    entries[18].spoil("number_range", "Street No", "10 to 12")
    entries[19].spoil("area_blank", "GIA (m2)", None)


def _closed(entries: list[Entry]) -> None:
    for entry, status in zip(
        entries, ("CLOSED", "Disposed", "Surplus", "surplus", "Vacant", "Disposed 2025"), strict=True
    ):
        entry.spoil("status_wording", "Status", status)
        entry.cells["Tenure Detail"] = "Vacant"
        if "Dispos" not in status:
            entry.cells["Vacant Area (m2)"] = entry.cells["GIA (m2)"]


def _repeated(rows: Rows, indexes: list[int]) -> Rows:
    """Return the rows with one copied outright and one reference given twice."""
    copied, twin_of, twin = (rows[i] for i in indexes)
    duplicate = Entry(deepcopy(copied[1].cells), [("duplicate_row", "Asset Ref")])
    twin[1].spoil("reference_repeats", "Asset Ref", twin_of[1].cells["Asset Ref"])
    at = indexes[0]
    return [*rows[: at + 1], (copied[0], duplicate, copied[2]), *rows[at + 1 :]]
