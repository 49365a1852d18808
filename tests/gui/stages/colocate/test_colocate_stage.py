"""The stage Co-locate: weights, lists, one proposal with its reasons, and what is said when there is none."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tpdesk.analysis.candidates.catalogue import CRITERIA
from tpdesk.domain.candidates import Candidate, CandidateOptions, Party, Side, Standing
from tpdesk.domain.disclosure import FULL, OMISSION_NOTICE, PARTNERS, disclose_assets
from tpdesk.domain.organisation import Place
from tpdesk.gui.desk import Desk
from tpdesk.gui.stages.colocate.lower import ASKED, RANKED, RULED_OUT
from tpdesk.gui.stages.colocate.pair_facts import pair_facts
from tpdesk.gui.stages.colocate.reasons_text import known_words, note_html, title_of
from tpdesk.gui.stages.colocate.stage import MOST_ARCS, ColocateStage
from tpdesk.gui.stages.colocate.table import CandidateTable
from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.bars import Message
from tpdesk.gui.widgets.table import Cell, CellRole
from tpdesk.services.colocation import find_candidates
from tpdesk.services.colocation.presets import PRESETS, USUAL_PRESET, preset_of
from tpdesk.store.register import Register

Settle = Callable[[Desk], None]


@pytest.fixture
def stage(bring_forward: Callable[..., ColocateStage], theme: Theme, demo_desk: Desk) -> ColocateStage:
    """The stage on the demonstration register, its answer there."""
    return bring_forward(ColocateStage, theme, demo_desk)


def click_row(table: CandidateTable, row: int) -> Candidate:
    at = table.visualRect(table.model_of_candidates.index(row, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    return table.model_of_candidates.candidates[row]


def cell(table: CandidateTable, row: int, column: int) -> Cell:
    found = table.model_of_candidates.index(row, column).data(CellRole.CELL)
    assert isinstance(found, Cell)
    return found


# --- presets -------------------------------------------------------------------------------------------


def test_every_preset_weighs_every_criterion() -> None:
    keys = {each.key for each in CRITERIA}
    assert all(set(preset.weights) == keys for preset in PRESETS)


def test_the_usual_preset_is_what_the_command_line_uses() -> None:
    assert dict(USUAL_PRESET.weights) == {each.key: each.weight for each in CRITERIA}
    assert preset_of(USUAL_PRESET.weights) is USUAL_PRESET
    assert preset_of({"distance": 1.0}) is None


# --- lists ---------------------------------------------------------------------------------------------


def test_the_lists_are_what_the_search_finds(stage: ColocateStage, demo_desk: Desk) -> None:
    contents, tables = demo_desk.contents, stage.lower()
    assert contents is not None
    found = find_candidates(disclose_assets(contents.assets, FULL), CandidateOptions(top=500))
    ranked = tables.ranked.model_of_candidates.candidates
    assert [each.guest.uid for each in ranked] == [
        each.guest.uid for each in found.of_standing(Standing.RANKED)
    ]
    assert [cell(tables.ranked, row, 0).text for row in range(3)] == ["1", "2", "3"]
    assert cell(tables.ranked, 0, 5).score == pytest.approx(found.candidates[0].score)
    assert tables.tabs.accessibleTabName(0) == f"Proposals {found.ranked_found:,}"
    assert f"{found.pairs_considered:,} pairs" in stage.panel().looked_at.text()


def test_little_known_is_warned_of(stage: ColocateStage) -> None:
    model = stage.lower().ranked.model_of_candidates
    for row, each in enumerate(model.candidates):
        assert cell(stage.lower().ranked, row, 6).warned == (each.coverage < 0.5)


def test_a_heading_sorts(stage: ColocateStage) -> None:
    table = stage.lower().ranked
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(4) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    apart = [each.distance_m for each in table.model_of_candidates.candidates]
    assert apart in (sorted(apart), sorted(apart, reverse=True))


def test_those_to_ask_first_have_no_rank_but_a_fact_and_a_partner(stage: ColocateStage) -> None:
    table = stage.lower().asked
    assert cell(table, 0, 0).text == ""
    for row, each in enumerate(table.model_of_candidates.candidates[:40]):
        assert cell(table, row, 5).text.casefold() == each.ask[0].fact.casefold()
        assert cell(table, row, 6).text == each.ask[0].organisation


def test_why_leads_to_the_reasons_and_their_nearest_pairs(stage: ColocateStage, demo_desk: Desk) -> None:
    QTest.mouseClick(stage.panel().why, Qt.MouseButton.LeftButton)
    tables = stage.lower()
    assert tables.tabs.current_key == RULED_OUT
    model, answer = tables.ruled_out.reasons, stage.search.answer
    assert answer is not None
    counts = [row.reason.pairs for row in model.rows]
    assert counts == sorted((each.pairs for each in answer.ruled_out), reverse=True)
    at = tables.ruled_out.visualRect(model.index(0, 0)).center()
    QTest.mouseClick(tables.ruled_out.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert model.rows[1].pair is not None
    tables.ruled_out.setCurrentIndex(model.index(1, 1))
    QTest.keyClick(tables.ruled_out, Qt.Key.Key_Return)
    assert demo_desk.selection == {model.rows[1].pair[0].uid, model.rows[1].pair[1].uid}
    assert stage.search.candidate is None
    QTest.mouseClick(tables.ruled_out.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert model.rows[1].pair is None


def test_copying_gives_headings_and_rows(stage: ColocateStage, hear: Callable[..., list[Message]]) -> None:
    told = hear(stage.desk)
    stage.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["", "Guest", "Host", "Apart", "Score", "Known"]
    assert len(lines) == 1 + len(stage.lower().ranked.model_of_candidates.candidates)
    assert "on the clipboard" in told[-1].text


# --- one proposal --------------------------------------------------------------------------------------


def test_a_row_is_the_selection_and_comes_into_view(
    stage: ColocateStage, demo_desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(demo_desk.zoom_wanted) as zoom:
        chosen = click_row(stage.lower().ranked, 2)
    assert demo_desk.selection == {chosen.guest.uid, chosen.host.uid}
    contents = demo_desk.contents
    assert contents is not None
    for row in contents.rows_of(demo_desk.selection):
        assert zoom.args[0].holds(contents.assets.easting[row], contents.assets.northing[row])
    assert stage.lower().chip is None


def test_the_details_say_why(stage: ColocateStage) -> None:
    chosen = click_row(stage.lower().ranked, 4)
    details = stage.details()
    assert details.title.accessibleName() == title_of(chosen)
    assert chosen.guest.name is not None
    assert details.guest.name.text() == chosen.guest.name
    assert f"{chosen.score:.0f}" in details.why.accessibleName()
    assert all(each.label in details.waterfall.accessibleDescription() for each in chosen.criteria)


def test_the_arrow_keys_go_through_the_proposals(stage: ColocateStage) -> None:
    table = stage.lower().ranked
    click_row(table, 0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert stage.search.candidate is table.model_of_candidates.candidates[1]


def test_the_best_is_one_click_away(stage: ColocateStage) -> None:
    button = stage.details().nothing.secondary
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stage.search.candidate is not None
    assert stage.search.candidate.rank == 1


def test_arcs_and_circle_are_those_of_the_proposal(stage: ColocateStage) -> None:
    assert stage.circle() is None
    assert [arc.rank for arc in stage.arcs()] == list(range(1, MOST_ARCS + 1))
    chosen = click_row(stage.lower().ranked, 3)
    selected = [arc for arc in stage.arcs() if arc.selected]
    assert [(arc.guest, arc.host) for arc in selected] == [(chosen.guest.uid, chosen.host.uid)]
    circle = stage.circle()
    assert circle is not None
    assert circle.radius_m == 800.0
    assert (circle.x, circle.y) == selected[0].start


def test_the_question_names_only_the_partners_own_building(
    stage: ColocateStage, hear: Callable[..., list[Message]]
) -> None:
    tables = stage.lower()
    tables.tabs.choose(ASKED)
    chosen = click_row(tables.asked, 0)
    told = hear(stage.desk)
    stage.details().copy_question()
    words = QGuiApplication.clipboard().text()
    own, other = chosen.guest, chosen.host
    if chosen.ask[0].side is Side.HOST:
        own, other = other, own
    assert own.name is not None
    assert other.name is not None
    assert own.name in words
    assert chosen.ask[0].fact in words
    assert other.name not in words
    assert own.organisation in told[-1].text


def test_a_building_on_the_map_narrows_the_lists(stage: ColocateStage, demo_desk: Desk) -> None:
    every = len(stage.lower().ranked.model_of_candidates.candidates)
    host = stage.lower().ranked.model_of_candidates.candidates[0].host
    demo_desk.select((host.uid,))
    listed = stage.lower().ranked.model_of_candidates.candidates
    assert 0 < len(listed) < every
    assert all(host.uid in (each.guest.uid, each.host.uid) for each in listed)
    assert stage.search.candidate is not None
    assert demo_desk.selection == {host.uid}
    chip = stage.lower().chip
    assert chip is not None
    assert chip.text == host.name
    chip.removed.emit()
    assert len(stage.lower().ranked.model_of_candidates.candidates) == every


def test_a_building_without_proposals_says_so(stage: ColocateStage, demo_desk: Desk) -> None:
    contents = demo_desk.contents
    assert contents is not None
    unplaced = str(contents.assets.uids[~contents.assets.placed][0])
    demo_desk.select((unplaced,))
    tables = stage.lower()
    assert tables.none_here.isVisible()
    assert stage.search.candidate is None
    assert tables.none_here.secondary is not None
    QTest.mouseClick(tables.none_here.secondary, Qt.MouseButton.LeftButton)
    assert tables.ranked.isVisible()


# --- asking something else -----------------------------------------------------------------------------


def test_a_preset_is_a_click_and_reset_takes_it_back(
    stage: ColocateStage, qtbot: QtBot, settle: Settle
) -> None:
    panel, search = stage.panel(), stage.search
    first = search.answer
    QTest.mouseClick(panel.presets.button("savings"), Qt.MouseButton.LeftButton)
    assert panel.sliders["running_cost"].share.text() == "30 %"
    assert stage.desk.sharing == search.options
    qtbot.waitUntil(lambda: search.answer is not first)
    settle(stage.desk)
    QTest.mouseClick(panel.reset, Qt.MouseButton.LeftButton)
    assert panel.presets.current == "customers"


def test_a_slider_makes_weights_of_ones_own(stage: ColocateStage, qtbot: QtBot) -> None:
    panel, search = stage.panel(), stage.search
    before, chosen = search.answer, click_row(stage.lower().ranked, 1)
    slider = panel.sliders["condition"].slider
    slider.setFocus()
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    assert search.options.weights["condition"] == 11.0
    assert not any(panel.presets.button(each.key).isChecked() for each in PRESETS)
    qtbot.waitUntil(lambda: search.answer is not before)
    assert search.candidate is not None
    assert search.candidate is not chosen
    assert search.candidate.guest.uid == chosen.guest.uid


def test_distance_and_horizon_are_asked(stage: ColocateStage, qtbot: QtBot) -> None:
    panel, search = stage.panel(), stage.search
    before = search.answer
    assert before is not None
    panel.within.setValue(200)
    panel.horizon.setValue(12)
    qtbot.waitUntil(lambda: search.answer is not before)
    answer = search.answer
    assert answer is not None
    assert (answer.options.within_m, answer.options.horizon_months) == (200.0, 12)
    assert answer.pairs_considered < before.pairs_considered


def test_weights_of_nothing_are_explained(stage: ColocateStage, qtbot: QtBot) -> None:
    for slider in stage.panel().sliders.values():
        slider.slider.setValue(0)
    qtbot.waitUntil(lambda: stage.search.trouble is not None)
    assert "weights cannot be used" in stage.panel().looked_at.text()


def test_nothing_is_searched_in_the_back(stage: ColocateStage, qtbot: QtBot, settle: Settle) -> None:
    stage.leave()
    before = stage.search.answer
    stage.search.ask(replace(stage.search.options, within_m=300.0))
    qtbot.wait(300)
    assert stage.search.answer is before
    stage.enter()
    qtbot.waitUntil(lambda: stage.search.answer is not before)
    settle(stage.desk)


# --- saving --------------------------------------------------------------------------------------------


def test_the_workbook_is_for_partners_first(
    stage: ColocateStage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: Settle,
    hear: Callable[..., list[Message]],
) -> None:
    path = tmp_path / "shared.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    told = hear(stage.desk)
    menu = stage.lower().saving
    menu.fill()
    menu.actions()[0].trigger()
    settle(stage.desk)
    assert OMISSION_NOTICE in told[-1].text
    sheet = load_workbook(path, read_only=True)["About"]
    values = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert str(PARTNERS) in values
    assert OMISSION_NOTICE in values


# --- words ---------------------------------------------------------------------------------------------


def test_unknown_points_are_said_as_worst_and_best(stage: ColocateStage) -> None:
    answer = stage.search.answer
    assert answer is not None
    each = next(each for each in answer.of_standing(Standing.RANKED) if each.unknown_points > 1)
    assert f"the worst, {each.worst:.0f}; the best, {each.best:.0f}." in note_html(each)
    assert "unknown" in known_words(each)
    known = next(each for each in answer.of_standing(Standing.RANKED) if not each.unknown_points)
    assert "Every fact" in note_html(known)
    assert "unknown" not in known_words(known)


def test_names_are_written_as_they_are(stage: ColocateStage) -> None:
    answer = stage.search.answer
    assert answer is not None
    each = next(each for each in answer.candidates if each.ask and each.ask[0].side is Side.HOST)
    odd = replace(each, host=Party("x", "Odd", None, "<b>Fire & Co</b>"))
    assert "&lt;b&gt;Fire &amp; Co&lt;/b&gt;" in note_html(odd)


def test_an_unknown_fact_is_no_zero(stage: ColocateStage) -> None:
    marks, answer = stage.search.marks, stage.search.answer
    assert marks is not None
    assert answer is not None
    asks = answer.of_standing(Standing.ASK_FIRST)
    asked = next(each for each in asks if each.ask[0].fact == "vacant floor area")
    facts = {fact.label: fact for fact in pair_facts(asked, marks, answer.options.on)}
    assert facts["Vacant now"].host is None
    assert facts["Floor area"].guest is not None
    assert "m²" in facts["Floor area"].guest


# --- nobody there --------------------------------------------------------------------------------------


def test_one_organisation_has_nobody_to_share_with(
    bring_forward: Callable[..., ColocateStage],
    open_desk: Callable[[Path], Desk],
    theme: Theme,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    path = tmp_path / "Empty.gpkg"
    Register.create(path, Place("Empty", shapely.box(400_000, 400_000, 401_000, 401_000))).close()
    desk = open_desk(path)
    stage = bring_forward(ColocateStage, theme, desk)
    nobody = stage.lower().nobody
    assert nobody.isVisible()
    assert nobody.primary is not None
    with qtbot.waitSignal(desk.stage_wanted) as wanted:
        QTest.mouseClick(nobody.primary, Qt.MouseButton.LeftButton)
    assert wanted.args == ["collect"]
    assert stage.details().nothing.isVisible()
    assert stage.lower().tabs.current_key == RANKED


def test_what_is_asked_stands_by_whom_to_ask(stage: ColocateStage) -> None:
    shown = stage.lower().asked.model_of_candidates.candidates
    asked = [(each.ask[0].organisation.casefold(), each.ask[0].fact) for each in shown]
    assert len(set(asked)) > 1
    assert asked == sorted(asked)
