"""The project speaks of itself alone, and leaves nothing half done."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = {".py", ".qss", ".sql", ".spec", ".toml", ".cfg", ".yaml", ".yml", ".lock"}
PROSE_AND_CODE = CODE | {"", ".md", ".txt", ".json", ".svg"}
# Put together from pieces, so that this file itself keeps the contract.
UNFINISHED = ["TO" + "DO", "FIX" + "ME", "X" + "XX", "raise NotImplemented" + "Error"]
REGISTRIES = [
    ".".join(host)
    for host in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("crates", "io"),
        ("golang", "org"),
        ("rubygems", "org"),
        ("conda", "anaconda"),
    )
]
FOLDERS = "|".join(["wo" + "rk", "op" + "t/pypi", "ro" + "ot"])
ELSEWHERE = re.compile(rf"(?<![\w.~-])/(?:{FOLDERS})\b")
INDEX_OPTION = re.compile(r"--(?:extra-)?index" + "-url|index" + r"-url\s*=")
BANNED_MODULES = {"utils", "util", "misc", "helpers", "helper", "manager", "managers", "common"}


@pytest.fixture(scope="module")
def texts(project_files: list[Path]) -> dict[Path, str]:
    """The text of every file that people wrote, by its path from the root."""
    read = {}
    for path in project_files:
        if path.suffix in PROSE_AND_CODE:
            data = (ROOT / path).read_bytes()
            if b"\0" not in data:
                read[path] = data.decode("utf-8", errors="replace")
    return read


def _lines_with(pattern: re.Pattern[str], texts: dict[Path, str]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in texts.items()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_is_left_for_later(texts: dict[Path, str]) -> None:
    ours = {path: text for path, text in texts.items() if path.parts[0] != "resources"}
    assert _lines_with(re.compile(r"\b(?:" + "|".join(UNFINISHED) + r")\b"), ours) == []


def test_no_package_registry_is_named(texts: dict[Path, str]) -> None:
    assert _lines_with(re.compile("|".join(map(re.escape, REGISTRIES))), texts) == []
    assert _lines_with(INDEX_OPTION, texts) == []


def test_no_path_of_one_computer_is_named(texts: dict[Path, str]) -> None:
    assert _lines_with(ELSEWHERE, texts) == []


def test_modules_are_named_for_what_they_hold(project_files: list[Path]) -> None:
    vague = [
        str(path)
        for path in project_files
        if path.suffix == ".py"
        and BANNED_MODULES & {part.strip("_") for part in (*path.parts[:-1], path.stem)}
    ]
    assert vague == []


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        ("see /wo" + "rk/main/x", ELSEWHERE),
        ("'/ro" + "ot'", ELSEWHERE),
        ("--extra-index" + "-url file:///x", INDEX_OPTION),
    ],
)
def test_the_patterns_find_what_they_are_for(line: str, pattern: re.Pattern[str]) -> None:
    assert pattern.search(line)


@pytest.mark.parametrize("line", ["../shared/wo" + "rk/x", "house" + "wo" + "rk/", "a/ro" + "ot"])
def test_the_patterns_leave_ordinary_words_alone(line: str) -> None:
    assert not ELSEWHERE.search(line)
