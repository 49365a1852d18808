"""Who may see what: withheld before every count, blanked before every fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tpdesk.domain import disclosure
from tpdesk.domain.disclosure import (
    FULL,
    PARTNERS,
    PUBLIC,
    Disclosed,
    disclose_assets,
    disclose_children,
    disclose_extract,
    pick_disclosed,
    read_audience,
)
from tpdesk.domain.errors import InputError
from tpdesk.domain.frame import AssetFrame
from tpdesk.domain.organisation import Organisation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def frame() -> AssetFrame:
    """Four of the council (open, restricted, confidential, unstated), one of the police, one of nobody."""
    nan = float("nan")
    return AssetFrame(
        uids=np.array(list("abcdef"), dtype=object),
        organisation=np.array([0, 0, 0, 0, 1, -1], dtype=np.int32),
        organisations=(Organisation("o1", "Council", "council"), Organisation("o2", "Police", "police")),
        sites=np.full(6, None, dtype=object),
        published=np.array([True, False, False, False, False, False]),
        columns={
            "name": np.array(["A", "B", "C", "D", "E", "F"], dtype=object),
            "sensitivity": np.array(
                ["open", "restricted", "confidential", None, "confidential", "open"], dtype=object
            ),
            "annual_rent_gbp": np.array([1.0, 2.0, 3.0, nan, 5.0, 6.0]),
            "next_break": np.array(["2027-01-01"] * 6, dtype="datetime64[D]"),
            "occupier": np.array(["t"] * 6, dtype=object),
            "easting": np.array([1.0, nan, 3.0, 4.0, 5.0, 6.0]),
            "northing": np.array([1.0, nan, 3.0, 4.0, 5.0, 6.0]),
        },
    )


def test_a_frame_gives_columns_names_and_single_values() -> None:
    assets = frame()
    assert len(assets) == 6
    assert list(assets["organisation"]) == ["Council"] * 4 + ["Police", None]
    assert list(assets["kind"]) == ["council"] * 4 + ["police", None]
    assert list(assets.placed) == [True, False, True, True, True, True]
    assert assets.northing[0] == 1.0
    assert assets.value(0, "annual_rent_gbp") == 1.0
    assert assets.value(3, "annual_rent_gbp") is None
    assert assets.value(0, "next_break") == date(2027, 1, 1)
    assert assets.value(5, "organisation") is None
    assert assets.value(0, "name") == "A"
    blank = assets.with_columns({"next_break": np.full(6, "NaT", dtype="datetime64[D]")})
    assert blank.value(0, "next_break") is None


def test_full_sees_everything_and_is_told_that_nothing_is_withheld() -> None:
    shown = disclose_assets(frame(), FULL)
    assert (len(shown.value), shown.withheld, shown.notice) == (6, 0, "")
    assert shown.audience is FULL


@pytest.mark.parametrize(
    ("audience", "names"),
    [
        ("public", "AF"),
        ("partners", "ABDF"),
        ("organisation:council", "ABCDF"),
        ("organisation: POLICE ", "ABDEF"),
    ],
)
def test_each_audience_sees_its_own_and_never_a_count(audience: str, names: str) -> None:
    shown = disclose_assets(frame(), read_audience(audience))
    assert "".join(shown.value["name"]) == names
    assert shown.withheld is None
    assert shown.notice == "Some premises may be omitted"


def test_commercial_facts_are_blank_but_for_published_lists_and_ones_own() -> None:
    partners = disclose_assets(frame(), PARTNERS).value
    assert [partners.value(row, "annual_rent_gbp") for row in range(4)] == [1.0, None, None, None]
    assert [partners.value(row, "occupier") for row in range(4)] == ["t", None, None, None]
    assert partners.value(1, "next_break") is None
    council = disclose_assets(frame(), read_audience("organisation:Council")).value
    assert [council.value(row, "annual_rent_gbp") for row in range(5)] == [1.0, 2.0, 3.0, None, None]


def test_an_organisation_with_nothing_to_show_is_not_named() -> None:
    public = disclose_assets(frame(), PUBLIC).value
    assert [each.name for each in public.organisations] == ["Council"]
    assert list(public["organisation"]) == ["Council", None]


def test_nobody_else_makes_a_disclosed_value() -> None:
    with pytest.raises(TypeError, match="disclose_assets"):
        Disclosed(frame(), FULL, 0, object())  # type: ignore[arg-type]
    assert PARTNERS.notice == disclosure.OMISSION_NOTICE


@pytest.mark.parametrize("text", ["everyone", "organisation:", "full:x", ""])
def test_an_audience_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no audience"):
        read_audience(text)


def test_an_organisation_the_register_does_not_have_is_refused() -> None:
    with pytest.raises(InputError, match="no organisation"):
        disclose_assets(frame(), read_audience("organisation:Fire"))


def test_an_audience_is_written_as_it_is_read() -> None:
    for text in ("public", "partners", "full", "organisation:Council"):
        assert str(read_audience(text)) == text


@pytest.mark.parametrize(
    ("audience", "rents", "tenants"),
    [
        ("full", [1, 2, 3, 4], ["x"] * 4),
        ("partners", [1, None, None], ["x", None, None]),
        ("organisation:Council", [1, 2, 3, 4], ["x"] * 4),
    ],
)
def test_child_rows_are_blanked_like_their_asset(
    audience: str, rents: list[int | None], tenants: list[str | None]
) -> None:
    shown = disclose_assets(frame(), read_audience(audience))
    rows = {
        uid: [{"annual_rent_pence": number, "grantee": "x"}] for number, uid in enumerate("abcd", start=1)
    }
    children = disclose_children(shown, "interest", rows)
    council = [row for uid in "abcd" for row in children.get(uid, [])]
    assert [row["annual_rent_pence"] for row in council] == rents
    assert [row["grantee"] for row in council] == tenants
    assert children["f"] == []


def test_links_to_what_is_not_shown_are_blank() -> None:
    rows: Mapping[str, Sequence[Mapping[str, object]]] = {
        "a": [
            {"uid": "i1", "parent_interest_uid": "i9", "organisation_uid": "o2"},
            {"uid": "i2", "parent_interest_uid": "i1", "organisation_uid": "o1"},
        ],
        "e": [{"uid": "i9", "parent_interest_uid": None, "organisation_uid": "o2"}],
    }
    partners = disclose_children(disclose_assets(frame(), PARTNERS), "interest", rows)["a"]
    assert [row["parent_interest_uid"] for row in partners] == [None, "i1"]
    assert [row["organisation_uid"] for row in partners] == [None, "o1"]
    assert disclose_children(disclose_assets(frame(), FULL), "interest", rows)["a"] == rows["a"]


def test_an_organisation_without_an_asset_is_given_what_partners_are() -> None:
    assets = frame()
    joined = replace(assets, organisations=(*assets.organisations, Organisation("o3", "Fire", "fire")))
    shown = disclose_assets(joined, read_audience("organisation:Fire"))
    rows: Mapping[str, Sequence[Mapping[str, object]]] = {"b": [{"annual_rent_pence": 2}]}
    assert disclose_children(shown, "interest", rows)["b"] == [{"annual_rent_pence": None}]
    assert list(disclosure.commercial_open(shown)) == [True, False, False, False]


def test_a_part_of_what_may_be_seen_may_be_seen() -> None:
    shown = disclose_assets(frame(), read_audience("organisation:Police"))
    picked = pick_disclosed(shown, np.array([0]))
    assert list(picked.value["name"]) == ["A"]
    assert (picked.audience, picked.withheld, picked.notice) == (shown.audience, None, shown.notice)
    rows: Mapping[str, Sequence[Mapping[str, object]]] = {
        "a": [{"uid": "i1", "annual_rent_pence": 1}],
        "e": [{"uid": "i9"}],
    }
    extract = disclose_extract(picked, {"interest": rows}).value
    assert extract.assets is picked.value
    assert extract.children == {"interest": {"a": [{"uid": "i1", "annual_rent_pence": 1}]}}


def test_an_asset_is_called_by_what_is_known_of_it() -> None:
    assets = frame()
    assert assets.label(0) == "A"
    nothing = dict.fromkeys(
        ("name", "address", "street", "street_number", "postcode", "post_town", "locality", "service"),
        np.full(6, None, dtype=object),
    )
    bare = assets.with_columns(nothing)

    def called(row: int, **given: str) -> str:
        columns = {}
        for key, value in given.items():
            columns[key] = np.full(6, None, dtype=object)
            columns[key][row] = value
        return bare.with_columns(columns).label(row)

    assert called(1, name="Hub") == "Hub"
    assert called(1, address="1 Ash Road, Sale") == "1 Ash Road, Sale"
    assert called(1, street="Ash Road", street_number="1") == "1 Ash Road"
    assert called(1, service="fire_station", postcode="M1 1AA") == "Fire station, M1 1AA"
    assert called(1, service="office", post_town="Sale") == "Office, Sale"
    assert called(4, locality="Sale") == "Police station, Sale"
    assert called(4, locality="Sale", holding="land") == "No name, Sale"
    assert called(4, locality="Sale", tenure_detail="leased_out") == "No name, Sale"


def test_an_asset_of_which_only_the_place_is_known_is_called_by_its_grid_reference() -> None:
    assets = frame()
    nobody = np.full(6, None, dtype=object)
    east = np.array([377_210.0, *[np.nan] * 5])
    north = np.array([392_340.0, *[np.nan] * 5])
    guid = np.array(["4873CEAB-1FD1-4199-887D-745226DD9C00"] * 6, dtype=object)
    placed = assets.with_columns(
        {"name": nobody, "reference": guid, "easting": east, "northing": north, "service": nobody}
    )
    assert placed.label(0) == "No name, SJ 772 923"
    assert placed.label(1) == "No name, 4873CEAB-1FD1-4199-887D-745226DD9C00"
    unknown = placed.with_columns({"reference": nobody})
    assert unknown.label(1) == "No name"
    assert replace(unknown, organisation=np.full(6, -1, dtype=np.int32)).label(1) == "No name"


def test_a_kind_belongs_to_the_organisation() -> None:
    assets = frame()
    assert assets.value(4, "kind") == "police"
