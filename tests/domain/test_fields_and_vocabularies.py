"""The catalogue of fields is whole: every field has a home, a meaning and its own words."""

from __future__ import annotations

from collections import Counter

import pytest

from tpdesk.domain.fields.catalogue import FIELDS, GROUPS, field, fields_of_group, fields_of_table
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.domain.vocabularies.services import FAMILIES, SERVICES, compatibility, family_of
from tpdesk.domain.vocabularies.term import fold_wording

CONTRACT_KEYS = set(
    """
    reference name uprn street post_town postcode easting northing location_method location_accuracy_m
    organisation kind level service tenure tenure_detail holding floor_area_m2 floor_area_basis occupied_m2
    vacant_m2 land_area_ha annual_rent_gbp rent_received_gbp running_cost_gbp backlog_gbp condition
    lease_expiry next_break status sensitivity energy_band
    """.split()  # noqa: SIM905 - a list of words reads better as prose
)


def test_every_key_of_the_contract_is_a_field() -> None:
    assert {each.key for each in FIELDS} >= CONTRACT_KEYS


def test_keys_groups_and_headings_are_told_apart() -> None:
    assert max(Counter(each.key for each in FIELDS).values()) == 1
    assert {each.group for each in FIELDS} == {group.key for group in GROUPS}
    headings = Counter(
        fold_wording(word)
        for each in FIELDS
        for word in {fold_wording(w) for w in (each.key, *each.synonyms)}
    )
    assert [word for word, count in headings.items() if count > 1] == []


@pytest.mark.parametrize("each", FIELDS, ids=lambda each: each.key)
def test_every_field_says_what_it_means_and_where_it_lives(each: object) -> None:
    found = field(each.key)  # type: ignore[attr-defined]
    assert found.label
    assert found.definition.endswith(".")
    assert bool(found.table) == bool(found.column) == found.stored
    assert (found.type is FieldType.VOCABULARY) == (found.vocabulary in VOCABULARIES)
    assert (found.type is FieldType.MONEY) == found.key.endswith("_gbp")
    assert found.type is not FieldType.MONEY or not found.stored or found.column.endswith("_pence")
    assert found.numeric == (found.type not in TEXTUAL)
    assert found in fields_of_group(found.group)
    assert not found.stored or found in fields_of_table(found.table)


TEXTUAL = {
    FieldType.TEXT,
    FieldType.NOTE,
    FieldType.VOCABULARY,
    FieldType.UPRN,
    FieldType.POSTCODE,
    FieldType.DATE,
}


def test_fields_that_are_derived_take_no_column_of_a_list() -> None:
    derived = {each.key for each in FIELDS if not each.stored and not each.importable}
    assert {"floor_area_m2", "running_cost_gbp", "backlog_gbp", "floor_area_basis", "kind"} == derived


@pytest.mark.parametrize(
    ("vocabulary", "wording", "key"),
    [
        ("tenure_detail", "Leasehold Out", "leased_out"),
        ("tenure_detail", "Leasehold out", "leased_out"),
        ("tenure", "SLA/lease from public sector", "leasehold"),
        ("tenure_detail", "Local Investment Finance Trust (LIFT)", "lift"),
        ("holding", "Land/Buildings", "land_and_buildings"),
        ("service", "Medical / Treatment centre /clinic", "health_centre"),
        ("kind", "Central Government", "central_government"),
        ("kind", "central_government", "central_government"),
        ("tenure", "somehow", None),
    ],
)
def test_wordings_of_real_lists_find_their_term(vocabulary: str, wording: str, key: str | None) -> None:
    assert VOCABULARIES[vocabulary].find(wording) == key


def test_labels_are_for_people_and_unknown_keys_stay_as_they_are() -> None:
    assert VOCABULARIES["status"].label_of("partly_vacant") == "Partly vacant"
    assert VOCABULARIES["status"].label_of("elsewhere") == "elsewhere"
    assert VOCABULARIES["condition"].keys == ("A", "B", "C", "D")


def test_no_wording_means_two_things() -> None:
    for vocabulary in VOCABULARIES.values():
        words = Counter(
            fold_wording(word)
            for term in vocabulary.terms
            for word in {fold_wording(w) for w in (term.key, term.label, *term.synonyms)}
        )
        assert [word for word, count in words.items() if count > 1] == [], vocabulary.key


def test_services_that_share_are_the_same_both_ways() -> None:
    assert {service for family in FAMILIES.values() for service in family} <= set(SERVICES.keys)
    assert compatibility("library", "gp_surgery") == compatibility("gp_surgery", "library") == 0.9
    assert compatibility("library", "library") == 1.0
    assert compatibility("depot", "library") == 0.0
    assert compatibility("car_park", "library") == 0.0
    assert family_of("shop") is None
