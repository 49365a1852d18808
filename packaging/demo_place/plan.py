"""The borough as a planner would sketch it: towns, waters, border and main roads, in kilometres of the plan.

Every name is invented. The plan lies in the North Sea some 60 km off the Yorkshire coast, where no borough
stands, and yet inside the British National Grid (squares TA 87 to TA 98).
"""

from dataclasses import dataclass
from typing import Final

PLACE: Final = "Quillmere"
PLACE_LONG: Final = "Metropolitan Borough of Quillmere"
POSTCODE_AREA: Final = "ZQ"
LICENCE: Final = "Invented data made for tpdesk"


@dataclass(frozen=True, slots=True)
class Town:
    """A town, suburb or village: where it lies, how far it reaches and how densely it is built."""

    key: str
    name: str
    x_km: float
    y_km: float
    reach_km: float
    density: float
    rank: str
    outcode: str


TOWNS: Final = (
    Town("quillmere", "Quillmere", 6.9, 6.0, 2.25, 1.35, "town", "ZQ1"),
    Town("thaxwold", "Thaxwold", 3.3, 9.2, 1.45, 1.0, "town", "ZQ3"),
    Town("brindlesea", "Brindlesea", 11.3, 8.4, 1.5, 1.05, "town", "ZQ4"),
    Town("merrowgate", "Merrowgate", 10.1, 2.5, 1.35, 0.95, "town", "ZQ5"),
    Town("aldercote", "Aldercote", 2.9, 4.5, 1.2, 0.9, "town", "ZQ6"),
    Town("fennisthorpe", "Fennisthorpe", 6.2, 1.9, 1.0, 0.85, "town", "ZQ7"),
    Town("lantern", "Lantern Hill", 8.5, 7.6, 0.9, 0.85, "suburb", "ZQ2"),
    Town("wharfside", "Wharfside", 8.3, 4.75, 0.7, 0.95, "suburb", "ZQ9"),
    Town("cinderfield", "Cinderfield", 5.2, 7.6, 0.85, 0.9, "suburb", "ZQ2"),
    Town("nether", "Nether Quill", 5.0, 4.9, 0.8, 0.85, "suburb", "ZQ8"),
    Town("saltpan", "Saltpan", 10.3, 5.4, 0.75, 0.8, "suburb", "ZQ4"),
    Town("ropewalk", "Ropewalk", 7.2, 3.6, 0.7, 0.8, "suburb", "ZQ7"),
    Town("tollbar", "Tollbar Heath", 12.4, 6.6, 0.6, 0.75, "suburb", "ZQ4"),
    Town("hobbin", "Hobbin Green", 7.6, 10.5, 0.55, 0.7, "village", "ZQ2"),
    Town("larkwold", "Larkwold", 1.65, 7.15, 0.42, 0.6, "village", "ZQ3"),
    Town("ingleholt", "Ingleholt", 3.4, 1.9, 0.5, 0.8, "village", "ZQ6"),
    Town("osmerby", "Osmerby", 10.3, 10.2, 0.45, 0.7, "village", "ZQ2"),
)

RIVER: Final = [
    (-2.0, 6.9), (-0.8, 7.5), (0.75, 6.35), (2.0, 6.0), (3.4, 6.7), (4.7, 6.05), (6.0, 5.35), (7.2, 5.2),
    (8.6, 4.1), (10.1, 4.0), (11.7, 4.1), (13.2, 3.3), (14.6, 3.5), (16.2, 2.6),
]  # fmt: skip
BECK: Final = [
    (9.4, 13.6),
    (9.0, 12.2),
    (9.1, 10.6),
    (9.6, 9.2),
    (9.3, 7.4),
    (9.5, 6.0),
    (9.2, 4.9),
    (9.15, 4.1),
]
BROOK: Final = [(5.4, -1.4), (4.8, 0.6), (4.6, 2.3), (4.2, 3.6), (4.3, 5.1), (4.75, 6.05)]
CANAL: Final = [(-1.6, 10.9), (1.0, 10.1), (2.6, 8.4), (4.2, 7.2), (5.8, 6.35), (7.6, 5.95), (8.9, 6.45),
                (10.4, 7.3),
                (12.4, 7.55), (14.0, 7.0), (16.0, 7.3)]  # fmt: skip

# (x, y, how the border runs from here to the next point)
BORDER: Final = (
    (0.75, 6.35, "field"), (0.3, 7.5, "brook"), (1.05, 8.7, "brook"), (0.75, 9.5, "field"),
    (1.75, 10.6, "field"),
    (3.0, 11.15, "field"), (4.25, 11.8, "brook"), (5.35, 11.25, "brook"), (5.75, 10.15, "field"),
    (6.55, 10.55, "field"),
    (6.7, 11.65, "field"), (8.25, 12.0, "field"), (8.75, 11.2, "field"), (9.75, 11.45, "field"),
    (10.75, 10.95, "field"),
    (11.5, 11.5, "brook"), (12.75, 10.95, "brook"), (13.9, 10.6, "field"), (13.6, 9.45, "field"),
    (13.0, 8.45, "field"),
    (13.1, 7.35, "field"), (13.95, 6.6, "field"), (13.45, 5.2, "brook"), (13.2, 3.3, "field"),
    (12.2, 2.35, "field"),
    (12.35, 1.2, "field"), (11.0, 0.75, "brook"), (9.5, 0.25, "brook"), (8.8, 0.95, "field"),
    (7.7, 0.6, "field"),
    (7.2, -0.1, "field"), (5.75, 0.1, "field"), (5.2, 0.95, "field"), (4.2, 0.45, "brook"),
    (2.7, 0.9, "brook"),
    (2.2, 1.95, "field"), (0.95, 2.2, "field"), (0.35, 3.35, "brook"), (0.9, 4.7, "field"),
    (0.2, 5.4, "field"),
)  # fmt: skip

MOTORWAY: Final = [(-2.0, 3.2), (0.4, 3.35), (1.9, 2.75), (3.9, 2.95), (5.6, 3.15), (7.6, 2.6), (8.7, 1.55),
                   (9.6, 0.3),
                   (10.3, -1.5)]  # fmt: skip

# (number, name, through which towns or points)
MAIN_ROADS: Final = (
    ("A9901", "Thaxwold Road", ((-1.5, 12.3), (1.6, 10.35), "thaxwold", (4.3, 8.3), "cinderfield",
                                (6.2, 6.75),
                                "quillmere")),
    ("A9901", "Merrowgate Road", ("quillmere", (7.65, 5.1), "wharfside", (9.1, 3.55), "merrowgate",
                                  (11.4, 1.5),
                                  (12.8, 0.2), (13.4, -1.2))),
    ("A9902", "Brindlesea Road", ("quillmere", (7.7, 6.7), "lantern", (9.9, 8.0), "brindlesea", (12.4, 9.3),
                                  (13.4, 10.0), (15.6, 11.3))),
    ("A9903", "Aldercote Road", ((-1.8, 4.9), (0.9, 4.7), "aldercote", (4.0, 4.75), "nether", (6.0, 5.45),
                                 "quillmere")),
    ("A9904", "Fennisthorpe Road", ("quillmere", (6.95, 4.6), "ropewalk", (6.6, 2.7), "fennisthorpe",
                                    (6.1, 0.5),
                                    (5.5, -1.5))),
    ("A9905", "Hobbin Lane", ("quillmere", (6.9, 7.4), (7.2, 9.0), "hobbin", (7.7, 11.9), (7.2, 13.6))),
    ("A9906", "Western Orbital", ("thaxwold", (2.7, 7.6), (2.5, 6.2), "aldercote", (3.4, 3.3), (4.4, 2.3),
                                  "fennisthorpe")),
    ("A9907", "Southern Orbital", ("fennisthorpe", (8.0, 2.0), "merrowgate")),
    ("A9908", "Eastern Orbital", ("merrowgate", (10.7, 3.9), "saltpan", (10.9, 6.9), "brindlesea")),
    ("A9909", "Northern Orbital", ("thaxwold", (5.0, 9.6), (7.2, 9.0), (9.2, 9.0), "brindlesea")),
    ("B9910", "Tollbar Road", ("saltpan", (11.6, 5.9), "tollbar", (13.7, 6.2), (15.6, 5.9))),
    ("B9911", "Larkwold Road", ("larkwold", (2.7, 7.6))),
    ("B9911", "Saltersgate", ((-1.6, 8.2), (0.5, 7.8), "larkwold")),
    ("B9912", "Ingleholt Road", ((1.0, -0.9), (2.3, 0.9), "ingleholt", (4.4, 2.3))),
    ("B9913", "Osmerby Lane", ("brindlesea", (10.9, 9.4), "osmerby", (9.9, 11.2), (10.4, 13.4))),
    ("B9914", "Saltpan Road", ("wharfside", (9.4, 5.0), "saltpan")),
)  # fmt: skip
JUNCTIONS_KM: Final = ((3.55, 3.0), (6.75, 2.9))

RAILWAY: Final = [(-2.0, 11.6), (1.3, 10.0), (3.05, 8.85), (4.7, 7.2), (6.55, 6.3), (7.35, 5.55), (8.1, 4.0),
                  (9.75, 2.75),
                  (11.4, 2.1), (13.0, 1.4), (15.5, 0.3)]  # fmt: skip
STATIONS: Final = (("Thaxwold", 3.05, 8.85), ("Cinderfield", 4.7, 7.2), ("Quillmere Central", 7.0, 5.95),
                   ("Wharfside", 8.05, 4.1), ("Merrowgate", 9.75, 2.75))  # fmt: skip
TRAMWAY: Final = [
    (6.7, 6.15),
    (7.3, 6.45),
    (8.2, 7.15),
    (9.2, 7.6),
    (10.3, 7.75),
    (11.05, 8.15),
    (11.6, 8.75),
]
TRAM_STOPS: Final = ("Market Place", "Staithe Basin", "Lantern Hill", "Beckside", "Hospital",
                     "Brindlesea West",
                     "Brindlesea Cross", "Brindlesea Park")  # fmt: skip
