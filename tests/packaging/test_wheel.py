"""The wheel holds every file of the program, and finds its resources wherever it is installed."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = ("setup.py", "pyproject.toml", "README.md", "LICENSE")
COPIED = (
    "tpdesk",
    "resources",
    "docs/manual",
    "docs/pictures",
    "setup.py",
    "pyproject.toml",
    "README.md",
    "LICENSE",
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the wheel is built from, so that nothing is left in the checkout."""
    copy = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            shutil.copy(source, copy / name)
    return copy


@pytest.fixture(scope="module")
def wheel(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel."""
    source, out = tmp_path_factory.mktemp("source") / "tpdesk", tmp_path_factory.mktemp("wheel")
    shutil.copytree(copy, source)
    line = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run([*line, "-w", str(out), str(source)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("*.whl")
    return built


def _files(root: Path, folder: str) -> set[str]:
    return {path.relative_to(root).as_posix() for path in (root / folder).rglob("*") if path.is_file()}


def _expected(root: Path) -> set[str]:
    brought = {f"tpdesk/{name}" for name in _files(root, "resources")}
    manual = {name.replace("docs", "tpdesk/resources", 1) for name in _files(root, "docs")}
    return _files(root, "tpdesk") | brought | manual


def test_every_file_is_in_the_wheel(copy: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == _expected(copy)
    assert "tpdesk/resources/manual/README.md" in packed
    assert "tpdesk/resources/pictures/register.png" in packed


def test_the_licence_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]


def test_an_installed_program_finds_its_resources_and_manual(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "a place with spaces"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--target",
        str(place),
    ]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    ask = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from tpdesk.files.resources import resource_path\n"
        "from tpdesk.gui.help_page import manual_folder\n"
        "print(resource_path('look', 'tokens.json'))\n"
        "print(manual_folder() / 'README.md')"
    )
    line = [sys.executable, "-c", ask, str(place)]
    done = subprocess.run(line, cwd=tmp_path, check=True, capture_output=True, encoding="utf-8")
    resources = place / "tpdesk" / "resources"
    found = [Path(line) for line in done.stdout.splitlines()]
    assert found == [resources / "look" / "tokens.json", resources / "manual" / "README.md"]
    assert found[1].is_file()
