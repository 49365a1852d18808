"""What an estates officer would find, and would not forgive, in a real place."""

import numpy as np
import pytest

from tpdesk.domain.candidates import Candidate, CandidateList, CandidateOptions, Standing
from tpdesk.domain.disclosure import PARTNERS, disclose_assets
from tpdesk.domain.frame import AssetFrame
from tpdesk.services.colocation import find_candidates
from tpdesk.services.colocation.premises import read_premises

pytestmark = pytest.mark.realdata


@pytest.fixture(scope="module")
def found(real_frame: AssetFrame) -> CandidateList:
    return find_candidates(disclose_assets(real_frame, PARTNERS), CandidateOptions(ruled_out_top=500))


@pytest.fixture(scope="module")
def among_partners(real_partners: AssetFrame) -> CandidateList:
    return find_candidates(disclose_assets(real_partners, PARTNERS), CandidateOptions(top=5000))


def pair(found: CandidateList, guest: str, host: str) -> Candidate:
    (only,) = (
        each for each in found.candidates if each.guest.name == guest and str(each.host.name).startswith(host)
    )
    return only


def test_every_placed_asset_takes_part(real_frame: AssetFrame, found: CandidateList) -> None:
    assert len(real_frame) == 608 + 171
    assert found.placed == 372 + 21 + 170


@pytest.mark.parametrize(("host", "distance_m"), [("Claremont Centre", 53), ("Sale Waterside", 181)])
def test_the_clinic_is_to_be_asked_about(found: CandidateList, host: str, distance_m: float) -> None:
    candidate = pair(found, "CHAPEL ROAD CLINIC", host)
    assert candidate.distance_m == pytest.approx(distance_m, abs=2)
    assert candidate.standing is Standing.ASK_FIRST
    assert candidate.rank is None
    assert (candidate.ask[0].fact, candidate.ask[0].organisation) == ("vacant floor area", "Trafford Council")


def test_the_hospital_beside_the_grafton_centre_is_ruled_out_as_let(found: CandidateList) -> None:
    (let,) = (each for each in found.ruled_out if each.key == "host_let_to_others")
    near = [(each[0].name, each[1].name, each[2]) for each in let.nearest]
    distances = [
        distance
        for guest, host, distance in near
        if (guest, host) == ("ALTRINCHAM HOSPITAL", "Grafton Centre")
    ]
    assert distances == [pytest.approx(78.6, abs=2)]
    assert len(near) == let.pairs


def test_no_host_is_one_that_an_officer_would_laugh_at(
    real_partners: AssetFrame, among_partners: CandidateList
) -> None:
    premises = read_premises(real_partners)
    rows = {uid: row for row, uid in enumerate(real_partners.uids)}
    hosts = np.array(sorted({rows[each.host.uid] for each in among_partners.candidates}))
    assert len(hosts) > 100
    kept_out = (
        "school",
        "college",
        "car_park",
        "footpath",
        "shop",
        "cemetery",
        "pavilion",
        "housing",
        "land",
    )
    assert not premises.is_service(*kept_out)[hosts].any()
    assert not premises.is_word("holding", "land")[hosts].any()
    assert not premises.is_word("tenure_detail", "leased_out")[hosts].any()
    words = ("School", "Car Park", "Footpath", "Toilets", "Allotment", "Memorial", "Pavilion", "Clubhouse")
    names = [str(each.host.name) for each in among_partners.candidates]
    assert [name for name in names if any(word in name for word in words)] == []


def test_no_guest_is_one_either(among_partners: CandidateList) -> None:
    words = ("HOSPITAL", "Leisure Centre", "Town Hall", "Cemetery", "School", "Former ", "OTHER REPORTABLE")
    names = [str(each.guest.name) for each in among_partners.candidates]
    assert [name for name in names if any(word in name for word in words)] == []


def test_an_unoccupied_site_is_a_host_and_no_guest(among_partners: CandidateList) -> None:
    assert any(each.host.name == "PARK HOUSE" for each in among_partners.of_standing(Standing.RANKED))
    assert not any(each.guest.name == "PARK HOUSE" for each in among_partners.candidates)


def test_every_directed_pair_is_accounted_for(among_partners: CandidateList) -> None:
    out = sum(each.pairs for each in among_partners.ruled_out)
    total = among_partners.ranked_found + among_partners.ask_first_found + out
    assert total == 2 * among_partners.pairs_considered
