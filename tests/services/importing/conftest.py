"""A small place, a register for it, and lists written as partners write them."""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
import shapely

from tpdesk.domain.organisation import Place
from tpdesk.services.commands.apply_import import ApplyImport
from tpdesk.services.importing import Decisions, ImportPlan, ImportRequest, References, plan_import
from tpdesk.store.register import Register

Importer = Callable[..., ImportPlan]


class Hits:
    """Positions of postcodes as a list of them answers."""

    def __init__(self, easting: Sequence[float], northing: Sequence[float], status: Sequence[int]) -> None:
        self._easting = np.array(easting, dtype=np.float64)
        self._northing = np.array(northing, dtype=np.float64)
        self._status = np.array(status, dtype=np.uint8)

    @property
    def easting(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return self._easting

    @property
    def northing(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return self._northing

    @property
    def status(self) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
        return self._status


class FewPostcodes:
    """A list of postcodes that knows three: one of them without a position."""

    KNOWN: ClassVar = {"AB1 2DB": (381_000.0, 391_000.0, 1), "AB1 2DE": (381_400.0, 391_000.0, 1)}

    def find(self, codes: np.ndarray[tuple[int], np.dtype[np.object_]], /) -> Hits:
        rows = [self.KNOWN.get(code, (np.nan, np.nan, 2 if code == "AB1 2XX" else 0)) for code in codes]
        easting, northing, status = zip(*rows, strict=True)
        return Hits(easting, northing, [int(each) for each in status])


@pytest.fixture
def postcodes() -> References:
    return References(FewPostcodes())


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    place = Place("Quarry Vale", shapely.box(375_000, 385_000, 385_000, 395_000))
    with Register.create(tmp_path / "place.gpkg", place) as made:
        yield made


@pytest.fixture
def write_list(tmp_path: Path) -> Callable[..., Path]:
    """Write a list: the headings, then the rows."""

    def write(*rows: Sequence[object], name: str = "assets.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    return write


@pytest.fixture
def bring_in(register: Register, postcodes: References) -> Importer:
    """Plan an import and apply it, unless asked only to plan."""

    def run(
        path: Path, decisions: Decisions | None = None, *, dry_run: bool = False, **asked: object
    ) -> ImportPlan:
        asked.setdefault("organisation", "Vale Council")
        request = ImportRequest(path, **asked)  # type: ignore[arg-type]
        plan = plan_import(request, register, postcodes, decisions or Decisions())
        if not dry_run:
            register.execute(ApplyImport(plan))
        return plan

    return run
