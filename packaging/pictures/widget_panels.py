"""The panels of the sheet: facets, files and steps, facts, a proposal, what lies on the map."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tpdesk.domain.look import ORGANISATION_KINDS, SYMBOL_STATES
from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.buttons import (
    InlineLink,
    LinkButton,
    Tool,
    ToolStack,
)
from tpdesk.gui.widgets.charts import Bin, Histogram
from tpdesk.gui.widgets.flow import FlowLayout
from tpdesk.gui.widgets.legend import LegendBox, LegendEntry
from tpdesk.gui.widgets.marks import SymbolMark
from tpdesk.gui.widgets.pills import Chip
from tpdesk.gui.widgets.rows import RowList, Step, StepList, TwoLineRow
from tpdesk.gui.widgets.sections import FacetRow, FactRow, SectionHeading
from tpdesk.gui.widgets.tabs import TabStrip
from tpdesk.gui.widgets.waterfall import Waterfall, WaterfallStep


def panel(look: str = "panel", width: int | None = None) -> tuple[QFrame, QVBoxLayout]:
    """A framed column."""
    frame = QFrame()
    frame.setProperty("look", look)
    if width is not None:
        frame.setFixedWidth(width)
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 14, 14, 14)
    column.setSpacing(8)
    return frame, column


def row(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Widgets side by side."""
    line = QHBoxLayout()
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget)
    if stretch:
        line.addStretch(1)
    return line


def facets(theme: Theme) -> QWidget:
    """A stage's panel with chips and facets."""
    frame, column = panel(width=250)
    heading = SectionHeading(theme, "Register", role="heading")
    heading.add_action(LinkButton(theme, "Saved filters", "bookmark"))
    column.addWidget(heading)
    chips = QWidget()
    flow = FlowLayout(chips)
    for text in ("Buildings only", "In view", "Sale Moor"):
        flow.addWidget(Chip(theme, text))
    column.addWidget(chips)
    column.addWidget(SectionHeading(theme, "Organisation", "9 of 12"))
    column.setSpacing(0)
    for place, kind in enumerate(ORGANISATION_KINDS):
        facet = FacetRow(theme, kind.replace("_", " ").capitalize(), 55 - place, SymbolMark(kind, kind))
        facet.setChecked(place < 7)
        column.addWidget(facet)
    column.addSpacing(12)
    column.addWidget(SectionHeading(theme, "Status"))
    for state, name in zip(SYMBOL_STATES, ("Operational", "Vacant", "Leaving by 2029"), strict=True):
        column.addWidget(FacetRow(theme, name, 12, SymbolMark("council", None, state)))
    column.addStretch(1)
    return frame


def details(theme: Theme) -> QWidget:
    """Facts of what is selected."""
    frame, column = panel(width=344)
    column.addWidget(SectionHeading(theme, "Sale Waterside", role="object"))
    tabs = TabStrip(theme)
    for key in ("Facts", "Lease", "Money", "Condition", "History"):
        tabs.add_tab(key.lower(), key)
    column.addWidget(tabs)
    column.addWidget(SectionHeading(theme, "Identity", "3 known"))
    column.setSpacing(0)
    for label, value, note, icon in (
        ("UPRN", "10024817974", "", "file-spreadsheet"),
        ("Local reference", "TMBC0006/TN000077", "", "file-spreadsheet"),
        ("Position", "SJ 7879 9206", "from the file", "file-spreadsheet"),
        ("Floor area", "12,298 m²", "basis unknown", "pencil"),
        ("Vacant", None, "", ""),
    ):
        fact = FactRow(theme, label)
        fact.set_value(value, note, strong=label == "Floor area")
        if icon:
            fact.add_action(icon, "Show where it comes from")
        else:
            fact.add_link("Ask the owner")
        column.addWidget(fact)
    column.addSpacing(10)
    source, lines = panel("note")
    lines.addWidget(SectionHeading(theme, "Where “12,298 m²” comes from"))
    lines.addLayout(row(InlineLink(theme, "Show the cell"), InlineLink(theme, "Compare with last year")))
    column.addWidget(source)
    column.addSpacing(10)
    bins = [
        Bin(label, count)
        for label, count in (("<50", 26), ("100", 17), ("250", 33), ("500", 36), ("1k", 23), ("more", 5))
    ]
    column.addWidget(Histogram(theme, bins))
    ramp = theme.tokens.palette(theme.scheme).sequential
    column.addWidget(Histogram(theme, [Bin(str(n + 1), 5 + 6 * n, ramp[4 - n]) for n in range(5)]))
    column.addStretch(1)
    return frame


def collecting(theme: Theme) -> QWidget:
    """Files, steps and issues."""
    frame, column = panel(width=260)
    column.setContentsMargins(0, 10, 0, 10)
    column.setSpacing(0)
    files = RowList(theme)
    for title, note, icon in (
        ("Assets 2025.csv", "608 rows, 20 columns", "file-spreadsheet"),
        ("police_stations.csv", "467 rows, EPSG:3857", "file-spreadsheet"),
        ("fire_stations.geojson", "82 footprints", "map-pin"),
    ):
        files.add_row(TwoLineRow(theme, title, note, icon))
    issue = files.add_row(
        TwoLineRow(theme, "Not a full postcode", "“M41” 98 rows, “M33” 38", "triangle-alert", "warn")
    )
    issue.set_count("229")
    files.choose(0)
    column.addWidget(files)
    column.addSpacing(16)
    steps = StepList(theme)
    steps.set_steps(
        [
            Step("Read the file", "CSV, UTF-8, header row 1", "done"),
            Step("Match the columns", "17 done, 2 to check, 1 out", "active"),
            Step("Match the wordings", "3 lists, 1 new wording"),
            Step("Import", "One step, one undo"),
        ]
    )
    column.addWidget(steps)
    column.addStretch(1)
    return frame


def proposal(theme: Theme) -> QWidget:
    """Why a proposal scores what it scores."""
    frame, column = panel("card", 470)
    column.addWidget(
        SectionHeading(theme, "Why it scores 74", "68.1 of 92 known points · 8 unknown", role="heading")
    )
    steps = (
        WaterfallStep("Distance", "53 m, a minute on foot", 19.6, 20),
        WaterfallStep("Room for the guest", "672 m² into 1,047 m²", 13.1, 18),
        WaterfallStep("Services that fit", "Clinic with community centre", 14.2, 16),
        WaterfallStep("Running cost", "£153 per m²", 8.0, 12),
        WaterfallStep("Condition", "Host not surveyed", None, 8),
        WaterfallStep("Deprivation served", "Both in decile 5", 4.8, 8),
        WaterfallStep("Public transport", "Sale tram stop 270 m", 3.4, 4),
        WaterfallStep("Lease event", "Both freehold", 5.0, 14),
    )
    fall = Waterfall(theme)
    fall.set_steps(steps)
    column.addWidget(fall)
    column.addStretch(1)
    return frame


def on_the_map(theme: Theme) -> QWidget:
    """Map tools and a legend."""
    frame, column = panel("sunken", 260)
    tools = ToolStack(
        theme,
        [
            Tool("pan", "hand", "Move the map"),
            Tool("point", "mouse-pointer-2", "Select"),
            Tool("box", "square-dashed", "Select in a rectangle"),
            Tool("lasso", "lasso", "Select with a lasso"),
            Tool("within", "radius", "Within a distance"),
            Tool("measure", "ruler", "Measure"),
        ],
        exclusive=True,
    )
    tools.choose("point")
    zoom = ToolStack(
        theme,
        [Tool("in", "plus", "In"), Tool("out", "minus", "Out"), Tool("all", "maximize", "All")],
        exclusive=False,
    )
    line = row(tools, zoom)
    line.setAlignment(zoom, Qt.AlignmentFlag.AlignTop)
    column.addLayout(line)
    legend = LegendBox(theme)
    ramp = theme.tokens.palette(theme.scheme).sequential
    notes = ("most deprived", "", "", "", "least deprived")
    entries = [LegendEntry(f"{2 * n + 1}–{2 * n + 2}", notes[n], str(11 * n), ramp[4 - n]) for n in range(5)]
    legend.set_entries(
        "Deprivation decile, 2019", [*entries, LegendEntry("No value", count="2")], "by LSOA, England"
    )
    column.addWidget(legend)
    where = LegendBox(theme)
    where.set_entries(
        "Where the 608 rows would go",
        [
            LegendEntry("Own coordinates", count="373", symbol=SymbolMark("council", "council")),
            LegendEntry("By postcode", count="21", symbol=SymbolMark("council", "council", "vacant")),
            LegendEntry("Not placed, listed", count="214", icon="map-pin-off"),
        ],
    )
    column.addWidget(where)
    column.addStretch(1)
    return frame
