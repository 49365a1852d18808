"""Rules that look at several assets at once, and the run of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.issues import ISSUE_KINDS
from tpdesk.domain.rules.catalogue import RULE_BY_CODE, RULES, run_rules, told_fields

if TYPE_CHECKING:
    from tests.domain.rules.conftest import Examine


def test_one_uprn_on_assets_that_belong_to_nothing_common(examine: Examine) -> None:
    rule = RULE_BY_CODE["uprn_shared_apart"]
    examined = examine(
        {"uprn": "100", "name": "Hall"},
        {"uprn": "100", "name": "Clinic", "owner": 1},
        {"uprn": "101", "name": "Depot"},
        {"uprn": "100", "name": "Shed", "owner": -1},
    )
    assert rule.find(examined).tolist() == [True, True, False, True]
    assert rule.tell(examined, 0).message == (
        "UPRN 100 is also that of Clinic (Acorn NHS) and 1 other, and they are not recorded as one site."
    )
    assert "UPRN 100 is also that of Hall" in rule.tell(examined, 1).message
    pair = examine({"uprn": "100", "name": "Hall"}, {"uprn": "100", "name": "Shed", "owner": -1})
    assert rule.tell(pair, 0).message == (
        "UPRN 100 is also that of Shed (no organisation), and they are not recorded as one site."
    )


def test_one_uprn_within_a_site_or_a_whole_is_as_it_should_be(examine: Examine) -> None:
    find = RULE_BY_CODE["uprn_shared_apart"].find
    of_site = ({"uprn": "100", "site": "s"}, {"uprn": "100", "site": "s", "owner": 1})
    assert not find(examine(*of_site)).any()
    assert find(examine(of_site[0], {"uprn": "100", "site": "t"})).all()
    # A campus, its block, and a suite of the block; another whole of the same number.
    campus = ({"uprn": "100"}, {"uprn": "100", "parent": 0}, {"uprn": "100", "parent": 1})
    assert not find(examine(*campus)).any()
    assert find(examine(*campus, {"uprn": "100"})).all()
    # A suite belongs to the site of its block.
    block = ({"site": "s"}, {"uprn": "100", "parent": 0}, {"uprn": "100", "site": "s"})
    assert not find(examine(*block)).any()


def test_assets_that_are_parts_of_each_other_end_the_search(examine: Examine) -> None:
    turning = ({"uprn": "100", "parent": 1}, {"uprn": "100", "parent": 0})
    assert len(RULE_BY_CODE["uprn_shared_apart"].find(examine(*turning))) == 2


def test_one_spot_and_several_postcodes(examine: Examine) -> None:
    rule = RULE_BY_CODE["position_shared"]
    spot = {"easting": 400_000.2, "northing": 400_000.0}
    other = {"easting": 400_000.4, "northing": 400_000.4}
    examined = examine(
        {**spot, "postcode": "M33 7ZF"},
        {**other, "postcode": "M33 7DZ"},
        {**spot},
        {"postcode": "M1 1AA"},
        {"easting": 400_010.0, "northing": 400_000.0, "postcode": "M1 1AA"},
    )
    assert rule.find(examined).tolist() == [True, True, False, False, False]
    assert rule.tell(examined, 0).message == "Its postcode is M33 7ZF; at the same spot others have M33 7DZ."
    assert not rule.find(examine(*[{**spot, "postcode": "M33 7ZF"}] * 2)).any()


def test_half_a_postcode_contradicts_none(examine: Examine) -> None:
    rule = RULE_BY_CODE["position_shared"]
    spot = {"easting": 400_000.0, "northing": 400_000.0}
    halves = ({**spot, "postcode": "M33"}, {**spot, "postcode": "M33 7ZF"})
    assert not rule.find(examine(*halves)).any()
    examined = examine(*halves, {**spot, "postcode": "M33 7DZ"}, spot)
    assert rule.find(examined).tolist() == [False, True, True, False]
    assert rule.tell(examined, 1).message.endswith("at the same spot others have M33 7DZ.")


def test_many_postcodes_at_a_spot_are_not_all_named(examine: Examine) -> None:
    spot = {"easting": 400_000.0, "northing": 400_000.0}
    examined = examine(*({**spot, "postcode": f"M33 {number}AA"} for number in range(6)))
    assert (
        RULE_BY_CODE["position_shared"]
        .tell(examined, 0)
        .message.endswith("M33 1AA, M33 2AA, M33 3AA and 2 more.")
    )


def test_outside_the_outline_of_the_place(examine: Examine) -> None:
    rule = RULE_BY_CODE["outside_place"]
    examined = examine(
        {"easting": 400_500.0, "northing": 400_500.0},
        {"easting": 400_000.0, "northing": 400_500.0},
        {"easting": 399_990.0, "northing": 400_500.0},
        {},
        boundary=shapely.box(400_000, 400_000, 401_000, 401_000),
    )
    assert rule.find(examined).tolist() == [False, False, True, False]
    assert rule.tell(examined, 2).message == "It stands at SD 999 005, outside the place."


def test_all_rules_run_and_only_those_that_find_something_answer(examine: Examine) -> None:
    examined = examine(
        {"name": "Hall", "dec_rating": 9999.0},
        {"name": "Depot", "annual_rent_gbp": -1.0},
        {"name": "Shed", "annual_rent_gbp": -1.0, "open": False},
        {"dec_rating": 9999.0, "open": False},
    )
    found = {each.rule.code: each.rows.tolist() for each in run_rules(examined)}
    # Commercial facts of the third may not be looked at, so nothing is said of them.
    assert found == {"dec_default": [0, 3], "rent_negative": [1], "name_missing": [3]}


def test_the_fields_of_a_doubt_are_those_told_or_all_of_the_rule(examine: Examine) -> None:
    examined = examine({"dec_rating": 9999.0, "cost_rates_gbp": -1.0})
    told = {code: RULE_BY_CODE[code].tell(examined, 0) for code in ("dec_default", "cost_negative")}
    assert told_fields(RULE_BY_CODE["dec_default"], told["dec_default"]) == ("dec_rating",)
    assert told_fields(RULE_BY_CODE["cost_negative"], told["cost_negative"]) == ("cost_rates_gbp",)


def test_every_rule_has_its_own_code_and_real_fields() -> None:
    assert len(RULE_BY_CODE) == len(RULES)
    assert not set(RULE_BY_CODE) & set(ISSUE_KINDS)
    for rule in RULES:
        assert set(rule.fields) <= set(FIELD_BY_KEY)
        assert set(rule.replaces) <= set(ISSUE_KINDS)
        assert rule.label
        assert rule.definition.endswith(".")
    commercial = {rule.code for rule in RULES if rule.commercial}
    assert commercial == {"break_after_expiry", "rent_on_freehold", "rent_implausible", "rent_negative"}
