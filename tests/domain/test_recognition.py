"""Services told from names, as partners write them."""

import pytest

from tpdesk.domain.recognition import (
    NameTells,
    Recognition,
    read_names,
    recognise_body,
    recognise_service,
    recognise_services,
)

BY_NAME = [
    # what the street is called says nothing
    ("School Rd (81-83)", None),
    ("Library Road (4)", None),
    ("Church Lane Library", "library"),
    ("Park Road Clinic", "health_centre"),
    ("Station Road Fire Station", "fire_station"),
    ("Police Street (12)", None),
    ("Bank House", None),
    # words inside other words and in the names of houses
    ("Parkway House", None),
    ("Churchgate House", None),
    ("Park House", None),
    ("Old School House community centre", "community_centre"),
    ("The Old School", None),
    ("Old Town Hall Chambers", None),
    # the most telling service wins
    ("Library car park", "car_park"),
    ("Town Hall with car park", "town_hall"),
    ("Flixton Station Car Park/Public conveniences", "car_park"),
    ("Ashley Road Bowls Clubhouse(Incorporates public toilets)", "pavilion"),
    ("Denzell Gardens, Public Toilets with private flat above", "public_toilets"),
    ("Gorse Hill Centre PRU - (Incorporated in Gorse Hill Youth Centre)", "school"),
    ("Kidsgrove Town Hall Police Enquiry Office", "police_counter"),
    ("Partington Library and Wellbeing Centre", "library"),
    ("Health Records Library", "clinical_support"),
    # what it was, or merely adjoins
    ("Former Lostock Library", None),
    ("49 Park Road North (former Arthurs Gym)", None),
    ("Scouts - Former Lostock Library", "pavilion"),
    ("Partington & Carrington Children's Centre (Formerly Partington Rd Family Centre)", "childrens_centre"),
    ("Seymour Park Sports Barn - Attached to Old Trafford Youth Centre", "leisure_centre"),
    ("Sale West Youth Centre (Integrated with Sale West Community Centre)", "youth_centre"),
    ("Yard, r/o Stretford Library", None),
    # at the end of a clause only
    ("Longford Park, Shelter", "pavilion"),
    ("Stamford Park (2 Blocks)", "open_space"),
    ("Trafford Park Depot", "depot"),
    ("Claremont Centre", "community_centre"),
    ("Centre for Women", None),
    ("Hermitage Bowling Green", "pavilion"),
    ("Millennium Clock - Hale", "infrastructure"),
    ("CLOCK VIEW HOSPITAL", "hospital"),
    ("GOSPORT WAR MEMORIAL HOSPITAL", "hospital"),
    ("Altrincham War Memorial", "cemetery"),
    # land
    ("Land at the rear of Millbank Primary School", "land"),
    ("Land", "land"),
    ("Land Registry", None),
    ("Crown Passages", "footpath"),
    ("Hale Shopping Centre (ground lease)", "shop"),
    ("Altrincham Market Place", "shop"),
    ("Village green", "open_space"),
    # capitals, apostrophes and signs
    ("ALTRINCHAM HOSPITAL", "hospital"),
    ("CHAPEL ROAD CLINIC", "health_centre"),
    ("Old Hall Road Childrens’ Home", "care_home"),
    ("DARTMOUTH HEALTH & WELLBEING CENTRE", "health_centre"),
    ("Sale Waterside (Sale TH/Sale Civic Theatre/Sale TH Annexe), Waterside House", "town_hall"),
    ("Red Light Camera 30mph", "infrastructure"),
    ("Café unit, Reddish", "shop"),
    ("Ex Police Station, Marple", None),
    ("Old Police Station", None),
    ("Marple Police Station (CLOSED)", None),
    ("Marple Police Station - closed", None),
    ("Closed Churchyard, St Mary", "cemetery"),
    ("", None),
    (None, None),
    ("14", None),
]


@pytest.mark.parametrize(("name", "service"), BY_NAME)
def test_a_name_tells_its_service(name: str | None, service: str | None) -> None:
    found = recognise_service(name)
    assert (found.service if found else None) == service


def test_the_word_it_rests_on_is_kept() -> None:
    assert recognise_service("Claremont Centre") == Recognition("community_centre", "centre")
    assert recognise_service("Trafford MES", "School") == Recognition("school", "School")


def test_a_reason_for_holding_speaks_before_or_after_the_name() -> None:
    assert _service("Lostock College", "School") == "school"
    assert _service("Wellacre", "School") == "school"
    assert _service("Golf Road (Community Building and Shop)", "Managed allotments") == "allotments"
    assert _service("Grove Park, Football Changing Rooms", "Leisure") == "pavilion"
    assert _service("Kara House", "Leisure") == "leisure_centre"
    assert _service("Kara House", "Operational library") == "library"
    assert _service("Kara House", "Undocumented Tenancy") is None
    assert _service(None, "Parks") == "open_space"


def test_buildings_named_after_a_park_are_no_park() -> None:
    assert _service("Kingsway Park", None) == "open_space"
    assert recognise_service("Kingsway Park", None, True) is None
    assert recognise_service("Kingsway Park Library", None, True) == Recognition("library", "library")


def test_a_body_of_one_service_is_known_by_its_name() -> None:
    assert recognise_body("Jobcentre Plus") == Recognition("jobcentre", "jobcentre plus")
    assert recognise_body("Greater Manchester Police") == Recognition("police_station", "police")
    assert recognise_body("Manchester University NHS Foundation Trust") is None
    assert recognise_body("Trafford Council") is None


def test_names_tell_what_is_gone_ruined_or_several_places() -> None:
    names = [
        "Former Lostock Library",
        "Ex Police Station",
        "Essex House",
        "Cromarty Police Station (closed)",
        "Watling Gate (Derelict)",
        None,
        "OTHER REPORTABLE SITES",
        "Old Library",
        "Various properties",
        "AGGREGATE SITE",
    ]
    assert read_names(names) == {
        NameTells.GONE: [0, 1, 3],
        NameTells.RUINED: [4],
        NameTells.SEVERAL_PLACES: [6, 8, 9],
    }
    assert read_names([]) == {telling: [] for telling in NameTells}
    assert read_names(["a\0b", "Former Baths"])[NameTells.GONE] == [1]


def test_many_names_are_judged_as_each_alone() -> None:
    names = ["Sale Library", None, "Land at Ash Lane", "a\0b clinic", "School Road Offices", "Kingsway Park"]
    reasons = [None, "School", None, None, "Managed allotments", None]
    built = [False, False, False, True, False, True]
    alone = [recognise_service(*each) for each in zip(names, reasons, built, strict=True)]
    assert recognise_services(names, reasons, built) == alone
    assert [each.service if each else None for each in alone] == [
        "library",
        "school",
        "land",
        "health_centre",
        "allotments",
        None,
    ]
    assert recognise_services([], [], []) == []


def _service(name: str | None, reason: str | None) -> str | None:
    found = recognise_service(name, reason)
    return found.service if found else None
