"""A candidate adds up, and says only what is known."""

from dataclasses import replace
from datetime import date

from tpdesk.domain.candidates import (
    Ask,
    Candidate,
    CandidateList,
    CandidateOptions,
    CriterionScore,
    Party,
    RuledOut,
    Side,
    Standing,
    by_whom_to_ask,
    room_demands,
)


def candidate() -> Candidate:
    guest = Party("g", "Trust", "R1", "Clinic")
    host = Party("h", "Council", None, "Library", ("Covenant",))
    criteria = (
        CriterionScore("distance", "Distance", 20.0, 0.98, "53 m apart"),
        CriterionScore("room", "Room", 72.0, 0.674, "672 m² into 1,047 m²"),
        CriterionScore("condition", "Condition", 8.0, None, "Host not surveyed"),
    )
    ask = (Ask("condition", "Council", Side.HOST),)
    return Candidate(
        1, Standing.RANKED, guest, host, 52.66, 74.04, 0.92, criteria, ask, ("Host: library by “library”",)
    )


def test_points_add_up_to_the_score_and_its_range() -> None:
    found = candidate()
    assert round(found.points, 1) == 68.1
    assert found.unknown_points == 8.0
    assert round(100 * found.points / (found.coverage * 100)) == 74
    assert (round(found.worst), round(found.best)) == (68, 76)
    assert [each.points for each in found.criteria][2] is None


def test_reasons_name_constraints_and_what_is_not_recorded() -> None:
    assert candidate().reasons == (
        "53 m apart",
        "672 m² into 1,047 m²",
        "Host not surveyed",
        "Host constraint: Covenant",
        "Host: library by “library”",
    )


def test_json_is_the_contract_of_the_command_line() -> None:
    found = CandidateList(
        (candidate(),),
        3,
        1,
        0,
        (RuledOut("host_land", "Host is land", 5),),
        (),
        CandidateOptions(on=date(2026, 11, 22)),
        4,
        None,
        "Some premises may be omitted",
        "partners",
    )
    answer = found.as_json()
    assert answer["pairs_considered"] == 3
    assert answer["ruled_out"] == {"host_land": 5}
    assert answer["withheld"] is None
    assert answer["notice"] == "Some premises may be omitted"
    assert answer["candidates"] == [
        {
            "rank": 1,
            "standing": "ranked",
            "guest": {"uid": "g", "organisation": "Trust", "reference": "R1", "name": "Clinic"},
            "host": {"uid": "h", "organisation": "Council", "reference": None, "name": "Library"},
            "distance_m": 52.7,
            "score": 74.0,
            "coverage": 0.92,
            "reasons": list(candidate().reasons),
            "ask": [{"fact": "condition", "organisation": "Council"}],
        }
    ]
    assert found.of_standing(Standing.ASK_FIRST) == ()


def test_a_full_audience_needs_no_notice_and_nothing_known_has_no_score() -> None:
    bare = Candidate(
        None,
        Standing.ASK_FIRST,
        Party("g", "A", None, None),
        Party("h", "B", None, None),
        1.0,
        None,
        0.0,
        (),
        (),
    )
    found = CandidateList((bare,), 1, 0, 1, (), (), CandidateOptions(), 2, 0, "", "full")
    answer = found.as_json()
    assert "notice" not in answer
    assert answer["withheld"] == 0
    assert bare.as_json()["score"] is None
    assert bare.as_json()["rank"] is None


def test_settings_fall_back_to_their_defaults() -> None:
    options = CandidateOptions(settings={"room.comfortable_ratio": 2.0})
    assert options.setting("room.comfortable_ratio", 1.5) == 2.0
    assert options.setting("running_cost.full_gbp_per_m2", 230.0) == 230.0


def asked(guest: str, host: str, *ask: Ask, coverage: float = 0.5, distance_m: float = 50.0) -> Candidate:
    return Candidate(
        None,
        Standing.ASK_FIRST,
        Party(guest, "Trust", None, guest),
        Party(host, "Council", None, host),
        distance_m,
        None,
        coverage,
        (),
        ask,
    )


def test_questions_stand_by_partner_fact_and_building() -> None:
    room, need = (
        Ask("vacant floor area", "Council", Side.HOST),
        Ask("floor area it needs", "Trust", Side.GUEST),
    )
    given = [
        asked("Z", "Hub", need),
        asked("B", "Hub", room, coverage=0.4),
        asked("A", "Hub", room, coverage=0.7),
        asked("C", "Annexe", room),
        asked("Y", "Hub"),
        asked("D", "Hub", room, coverage=0.7, distance_m=20.0),
    ]
    assert [each.guest.uid for each in by_whom_to_ask(given)] == ["Y", "C", "D", "A", "B", "Z"]


def test_room_is_added_up_by_host_among_the_ranked_of_known_need() -> None:
    first = replace(candidate(), need_m2=200.0, spare_m2=500.0)
    second = replace(first, guest=Party("g2", "Trust", None, "Annexe"), need_m2=400.0)
    (demand,) = room_demands([first, second, asked("x", "h"), replace(first, need_m2=None)]).values()
    assert (demand.guests, demand.wanted_m2, demand.spare_m2, demand.is_over) == (2, 600.0, 500.0, True)
    assert demand.words == "2 guests want 600 of its 500 m²"
    assert replace(demand, spare_m2=600.0).words == "Room for all 2 guests: 600 of its 600 m²"
    said = replace(first, demand=demand, cautions=("mind the step",))
    assert said.notes[:2] == ("Caution: mind the step", "2 guests want 600 of its 500 m²")
    assert room_demands([first]) == {}
