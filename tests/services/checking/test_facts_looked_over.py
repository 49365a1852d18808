"""A register is looked over by rules and by what its lists left in doubt; doubts can be accepted."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tpdesk.domain.disclosure import FULL, PARTNERS, PUBLIC, Audience, AudienceKind
from tpdesk.domain.errors import InputError
from tpdesk.services.checking_facts import CheckedFacts, check_facts, plan_acceptance
from tpdesk.services.commands.doubts import ReopenDoubts
from tpdesk.services.doubt_workbook import give_doubt_workbook, write_doubt_workbook
from tpdesk.services.editing.fixes import plan_fixes
from tpdesk.store.examination_reads import read_acceptances
from tpdesk.store.export_log import read_exports

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.changes import Writer
    from tpdesk.services.checking_facts import Doubt
    from tpdesk.store.register import Register

COUNCIL = Audience(AudienceKind.ORGANISATION, "mere council")
POLICE = Audience(AudienceKind.ORGANISATION, "Mere Police")


def look(register: Register, audience: Audience = FULL) -> CheckedFacts:
    return check_facts(register, audience, date(2026, 11, 22))


def pairs(checked: CheckedFacts) -> set[tuple[str, str | None]]:
    return {(each.code, each.asset_uid) for each in checked.doubts}


def doubt(register: Register, code: str) -> Doubt:
    return next(each for each in look(register).doubts if each.code == code)


BY_RULES = {
    ("outside_place", "depot"),
    ("dec_default", "depot"),
    ("price_year_missing", "depot"),
}


def test_full_is_told_everything_errors_first(estate: Register) -> None:
    checked = look(estate)
    assert pairs(checked) == BY_RULES | {
        ("uprn_shared_apart", "hall"),
        ("uprn_shared_apart", "wing"),
        ("uprn_shared_apart", "station"),
        ("rent_on_freehold", "hall"),
        ("area_invalid", "hall"),
        ("as_at_unknown", None),
        ("row_refused", None),
    }
    assert checked.doubts[0].code == "row_refused"
    assert checked.shown.withheld == 0
    assert checked.counts()["uprn_shared_apart"] == 3
    assert checked.counts_by_organisation()["Mere Police"] == {"uprn_shared_apart": 1}
    # What the rule says now stands for what the list said then.
    assert "uprn_shared" not in checked.counts()
    area = doubt(estate, "area_invalid")
    assert (area.value, area.field, area.source) == ("n/k", "Size", ("council.csv", "", 2))


@pytest.mark.parametrize("audience", [PARTNERS, PUBLIC])
def test_wider_audiences_learn_nothing_from_what_is_withheld(estate: Register, audience: Audience) -> None:
    checked = look(estate, audience)
    # The station's UPRN is the hall's, yet nobody else may know that there is a station; rents are closed,
    # and the cells of lists are for who sent them.
    assert pairs(checked) == (BY_RULES if audience is PARTNERS else set())
    assert checked.shown.notice == "Some premises may be omitted"


@pytest.mark.parametrize("audience", [PARTNERS, PUBLIC, COUNCIL])
def test_no_word_tells_of_what_is_withheld(estate: Register, audience: Audience) -> None:
    checked = look(estate, audience)
    said = repr((checked.doubts, checked.completeness, checked.counts_by_organisation())).casefold()
    for secret in ("station", "police"):
        assert secret not in said
    assert ("12500" in said or "12,500" in said) is (audience is COUNCIL)


def test_an_organisation_is_told_of_its_own(estate: Register) -> None:
    assert pairs(look(estate, COUNCIL)) == BY_RULES | {
        ("rent_on_freehold", "hall"),
        ("area_invalid", "hall"),
        ("as_at_unknown", None),
    }
    assert pairs(look(estate, POLICE)) == {("uprn_shared_apart", "station")}


def test_an_accepted_doubt_says_why_and_is_undone(estate: Register) -> None:
    found = doubt(estate, "rent_on_freehold")
    estate.execute(plan_acceptance([found, doubt(estate, "as_at_unknown")], " A chief rent. ", "Accept it"))
    checked = look(estate)
    assert doubt(estate, "rent_on_freehold").accepted == "A chief rent."
    assert "rent_on_freehold" not in checked.counts()
    # A doubt about a whole list is about no asset and stays open.
    assert checked.counts()["as_at_unknown"] == 1
    assert estate.undo_description == "Accept it"
    estate.undo()
    assert doubt(estate, "rent_on_freehold").accepted is None


def test_a_second_reason_takes_the_place_of_the_first(estate: Register) -> None:
    found = [doubt(estate, "area_invalid")]
    for reason in ("First", "Second"):
        estate.execute(plan_acceptance(found, reason, "Accept"))
    assert doubt(estate, "area_invalid").accepted == "Second"
    assert len(read_acceptances(estate)) == 1
    reopening = ReopenDoubts("Doubt it again", (found[0].key, doubt(estate, "dec_default").key))
    assert reopening.kind == "reopen_doubts"
    estate.execute(reopening)
    assert estate.undo_description == "Doubt it again"
    assert doubt(estate, "area_invalid").accepted is None


def test_other_values_are_another_doubt(estate: Register) -> None:
    estate.execute(plan_acceptance([doubt(estate, "rent_on_freehold")], "A chief rent.", "Accept"))
    estate.execute(_Rent(9_900_000))
    assert doubt(estate, "rent_on_freehold").accepted is None
    estate.undo()
    assert doubt(estate, "rent_on_freehold").accepted == "A chief rent."


def test_why_is_for_those_who_may_see_commercial_facts(estate: Register) -> None:
    estate.execute(plan_acceptance([doubt(estate, "outside_place")], "Sale agreed.", "Accept"))
    told = {each.code: each.accepted for each in look(estate, PARTNERS).doubts}
    assert told["outside_place"] == "Accepted by its organisation"
    assert {each.code: each.accepted for each in look(estate, COUNCIL).doubts}[
        "outside_place"
    ] == "Sale agreed."


def test_an_acceptance_without_a_reason_is_refused(estate: Register) -> None:
    with pytest.raises(InputError, match="for a reason"):
        plan_acceptance([doubt(estate, "dec_default")], "  ", "Accept")


def test_what_is_certain_is_put_right_in_one_step(estate: Register) -> None:
    estate.execute(plan_fixes(estate, look(estate).doubts, "Depot"))
    assert "dec_default" not in look(estate).counts()
    assert estate.undo_description == "Change DEC operational rating of Depot"
    estate.undo()
    assert look(estate).counts()["dec_default"] == 1


def test_settings_of_another_sort_are_no_acceptances(estate: Register) -> None:
    estate.execute(_Settings())
    assert read_acceptances(estate) == {}


def test_the_workbook_goes_to_who_keeps_the_records(estate: Register, tmp_path: Path) -> None:
    path = tmp_path / "doubts.xlsx"
    for write in (write_doubt_workbook, partial(give_doubt_workbook, estate)):
        with pytest.raises(InputError, match="keeps the records"):
            write(look(estate, PARTNERS), path)
    assert not path.exists()
    assert read_exports(estate) == ()
    estate.execute(plan_acceptance([doubt(estate, "dec_default")], "Metered from May.", "Accept"))
    give_doubt_workbook(estate, look(estate, COUNCIL), path)
    (noted,) = read_exports(estate)
    assert (noted.entry.file, noted.entry.audience, noted.entry.filter) == (
        "doubts.xlsx",
        "organisation:mere council",
        "Issues",
    )
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["To put right", "Counts", "Completeness"]
    cells = [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
    said = {str(value) for row in cells for value in row if value is not None}
    assert {"Some premises may be omitted", "The whole list", "Metered from May.", "Depot"} <= said
    assert not any("Station" in each or "Police" in each for each in said)
    assert next(row for row in cells if row[-1] == "dec_default" and len(row) == 4)[1:3] == [0, 1]


class _Change:
    kind = "test"

    def describe(self) -> str:
        return "Change"


class _Rent(_Change):
    def __init__(self, pence: int) -> None:
        self._pence = pence

    def apply(self, writer: Writer) -> None:
        writer.update("interest", ["annual_rent_pence"], [("i1", self._pence)])


class _Settings(_Change):
    def apply(self, writer: Writer) -> None:
        rows = [("accepted", "x"), ("accepted nothing", "{}"), ('accepted ["a"]', "{}"), ("standard", "8")]
        writer.insert("setting", ["uid", "key", "value"], [(key, key, value) for key, value in rows])
        good = 'accepted ["a", "b", "c"]'
        writer.insert("setting", ["uid", "key", "value"], [("bad", good, "[]")])
