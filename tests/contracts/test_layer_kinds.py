"""Layer kinds know the shape they share and nothing of each other, so that one can be added or taken away."""

import ast
from pathlib import Path
from typing import Protocol

FOLDER = Path("tpdesk/services/layers/kinds")
PACKAGE = "tpdesk.services.layers.kinds"
SHARED = {"kind"}
NO_KINDS = {"__init__", "catalogue", *SHARED}


class Source(Protocol):
    path: Path
    tree: ast.Module


def _siblings(tree: ast.Module) -> set[str]:
    """The modules of the folder that a module of it imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        found |= {
            name.removeprefix(f"{PACKAGE}.").split(".")[0] for name in names if name.startswith(PACKAGE)
        }
    return found


def test_kinds_know_nothing_of_each_other(sources: list[Source]) -> None:
    kinds = {s.path.stem: s for s in sources if s.path.parent == FOLDER and s.path.stem not in NO_KINDS}
    assert len(kinds) > 1
    known = {name: _siblings(source.tree) - SHARED for name, source in kinds.items()}
    assert {name: others for name, others in known.items() if others} == {}


def test_the_catalogue_names_every_kind(sources: list[Source]) -> None:
    (catalogue,) = [source for source in sources if source.path == FOLDER / "catalogue.py"]
    kinds = {source.path.stem for source in sources if source.path.parent == FOLDER} - NO_KINDS
    assert kinds - _siblings(catalogue.tree) == set()
