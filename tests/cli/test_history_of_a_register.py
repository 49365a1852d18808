"""`tpdesk history` by its JSON and its table, and what it keeps from whom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tpdesk.store.register import Register

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Speak, Verbs
    from tpdesk.domain.changes import Writer

PLANTED = ("SAFE HOUSE", "Wren Cottage", "ZQ9 9XX", "100099887766", "X77", "Mere Sanctuary", "4321")


@dataclass(frozen=True)
class Plant:
    """A confidential house of a partner that keeps nothing else, changed and tied to a hall."""

    kind: str = "plant"

    def describe(self) -> str:
        return "Change Status of SAFE HOUSE"

    def apply(self, writer: Writer) -> None:
        writer.insert("organisation", ("uid", "name"), [("s", "Mere Sanctuary")])
        writer.insert(
            "asset",
            ("uid", "name", "organisation_uid", "postcode", "uprn", "sensitivity"),
            [("safe", "SAFE HOUSE", "s", "ZQ9 9XX", "100099887766", "confidential")],
        )
        writer.insert(
            "asset_reference",
            ("uid", "asset_uid", "organisation_uid", "scheme", "reference", "key", "derived"),
            [("sr", "safe", "s", "main", "X77", "x77", False)],
        )
        hall = next(uid for uid, name in writer.select("asset", ("uid", "name")) if name == "Hall")
        writer.insert(
            "interest",
            ("uid", "asset_uid", "annual_rent_pence", "tenure"),
            [("rent", hall, 432_100, "leasehold"), ("dear", "safe", 1, "leasehold")],
        )


@dataclass(frozen=True)
class Edit:
    """One change of rows by hand."""

    table: str
    uid: str
    values: tuple[tuple[str, object], ...]
    kind: str = "edit"

    def describe(self) -> str:
        return f"Change {self.values} of SAFE HOUSE"

    def apply(self, writer: Writer) -> None:
        columns = tuple(name for name, _ in self.values)
        writer.update(self.table, columns, [(self.uid, *(value for _, value in self.values))])


@pytest.fixture
def mere(tmp_path: Path, verbs: Verbs) -> Path:
    """A council's hall and depot and, planted among them, what must not be told."""
    path, listed = tmp_path / "mere.gpkg", tmp_path / "hall.csv"
    listed.write_text("Code,Name,GIA (m2)\nH1,Hall,100\nH2,Depot,200\n", encoding="utf-8")
    verbs("new", path, "--place", "Mere")
    verbs("import", path, listed, "--organisation", "Mere Council", "--kind", "council")
    verbs("set", path, "--asset", "H1", "gia_m2=120", "tenure=Freehold")
    with Register.open(path) as opened:
        opened.execute(Plant())
        opened.execute(Edit("asset", "safe", (("name", "Wren Cottage"),)))
        opened.execute(Edit("interest", "rent", (("annual_rent_pence", 4_321_00),)))
        opened.execute(Edit("interest", "rent", (("annual_rent_pence", 5_000_00),)))
    return path


def _edit(path: Path, *values: tuple[str, object], name: str = "Hall") -> None:
    with Register.open(path) as opened:
        frame = opened.read_assets()
        uid = str(frame.uids[list(frame["name"]).index(name)])
        opened.execute(Edit("asset", uid, values))


def test_everything_is_told_in_full(verbs: Verbs, mere: Path) -> None:
    said = verbs("history", mere, "--audience", "full")
    entries = said.answer["entries"]
    assert (said.code, said.answer["withheld"], "notice" in said.answer) == (0, 0, False)
    assert [each["what"] for each in entries][-3:-1] == ["Change 2 facts of Hall", "Import hall.csv"]
    assert set(entries[0]) == {"at", "who", "what", "kind", "changes", "rows"}
    assert all(each["rows"] > 0 and each["changes"] is None and each["who"] for each in entries)


def test_of_one_asset_the_facts_are_told(verbs: Verbs, mere: Path) -> None:
    said = verbs("history", mere, "--asset", "h1", "--audience", "full")
    rent, _, set_by_hand, imported = said.answer["entries"]
    assert rent["changes"] == [{"field": "annual_rent_gbp", "before": 4321, "after": 5000}]
    assert set_by_hand["what"] == "Change 2 facts of Hall"
    assert {"field": "gia_m2", "before": 100, "after": 120} in set_by_hand["changes"]
    assert (imported["what"], imported["rows"]) == ("Import hall.csv", None)


@pytest.mark.parametrize("audience", ["public", "partners", "organisation:Mere Council"])
@pytest.mark.parametrize("asset", [(), ("--asset", "H1")])
def test_nothing_of_what_is_withheld_is_told(
    verbs: Verbs, mere: Path, audience: str, asset: tuple[str, ...]
) -> None:
    _edit(mere, ("sensitivity", "open"))
    _edit(mere, ("gia_m2", 150.0))
    said = verbs("history", mere, *asset, "--audience", audience)
    assert said.code == 0
    assert (said.answer["withheld"], said.answer["notice"]) == (None, "Some premises may be omitted")
    assert said.answer["entries"]
    spoken = json.dumps(said.answer)
    ours = PLANTED if audience != "organisation:Mere Council" else PLANTED[:-1]
    assert [word for word in ours if word in spoken] == []
    with Register.open(mere) as opened, opened.reading() as connection:
        computer = str(connection.exec_driver_sql("SELECT max(computer) FROM audit_tx").scalar_one())
    assert computer
    assert computer not in [each["who"] for each in said.answer["entries"]]
    assert all(each["who"] is None for each in said.answer["entries"]) == (audience == "public")


def test_partners_hear_what_was_done_to_what_they_see(verbs: Verbs, mere: Path) -> None:
    entries = verbs("history", mere).answer["entries"]
    assert [(each["what"], each["rows"]) for each in entries][:2] == [
        ("Hall changed", 1),
        ("Hall changed", 2),
    ]
    assert entries[-1]["what"] == "2 assets added"
    told = verbs("history", mere, "--asset", "H1").answer["entries"]
    assert [each["what"] for each in told] == ["1 record added", "1 fact changed, 1 record added", "Added"]


def test_an_organisation_hears_its_own_rents_and_no_other_does(verbs: Verbs, mere: Path) -> None:
    own = verbs("history", mere, "--asset", "H1", "--audience", "organisation:Mere Council")
    assert own.answer["entries"][0]["changes"][0]["after"] == 5000
    _edit(mere, ("organisation_uid", None))
    assert "annual_rent" not in json.dumps(verbs("history", mere, "--asset", "H1").answer)


def test_the_time_when_it_was_withheld_stays_untold(verbs: Verbs, mere: Path) -> None:
    _edit(mere, ("sensitivity", "confidential"), ("name", "SAFE HOUSE"))
    _edit(mere, ("sensitivity", "restricted"), ("name", "Hall"), name="SAFE HOUSE")
    assert "H1" not in json.dumps(verbs("history", mere).answer)
    assert verbs("history", mere, "--asset", "H1").answer["entries"] == []
    _edit(mere, ("gia_m2", 130.0))
    (entry,) = verbs("history", mere, "--asset", "H1").answer["entries"]
    assert entry["changes"] == [{"field": "gia_m2", "before": 120, "after": 130}]
    assert verbs("history", mere).answer["entries"][0]["what"] == "Hall changed"


def test_an_undone_step_says_so(verbs: Verbs, mere: Path) -> None:
    _edit(mere, ("gia_m2", 130.0))
    verbs("undo", mere)
    (taken_back, *_) = verbs("history", mere).answer["entries"]
    assert (taken_back["what"], taken_back["kind"]) == ("Taken back: Hall changed", "undo")


def test_a_partner_that_is_not_seen_is_not_named(verbs: Verbs, mere: Path) -> None:
    for asset in ("X77", "safe"):
        error = verbs("history", mere, "--asset", asset).answer["error"]
        assert (error["code"], "Sanctuary" in json.dumps(error)) == ("asset_unknown", False)
    error = verbs("history", mere, "--asset", "H1", "--organisation", "None").answer["error"]
    assert error["hint"] == "It has: Mere Council."


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--since", "yesterday"), "date_invalid"),
        (("--organisation", "Mere Council"), "asset_missing"),
        (("--audience", "friends"), "audience_unknown"),
    ],
)
def test_what_cannot_be_told_is_refused(verbs: Verbs, mere: Path, words: tuple[str, str], error: str) -> None:
    said = verbs("history", mere, *words)
    assert (said.code, said.answer["error"]["code"]) == (3, error)


def test_days_before_are_left_out(verbs: Verbs, mere: Path) -> None:
    assert verbs("history", mere, "--since", "2999-01-01").answer["entries"] == []
    assert len(verbs("history", mere, "--since", "2000-01-01", "--audience", "full").answer["entries"]) == 6


def test_people_read_a_table(speak: Speak, mere: Path) -> None:
    code, out, _ = speak("history", mere, "--asset", "H1")
    assert code == 0
    assert "gia_m2: 100 → 120" in out
    assert "tenure" not in out.splitlines()[-1]
    assert out.rstrip().endswith("3 steps. Some premises may be omitted")
