"""Kinds of public bodies."""

from __future__ import annotations

from tpdesk.domain.vocabularies.term import Term, Vocabulary

KINDS = Vocabulary(
    "kind",
    "Kind of organisation",
    (
        Term("council", "Council", ("local authority", "borough", "county council", "district council")),
        Term("nhs", "NHS", ("nhs trust", "health", "icb", "gp practice", "nhs foundation trust")),
        Term("police", "Police", ("police force", "constabulary")),
        Term("fire", "Fire", ("fire and rescue", "fire service", "frs")),
        Term("ambulance", "Ambulance", ("ambulance trust", "ambulance service")),
        Term(
            "central_government",
            "Central government",
            ("government", "central", "department", "civil service"),
        ),
        Term("education", "Education", ("school", "college", "university", "academy trust")),
        Term("voluntary", "Voluntary", ("charity", "third sector", "vcse", "voluntary sector")),
        Term("other", "Other", ()),
    ),
)
