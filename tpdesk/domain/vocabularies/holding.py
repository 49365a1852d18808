"""What an asset is and how it is held: level, holding, tenure, status, condition, area basis, energy."""

from __future__ import annotations

from tpdesk.domain.vocabularies.term import Term, Vocabulary

LEVELS = Vocabulary(
    "level",
    "Level",
    (
        Term("site", "Site", ("campus", "estate")),
        Term("building", "Building", ("block", "property")),
        Term("space", "Space", ("suite", "shop unit", "unit", "room", "floor")),
        Term("land", "Land", ("parcel", "plot")),
    ),
)

HOLDINGS = Vocabulary(
    "holding",
    "Kind of holding",
    (
        Term("land", "Land", ("land only",)),
        Term("buildings", "Buildings", ("building", "building only", "premises")),
        Term(
            "land_and_buildings",
            "Land and buildings",
            (
                "land/buildings",
                "land & buildings",
                "land and building",
                "land with buildings",
                "building and land",
            ),
        ),
    ),
)

TENURES = Vocabulary(
    "tenure",
    "Tenure",
    (
        Term("freehold", "Freehold", ("f/h", "fh", "owned", "freehold owned", "feuhold", "free hold")),
        Term(
            "leasehold",
            "Leasehold",
            (
                "l/h",
                "lh",
                "lease",
                "leased",
                "rented",
                "long leasehold",
                "leased from commercial organisation - lease less than 99 years",
                "leased from commercial organisation - lease greater than 99 years",
                "leased from nhs property services",
                "sla/lease from nhs",
                "sla/lease from public sector",
                "local investment finance trust (lift)",
                "nhs lift",
                "under lease",
                "lease in",
                "lift",
                "nhs property services lease",
                "leasehold pfi",
            ),
        ),
        Term("licence", "Licence", ("license", "licensed", "licence to occupy", "tenancy at will")),
        Term(
            "other",
            "Other",
            (
                "part site - private finance initiative (pfi)",
                "whole site - private finance initiative (pfi)",
                "pfi",
                "moto",
                "service level agreement",
            ),
        ),
    ),
)

TENURE_DETAILS = Vocabulary(
    "tenure_detail",
    "Tenure detail",
    (
        Term(
            "owner_occupied",
            "Owner occupied",
            (
                "own use",
                "freehold occupied",
                "owner occupied by partners",
                "partner owned",
                "occupied by the local authority",
            ),
        ),
        Term("ground_lease", "Ground lease", ("ground leasehold",)),
        Term(
            "leased_in",
            "Leased in",
            (
                "leasehold in",
                "lease in",
                "rented in",
                "leased from commercial organisation - lease less than 99 years",
                "leased from commercial organisation - lease greater than 99 years",
            ),
        ),
        Term(
            "leased_out",
            "Leased out",
            ("leasehold out", "let out", "let", "lease out", "tenanted", "leased to others"),
        ),
        Term(
            "sub_lease",
            "Sub-lease",
            ("sublease", "underlease", "under-lease", "sub lease", "sublet", "sub leasehold"),
        ),
        Term("vacant", "Vacant", ("empty", "void", "unoccupied")),
        Term("lift", "LIFT", ("local investment finance trust (lift)", "nhs lift", "lift lease")),
        Term(
            "pfi",
            "PFI",
            (
                "private finance initiative",
                "part site - private finance initiative (pfi)",
                "whole site - private finance initiative (pfi)",
                "leasehold pfi",
            ),
        ),
        Term("sla", "SLA", ("service level agreement", "sla/lease from nhs", "sla/lease from public sector")),
        Term(
            "nhs_property_services",
            "NHS Property Services",
            ("leased from nhs property services", "nhs property services lease", "nhsps"),
        ),
        Term("undocumented", "Undocumented", ("undocumented tenancy", "informal", "no lease")),
        Term("other", "Other", ()),
    ),
)

INTEREST_DIRECTIONS = Vocabulary(
    "interest_direction",
    "Direction of interest",
    (Term("held", "Held"), Term("in", "Taken in", ("leased in",)), Term("out", "Let out", ("leased out",))),
)

INTEREST_KINDS = Vocabulary(
    "interest_kind",
    "Kind of interest",
    (
        Term("freehold", "Freehold"),
        Term("lease", "Lease", ("leasehold",)),
        Term("underlease", "Underlease", ("sub-lease",)),
        Term("licence", "Licence"),
        Term("moto", "Memorandum of terms of occupation", ("moto",)),
        Term("shared_occupation", "Shared-occupation agreement"),
        Term("pfi", "PFI"),
        Term("lift", "LIFT"),
        Term("sla", "Service level agreement", ("sla",)),
        Term("tenancy_at_will", "Tenancy at will"),
        Term("undocumented", "Undocumented"),
        Term("other", "Other"),
    ),
)

STATUSES = Vocabulary(
    "status",
    "Status",
    (
        Term(
            "operational",
            "Operational",
            ("in use", "open", "active", "occupied", "live", "signed off in use", "yes", "let", "let out"),
        ),
        Term("partly_vacant", "Partly vacant", ("part vacant", "partially occupied", "part occupied")),
        Term("vacant", "Vacant", ("empty", "void", "unoccupied", "mothballed", "dormant", "not in use")),
        Term(
            "surplus", "Surplus", ("surplus to requirements", "for disposal", "marketed", "declared surplus")
        ),
        Term("disposed", "Disposed", ("sold", "closed", "demolished", "transferred", "ended", "ex")),
        Term(
            "under_construction",
            "Under construction",
            ("in development", "proposed", "planned", "being built"),
        ),
    ),
)

CONDITIONS = Vocabulary(
    "condition",
    "Condition",
    (
        Term("A", "A, as new", ("good", "as new", "excellent", "a - good", "a good", "condition a")),
        Term(
            "B",
            "B, sound",
            ("satisfactory", "sound", "fair", "b - satisfactory", "b satisfactory", "condition b"),
        ),
        Term(
            "C",
            "C, major repair soon",
            ("poor", "c - poor", "c poor", "operational but major repair soon", "condition c"),
        ),
        Term("D", "D, inoperable", ("bad", "d - bad", "d bad", "inoperable", "end of life", "condition d")),
    ),
)

AREA_BASES = Vocabulary(
    "floor_area_basis",
    "Basis of floor area",
    (
        Term("GIA", "Gross internal", ("gross internal area", "gifa", "gross internal floor area")),
        Term("NIA", "Net internal", ("net internal area", "net internal floor area", "nifa", "net")),
        Term("GEA", "Gross external", ("gross external area",)),
        Term("unknown", "Basis unknown", ("not stated", "unstated")),
    ),
)

ENERGY_BANDS = Vocabulary(
    "energy_band",
    "Energy band",
    tuple(
        Term(band, band, (f"band {band}", f"epc {band}", f"dec {band}"))
        for band in ("A+", "A", "B", "C", "D", "E", "F", "G")
    ),
)

YES_NO = Vocabulary(
    "yes_no",
    "Yes or no",
    (
        Term("yes", "Yes", ("y", "true", "1", "listed")),
        Term("no", "No", ("n", "false", "0", "none")),
        Term("unknown", "Unknown", ("not known", "?")),
    ),
)
