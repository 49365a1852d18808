"""The manual says what the program is: pages from catalogues are current, links and pictures are there."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

import manual_fields
from tpdesk.domain.fields.catalogue import FIELDS
from tpdesk.domain.issues import ISSUE_KINDS
from tpdesk.domain.look import ORGANISATION_KINDS

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual"
PICTURES = MANUAL.parent / "pictures"
LARGEST_BYTES = 250_000
LINK = re.compile(r"\[([^\]]*)\]\(([^)#]+?)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(\.\./pictures/([^)]+)\)")
STAGES = ("collect", "register", "layers", "colocate", "print")


def _text(name: str) -> str:
    return (MANUAL / name).read_text("utf-8")


@pytest.mark.parametrize("name", ["fields.md", "issues.md"])
def test_a_page_from_a_catalogue_is_current(name: str) -> None:
    hint = "write it again: .venv/bin/python packaging/manual_fields.py"
    assert _text(name) == manual_fields.pages()[name], hint


def test_every_field_and_every_kind_of_issue_is_told() -> None:
    pages = manual_fields.pages()
    assert [field.key for field in FIELDS if f"`{field.key}`" not in pages["fields.md"]] == []
    assert [code for code in ISSUE_KINDS if f"`{code}`" not in pages["issues.md"]] == []


def test_the_command_line_page_tells_every_fix_and_every_kind_of_organisation() -> None:
    text = _text("command-line.md")
    wanted = [code for code, kind in ISSUE_KINDS.items() if kind.fixable] + list(ORGANISATION_KINDS)
    assert [word for word in wanted if f"`{word}`" not in text] == []


def test_every_page_is_reached_from_the_first() -> None:
    names = {path.name for path in MANUAL.glob("*.md")} - {"README.md"}
    assert names == {link for _, link in LINK.findall(_text("README.md")) if link.endswith(".md")}


def test_no_link_of_the_manual_is_broken() -> None:
    links = [
        (path.name, link) for path in MANUAL.glob("*.md") for _, link in LINK.findall(path.read_text("utf-8"))
    ]
    assert [(page, link) for page, link in links if not (MANUAL / link).is_file()] == []


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_that_works_is_shown(stage: str) -> None:
    assert f"{stage}.png" in [name for _, name in PICTURE.findall(_text(f"{stage}.md"))]


def test_every_picture_says_what_it_shows_and_is_used() -> None:
    shown = [found for path in MANUAL.glob("*.md") for found in PICTURE.findall(path.read_text("utf-8"))]
    assert {name for _, name in shown} == {path.name for path in PICTURES.iterdir()}
    assert [name for words, name in shown if len(words) < 20] == []


@pytest.mark.parametrize("path", sorted(PICTURES.iterdir()), ids=lambda path: path.name)
def test_a_picture_is_large_enough_to_read_and_small_enough_to_keep(path: Path) -> None:
    image = QImage(str(path))
    assert image.width() >= 1400
    assert path.stat().st_size < LARGEST_BYTES
