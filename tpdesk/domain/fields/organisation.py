"""Who reports the asset, and who stands behind it. The reporting organisation is never called owner."""

from __future__ import annotations

from tpdesk.domain.fields.field import CommercialGroup, Field, FieldGroup, FieldType

GROUPS = (FieldGroup("organisation", "Organisations", "facts"),)

FIELDS = (
    Field(
        "organisation",
        "Reporting organisation",
        "organisation",
        FieldType.TEXT,
        "The partner that reports this record and keeps it; it need not own the building.",
        source="ERIC; Transparency Code",
        synonyms=(
            "organisationlabel",
            "organisation label",
            "organisation",
            "organisation name",
            "reporting organisation",
            "trust name",
            "authority",
            "council",
            "partner",
            "body",
            "org name",
            "local authority name",
            "provider",
        ),
    ),
    Field(
        "kind",
        "Kind of organisation",
        "organisation",
        FieldType.VOCABULARY,
        "What kind of public body reports the asset.",
        vocabulary="kind",
        importable=False,
    ),
    Field(
        "freeholder",
        "Freeholder",
        "organisation",
        FieldType.TEXT,
        "Who holds the freehold.",
        table="asset",
        column="freeholder",
        source="InSite",
        synonyms=("freeholder", "owner", "owned by", "legal owner", "freehold owner", "ownership"),
    ),
    Field(
        "occupier",
        "Occupier",
        "organisation",
        FieldType.TEXT,
        "Who occupies it, where that is somebody else.",
        table="asset",
        column="occupier",
        commercial=CommercialGroup.COMMERCIAL,
        source="InSite",
        synonyms=(
            "occupier",
            "occupied by",
            "tenant",
            "tenant name",
            "occupant",
            "managed by",
            "user",
            "occupying department",
        ),
    ),
)
