"""How much of an estate is known, counted over what an audience may see."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tpdesk.domain.completeness import ASKED, Completeness, count_known
from tpdesk.domain.disclosure import FULL, PARTNERS, Audience, disclose_assets
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY, FIELDS, GROUPS
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.frame import AssetFrame
from tpdesk.domain.organisation import Organisation

NAN = float("nan")


def estate() -> AssetFrame:
    """A council's hall, field and leased depot, a clinic, and something of nobody."""
    blank = {FieldType.DATE: np.full(5, "NaT", dtype="datetime64[D]")}
    columns = {
        field.key: np.full(5, np.nan)
        if field.numeric
        else blank.get(field.type, np.full(5, None, dtype=object))
        for field in FIELDS
        if field.key not in ("organisation", "kind")
    }
    columns["holding"] = np.array(["buildings", "land", None, None, None], dtype=object)
    columns["floor_area_m2"] = np.array([100.0, NAN, NAN, 50.0, NAN])
    columns["tenure"] = np.array(["freehold", None, "leasehold", None, None], dtype=object)
    columns["lease_expiry"] = np.array(["NaT", "NaT", "2030-01-01", "NaT", "NaT"], dtype="datetime64[D]")
    columns["valuation_gbp"] = np.array([9.0, NAN, NAN, 5.0, NAN])
    columns["sensitivity"] = np.array([None, None, None, "confidential", None], dtype=object)
    return AssetFrame(
        np.array(list("abcde"), dtype=object),
        np.array([0, 0, 0, 1, -1], dtype=np.int32),
        (Organisation("o1", "Council", "council"), Organisation("o2", "Trust", "nhs")),
        np.full(5, None, dtype=object),
        np.array([True, False, False, False, False]),
        columns,
    )


def counted(audience: Audience = FULL) -> dict[tuple[str | None, str], tuple[int, int]]:
    shown = disclose_assets(estate(), audience)
    return {(each.organisation, each.group): (each.known, each.of) for each in count_known(shown)}


def test_each_fact_is_counted_of_those_that_could_have_it() -> None:
    found = counted()
    assert found["Council", "area"] == (1, 2)  # the field has no floor
    assert found["Council", "lease"] == (1, 1)
    assert ("Trust", "lease") not in found
    assert found["Council", "tenure"] == (2, 3)
    assert found["Trust", "area"] == (1, 1)
    assert found[None, "area"] == (0, 1)
    assert found["Council", "value"] == (1, 3)


def test_partners_learn_nothing_of_hidden_assets_and_closed_facts() -> None:
    found = counted(PARTNERS)
    assert not any(organisation == "Trust" for organisation, _ in found)
    # Of the council's assets only the published one may be looked at.
    assert found["Council", "value"] == (1, 1)
    assert (None, "value") not in found


def test_organisations_stand_in_the_registers_order_and_nobody_last() -> None:
    told = count_known(disclose_assets(estate(), FULL))
    assert list(dict.fromkeys(each.organisation for each in told)) == ["Council", "Trust", None]


def test_an_empty_register_has_nothing_to_count() -> None:
    none = estate().take(np.zeros(5, dtype=bool))
    assert count_known(disclose_assets(replace(none, organisations=()), FULL)) == ()


@pytest.mark.parametrize(
    ("known", "of", "percent"), [(0, 9, 0), (1, 1000, 1), (1, 2, 50), (999, 1000, 99), (9, 9, 100)]
)
def test_a_share_is_whole_only_when_it_is(known: int, of: int, percent: int) -> None:
    assert Completeness("Council", "area", "floor area", known, of).percent == percent


def test_the_facts_asked_for_are_of_their_groups() -> None:
    groups = {group.key for group in GROUPS}
    for asked in ASKED:
        assert asked.group in groups
        assert {FIELD_BY_KEY[key].group for key in asked.keys} == {asked.group}
