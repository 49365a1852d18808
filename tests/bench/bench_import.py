"""A partner's workbook of 100,000 rows and 40 columns, from file to register, against calamine's bare read.

Read, understood, validated, placed (half by their own coordinates, half by postcode) and committed with its
history. A tenth of the cells are blank, and a few in a thousand are faulty, as partners' lists go.

    python -m tests.bench.bench_import --profile FILE    writes where the time goes, for pstats
"""

from __future__ import annotations

import sys
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from tests.bench.ratio import Bench, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

ROWS = 100_000
POSTCODES = 40_000
AREAS = ("ZA", "ZB", "ZD", "ZE")
_BLANK, _FAULTY = 0.1, 0.003
LEAST_PLACED, FIELDS = 0.44, 28
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_BOOK, _POSTCODES = "estate.xlsx", "postcodes.zip"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Estate" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}

Column = tuple[str, "Callable[[Any, int], Sequence[object]]"]


def _words(*words: str) -> Callable[[Any, int], Sequence[object]]:
    return lambda rng, rows: [words[place] for place in rng.integers(0, len(words), rows)]


def _numbered(pattern: str) -> Callable[[Any, int], Sequence[object]]:
    return lambda _, rows: [pattern.format(number) for number in range(rows)]


def _amounts(typical: float, digits: int = 0) -> Callable[[Any, int], Sequence[object]]:
    return lambda rng, rows: (typical * rng.lognormal(0, 1, rows)).round(digits).tolist()


def _days(first: int) -> Callable[[Any, int], Sequence[object]]:
    return lambda rng, rows: [
        f"{day % 28 + 1:02}/{day % 12 + 1:02}/{first + day % 15}" for day in rng.integers(0, 9999, rows)
    ]


def _remarks(rng: Any, rows: int) -> list[str]:  # noqa: ANN401 - numpy's
    """Write what surveyors do: half of it nothing, the rest in words of their own."""
    told = (
        "Roof renewed in {}",
        "Shared with the parish since {}; see file",
        "Survey of {}: damp in the hall",
    )
    which, years = rng.integers(0, 2 * len(told), rows).tolist(), rng.integers(1990, 2026, rows).tolist()
    return [
        f"{told[place].format(year)}, {row % 997} m2 let" if place < len(told) else ""
        for row, (place, year) in enumerate(zip(which, years, strict=True))
    ]


def _postcode(number: int) -> str:
    area, rest = AREAS[number % len(AREAS)], number // len(AREAS)
    return f"{area}{rest // 4000 + 1} {rest % 10}{_LETTERS[rest // 10 % 20]}{_LETTERS[rest // 200 % 20]}"


def _spots(rows: int) -> Any:  # noqa: ANN401 - numpy's
    """Give the number of each row's postcode."""
    import numpy as np

    return np.random.default_rng(5).integers(0, POSTCODES, rows)


def _near(first: int, step: int) -> Callable[[Any, int], Sequence[object]]:
    return lambda rng, rows: (first + step * _spots(rows) + rng.integers(-200, 200, rows)).tolist()


COLUMNS: tuple[Column, ...] = (
    ("Asset Code", _numbered("EST{:06}")),
    ("UPRN", lambda _, rows: [str(100_000_000_000 + 7 * number) for number in range(rows)]),
    ("Property Name", _numbered("Building {} at the Green")),
    ("Street Number", lambda rng, rows: rng.integers(1, 300, rows).tolist()),
    ("Street", _words("High Street", "Station Road", "Church Lane", "Mill Brow", "The Green")),
    ("Locality", _words("Northgate", "Southgate", "Old Town", "Quayside")),
    ("Post Town", _words("Quillmere", "Brindlesea", "Merrow")),
    ("Post Code", lambda _, rows: [_postcode(number) for number in _spots(rows).tolist()]),
    ("Easting", _near(400_000, 1)),
    ("Northing", _near(440_000, -1)),
    ("Tenure", _words("Freehold", "Leasehold", "freehold", "F/H", "Licence")),
    ("Tenure Detail", _words("Owner Occupied", "Leased In", "Leased Out", "Leasehold out")),
    ("Holding Type", _words("Land/Buildings", "Land", "Buildings")),
    ("Service", _words("Library", "Office", "Health centre", "School", "Depot", "Car park")),
    ("Status", _words("Operational", "Vacant", "Surplus")),
    ("GIA (m2)", _amounts(600, 1)),
    ("Vacant area (m2)", _amounts(40, 1)),
    ("Land area (ha)", _amounts(0.4, 3)),
    ("Annual rent (£)", _amounts(20_000)),
    ("Landlord", _words("Crown Estate", "Merrow Land Ltd", "Diocese of Quill")),
    ("Lease start", _days(2000)),
    ("Lease expiry", _days(2026)),
    ("Next break date", _days(2026)),
    ("Condition", _words("A", "B", "C", "D")),
    ("Rates (£)", _amounts(8_000)),
    ("Energy cost (£)", _amounts(11_000)),
    ("Maintenance cost (£)", _amounts(12_000)),
    ("EPC band", _words("A", "B", "C", "D", "E")),
    ("Workstations", lambda rng, rows: rng.integers(0, 200, rows).tolist()),
    ("Ward", _words("Northgate Ward", "Southgate Ward", "Quay Ward")),
    ("Surveyor", _words("A. Ashby", "B. Brook", "C. Cross")),
    ("Cost centre", _numbered("CC{:05}")),
    ("Directorate", _words("Place", "People", "Corporate")),
    ("Deed packet", _numbered("D/{}/2")),
    ("Fire risk assessed", _days(2015)),
    ("Key held at", _words("Town hall", "Depot", "On site")),
    ("Storeys", lambda rng, rows: rng.integers(1, 9, rows).tolist()),
    ("Insured", _words("Yes", "No")),
    ("Plan sheet", _numbered("Sheet {}")),
    ("Remarks", _remarks),
)
POSITION = frozenset(("Easting", "Northing"))
ALWAYS = POSITION | {"Asset Code", "Property Name"}


def prepare(folder: Path) -> None:
    """Write the workbook and a list of postcodes in the layout of Code-Point Open."""
    import numpy as np

    rng = np.random.default_rng(11)
    columns = [_with_gaps(heading, list(make(rng, ROWS)), rng) for heading, make in COLUMNS]
    placed_by_postcode = (rng.random(ROWS) < 0.5).nonzero()[0].tolist()
    for place, (heading, _) in enumerate(COLUMNS):
        if heading in POSITION:
            for row in placed_by_postcode:
                columns[place][row] = None
    _write_book(folder / _BOOK, columns)
    with zipfile.ZipFile(folder / _POSTCODES, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, area in enumerate(AREAS):
            lines = (
                f'"{_postcode(number)}",10,{400_000 + number},{440_000 - number},"E92000001",,,,,\r\n'
                for number in range(place, POSTCODES, len(AREAS))
            )
            archive.writestr(f"Data/CSV/{area.lower()}.csv", "".join(lines))


def _with_gaps(heading: str, cells: list[object], rng: Any) -> list[object]:  # noqa: ANN401 - numpy's
    if heading in ALWAYS:
        return cells
    for row in (rng.random(ROWS) < _BLANK).nonzero()[0]:
        cells[row] = None
    for row in (rng.random(ROWS) < _FAULTY).nonzero()[0]:
        cells[row] = "to be confirmed"
    return cells


def _write_book(path: Path, columns: Sequence[Sequence[object]]) -> None:
    shared: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for line in _rows(columns, shared):
                sheet.write(line.encode())
            sheet.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{items}</sst>')


def _rows(columns: Sequence[Sequence[object]], shared: dict[str, int]) -> Iterator[str]:
    from tpdesk.files.headings import column_letters

    letters = [column_letters(place) for place in range(len(columns))]
    headings = [heading for heading, _ in COLUMNS]
    for number, cells in enumerate((headings, *zip(*columns, strict=True)), start=1):
        yield f'<row r="{number}">'
        for letter, cell in zip(letters, cells, strict=True):
            if isinstance(cell, str) and cell:
                place = shared.setdefault(cell, len(shared))
                yield f'<c r="{letter}{number}" t="s"><v>{place}</v></c>'
            elif cell is not None and cell != "":
                yield f'<c r="{letter}{number}"><v>{cell}</v></c>'
        yield "</row>"


def load(folder: Path) -> object:
    """Make an empty register, and import what an import needs."""
    import tempfile
    from pathlib import Path

    from tpdesk.domain.progress import SilentProgress
    from tpdesk.files import postcodes, workbooks
    from tpdesk.services import collecting, workspace
    from tpdesk.services.importing.request import ImportRequest

    path = Path(tempfile.mkdtemp(dir=folder)) / "estate.gpkg"
    workspace.create_register(path, "Quillmere").close()
    postcodes.PostcodeIndex.open(folder / _POSTCODES, folder / "cache", SilentProgress())
    request = ImportRequest(path=folder / _BOOK, organisation="Quillmere Council", kind="council")
    return path, folder, request, collecting, workspace, workbooks


def import_list(given: Any) -> None:  # noqa: ANN401 - what load made
    """Import the workbook into the register, as `tpdesk import` does."""
    import os

    from tpdesk.domain.progress import SilentProgress

    path, folder, request, collecting, workspace, _ = given
    os.environ["TPDESK_HOME"] = str(folder / "home")
    run = collecting.ImportRun(request, postcodes=folder / _POSTCODES)
    with workspace.open_register(path) as register:
        plan = collecting.run_import(register, run, SilentProgress())
    if plan.created != ROWS or plan.counts.kept != ROWS:
        raise RuntimeError(f"{plan.created} of {ROWS} rows became assets")
    placed = plan.placed()
    for method in ("own_coordinates", "postcode"):
        if placed.get(method, 0) < LEAST_PLACED * ROWS:
            raise RuntimeError(f"too few are placed: {placed}")
    if len({column.field for column in plan.columns} - {""}) < FIELDS or not plan.control:
        raise RuntimeError("columns are not understood")


def bare_load(folder: Path) -> object:
    """Import calamine."""
    import python_calamine

    return python_calamine, folder / _BOOK


def bare_read(given: Any) -> None:  # noqa: ANN401 - what bare_load made
    """Read the sheet's cells and do nothing with them."""
    calamine, path = given
    rows = calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    if len(rows) != ROWS + 1:
        raise RuntimeError("calamine has lost rows")


BENCH = Bench(
    module="tests.bench.bench_import",
    title=f"A workbook of {ROWS:,} rows x {len(COLUMNS)} columns imported : calamine's bare read of it",
    ours=Side("file to register, placed and committed", import_list, load),
    yardstick=Side("python-calamine to_python", bare_read, bare_load),
    limit=5.0,
    limit_mb=1500.0,
    prepare=prepare,
    repeats=3,
)


def profile(path: str) -> None:
    """Write where an import's time goes."""
    import cProfile
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="tpdesk-bench-") as name:
        prepare(Path(name))
        given = load(Path(name))
        profiler = cProfile.Profile()
        profiler.runcall(import_list, given)
        profiler.dump_stats(path)


if __name__ == "__main__":
    if "--profile" in sys.argv:
        profile(sys.argv[sys.argv.index("--profile") + 1])
        sys.exit(0)
    sys.exit(BENCH.main(sys.argv[1:]))
