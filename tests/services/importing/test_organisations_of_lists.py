"""Whose list it is: kinds told from names, colours, and names found again."""

import numpy as np
import pytest

from tpdesk.domain.errors import InputError
from tpdesk.domain.organisation import Organisation
from tpdesk.services.importing.coded import as_objects
from tpdesk.services.importing.organisations import find_organisations, read_kind, recognise_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Trafford Council", "council"),
        ("GREATER MANCHESTER MENTAL HEALTH NHS FOUNDATION TRUST", "nhs"),
        ("NORTH WEST AMBULANCE SERVICE NHS TRUST", "ambulance"),
        ("Greater Manchester Police", "police"),
        ("GM Fire and Rescue Service", "fire"),
        ("Metropolitan Borough of Vale", "council"),
        ("DWP Jobcentre Plus", "central_government"),
        ("Vale Academy Trust", "education"),
        ("Vale Community Foundation", "voluntary"),
        ("MANCHESTER UNIVERSITY NHS FOUNDATION TRUST", "nhs"),
        ("Acme Ltd", "other"),
        ("Manchester University NHS Foundation Trust", "nhs"),
        ("Vale Constabulary", "police"),
        ("HM Prison and Probation Service", "central_government"),
    ],
)
def test_kinds_by_name(name: str, kind: str) -> None:
    assert recognise_kind(name) == kind


def test_kinds_as_people_write_them() -> None:
    assert [read_kind(text) for text in ("NHS", " council ", "Central Government", "")] == [
        "nhs",
        "council",
        "central_government",
        "",
    ]
    with pytest.raises(InputError, match="no kind"):
        read_kind("circus")


def test_a_second_council_wears_another_colour() -> None:
    known = [Organisation("u1", "Vale Council", "council", "", "council")]
    found = find_organisations(known, "Hill Council", None, "", 2)
    assert [(each.name, each.kind, each.colour) for each in found.new] == [
        ("Hill Council", "council", "spare1")
    ]
    assert found.of_row.tolist() == [1, 1]
    assert [each.name for each in found.used] == ["Hill Council"]


def test_names_of_a_column() -> None:
    names = as_objects(["A NHS Trust", None, "a nhs  trust"])
    found = find_organisations([], "", names, "", 3)
    assert found.of_row.tolist() == [0, -1, 0]
    uid = found.new[0].uid
    assert found.uids().tolist() == [uid, None, uid]


def test_no_names_at_all() -> None:
    with pytest.raises(InputError, match="not known"):
        find_organisations([], "", np.array([None, None], dtype=object), "", 2)
