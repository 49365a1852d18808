"""The printed map as a PDF: text, typefaces, properties, and a file whole or not at all."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tpdesk.domain.disclosure import FULL, PARTNERS
from tpdesk.domain.errors import Cancelled, InputError, OutsideError
from tpdesk.domain.page import PAGE_SIZES, Page, Text
from tpdesk.domain.progress import SilentProgress
from tpdesk.render.pdf import PdfProperties, pdf_bytes
from tpdesk.render.printing import print_to_pdf
from tpdesk.services.printing.request import PrintRequest

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from tpdesk.render.page_painting import PagePainter
    from tpdesk.store.register import Register

ON = date(2026, 11, 22)
REQUEST = PrintRequest(on=ON, author="Estates, Quillmere Council", title="Quillmere: what we have")
QUIET = SilentProgress()

pytestmark = pytest.mark.usefixtures("qapp")


def text_of(path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not on this computer")
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def typefaces(page: pikepdf.Page) -> dict[str, pikepdf.Object]:
    """Every typeface of a page by name, the descriptor of each."""
    found = {}
    for face in page.Resources.get("/Font", pikepdf.Dictionary()).values():
        inner = face.DescendantFonts[0] if "/DescendantFonts" in face else face
        found[str(face.BaseFont)] = inner.FontDescriptor
    return found


def test_the_pdf_says_what_the_page_says(place_register: Register, tmp_path: Path) -> None:
    out = tmp_path / "map.pdf"
    printed = print_to_pdf(place_register, REQUEST, PARTNERS, out, QUIET)
    assert printed.pages == 1
    assert printed.scale == 50_000
    assert printed.withheld is None
    assert printed.notice == "Some premises may be omitted"
    words = text_of(out)
    for needed in (
        "Quillmere: what we have",
        "OFFICIAL-SENSITIVE",
        "DRAFT - NO DECISION MADE",
        "Some premises may be omitted",
        "Scale 1:50,000 at A3",
        "British National Grid, km",
        "Green space",
        "Quillmere boundary",
        "Schedule",
        "Invented data of Quillmere.",
        "22 Nov 2026 · Estates, Quillmere Council",
        "Page 1 of 1",
    ):
        assert needed in words
    assert "Ward boundary" not in words


def test_every_typeface_is_embedded_and_can_be_copied_from(place_register: Register, tmp_path: Path) -> None:
    out = tmp_path / "map.pdf"
    print_to_pdf(place_register, REQUEST, PARTNERS, out, QUIET)
    with pikepdf.open(out) as pdf:
        for page in pdf.pages:
            faces = typefaces(page)
            assert faces
            assert all("Inter" in name for name in faces)
            assert all("/FontFile2" in descriptor for descriptor in faces.values())
            assert all("/ToUnicode" in face for face in page.Resources.Font.values())


def test_nothing_on_the_page_is_pixels(place_register: Register, tmp_path: Path) -> None:
    out = tmp_path / "map.pdf"
    print_to_pdf(place_register, REQUEST, PARTNERS, out, QUIET)
    with pikepdf.open(out) as pdf:
        assert not pdf.pages[0].get_images()


@pytest.mark.parametrize("size", list(PAGE_SIZES))
def test_the_paper_is_as_large_as_asked(size: str, page_painter: PagePainter) -> None:
    page = Page(PAGE_SIZES[size], (Text(50, 50, "Quillmere", 5.0),))
    raw = pdf_bytes([page, page], PdfProperties("Map", "", ON), page_painter, QUIET)
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        assert len(pdf.pages) == 2
        for each in pdf.pages:
            width, height = (float(side) * 25.4 / 72 for side in each.MediaBox[2:])
            assert width == pytest.approx(PAGE_SIZES[size].width, abs=0.6)
            assert height == pytest.approx(PAGE_SIZES[size].height, abs=0.6)


def test_the_properties_name_title_author_and_day(place_register: Register, tmp_path: Path) -> None:
    out = tmp_path / "map.pdf"
    print_to_pdf(place_register, REQUEST, FULL, out, QUIET)
    with pikepdf.open(out) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Quillmere: what we have"
        assert str(pdf.docinfo["/Author"]) == "Estates, Quillmere Council"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261122")
        assert str(pdf.Root.Lang) == "en-GB"
        assert float(pdf.pdf_version) >= 1.4


def test_the_same_map_is_the_same_file(place_register: Register, tmp_path: Path) -> None:
    first, second = tmp_path / "one.pdf", tmp_path / "two.pdf"
    print_to_pdf(place_register, REQUEST, PARTNERS, first, QUIET)
    print_to_pdf(place_register, REQUEST, PARTNERS, second, QUIET)
    assert first.read_bytes() == second.read_bytes()


def test_without_an_author_the_page_is_signed_by_the_account(
    place_register: Register, tmp_path: Path
) -> None:
    out = tmp_path / "map.pdf"
    print_to_pdf(place_register, PrintRequest(on=ON), PARTNERS, out, QUIET)
    with pikepdf.open(out) as pdf:
        assert "/Author" in pdf.docinfo


def test_a_folder_that_is_not_there_is_told(place_register: Register, tmp_path: Path) -> None:
    with pytest.raises(OutsideError) as raised:
        print_to_pdf(place_register, REQUEST, PARTNERS, tmp_path / "gone" / "map.pdf", QUIET)
    assert raised.value.code == "folder_missing"


def test_an_unknown_layer_is_told_before_anything_is_written(
    place_register: Register, tmp_path: Path
) -> None:
    out = tmp_path / "map.pdf"
    with pytest.raises(InputError):
        print_to_pdf(place_register, PrintRequest(layers=("Roads",)), PARTNERS, out, QUIET)
    assert not out.exists()


def test_a_hidden_layer_is_printed_when_it_is_named(place_register: Register, tmp_path: Path) -> None:
    out = tmp_path / "map.pdf"
    print_to_pdf(place_register, PrintRequest(layers=("Wards",), on=ON), PARTNERS, out, QUIET)
    words = text_of(out)
    assert "Ward boundary" in words
    assert "Green space" not in words


class StopAt(SilentProgress):
    """Cancels at a word of what is going on."""

    def __init__(self, word: str) -> None:
        self.word = word

    def step(self, done: int, total: int, label: str = "") -> None:
        super().step(done, total, label)
        if self.word in label:
            raise Cancelled


@pytest.mark.parametrize("word", ["Reading the layers", "Painting", "Writing"])
def test_a_cancelled_print_leaves_the_old_file(place_register: Register, tmp_path: Path, word: str) -> None:
    out = tmp_path / "map.pdf"
    out.write_text("the old one")
    with pytest.raises(Cancelled):
        print_to_pdf(place_register, REQUEST, PARTNERS, out, StopAt(word))
    assert out.read_text() == "the old one"
    assert [path for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_the_command_line_needs_no_window(qapp: QApplication) -> None:
    script = (
        "from pathlib import Path\n"
        "from tpdesk.render.printing import ensure_application, render_page_preview\n"
        "from tpdesk.domain.page import PAGE_SIZES, Page, Text\n"
        "ensure_application(); ensure_application()\n"
        "image = render_page_preview(Page(PAGE_SIZES['A4'], (Text(20, 20, 'Quillmere', 8.0),)), 297)\n"
        "assert any(image.pixelColor(x, 17).lightness() < 128 for x in range(20, 60))\n"
    )
    import sys

    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, env=_bare_environment()
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert qapp is not None


def _bare_environment() -> dict[str, str]:
    import os

    hidden = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    return {name: value for name, value in os.environ.items() if name not in hidden}
