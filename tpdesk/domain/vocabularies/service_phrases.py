"""Words in the names of buildings that tell what is delivered there."""

from __future__ import annotations

PHRASES: tuple[tuple[str, str], ...] = (
    ("land", "plot of land, plots of land, strip of land, site of, part of the site, dedication of land"),
    ("car_park", "car park, car parks, carpark, parking, multi storey, multistorey"),
    ("allotments", "allotment, allotments"),
    (
        "cemetery",
        "cemetery, crematorium, churchyard, graveyard, burial ground, memorial, war memorial, cenotaph",
    ),
    (
        "infrastructure",
        "substation, sub station, electricity substation, pumping station, telephone exchange, "
        "rooftop apparatus, bus station, bus shelter, footbridge, monument, red light camera, "
        "speed camera, reservoir, weir, boiler house, plant room",
    ),
    ("footpath", "footpath, foot path, bridleway, passage, passages, ginnel, alleyway, verge, access road"),
    (
        "pavilion",
        "clubhouse, club house, pavilion, pavillion, changing room, changing rooms, bowls, bowling green, "
        "bowling club, football club, cricket club, tennis club, tennis courts, boxing club, boat house, "
        "scouts, scout hut, guide hut, angling pool, park amenities, parks amenities, park store, "
        "parks store, shelter, pets corner, dove cote, bandstand, driving range, model railway",
    ),
    (
        "public_toilets",
        "public toilet, public toilets, staff toilets, toilets, toilet, public convenience, "
        "public conveniences, wc, wcs",
    ),
    ("ambulance_station", "ambulance, ambulance station, make ready station, paramedic station, hart"),
    (
        "mental_health",
        "mental health, community mental health team, camhs, learning disability, learning disabilities",
    ),
    ("library", "library, libraries, memorial library"),
    (
        "health_centre",
        "clinic, health centre, health center, health and wellbeing centre, healthy living centre, "
        "primary care centre, dental centre, dental hospital, dental clinic, outpatients, outpatient, "
        "day hospital, birth centre, walk in centre, treatment centre, wellbeing centre, health hub",
    ),
    (
        "hospital",
        "hospital, hospitals, infirmary, memorial hospital, war memorial hospital, university hospital, "
        "university hospitals, college of medicine",
    ),
    (
        "gp_surgery",
        "surgery, medical practice, medical centre, group practice, family practice, "
        "gp practice, general practice, doctors surgery",
    ),
    (
        "clinical_support",
        "laboratory, laboratories, pharmacy, medical records, health records, health records library, "
        "pathology",
    ),
    (
        "police_counter",
        "police counter, police enquiry office, police contact point, police point, police post, police box, "
        "police room, front counter, safer neighbourhood, safer neighbourhoods, neighbourhood policing",
    ),
    (
        "police_station",
        "police, police station, police office, constabulary, custody, custody suite, heddlu, cop shop, "
        "police sub station",
    ),
    ("fire_station", "fire station, fire and rescue, fire service, community fire station, fire hq"),
    ("jobcentre", "jobcentre, job centre, jobcentre plus"),
    ("probation", "probation, probation office, probation service"),
    (
        "court",
        "magistrates court, magistrates courts, county court, crown court, family court, law courts, "
        "tribunal, combined court",
    ),
    ("town_hall", "town hall, civic centre, council offices, guildhall, county hall, city hall, th"),
    (
        "care_home",
        "care home, residential home, childrens home, nursing home, hostel, extra care, persons home, "
        "sheltered housing",
    ),
    (
        "childrens_centre",
        "childrens centre, day nursery, nursery, sure start, family hub, family centre, early years, creche",
    ),
    ("youth_centre", "youth centre, youth club, youth hub, youth zone, youth office"),
    ("day_centre", "day centre, day care, day services, resource centre, respite, contact centre"),
    (
        "leisure_centre",
        "leisure centre, leisure, sports centre, sports village, sports hall, sports barn, swimming pool, "
        "swimming baths, baths, stadium, athletics, gym, gymnasium, fitness centre, water sports centre",
    ),
    (
        "community_centre",
        "community centre, community hub, community hall, community building, community house, "
        "community room, village hall, assembly rooms, neighbourhood centre, visitors centre, "
        "visitor centre, parish hall, memorial hall, social club, church hall",
    ),
    (
        "school",
        "school, schools, academy, infants, infant school, junior school, primary, high school, pru, "
        "pupil referral unit",
    ),
    (
        "college",
        "college, university, sixth form, adult education, adult learning, learning centre, "
        "training centre, training college",
    ),
    (
        "shop",
        "shop, shops, shopping centre, retail, mall, market, market hall, market place, supermarket, "
        "sainsburys, tesco, hotel, travelodge, public house, cafe, restaurant, kiosk, parade, post office",
    ),
    ("depot", "depot, workshop, council yard, highways yard, recycling centre, waste site, tip"),
    (
        "store",
        "store, stores, storage, store room, store rooms, warehouse, archive, garage, garages, shed, "
        "container, barn, stables",
    ),
    ("office", "office, offices, one stop shop, headquarters, hq, administration, admin, administrative"),
    (
        "industrial",
        "industrial estate, industrial unit, industrial units, trading estate, workshops, "
        "enterprise centre, starter units, business park, factory",
    ),
    ("museum", "museum, art gallery, gallery, theatre, arts centre, heritage centre, concert hall"),
    (
        "housing",
        "flat, flats, bungalow, cottage, cottages, caretakers house, caretakers flat, groundsmans house, "
        "entrance lodge, park lodge, gate lodge, maisonette, dwelling",
    ),
    ("farm", "farm, farmhouse"),
    (
        "open_space",
        "golf course, nature reserve, open space, playing field, playing fields, play area, "
        "playground, recreation ground, water park, rest park, rest garden, village green, sports ground",
    ),
)
"""Phrases by service, the most telling service first."""

ENDINGS: tuple[tuple[str, str], ...] = (
    ("infrastructure", "clock, clock tower, camera, mast, aerial, statue"),
    ("community_centre", "centre, hub"),
    (
        "open_space",
        "park, parks, gardens, garden, common, meadow, meadows, wood, woods, woodland, field, fields",
    ),
)
"""Phrases that tell only at the end of a clause: Longford Park is a park, Park House is not."""

SILENT = (
    "old school, school house, old school house, schoolhouse, old police house, old police station, "
    "old fire station, old ambulance station, old library, old court, old town hall, "
    "business centre, logistics centre, town centre, hotel services, land registry, "
    "with car park, and car park, memorial care centre, memorial centre, university nhs, primary care"
)
"""Phrases that tell nothing, though words of theirs would."""
