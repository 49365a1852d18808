"""The details: one asset with every fact, several with their totals, none."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tpdesk.domain.changes import Writer
from tpdesk.gui.details.fact_page import FactPage
from tpdesk.gui.details.panel import DetailsPanel
from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.window_pictures import wait_until


@dataclass(frozen=True, slots=True)
class Measure:
    """Writes a gross internal area down by hand."""

    uid: str
    area_m2: float
    kind: str = "measure"

    def describe(self) -> str:
        return "Correct the floor area"

    def apply(self, writer: Writer) -> None:
        writer.update("asset", ("gia_m2",), [(self.uid, self.area_m2)])


@dataclass(frozen=True, slots=True)
class EndOfLease:
    """Writes down the end of the clinic's lease as an event too, as lists bring it."""

    kind: str = "end of lease"

    def describe(self) -> str:
        return "Say when the lease ends"

    def apply(self, writer: Writer) -> None:
        writer.insert(
            "interest_event",
            ("uid", "interest_uid", "kind", "on_date"),
            [("e-2", "i-2", "expiry", date(2029, 3, 31))],
        )


def details(window: MainWindow, *uids: str) -> DetailsPanel:
    window.desk.select(uids)
    wait_until(lambda: not window.desk.runner.busy)
    return window.workplace.asset_details


def facts(panel: DetailsPanel, tab: str = "facts") -> dict[str, str]:
    """What each visible fact says, by its label."""
    page = panel.page(tab)
    assert isinstance(page, FactPage)
    rows = [row for group in page.groups.values() for row in group.rows.values() if not row.isHidden()]
    return dict(row.accessibleName().split(": ", 1) for row in rows)


def words(page: QWidget) -> list[str]:
    """All that a page says, once Qt has shown what was added."""
    QCoreApplication.processEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.text() and not label.isHidden()]


def test_with_nothing_selected_it_says_what_to_do(window: MainWindow) -> None:
    panel = details(window)
    assert panel.nothing.isVisible()


def test_one_asset_shows_its_head_and_facts(window: MainWindow) -> None:
    panel = details(window, "a-hall")
    assert panel.head.title.text() == "Town Hall"
    assert panel.head.pills == ("Council", "Freehold", "Operational", "Open")
    said = facts(panel)
    assert said["UPRN"] == "100"
    assert said["Position"] == "SE 3100 2100 as given"
    assert said["Floor area"] == "5,000 m² gross internal"
    assert said["Vacant"] == "200 m²"
    assert said["Energy band"] == "Unknown"
    assert "Gross internal area" not in said


def test_what_nobody_knows_is_folded_away_and_can_be_unfolded(window: MainWindow) -> None:
    panel = details(window, "a-depot")
    assert "USRN" not in facts(panel)
    page = panel.page("facts")
    assert isinstance(page, FactPage)
    group = page.groups["identity"]
    assert group._more.text() == "Not known: 3"
    QTest.mouseClick(group._more, Qt.MouseButton.LeftButton)
    assert facts(panel)["USRN"] == "Unknown"


def test_a_question_can_be_asked_for_what_is_unknown(window: MainWindow) -> None:
    panel = details(window, "a-depot")
    page = panel.page("facts")
    assert isinstance(page, FactPage)
    link = page.groups["area"].rows["floor_area_m2"].link
    assert link is not None
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("To Mere Council: what is the floor area of Depot")
    assert window.map_area.messages.text == "A question to Mere Council is on the clipboard, ready to send."


def test_several_interests_are_listed_with_their_events(window: MainWindow) -> None:
    panel = details(window, "a-clinic")
    panel.tabs.choose("lease")
    said = words(panel.page("lease"))
    assert "Taken in" in said
    assert "£45,000" in said
    assert "31 Mar 2029" in said
    assert "24 Jun 2027" in said
    assert "penalty £1,000" in said
    panel = details(window, "a-hall")
    assert [each for each in words(panel.page("lease")) if each in ("Held", "Let out")] == ["Held", "Let out"]


def test_the_end_of_a_lease_is_told_once(window: MainWindow) -> None:
    window.desk.execute(EndOfLease())
    panel = details(window, "a-clinic")
    panel.tabs.choose("lease")
    assert words(panel.page("lease")).count("31 Mar 2029") == 1


@dataclass(frozen=True, slots=True)
class NextBreak:
    """Says when the clinic may be given up, and how long before it has to be said."""

    kind: str = "next break"

    def describe(self) -> str:
        return "Say when the clinic may be given up"

    def apply(self, writer: Writer) -> None:
        writer.update("interest", ("next_break_date", "break_notice_months"), [("i-2", date(2028, 9, 30), 6)])


def test_the_day_of_notice_follows_from_the_break(window: MainWindow) -> None:
    window.desk.execute(NextBreak())
    panel = details(window, "a-clinic")
    panel.tabs.choose("lease")
    assert words(panel.page("lease")).count("30 Mar 2028") == 1


def test_a_value_is_read_whole_before_its_note(window: MainWindow) -> None:
    panel = details(window, "a-hall")
    page = panel.page("facts")
    assert isinstance(page, FactPage)
    page.setFixedWidth(292)
    QCoreApplication.processEvents()
    for key in ("floor_area_m2", "easting"):
        value = page.groups["area" if key == "floor_area_m2" else "identity"].rows[key]._value
        assert value.width() >= value.fontMetrics().horizontalAdvance(value.text())


def test_a_note_follows_its_value_closely_whatever_stood_there_before(window: MainWindow) -> None:
    panel = details(window, "a-hall")
    page = panel.page("facts")
    assert isinstance(page, FactPage)
    row = page.groups["area"].rows["floor_area_m2"]
    before = row._value.sizeHint().width()
    details(window, "a-clinic")
    assert row._value.text() == "640 m²"
    assert row._value.sizeHint().width() < before


def test_labels_have_the_room_that_values_leave(window: MainWindow) -> None:
    panel = details(window, "a-hall")
    panel.tabs.choose("condition")
    page = panel.page("condition")
    assert isinstance(page, FactPage)
    link = page.groups["condition"]._more
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    QCoreApplication.processEvents()
    label = page.groups["condition"].rows["backlog_significant_gbp"]._label
    assert label.text() == "Backlog, significant risk"
    assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())


def test_history_tells_old_and_new(window: MainWindow) -> None:
    window.desk.execute(Measure("a-hall", 5100.0))
    panel = details(window, "a-hall")
    panel.tabs.choose("history")
    said = words(panel.page("history"))
    assert "Gross internal area 5,000 m² → 5,100 m²" in said
    assert "Added" in said
    assert facts(panel)["Floor area"].startswith("5,100 m²")


def test_what_no_list_gave_says_so(window: MainWindow) -> None:
    panel = details(window, "a-hall")
    panel.tabs.choose("source")
    assert "No list gave it: it was made by hand or by another program." in words(panel.page("source"))


def test_what_shares_the_site_is_listed_and_leads_there(window: MainWindow) -> None:
    panel = details(window, "a-hall")
    assert panel.sites.isVisible()
    assert "One UPRN: 2 assets" in words(panel.sites)
    assert not details(window, "a-depot").sites.isVisible()


def test_several_assets_show_counts_and_totals(window: MainWindow) -> None:
    panel = details(window, "a-hall", "a-wing", "a-clinic", "a-lost")
    said = words(panel.several)
    assert "4 assets selected" in said
    assert "5,640 m²" in said
    assert "gross internal, known for 3 of 4" in said
    assert "£45,000" in said
    assert "3 of 4" in said
