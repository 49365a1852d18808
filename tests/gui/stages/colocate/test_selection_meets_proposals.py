"""What a building that is selected elsewhere, or here, does with the lists of proposals."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tpdesk.domain.candidates import Candidate, Standing
from tpdesk.gui.desk import Desk
from tpdesk.gui.details.asset_menu import asset_menu
from tpdesk.gui.stages.colocate.lower import ASKED, RANKED
from tpdesk.gui.stages.colocate.stage import ColocateStage
from tpdesk.gui.stages.stage import Stage
from tpdesk.gui.theme import Theme

BringForward = Callable[[type[Stage], Theme, Desk], Stage]


@pytest.fixture
def stage(bring_forward: BringForward, theme: Theme, demo_desk: Desk) -> ColocateStage:
    return cast("ColocateStage", bring_forward(ColocateStage, theme, demo_desk))


def parties(candidates: tuple[Candidate, ...]) -> set[str]:
    return {uid for each in candidates for uid in (each.guest.uid, each.host.uid)}


def test_what_was_selected_elsewhere_narrows_nothing_but_its_best_is_looked_at(
    stage: ColocateStage, demo_desk: Desk
) -> None:
    search = stage.search
    every = len(search.listed(Standing.RANKED))
    third = search.listed(Standing.RANKED)[2]
    stage.leave()
    demo_desk.select((third.guest.uid,))
    stage.enter()
    assert len(stage.lower().ranked.model_of_candidates.candidates) == every
    assert stage.lower().chip is None
    assert search.candidate is not None
    assert third.guest.uid in (search.candidate.guest.uid, search.candidate.host.uid)
    assert demo_desk.selection == {third.guest.uid}


def test_coming_back_with_nothing_selected_lists_all(stage: ColocateStage, demo_desk: Desk) -> None:
    host = stage.search.listed(Standing.RANKED)[0].host
    demo_desk.select((host.uid,))
    assert stage.lower().chip is not None
    stage.leave()
    demo_desk.select(())
    stage.enter()
    assert stage.lower().chip is None
    assert stage.search.candidate is None


def test_who_could_share_with_it_lists_its_proposals_alone(stage: ColocateStage, demo_desk: Desk) -> None:
    host = stage.search.listed(Standing.RANKED)[0].host
    stage.leave()
    demo_desk.select((host.uid,))
    demo_desk.stage_wanted.connect(lambda _key: stage.enter())
    menu = asset_menu(demo_desk, host.uid, stage.lower())
    assert menu is not None
    next(each for each in menu.actions() if each.text() == "Who could share with it").trigger()
    assert stage.search.only == {host.uid}
    assert stage.lower().chip is not None


def test_a_building_to_ask_about_first_is_not_said_to_be_ruled_out(
    stage: ColocateStage, demo_desk: Desk
) -> None:
    search, tables = stage.search, stage.lower()
    only_asked = sorted(parties(search.listed(Standing.ASK_FIRST)) - parties(search.listed(Standing.RANKED)))
    demo_desk.select((only_asked[0],))
    tables.tabs.choose(RANKED)
    count = len(search.listed(Standing.ASK_FIRST))
    assert tables.none_here.isVisible()
    assert tables.none_here.accessibleName().startswith("No ranked proposal with ")
    assert tables.none_here.accessibleDescription().startswith(f"{count:,} under Ask first")
    show = tables.none_here.primary
    assert show is not None
    QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    assert tables.tabs.current_key == ASKED
    assert tables.asked.isVisible()


def test_a_building_that_is_ranked_only_has_nothing_to_be_asked(
    stage: ColocateStage, demo_desk: Desk
) -> None:
    search, tables = stage.search, stage.lower()
    only_ranked = sorted(parties(search.listed(Standing.RANKED)) - parties(search.listed(Standing.ASK_FIRST)))
    demo_desk.select((only_ranked[0],))
    tables.tabs.choose(ASKED)
    assert tables.none_here.accessibleName().startswith("Nothing to ask about ")
    assert tables.none_here.accessibleDescription().startswith(
        f"{len(search.listed(Standing.RANKED)):,} under Proposals"
    )


def test_a_long_name_gives_way_before_the_tabs_do(
    stage: ColocateStage, demo_desk: Desk, qtbot: QtBot
) -> None:
    tables = stage.lower()
    contents = demo_desk.contents
    assert contents is not None
    names = contents.assets["name"].tolist()
    longest = max(
        parties(stage.search.listed(Standing.RANKED)),
        key=lambda uid: len(str(names[contents.rows[uid]] or "")),
    )
    tables.setFixedWidth(600)
    demo_desk.select((longest,))
    qtbot.waitUntil(lambda: tables.chip is not None and tables.chip.isVisible())
    chip = tables.chip
    assert chip is not None
    qtbot.waitUntil(lambda: tables.tabs.width() >= tables.tabs.sizeHint().width())
    assert chip.geometry().right() < tables.save.geometry().left()
