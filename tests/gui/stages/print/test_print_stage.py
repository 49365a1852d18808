"""The stage Print: what is wished for, the pages as they will be, and the PDF."""

from collections.abc import Callable
from pathlib import Path

import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tpdesk.domain.candidates import CandidateOptions
from tpdesk.domain.disclosure import FULL, OMISSION_NOTICE, PARTNERS, AudienceKind
from tpdesk.domain.organisation import Place
from tpdesk.domain.scene import Extent
from tpdesk.gui.desk import Desk
from tpdesk.gui.stages.print.pages_view import PagePicture
from tpdesk.gui.stages.print.stage import PrintStage
from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.bars import Message
from tpdesk.services.colocation.presets import PRESET_BY_KEY
from tpdesk.services.printing.request import PrintRequest
from tpdesk.store.register import Register

Settle = Callable[[Desk], None]
PATIENCE_MS = 20_000


@pytest.fixture
def stage(bring_forward: Callable[..., PrintStage], theme: Theme, demo_desk: Desk) -> PrintStage:
    """The stage on the demonstration register, its pages composed."""
    return bring_forward(PrintStage, theme, demo_desk)


def pictures(stage: PrintStage) -> tuple[PagePicture, ...]:
    return stage.details().pages.pages


def wait_fresh(stage: PrintStage, qtbot: QtBot, settle: Settle) -> None:
    qtbot.waitUntil(lambda: stage.making.is_fresh, timeout=PATIENCE_MS)
    qtbot.wait(100)
    settle(stage.desk)


def test_the_usual_page_is_for_partners_and_a_draft(stage: PrintStage) -> None:
    made = stage.making.made
    assert made is not None
    assert made.wish.audience == PARTNERS
    assert made.wish.request.draft
    assert made.wish.request.size == "A3"
    assert "Quillmere" in stage.panel().title.placeholderText()
    assert stage.panel().proposals.text() == "Usual, 20"


def test_pages_are_painted_when_they_are_in_sight(stage: PrintStage, qtbot: QtBot) -> None:
    first = pictures(stage)[0]
    qtbot.waitUntil(lambda: first.image is not None, timeout=PATIENCE_MS)
    assert first.image is not None
    assert first.image.width() == first.width()
    assert first.image.pixelColor(1, 1).name() == "#ffffff"
    assert abs(first.height() / first.width() - 297 / 420) < 0.01


def test_close_up_is_large_enough_to_read(stage: PrintStage, qtbot: QtBot) -> None:
    first = pictures(stage)[0]
    before = first.width()
    QTest.mouseClick(stage.details().larger, Qt.MouseButton.LeftButton)
    assert first.width() > 2 * before
    qtbot.waitUntil(
        lambda: first.image is not None and first.image.width() == first.width(), timeout=PATIENCE_MS
    )


def test_every_setting_shows_on_the_page(stage: PrintStage, qtbot: QtBot, settle: Settle) -> None:
    panel = stage.panel()
    QTest.keyClicks(panel.title, "Town hubs")
    QTest.keyClicks(panel.subtitle, "For the estates board")
    QTest.keyClicks(panel.author, "A. Surveyor")
    panel.paper.setCurrentIndex(panel.paper.findData("A4"))
    QTest.mouseClick(panel.inks.button("grey"), Qt.MouseButton.LeftButton)
    panel.marking.setCurrentIndex(panel.marking.findData("OFFICIAL"))
    QTest.mouseClick(panel.draft, Qt.MouseButton.LeftButton, pos=QPoint(8, panel.draft.height() // 2))
    QTest.mouseClick(panel.closed, Qt.MouseButton.LeftButton, pos=QPoint(8, panel.closed.height() // 2))
    panel.proposals.setValue(5)
    wait_fresh(stage, qtbot, settle)
    made = stage.making.made
    assert made is not None
    request = made.wish.request
    assert request == PrintRequest(
        size="A4",
        title="Town hubs",
        subtitle="For the estates board",
        theme="grey",
        marking="OFFICIAL",
        draft=False,
        not_for_publication=True,
        on=request.on,
        author="A. Surveyor",
        top=5,
    )
    assert made.pages.title == "Town hubs"
    assert {page.theme for page in made.pages.pages} == {"grey"}
    assert len(made.content.candidates) <= 5


def test_the_dress_alone_does_not_read_the_register_again(
    stage: PrintStage, qtbot: QtBot, settle: Settle
) -> None:
    before = stage.making.made
    assert before is not None
    QTest.keyClicks(stage.panel().title, "X")
    wait_fresh(stage, qtbot, settle)
    made = stage.making.made
    assert made is not None
    assert made is not before
    assert made.content is before.content


def test_readers_are_chosen_by_name(stage: PrintStage, qtbot: QtBot, settle: Settle) -> None:
    readers = stage.panel().readers
    assert readers.itemData(readers.count() - 1) == FULL
    names = [readers.itemText(place) for place in range(readers.count())]
    readers.setCurrentIndex(names.index("Quillmere Council"))
    assert stage.making.wish.audience.kind is AudienceKind.ORGANISATION
    wait_fresh(stage, qtbot, settle)
    made = stage.making.made
    assert made is not None
    assert made.content.assets.audience.organisation == "Quillmere Council"


def test_layers_are_ticked(stage: PrintStage, qtbot: QtBot, settle: Settle) -> None:
    panel = stage.panel()
    assert panel.wish().request.layers is None
    roads = next(box for box in panel.layers if box.property("layer") == "Roads")
    assert roads.isChecked()
    QTest.mouseClick(roads, Qt.MouseButton.LeftButton, pos=QPoint(8, roads.height() // 2))
    chosen = panel.wish().request.layers
    assert chosen is not None
    assert "Roads" not in chosen
    assert "Wards" in chosen
    wait_fresh(stage, qtbot, settle)
    made = stage.making.made
    assert made is not None
    assert "Roads" not in [layer.name for layer in made.content.layers]


def test_the_view_on_screen_can_be_printed(stage: PrintStage) -> None:
    view = Extent(588_000, 478_000, 592_000, 481_000)
    stage.desk.set_view(view)
    QTest.mouseClick(stage.panel().frame.button("view"), Qt.MouseButton.LeftButton)
    assert stage.making.wish.request.extent == view


def test_nothing_is_composed_in_the_back(stage: PrintStage, qtbot: QtBot) -> None:
    stage.leave()
    before = stage.making.made
    stage.panel().title.setText("Later")
    qtbot.wait(450)
    assert stage.making.made is before
    stage.enter()
    qtbot.waitUntil(lambda: stage.making.is_fresh, timeout=PATIENCE_MS)


def test_the_pdf_is_saved_and_can_be_opened(
    stage: PrintStage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: Settle,
    hear: Callable[..., list[Message]],
) -> None:
    path = tmp_path / "Quillmere.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    told = hear(stage.desk)
    QTest.mouseClick(stage.panel().save, Qt.MouseButton.LeftButton)
    settle(stage.desk)
    assert path.read_bytes().startswith(b"%PDF")
    made = stage.making.made
    assert made is not None
    assert f"{len(made.pages.pages)} pages, map at 1:{made.pages.scale:,}" in told[-1].text
    assert OMISSION_NOTICE in told[-1].text
    assert [link.text for link in told[-1].links] == ["Open it"]


def test_a_pdf_that_cannot_be_written_is_explained(
    stage: PrintStage, tmp_path: Path, settle: Settle, hear: Callable[..., list[Message]]
) -> None:
    told = hear(stage.desk)
    stage.panel().saving.print_to(tmp_path / "no folder" / "map.pdf", stage.making.wish)
    settle(stage.desk)
    assert told[-1].kind == "fault"


def test_nothing_to_print_is_said_with_a_way_on(
    bring_forward: Callable[..., PrintStage],
    open_desk: Callable[[Path], Desk],
    theme: Theme,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    path = tmp_path / "Empty.gpkg"
    Register.create(path, Place("Empty")).close()
    desk = open_desk(path)
    stage = bring_forward(PrintStage, theme, desk)
    nothing = stage.details().nothing
    assert nothing.isVisible()
    assert not stage.panel().save.isEnabled()
    assert stage.panel().save.toolTip()
    assert stage.panel().no_boundary.isVisible()
    assert nothing.primary is not None
    with qtbot.waitSignal(desk.stage_wanted) as wanted:
        QTest.mouseClick(nothing.primary, Qt.MouseButton.LeftButton)
    assert wanted.args == ["collect"]


def test_a_place_with_a_boundary_alone_has_a_page(
    bring_forward: Callable[..., PrintStage],
    open_desk: Callable[[Path], Desk],
    theme: Theme,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    path = tmp_path / "Edge.gpkg"
    Register.create(path, Place("Edge", shapely.box(400_000, 400_000, 404_000, 403_000))).close()
    stage = bring_forward(PrintStage, theme, open_desk(path))
    qtbot.waitUntil(lambda: stage.making.is_fresh, timeout=PATIENCE_MS)
    assert len(pictures(stage)) >= 1
    assert not stage.panel().no_boundary.isVisible()


def test_the_page_shows_what_colocate_is_set_to(stage: PrintStage, qtbot: QtBot, settle: Settle) -> None:
    wait_fresh(stage, qtbot, settle)
    before = stage.making.made
    assert before is not None
    stage.leave()
    stage.desk.sharing = CandidateOptions(
        within_m=400.0, weights=dict(PRESET_BY_KEY["savings"].weights), top=500, ruled_out_top=10
    )
    stage.enter()
    wait_fresh(stage, qtbot, settle)
    made = stage.making.made
    assert made is not None
    assert made.wish.request.sharing.within_m == 400.0
    assert made.wish.request.sharing.top == CandidateOptions().top
    assert all(each.distance_m <= 400.0 for each in made.content.candidates)
    words = " ".join(made.pages.pages[0].words())
    assert "within 400 m of each other" in words
    assert "Weights: Savings" in words
