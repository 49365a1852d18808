"""What is delivered in a building, and which services go well under one roof.

Compatibility is between families: 1 natural neighbours, 0.7 works with care, 0.4 needs separation,
0 does not go together. The figures are defaults that a register may change.
"""

from __future__ import annotations

from tpdesk.domain.vocabularies.term import Term, Vocabulary

SERVICES = Vocabulary(
    "service",
    "Service",
    (
        Term(
            "office",
            "Office",
            (
                "offices",
                "administration",
                "admin",
                "headquarters",
                "hq",
                "civic offices",
                "back office",
                "administrative",
            ),
        ),
        Term("town_hall", "Town hall", ("civic centre", "council offices", "guildhall")),
        Term(
            "library",
            "Library",
            ("libraries", "local authority run library", "partnership run library", "community library"),
        ),
        Term(
            "community_centre",
            "Community centre",
            (
                "community hub",
                "village hall",
                "community hall",
                "hub",
                "community",
                "advice centre",
                "food bank",
            ),
        ),
        Term("childrens_centre", "Children's centre", ("family hub", "nursery", "sure start", "early years")),
        Term("youth_centre", "Youth centre", ("youth club",)),
        Term("day_centre", "Day centre", ("day care", "adult day care", "social care", "resource centre")),
        Term("care_home", "Care home", ("residential care", "extra care", "residential home", "hostel")),
        Term(
            "leisure_centre", "Leisure centre", ("leisure", "sports centre", "swimming pool", "gym", "sport")
        ),
        Term("museum", "Museum or gallery", ("museum", "gallery", "theatre", "arts centre", "heritage")),
        Term(
            "gp_surgery",
            "GP surgery",
            ("gp practice", "surgery", "medical practice", "general practice", "medical centre"),
        ),
        Term(
            "health_centre",
            "Health centre",
            (
                "clinic",
                "medical / treatment centre /clinic",
                "outpatient department",
                "non inpatient",
                "community hospital / clinic (no inpatient beds)",
                "sexual health clinic",
                "dental care centre",
                "birth centre",
                "day hospital",
                "surgical centre",
                "treatment centre",
            ),
        ),
        Term(
            "mental_health",
            "Mental health unit",
            (
                "mental health",
                "mental health (including specialist services)",
                "learning disabilities",
                "mental health and learning disabilities",
            ),
        ),
        Term(
            "hospital",
            "Hospital",
            (
                "general acute hospital",
                "community hospital (with inpatient beds)",
                "community hospital",
                "mixed service hospital",
                "specialist hospital (acute only)",
                "other inpatient",
                "acute hospital",
            ),
        ),
        Term(
            "clinical_support",
            "Clinical support",
            ("clinical support service", "support facility", "laboratory", "pharmacy"),
        ),
        Term("ambulance_station", "Ambulance station", ("ambulance", "make ready station", "spoke")),
        Term("police_station", "Police station", ("police", "custody suite", "police office")),
        Term(
            "police_counter",
            "Police front counter",
            ("front counter", "police counter", "neighbourhood office"),
        ),
        Term("fire_station", "Fire station", ("fire", "community fire station")),
        Term("jobcentre", "Jobcentre", ("jobcentre plus", "job centre", "benefits office")),
        Term("probation", "Probation office", ("probation", "crc", "nps")),
        Term("court", "Court", ("magistrates court", "county court", "tribunal")),
        Term(
            "school",
            "School",
            (
                "primary school",
                "secondary school",
                "academy",
                "special school",
                "infant school",
                "junior school",
            ),
        ),
        Term(
            "college",
            "College",
            ("sixth form", "further education", "university", "adult education", "training centre"),
        ),
        Term("depot", "Depot", ("depots", "workshop", "highways depot", "vehicle workshop")),
        Term("store", "Store", ("storage", "warehouse", "archive")),
        Term(
            "shop",
            "Shop",
            ("retail", "retail unit", "parade", "kiosk", "cafe", "public house", "market", "charity shop"),
        ),
        Term("industrial", "Industrial unit", ("industrial", "factory", "workspace")),
        Term(
            "housing",
            "Housing",
            ("dwelling", "flat", "flats", "house", "caretaker's house", "lodge", "supported housing"),
        ),
        Term(
            "pavilion",
            "Pavilion or clubhouse",
            ("pavilion", "clubhouse", "changing rooms", "sports pavilion", "scout hut"),
        ),
        Term("public_toilets", "Public toilets", ("toilets", "public convenience", "wc")),
        Term("car_park", "Car park", ("car parks", "parking", "surface car park", "multi-storey car park")),
        Term(
            "cemetery",
            "Cemetery or memorial",
            ("cemetery", "crematorium", "memorial", "war memorial", "churchyard", "burial ground"),
        ),
        Term("allotments", "Allotments", ("allotment", "managed allotments", "allotment gardens")),
        Term(
            "open_space",
            "Park or open space",
            (
                "park",
                "parks",
                "open space",
                "recreation ground",
                "playing field",
                "woodland",
                "play area",
                "garden",
            ),
        ),
        Term(
            "footpath",
            "Footpath or highway land",
            ("footpath", "path", "verge", "highway land", "access road", "passage"),
        ),
        Term("land", "Land", ("vacant land", "site", "plot", "farm land", "grazing")),
        Term(
            "infrastructure",
            "Infrastructure",
            (
                "substation",
                "electricity substation",
                "mast",
                "bridge",
                "pumping station",
                "bus station",
                "monument",
                "clock",
            ),
        ),
        Term("farm", "Farm", ("farmhouse", "smallholding")),
        Term("other", "Other", ("other reportable site", "other reportable sites", "aggregate site", "misc")),
    ),
)

FAMILIES: dict[str, tuple[str, ...]] = {
    "administration": ("office", "town_hall", "jobcentre", "probation", "court"),
    "community": (
        "library",
        "community_centre",
        "childrens_centre",
        "youth_centre",
        "day_centre",
        "museum",
        "leisure_centre",
    ),
    "primary_health": ("gp_surgery", "health_centre", "clinical_support"),
    "acute_health": ("hospital", "mental_health"),
    "counter": ("police_counter",),
    "blue_light": ("police_station", "fire_station", "ambulance_station"),
    "operations": ("depot", "store", "industrial"),
    "learning": ("school", "college"),
    "living": ("care_home", "housing"),
}
"""Services that behave alike when they share; the rest (shops, land, car parks) share with nobody."""

CHILDRENS_SERVICES = ("childrens_centre", "youth_centre")
OFFENDER_SERVICES = ("probation", "court")
"""Children's services never share with these; with the police only as hosts, and then with care."""

_PAIRS: dict[frozenset[str], float] = {
    frozenset(("administration",)): 1.0,
    frozenset(("community",)): 1.0,
    frozenset(("primary_health",)): 1.0,
    frozenset(("acute_health",)): 0.7,
    frozenset(("counter",)): 1.0,
    frozenset(("blue_light",)): 1.0,
    frozenset(("operations",)): 1.0,
    frozenset(("learning",)): 0.7,
    frozenset(("living",)): 0.4,
    frozenset(("administration", "community")): 0.7,
    frozenset(("administration", "primary_health")): 0.7,
    frozenset(("administration", "acute_health")): 0.4,
    frozenset(("administration", "counter")): 1.0,
    frozenset(("administration", "blue_light")): 0.7,
    frozenset(("administration", "operations")): 0.7,
    frozenset(("administration", "learning")): 0.4,
    frozenset(("community", "primary_health")): 0.9,
    frozenset(("community", "acute_health")): 0.4,
    frozenset(("community", "counter")): 1.0,
    frozenset(("community", "blue_light")): 0.4,
    frozenset(("community", "learning")): 0.7,
    frozenset(("primary_health", "acute_health")): 1.0,
    frozenset(("primary_health", "counter")): 0.4,
    frozenset(("primary_health", "blue_light")): 0.4,
    frozenset(("counter", "blue_light")): 1.0,
    frozenset(("blue_light", "operations")): 0.7,
    frozenset(("acute_health", "blue_light")): 0.4,
}


_POLICE_SERVICES = ("police_station", "police_counter")
_SEPARATE = 0.4


def cautions_of(first: str, second: str) -> tuple[str, ...]:
    """Say what has to be minded before two services come under one roof; nothing when they simply fit."""
    pair = {first, second}
    cautions = []
    if pair & set(CHILDRENS_SERVICES) and pair & set(_POLICE_SERVICES):
        cautions.append("children and police business, ask both safeguarding leads")
    if pair & set(OFFENDER_SERVICES) and family_of(first) != family_of(second):
        cautions.append("people on probation or before the court, their visits need a risk assessment")
    if compatibility(first, second) <= _SEPARATE:
        cautions.append("the services need separate entrances and hours")
    return tuple(cautions)


def family_of(service: str) -> str | None:
    """Give the family of a service, None when it shares with nobody."""
    return next((family for family, services in FAMILIES.items() if service in services), None)


def compatibility(first: str, second: str) -> float:
    """Give how well two services go under one roof, 0 to 1, the same both ways."""
    families = (family_of(first), family_of(second))
    if None in families:
        return 0.0
    return _PAIRS.get(frozenset(family for family in families if family), 0.0)
