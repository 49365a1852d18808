"""A small register of an invented place, and a window on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import shapely
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from tpdesk.domain.changes import Writer
from tpdesk.domain.organisation import Place
from tpdesk.gui.application import make_window
from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.preferences import Preferences
from tpdesk.gui.stages.catalogue import STAGES
from tpdesk.gui.theme import Theme
from tpdesk.gui.window_pictures import open_and_wait
from tpdesk.store.register import Register

OWN_STAGES = tuple(entry for entry in STAGES if entry.key in ("register", "options", "spend", "share"))
"""The stages that need nothing but the window; the others have tests of their own."""

ORGANISATIONS = (("o-council", "Mere Council", "council", "council"), ("o-nhs", "Mere NHS", "nhs", "nhs"))

# uid, organisation, name, postcode, uprn, easting (0: none), gross internal area, vacant, status, part of
ASSETS = (
    ("a-hall", "o-council", "Town Hall", "ZQ1 1AA", "100", 1000, 5000.0, 200.0, "operational", None),
    (
        "a-wing",
        "o-council",
        "Town Hall, east wing",
        "ZQ1 1AA",
        "100",
        1000,
        800.0,
        None,
        "operational",
        "a-hall",
    ),
    ("a-depot", "o-council", "Depot", "ZQ1 2BB", "101", 1600, None, None, "vacant", None),
    ("a-lost", "o-council", "Allotment hut", None, None, 0, None, None, None, None),
    ("a-clinic", "o-nhs", "Chapel Clinic", "ZQ2 1LY", "102", 1300, 640.0, 0.0, "operational", None),
)
EAST, NORTH = 430_000, 420_000


@dataclass(frozen=True, slots=True)
class Stock:
    """Fills a register."""

    kind: str = "stock"

    def describe(self) -> str:
        return "Fill the register"

    def apply(self, writer: Writer) -> None:
        writer.insert("organisation", ("uid", "name", "kind", "colour"), ORGANISATIONS)
        writer.insert(
            "asset",
            (
                "uid",
                "organisation_uid",
                "name",
                "postcode",
                "uprn",
                "geom",
                "gia_m2",
                "vacant_m2",
                "status",
                "parent_asset_uid",
                "location_method",
                "sensitivity",
            ),
            [
                (
                    uid,
                    owner,
                    name,
                    postcode,
                    uprn,
                    shapely.Point(EAST + east, NORTH + east) if east else None,
                    area,
                    vacant,
                    status,
                    whole,
                    "own_coordinates" if east else "none",
                    "open",
                )
                for uid, owner, name, postcode, uprn, east, area, vacant, status, whole in ASSETS
            ],
        )
        writer.insert(
            "interest",
            ("uid", "asset_uid", "direction", "kind", "tenure", "expiry_date", "annual_rent_pence"),
            [
                ("i-1", "a-hall", "held", "freehold", "freehold", None, None),
                ("i-2", "a-clinic", "in", "lease", "leasehold", date(2029, 3, 31), 4_500_000),
                ("i-3", "a-hall", "out", "lease", None, date(2028, 9, 1), None),
            ],
        )
        writer.insert(
            "interest_event",
            ("uid", "interest_uid", "kind", "on_date", "penalty_pence"),
            [("e-1", "i-2", "break", date(2027, 6, 24), 100_000)],
        )


@dataclass(frozen=True, slots=True)
class Rename:
    """Calls an asset something else, and knows its area better."""

    uid: str
    name: str
    area_m2: float
    kind: str = "rename"

    def describe(self) -> str:
        return f"Rename {self.name}"

    def apply(self, writer: Writer) -> None:
        writer.update("asset", ("name", "gia_m2"), [(self.uid, self.name, self.area_m2)])


@pytest.fixture
def register_path(tmp_path: Path) -> Path:
    """A register with five assets of two organisations, one without a position."""
    path = tmp_path / "Mere.gpkg"
    with Register.create(
        path, Place("Mere", shapely.box(EAST, NORTH, EAST + 3000, NORTH + 3000))
    ) as register:
        register.execute(Stock())
    return path


@pytest.fixture
def empty_window(qtbot: QtBot, theme: Theme) -> Iterator[MainWindow]:
    """A window with the start page in front."""
    window = make_window(theme, Preferences(), OWN_STAGES)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()
    # A window that is left over costs every later change of theme.
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(empty_window: MainWindow, register_path: Path) -> MainWindow:
    """A window on the register, its map drawn."""
    open_and_wait(empty_window, register_path)
    return empty_window
