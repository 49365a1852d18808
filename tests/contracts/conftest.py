"""The files that the contracts are held against."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MADE = {"__pycache__", "build", "dist", "out", "tpdesk.egg-info"}
CODE_FOLDERS = ("tpdesk", "packaging", "tests")


@dataclass
class Source:
    """A Python file of the project, by its path from the root."""

    path: Path

    @cached_property
    def text(self) -> str:
        return (ROOT / self.path).read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)


@pytest.fixture(scope="session")
def project_files() -> list[Path]:
    """Every file that belongs to the project, by its path from the root."""
    if not (ROOT / ".git").exists():
        return _walked()
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [path for path in map(Path, sorted(listed.stdout.split("\0"))) if (ROOT / path).is_file()]


def _walked() -> list[Path]:
    """The files of a copy without its history: all but what is made anew."""
    paths = [path.relative_to(ROOT) for path in sorted(ROOT.rglob("*")) if path.is_file()]
    return [path for path in paths if not MADE & set(path.parts) and not path.parts[0].startswith(".")]


@pytest.fixture(scope="session")
def sources(project_files: list[Path]) -> list[Source]:
    """Every Python file of the program, its packaging and its tests."""
    return [Source(path) for path in project_files if path.suffix == ".py" and path.parts[0] in CODE_FOLDERS]
