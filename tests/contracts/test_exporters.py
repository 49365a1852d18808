"""Exporters know the shape they share and nothing of each other, and each stands in the catalogue."""

import ast
from pathlib import Path
from typing import Protocol

FOLDER = Path("tpdesk/services/exporting/kinds")
PACKAGE = "tpdesk.services.exporting.kinds"
NO_EXPORTERS = {"__init__", "catalogue", "exporter"}


class Source(Protocol):
    path: Path
    tree: ast.Module


def _siblings(tree: ast.Module) -> set[str]:
    """The modules of the folder that a module of it imports."""
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return {name.removeprefix(f"{PACKAGE}.").split(".")[0] for name in names if name.startswith(PACKAGE)}


def test_exporters_know_nothing_of_each_other_nor_of_the_register(sources: list[Source]) -> None:
    exporters = {
        s.path.stem: s for s in sources if s.path.parent == FOLDER and s.path.stem not in NO_EXPORTERS
    }
    assert len(exporters) > 1
    known = {name: _siblings(each.tree) - {"exporter"} for name, each in exporters.items()}
    assert {name: others for name, others in known.items() if others} == {}
    for each in exporters.values():
        assert "tpdesk.store" not in ast.unparse(each.tree)


def test_the_catalogue_names_every_exporter(sources: list[Source]) -> None:
    """So that the leak test, which walks the catalogue, tries each of them."""
    (catalogue,) = [source for source in sources if source.path == FOLDER / "catalogue.py"]
    exporters = {source.path.stem for source in sources if source.path.parent == FOLDER} - NO_EXPORTERS
    assert exporters - _siblings(catalogue.tree) == set()
