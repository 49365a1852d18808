"""What the import contracts cannot say: modules inside a library, and imports by other words."""

import ast
import sys
from pathlib import Path
from typing import Protocol


class Source(Protocol):
    path: Path
    tree: ast.Module


def _imports(source: Source) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_widgets_are_known_to_the_window_alone(sources: list[Source]) -> None:
    beside = [s for s in sources if s.path.parts[0] == "tpdesk" and s.path.parts[1] != "gui"]
    assert [str(s.path) for s in beside if any(n.startswith("PySide6.QtWidgets") for n in _imports(s))] == []


def test_the_domain_stands_on_little(sources: list[Source]) -> None:
    """numpy and shapely beside the standard library: what a rule of the trade needs, and no more."""
    allowed = sys.stdlib_module_names | {"tpdesk", "numpy", "shapely"}
    domain = [s for s in sources if s.path.parts[:2] == ("tpdesk", "domain")]
    others = {str(s.path): {name.split(".")[0] for name in _imports(s)} - allowed for s in domain}
    assert {path: names for path, names in others.items() if names} == {}


def test_nothing_is_imported_by_its_name_as_text(sources: list[Source]) -> None:
    """The contracts, and the freezing of the program, see only imports that are written as such."""
    hidden = [
        f"{source.path}:{node.lineno}"
        for source in sources
        if source.path.parts[0] == "tpdesk"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"importlib.import_module", "__import__"}
    ]
    assert hidden == []
