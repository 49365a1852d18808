"""The NHS trust's list in the wording of the estates return, with its neighbours in the same file."""

import csv
import io
from pathlib import Path

import numpy as np

from demo_place.chance import stream
from demo_place.council import CENTRES, QUARTERS, TITLES
from demo_place.entries import Cell, Entry, Listing, pick, reported, rounded
from demo_place.gazetteer import Gazetteer, Plot

FILE = "eric_site_return_2025-26.csv"
TRUST, TRUST_CODE = "QUILL VALE NHS FOUNDATION TRUST", "9QV"
ICB = "NHS QUILL VALE ICB"
COLUMNS = (
    "Trust Code", "Trust Name", "Commissioning Region", "Trust Type", "Status", "Site Code", "Site Name",
    "Post Code",
    "Integrated Care Board", "Local Authority", "Site Type", "Tenure", "Non Inpatient Type", "Type of Lease",
    "Depreciation (£)", "Public Dividend Capital (PDC) (£)", "Leases and rent (£)", "Rates (£)",
    "Interest on Capital (£)",
    "Other Estates and Facilities finance costs (£)", "Estates and property maintenance (£)",
    "Grounds and gardens maintenance (£)", "Other Hard FM (Estates) costs (£)",
    "Other Soft FM (Hotel Services) costs (£)",
    "Management (Hard and Soft FM) costs (£)", "Estates and facilities finance costs (£)",
    "Gross internal floor area (m²)",
    "Site heated volume (m³)", "Land area owned (Hectares)", "Land area not delivering services (Hectares)",
    "Internal floor area - unoccupied site (m²)", "Buildings on site (No.)",
    "Not functionally suitable - occupied floor area (m²)", "Floor area - empty (m²)",
    "Floor area - under used (m²)",
    "Cost to eradicate high risk backlog (£)", "Cost to eradicate significant risk backlog (£)",
    "Cost to eradicate moderate risk backlog (£)", "Cost to eradicate low risk backlog (£)",
    "Formal survey year (Select)",
    "Electricity - other costs (£)", "Electricity - other consumed (kWh)", "Gas costs (£)",
    "Gas consumed (kWh)",
    "Water and sewerage cost (£)", "Cleaning service cost (£)", "Cleaning staff (WTE)",
    "Portering service cost (£)",
)  # fmt: skip
# ERIC type, non-inpatient type, names, count, floor area, where
KINDS = (
    ("1. General acute hospital", "N/A", ("QUILLMERE ROYAL INFIRMARY",), 1, (41_800, 42_400), "suburb"),
    ("Community hospital (with inpatient beds)", "N/A", ("BRINDLESEA HOSPITAL", "THAXWOLD COTTAGE HOSPITAL"),
     2, (3200, 7900),
     "suburb"),
    ("Mental Health (including Specialist services)", "N/A", ("{stem} UNIT", "{stem} LODGE"), 6, (520, 2600),
     "suburb"),
    ("Non inpatient", "Health centre", ("{town} HEALTH CENTRE",), 13, (380, 1650), "centre"),
    ("Non inpatient", "Clinic", ("{stem} CLINIC",), 12, (120, 520), "centre"),
    ("Non inpatient", "Community mental health", ("{stem} HOUSE",), 8, (180, 640), "centre"),
    ("Non inpatient", "Administration", ("{stem} HOUSE", "TRUST HEADQUARTERS, {stem} COURT"), 8, (210, 1900),
     "centre"),
    ("Support facility", "Storage", ("{stem} STORE", "MEDICAL RECORDS, {stem} BUSINESS PARK"), 4, (160, 900),
     "suburb"),
    ("Unoccupied", "N/A", ("FORMER {stem} CLINIC",), 2, (240, 700), "suburb"),
)  # fmt: skip
TENURES = {
    "Freehold": 9, "Leased from NHS Property Services": 6,
    "Leased from commercial organisation - lease less than 99 years": 5,
    "SLA/lease from public sector": 3, "LIFT": 2, "PFI": 1, "Leased from NHS Trust/FT": 1,
}  # fmt: skip


def estate(gazetteer: Gazetteer) -> list[tuple[Entry, Plot]]:
    """Return the trust's own sites."""
    rng = stream("health")
    middles = (*CENTRES, *QUARTERS)
    rows: list[tuple[Entry, Plot]] = []
    for kind, part, names, count, gia, where in KINDS:
        for index in range(count):
            key = middles[index % len(middles)] if kind != "1. General acute hospital" else "lantern"
            key = {"BRINDLESEA HOSPITAL": "brindlesea", "THAXWOLD COTTAGE HOSPITAL": "thaxwold"}.get(
                names[index % len(names)], key
            )
            plot = gazetteer.centre(key, 520.0) if where == "centre" else gazetteer.suburb(key)
            name = names[index % len(names)].format(town=TITLES[key].upper(), stem=plot.stem().upper())
            area = float(rng.uniform(*gia))
            rows.append(
                (_entry(f"{TRUST_CODE}{len(rows) + 1:02d}", name, plot, (kind, part, round(area)), rng), plot)
            )
    return rows


def _entry(code: str, name: str, plot: Plot, kind: tuple[str, str, int], rng: np.random.Generator) -> Entry:
    gia = kind[2]
    tenure = "Freehold" if gia > 3000 else pick(rng, TENURES)
    cells: dict[str, Cell] = dict.fromkeys(COLUMNS, "N/A")
    cells |= {
        "Trust Code": TRUST_CODE, "Trust Name": TRUST, "Commissioning Region": "DOGGER COMMISSIONING REGION",
        "Trust Type": "ACUTE - MULTI-SERVICE", "Status": "Signed Off", "Site Code": code, "Site Name": name,
        "Post Code": plot.postcode, "Integrated Care Board": ICB,
        "Local Authority": "QUILLMERE METROPOLITAN BOROUGH COUNCIL",
        "Site Type": kind[0], "Tenure": tenure, "Non Inpatient Type": kind[1],
        "Type of Lease": "N/A" if tenure == "Freehold" else "Leased, Trust responsible for all FM",
    }  # fmt: skip
    cells |= _costs(gia, tenure, rng) | _space(gia, kind[0], rng)
    return Entry(cells)


def _costs(gia: int, tenure: str, rng: np.random.Generator) -> dict[str, Cell]:
    def per_m2(low: float, high: float) -> int:
        return round(gia * float(rng.uniform(low, high)))

    owned = tenure == "Freehold"
    return {
        "Depreciation (£)": per_m2(18, 44) if owned else 0,
        "Public Dividend Capital (PDC) (£)": per_m2(10, 30) if owned else 0,
        "Leases and rent (£)": 0 if owned else per_m2(95, 240), "Rates (£)": per_m2(14, 34),
        "Interest on Capital (£)": 0,
        "Other Estates and Facilities finance costs (£)": 0,
        "Estates and property maintenance (£)": per_m2(16, 58),
        "Grounds and gardens maintenance (£)": per_m2(0.2, 2.5),
        "Other Hard FM (Estates) costs (£)": per_m2(1, 9),
        "Other Soft FM (Hotel Services) costs (£)": per_m2(1, 8),
        "Management (Hard and Soft FM) costs (£)": per_m2(2, 7),
        "Electricity - other costs (£)": per_m2(12, 30),
        "Electricity - other consumed (kWh)": per_m2(55, 140),
        "Gas costs (£)": per_m2(6, 16), "Gas consumed (kWh)": per_m2(90, 210),
        "Water and sewerage cost (£)": per_m2(1.2, 4),
        "Cleaning service cost (£)": per_m2(18, 40), "Cleaning staff (WTE)": round(gia / 1100, 2),
    }  # fmt: skip


def _space(gia: int, kind: str, rng: np.random.Generator) -> dict[str, Cell]:
    backlog = [round(gia * float(rng.uniform(0, top))) for top in (8, 55, 70, 45)]
    large = gia > 3000
    empty = 0 if large or rng.uniform() < 0.66 else rounded(gia * rng.uniform(0.1, 0.4), 5)
    return {
        "Gross internal floor area (m²)": gia, "Site heated volume (m³)": round(gia * 2.7),
        "Land area owned (Hectares)": round(gia / 5200, 2) if large else 0,
        "Buildings on site (No.)": 1 + gia // 4000,
        "Internal floor area - unoccupied site (m²)": gia if kind == "Unoccupied" else "N/A",
        "Not functionally suitable - occupied floor area (m²)": rounded(gia * rng.uniform(0, 0.3), 5),
        "Floor area - empty (m²)": gia if kind == "Unoccupied" else empty,
        "Floor area - under used (m²)": rounded(gia * rng.uniform(0, 0.15), 5) if rng.uniform() < 0.5 else 0,
        "Cost to eradicate high risk backlog (£)": backlog[0],
        "Cost to eradicate significant risk backlog (£)": backlog[1],
        "Cost to eradicate moderate risk backlog (£)": backlog[2],
        "Cost to eradicate low risk backlog (£)": backlog[3],
        "Formal survey year (Select)": str(int(rng.integers(2018, 2026))),
    }  # fmt: skip


def spoilt(rows: list[tuple[Entry, Plot]]) -> list[Entry]:
    """Return the trust's rows with their faults, and the rows of two trusts from elsewhere."""
    entries = [entry for entry, _ in rows]
    rng = stream("health faults")
    some = [entries[int(i)] for i in 3 + rng.permutation(len(entries) - 3)]
    code = str(some[0].cells["Post Code"])
    some[0].spoil("postcode_spacing", "Post Code", code.replace(" ", ""))
    spaced = str(some[1].cells["Post Code"])
    some[1].spoil(
        "postcode_spacing",
        "Post Code",
        spaced.replace(" ", "")[:3] + spaced[3:].strip()[:1] + " " + spaced[-2:],
    )
    some[2].spoil("postcode_invalid", "Post Code", "ZQ3 ^HR")
    some[3].spoil("postcode_invalid", "Post Code", "ZQ5 PHW")
    some[4].spoil("postcode_outcode", "Post Code", "ZQ4")
    some[5].spoil("area_text", "Gross internal floor area (m²)", "N/A")
    some[6].spoil("number_text", "Leases and rent (£)", "48,600")
    some[7].spoil("mojibake", "Site Name", "ST BEGAâ€™S CLINIC")
    some[8].spoil("tenure_wording", "Tenure", "Freehold ")
    some[9].spoil("tenure_wording", "Tenure", "leased from NHS property services")
    other = Entry(dict(entries[0].cells))
    other.cells |= dict.fromkeys(COLUMNS[14:], "N/A")
    other.cells |= {"Site Code": f"{TRUST_CODE}OR", "Site Name": "OTHER REPORTABLE SITES",
                    "Site Type": "Other reportable sites",
                    "Tenure": "N/A", "Gross internal floor area (m²)": 1240,
                    "Leases and rent (£)": 86_000}  # fmt: skip
    other.mark("other_sites_at_head_office", "Site Name")
    return [*entries, other, *_neighbours()]


def _neighbours() -> list[Entry]:
    rng = stream("neighbours")
    entries = []
    for number in range(14):
        trust = (
            ("9QX", "NORTH DOGGER HOSPITALS NHS TRUST")
            if number < 8
            else ("9QZ", "OUTER BANKS COMMUNITY NHS TRUST")
        )
        plot = Plot(
            0, 0, "", "", "", "", f"ZX{1 + number % 4} {int(rng.integers(1, 9))}{'ABDEFGHJ'[number % 8]}L", ""
        )
        entry = _entry(f"{trust[0]}{number + 1:02d}",
                       f"{('FAR', 'OUTER', 'EASTER', 'WESTER')[number % 4]} BANK CLINIC {number + 1}",
                       plot, ("Non inpatient", "Clinic", int(rng.integers(140, 900))), rng)  # fmt: skip
        entry.cells |= {"Trust Code": trust[0], "Trust Name": trust[1],
                        "Integrated Care Board": "NHS OUTER BANKS ICB",
                        "Local Authority": "OUTER BANKS COUNCIL"}  # fmt: skip
        entry.mark("row_of_another_area", "Integrated Care Board")
        entries.append(entry)
    return entries


def written(entries: list[Entry], folder: Path) -> Listing:
    """Write the return as UTF-8 with a byte-order mark, neighbours' rows between its own."""
    order = sorted(range(len(entries)), key=lambda i: str(entries[i].cells["Trust Name"]))
    ordered = [entries[i] for i in order]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([["" if e.cells[c] is None else e.cells[c] for c in COLUMNS] for e in ordered])
    (folder / FILE).write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())
    return Listing(FILE, len(ordered), reported(enumerate(ordered, start=2)))
