"""The shape of the tree: tests mirror the program, and only the program is a package."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BESIDE = {"contracts", "journeys", "bench", "data", "demo", "packaging", "soak"}


def _folders(of: str) -> set[str]:
    return {path.name for path in (ROOT / of).iterdir() if path.is_dir() and path.name != "__pycache__"}


def test_tests_mirror_the_program() -> None:
    assert _folders("tests") - _folders("tpdesk") - BESIDE == set()


def test_tests_and_packaging_are_no_packages(project_files: list[Path]) -> None:
    """A package called packaging would hide the library of that name, which reads the locked versions."""
    assert Path("packaging/__init__.py") not in project_files
    tests = [path for path in project_files if path.parts[0] == "tests"]
    assert [str(path) for path in tests if path.name == "__init__.py"] == []


def test_every_folder_of_the_program_is_a_package(project_files: list[Path]) -> None:
    folders = {path.parent for path in project_files if path.parts[0] == "tpdesk" and path.suffix == ".py"}
    assert [str(folder) for folder in sorted(folders) if folder / "__init__.py" not in project_files] == []
