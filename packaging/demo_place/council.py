"""The council's estate: what a borough owns, lets and runs, and its list with all that goes wrong in one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from demo_place.chance import stream
from demo_place.entries import Cell, Entry, day_between, pick, rounded
from demo_place.gazetteer import Gazetteer, Plot, degrees

CENTRES = ("quillmere", "thaxwold", "brindlesea", "merrowgate", "aldercote", "fennisthorpe")
QUARTERS = ("lantern", "wharfside", "cinderfield", "nether", "saltpan", "ropewalk", "tollbar")
TITLES = {
    "quillmere": "Quillmere", "thaxwold": "Thaxwold", "brindlesea": "Brindlesea", "merrowgate": "Merrowgate",
    "aldercote": "Aldercote", "fennisthorpe": "Fennisthorpe", "lantern": "Lantern Hill",
    "wharfside": "Wharfside",
    "cinderfield": "Cinderfield", "nether": "Nether Quill", "saltpan": "Saltpan", "ropewalk": "Ropewalk",
    "tollbar": "Tollbar Heath", "hobbin": "Hobbin Green", "larkwold": "Larkwold",
}  # fmt: skip
SOON = (date(2026, 12, 1), date(2029, 11, 1))


@dataclass(frozen=True, slots=True)
class Class:
    """A class of council property: how it is called, how large it is, what is known of it."""

    section: str
    use: str
    names: tuple[str, ...]
    count: int
    gia: tuple[float, float] | None
    land: tuple[float, float] | None
    holding: str
    reason: str
    spare: float = 0.0
    let: bool = False
    where: str = "any"


CLASSES = (
    Class("Offices", "Civic offices", ("{town} Hub", "{stem} House", "{town} Area Office"), 12,
          (420, 3100), None,
          "Land/Buildings", "Operational", 0.6, where="centre"),
    Class("Libraries", "Library", ("{town} Library",), 13, (190, 980), None, "Buildings", "Operational", 0.4,
          where="centre"),
    Class("Community", "Community centre", ("{stem} Community Centre", "{locality} Community Centre",
                                            "{stem} Hall"), 22,
          (160, 760), None, "Land/Buildings", "Community", 0.3, where="both"),
    Class("Community", "Children's centre", ("{stem} Children's Centre",), 10, (240, 640), None, "Buildings",
          "Operational", 0.4),
    Class("Community", "Youth centre", ("{locality} Youth Centre",), 7, (180, 520), None, "Buildings",
          "Operational", 0.3),
    Class("Leisure", "Leisure centre", ("{town} Leisure Centre", "{stem} Sports Hall"), 7, (1400, 5200),
          None, "Land/Buildings",
          "Operational"),
    Class("Leisure", "Museum", ("{stem} Museum", "{town} Playhouse"), 4, (350, 1900), None, "Buildings",
          "Heritage",
          where="centre"),
    Class("Social care", "Day centre", ("{stem} Day Centre", "{stem} Resource Centre"), 9, (310, 1100), None,
          "Land/Buildings",
          "Operational", 0.3),
    Class("Education", "Primary school", ("{stem} Primary School", "{stem} Infant School",
                                          "St {saint} CE Primary School"), 46,
          (950, 2600), (0.8, 2.4), "Land/Buildings", "Operational"),
    Class("Education", "Secondary school", ("{stem} High School", "{town} Academy"), 9, (5200, 10400),
          (3.5, 8.0),
          "Land/Buildings", "Operational"),
    Class("Depots", "Depot", ("{stem} Depot", "{stem} Highways Depot"), 5, (260, 1900), (0.3, 1.6),
          "Land/Buildings",
          "Operational", where="any"),
    Class("Parking", "Car park", ("{street} Car Park",), 27, None, (0.05, 0.6), "Land", "Operational",
          where="centre"),
    Class("Conveniences", "Public toilets", ("{street} Public Conveniences",), 6, (18, 60), None,
          "Buildings", "Operational",
          where="centre"),
    Class("Cemeteries", "Cemetery", ("{town} Cemetery", "{stem} Burial Ground"), 6, None, (1.2, 9.0), "Land",
          "Operational"),
    Class("Allotments", "Managed allotments", ("{street} Allotments", "{stem} Allotment Gardens"), 30, None,
          (0.2, 2.2), "Land",
          "Statutory allotment"),
    Class("Land", "Open space", ("Land at {street}", "Land rear of {number} {street}", "Verge, {street}",
                                "{stem} Playing Field"),
          46, None, (0.02, 3.5), "Land", "Community"),
    Class("Land", "Pavilion", ("{stem} Park Pavilion", "{locality} Bowling Green Pavilion"), 12,
          (35, 160), None,
          "Land/Buildings", "Community"),
    Class("Commercial", "Shop", ("{number} {street}", "Shop unit, {number} {street}"), 32, (38, 190), None,
          "Buildings",
          "Investment", let=True, where="centre"),
    Class("Commercial", "Industrial unit", ("Unit {unit}, {stem} Industrial Estate",), 14, (85, 900), None,
          "Buildings",
          "Investment", let=True),
    Class("Commercial", "Market", ("{town} Market Hall",), 2, (800, 2200), None, "Land/Buildings",
          "Operational", where="centre"),
    Class("Memorials", "Memorial", ("{town} War Memorial", "{locality} Cross"), 4, None, (0.01, 0.05),
          "Land", "Heritage",
          where="centre"),
)  # fmt: skip
SAINTS = (
    "Osyth's",
    "Botolph's",
    "Hilda's",
    "Chad's",
    "Oswald's",
    "Bega's",
    "Edmund's",
    "Etheldreda's",
    "Wilfrid's",
    "Aidan's",
)


def estate(gazetteer: Gazetteer) -> list[tuple[str, Entry, Plot]]:
    """Return the council's rows with section and plot, town halls first, faultless as yet."""
    rng = stream("council")
    rows: list[tuple[str, Entry, Plot]] = []
    serial = _serials(rng)
    hall = gazetteer.centre("quillmere", 260.0)
    rows.append(("Offices", _civic(next(serial), "Quillmere Town Hall", hall, 7240, 610), hall))
    civic = gazetteer.beside(hall, 60, 160)
    rows.append(("Offices", _civic(next(serial), "Staithe House Civic Offices", civic, 5120, 940), civic))
    for kind in CLASSES:
        sites = _sites(kind, gazetteer, rng)
        used: set[str] = set()
        for index in range(kind.count):
            plot, key = sites(index)
            name = _named(kind, index, key, plot, rng, used)
            rows.append((kind.section, _entry(kind, next(serial), name, plot, rng), plot))
    order: dict[str, int] = {}
    for section, *_ in rows:
        order.setdefault(section, len(order))
    return sorted(rows, key=lambda row: order[row[0]])


def _serials(rng: np.random.Generator) -> Iterator[str]:
    number = 1
    while True:
        yield f"QMBC{number:04d}"
        number += 1 if rng.uniform() < 0.93 else int(rng.integers(2, 5))


def _sites(kind: Class, gazetteer: Gazetteer, rng: np.random.Generator) -> Callable[[int], tuple[Plot, str]]:
    middles = (*CENTRES, *QUARTERS)

    def site(index: int) -> tuple[Plot, str]:
        key = middles[index % len(middles)]
        if kind.where == "centre" or (kind.where == "both" and index % 2):
            return gazetteer.centre(key, 480.0 if kind.count < 25 else 620.0), key
        return (gazetteer.anywhere(), "") if rng.uniform() < 0.6 else (gazetteer.suburb(key), key)

    return site


def _named(kind: Class, index: int, key: str, plot: Plot, rng: np.random.Generator, used: set[str]) -> str:
    for attempt in range(len(kind.names) + 3):
        pattern = (
            kind.names[(index + attempt) % len(kind.names)]
            if attempt < len(kind.names)
            else "{stem} " + kind.use
        )
        name = pattern.format(
            town=TITLES.get(key, plot.locality), stem=plot.stem(), locality=plot.locality, street=plot.street,
            number=plot.number, unit=int(rng.integers(1, 19)), saint=SAINTS[int(rng.integers(len(SAINTS)))],
        )  # fmt: skip
        if name not in used:
            break
    used.add(name)
    return name


def _entry(kind: Class, reference: str, name: str, plot: Plot, rng: np.random.Generator) -> Entry:
    cells = _address(reference, name, plot)
    gia = round(float(rng.uniform(*kind.gia)), 1 if rng.uniform() < 0.4 else 0) if kind.gia else None
    leased = kind.section in {"Offices", "Libraries", "Community", "Social care"} and rng.uniform() < 0.2
    cells |= {
        "Tenure Type": "Leasehold" if leased else "Freehold",
        "Tenure Detail": "Leasehold Out" if kind.let else ("Leasehold In" if leased else _detail(kind, rng)),
        "Current Use": kind.use,
        "Holding Type": kind.holding,
        "Reason for Holding": kind.reason,
        "GIA (m2)": gia if rng.uniform() < 0.9 else None,
        "Land Area (ha)": round(float(rng.uniform(*kind.land)), 2) if kind.land else None,
        "Energy Rating": pick(rng, {"B": 1, "C": 4, "D": 5, "E": 2, "F": 1, "": 4}) or None
        if kind.gia
        else None,
        "Status": "Operational",
    }
    if gia is not None and kind.section not in {"Commercial", "Conveniences"}:
        cells |= _facts(kind, gia, rng)
    if leased or kind.let:
        cells |= _lease(gia or 60.0, kind.let, rng)
    return Entry(cells)


def _civic(reference: str, name: str, plot: Plot, gia: int, vacant: int) -> Entry:
    cells = _address(reference, name, plot)
    return Entry(cells | {
        "Tenure Type": "Freehold", "Tenure Detail": "Owner Occupied",
        "Current Use": "Town Hall" if "Hall" in name else
        "Civic offices", "Holding Type": "Land/Buildings", "Reason for Holding": "Operational",
        "GIA (m2)": gia, "Vacant Area (m2)": vacant, "FTE Based": gia // 17, "Condition": "B",
        "Backlog Maintenance (£)": gia * 88, "Running Cost 2025/26 (£)": gia * 104, "Energy Rating": "D",
        "Status": "Operational",
    })  # fmt: skip


def _address(reference: str, name: str, plot: Plot) -> dict[str, Cell]:
    longitude, latitude = degrees(plot.easting, plot.northing)
    number = int(reference.removeprefix("QMBC"))
    return {
        "Asset Ref": reference, "Old Ref": f"LP/{number * 37 % 9973:04d}", "UPRN": plot.uprn,
        "Property Name": name,
        "Street No": plot.number, "Street": plot.street, "Town": plot.town, "Post Code": plot.postcode,
        "Longitude": longitude, "Latitude": latitude,
    }  # fmt: skip


def _detail(kind: Class, rng: np.random.Generator) -> str:
    if kind.section in {"Land", "Allotments", "Cemeteries", "Memorials"}:
        return pick(rng, {"Vacant": 3, "Other": 5, "Owner Occupied": 2})
    return "Owner Occupied" if rng.uniform() < 0.9 else "Other"


def _facts(kind: Class, gia: float, rng: np.random.Generator) -> dict[str, Cell]:
    grade = pick(rng, {"A": 1, "B": 5, "C": 4, "D": 0.7})
    decay = {"A": 4, "B": 45, "C": 190, "D": 420}[grade]
    cells: dict[str, Cell] = {
        "Condition": grade,
        "Backlog Maintenance (£)": rounded(gia * decay * rng.uniform(0.6, 1.4), 100),
    }
    if rng.uniform() < 0.8:
        cells["Running Cost 2025/26 (£)"] = rounded(gia * rng.uniform(58, 142), 50)
    if kind.spare and rng.uniform() < kind.spare:
        cells["Vacant Area (m2)"] = rounded(gia * rng.uniform(0.12, 0.42), 5) if rng.uniform() < 0.8 else 0
    if kind.section in {"Offices", "Libraries", "Community", "Social care"}:
        cells["FTE Based"] = max(1, round(gia / rng.uniform(22, 70)))
    return cells


def _lease(gia: float, let: bool, rng: np.random.Generator) -> dict[str, Cell]:
    rent = rounded(gia * rng.uniform(75, 190), 50)
    expiry = day_between(rng, date(2027, 1, 1), date(2039, 1, 1))
    held: dict[str, Cell] = {
        "Lease Expiry": expiry,
        ("Rent Received (£ pa)" if let else "Rent Payable (£ pa)"): rent,
    }
    if rng.uniform() < 0.6:
        held["Break Date"] = min(day_between(rng, *SOON), expiry)
    if not let:
        held["Landlord"] = pick(
            rng, {"Quill Dock Estates": 2, "Staithe Property Co": 2, "Hobbin Land Trust": 1}
        )
    return held
