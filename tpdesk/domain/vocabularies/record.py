"""How a record is kept: sensitivity, method of placing, kinds of costs and constraints."""

from __future__ import annotations

from tpdesk.domain.vocabularies.term import Term, Vocabulary

SENSITIVITIES = Vocabulary(
    "sensitivity",
    "Sensitivity",
    (
        Term("open", "Open", ("public", "published")),
        Term(
            "restricted", "Restricted: partners only", ("restricted", "partners", "partners only", "official")
        ),
        Term(
            "confidential",
            "Confidential: its organisation only",
            ("confidential", "private", "official-sensitive"),
        ),
    ),
)

LOCATION_METHODS = Vocabulary(
    "location_method",
    "How it was placed",
    (
        Term("own_coordinates", "Own coordinates", ("surveyed",)),
        Term("uprn", "By UPRN"),
        Term("postcode", "By postcode"),
        Term("grid_reference", "By grid reference"),
        Term("by_hand", "By hand"),
        Term("footprint", "By its footprint"),
        Term("none", "Not placed"),
    ),
)

COST_KINDS = Vocabulary(
    "cost_kind",
    "Kind of cost",
    (
        Term("total", "Running cost, as a total"),
        Term("rates", "Rates"),
        Term("energy", "Energy"),
        Term("water", "Water and sewerage"),
        Term("hard_fm", "Hard FM"),
        Term("soft_fm", "Soft FM"),
        Term("cleaning", "Cleaning"),
        Term("maintenance", "Maintenance"),
        Term("management", "Management"),
        Term("security", "Security"),
        Term("service_charge", "Service charge"),
        Term("finance", "Finance costs"),
    ),
)

RUNNING_COST_KINDS = tuple(key for key in COST_KINDS.keys if key not in ("total", "finance"))
"""Kinds that add up to the running cost. Rent is an interest's, finance is no cost of running."""

CONSTRAINT_KINDS = Vocabulary(
    "constraint_kind",
    "Constraint",
    (
        Term("holding_power", "Holding power or purpose"),
        Term("housing_revenue_account", "Housing Revenue Account", ("hra",)),
        Term("charity_trust", "Charity trust"),
        Term("statutory_allotment", "Statutory allotment"),
        Term("open_space", "Open space"),
        Term("school_land", "School-land consent"),
        Term("academy_lease", "Academy lease"),
        Term("section_106", "Section 106"),
        Term("covenant", "Covenant"),
        Term("overage", "Overage or clawback"),
        Term("reverter", "Reverter"),
        Term("listed", "Listed building"),
        Term("conservation_area", "Conservation area"),
        Term("community_value", "Asset of community value"),
    ),
)
