"""What the program imports, it asks for by name: a package that comes along with another may go again."""

import ast
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


def _imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module)
    return {name.split(".")[0] for name in names}


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    texts = [*project["dependencies"], *extras["server"], *extras["vault"]]
    return {str(canonicalize_name(Requirement(text).name)) for text in texts}


def test_every_import_of_the_program_is_a_declared_dependency() -> None:
    brought_by = metadata.packages_distributions()
    # Qt's binding and its support library are one release of one project.
    declared = _declared() | {"shiboken6"}
    undeclared: dict[str, set[str]] = {}
    for path in sorted((ROOT / "tpdesk").rglob("*.py")):
        for name in _imported(ast.parse(path.read_text("utf-8"))) - sys.stdlib_module_names - {"tpdesk"}:
            if not {str(canonicalize_name(one)) for one in brought_by.get(name, [])} & declared:
                undeclared.setdefault(name, set()).add(path.relative_to(ROOT).as_posix())
    assert undeclared == {}


def test_the_set_up_script_needs_nothing_but_python() -> None:
    """These run before anything is installed."""
    own = {"dev", "checks", "environment", "systemlibs", "telling"}
    for name in own:
        tree = ast.parse((ROOT / "packaging" / f"{name}.py").read_text("utf-8"))
        assert _imported(tree) - sys.stdlib_module_names - own == set()
