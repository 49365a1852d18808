"""Typeface, icons and symbols as they are drawn."""

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPointF
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
    QRawFont,
)

from tpdesk.domain.errors import OutsideError
from tpdesk.domain.look import ORGANISATION_KINDS, SYMBOL_STATES, Decision, SymbolState
from tpdesk.files.look import read_tokens
from tpdesk.files.resources import resource_path
from tpdesk.render.fonts import font, load_fonts
from tpdesk.render.icons import icon, icon_image
from tpdesk.render.symbols import (
    MARGIN_PX,
    SymbolInk,
    paint_decision,
    paint_selected_disc,
    paint_shared_ring,
    paint_symbol,
    symbol_image,
)
from tpdesk.render.symbols_bubble import bubble_radius, bubble_size, paint_count_bubble
from tpdesk.render.symbols_shapes import svg_path, symbol_shape
from tpdesk.render.symbols_stamps import stamp_mask, stamp_masks

RED, WHITE, BLACK = QColor(200, 0, 0), QColor(255, 255, 255), QColor(0, 0, 0)
INKS = SymbolInk(RED, WHITE, BLACK)


@pytest.fixture(autouse=True)
def family(qapp: QGuiApplication) -> str:
    del qapp
    return load_fonts()


def canvas(side: int = 64) -> tuple[QImage, QPainter]:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image, QPainter(image)


def alpha(image: QImage) -> np.ndarray:
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)[:, :, 3].copy()


class TestTypeface:
    def test_all_four_weights_are_of_one_family(self) -> None:
        weights = {QFontDatabase.weight("Inter", style) for style in QFontDatabase.styles("Inter")}

        assert weights == {400, 500, 600, 700}

    @pytest.mark.parametrize(
        ("designed", "drawn"), [(400, 400), (450, 400), (550, 500), (620, 600), (700, 700)]
    )
    def test_designed_weights_become_shipped_ones(self, designed: int, drawn: int) -> None:
        assert QFontInfo(font(13, designed)).weight() == drawn

    def test_figures_are_of_one_width_unless_asked_otherwise(self) -> None:
        tabular, text = QFontMetricsF(font(13)), QFontMetricsF(font(13, tabular=False))

        assert tabular.horizontalAdvance("1111") == tabular.horizontalAdvance("8888")
        assert text.horizontalAdvance("1111") < text.horizontalAdvance("8888")

    def test_half_pixels_round_up(self) -> None:
        scale = read_tokens().type

        assert [
            font(scale.table).pixelSize(),
            font(scale.map).pixelSize(),
            font(scale.small).pixelSize(),
        ] == [
            13,
            11,
            12,
        ]
        assert font(scale.heading).weight() == 600

    @pytest.mark.parametrize("letter", "ŵŷŴŶâêîôû£²−→·–…“”’×")
    def test_the_letters_of_the_trade_and_of_welsh_are_there(self, letter: str) -> None:
        assert all(
            QRawFont.fromFont(font(13, weight)).supportsCharacter(ord(letter))
            for weight in (400, 500, 600, 700)
        )

    def test_a_missing_file_is_told_in_words(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tpdesk.render.fonts._FILES", ("OFL.txt",))

        with pytest.raises(OutsideError, match=r"OFL\.txt could not be read"):
            load_fonts.__wrapped__()


class TestIcons:
    @pytest.mark.parametrize("path", sorted(resource_path("icons").glob("*.svg")), ids=lambda path: path.stem)
    def test_every_icon_draws_something_in_the_colour_asked_for(self, path: object) -> None:
        name = getattr(path, "stem", "")
        image = icon_image(name, RED, 16)
        strongest = max(image.pixelColor(x, y).red() for x in range(16) for y in range(16))

        assert alpha(image).any()
        assert strongest >= 190
        assert all(image.pixelColor(x, y).green() < 10 for x in range(16) for y in range(16))

    def test_it_is_drawn_in_the_pixels_of_the_screen(self) -> None:
        pixmap = icon("hand", RED, 20, 2.0)

        assert (pixmap.width(), pixmap.deviceIndependentSize().width()) == (40, 20)

    def test_the_same_icon_is_drawn_once(self) -> None:
        assert icon("hand", RED, 20).cacheKey() == icon("hand", RED, 20).cacheKey()


class TestSymbols:
    @pytest.mark.parametrize("kind", ORGANISATION_KINDS)
    def test_states_differ_by_how_much_ink_they_carry(self, kind: str) -> None:
        ink = {state: int(alpha(symbol_image(kind, state, RED, None, 24)).sum()) for state in SYMBOL_STATES}

        assert ink["vacant"] < ink["leaving"] < ink["in_use"]

    @pytest.mark.parametrize("size", [9, 12, 16, 24])
    @pytest.mark.parametrize("state", SYMBOL_STATES)
    def test_shapes_can_be_told_apart_in_one_bit(self, state: SymbolState, size: int) -> None:
        shapes = {
            tuple((alpha(symbol_image(kind, state, BLACK, None, size)) > 127).ravel())
            for kind in ORGANISATION_KINDS
        }

        assert len(shapes) == len(ORGANISATION_KINDS)

    def test_nine_pixels_on_a_plain_screen_are_the_hinted_stamp(self) -> None:
        inked = alpha(symbol_image("nhs", "vacant", RED, None, 9))

        assert set(np.unique(inked)) == {0, 255}
        assert np.array_equal(
            inked[MARGIN_PX:-MARGIN_PX, MARGIN_PX:-MARGIN_PX] > 0, stamp_mask("nhs", "vacant")
        )
        assert len(np.unique(alpha(symbol_image("nhs", "vacant", RED, None, 9, 2.0)))) > 2

    def test_the_edge_of_a_stamp_is_one_pixel_all_round_and_fills_a_hollow_symbol(self) -> None:
        ink, paper = stamp_masks("council", "vacant", MARGIN_PX)

        assert (int(paper.sum()), int(stamp_mask("council", "in_use").sum())) == (81, 49)
        assert int(ink.sum()) == 24
        image = symbol_image("council", "vacant", RED, WHITE, 9)
        assert image.pixelColor(6, 6) == WHITE
        assert image.pixelColor(3, 3) == RED

    def test_the_symbol_is_centred_with_a_paper_edge(self) -> None:
        image = symbol_image("central_government", "in_use", RED, WHITE, 16)

        assert image.pixelColor(10, 10) == RED
        assert image.pixelColor(10, 3).green() > 100
        assert alpha(image)[0].max() < 40

    def test_an_unknown_kind_looks_like_other(self) -> None:
        assert symbol_image("embassy", "in_use", RED, WHITE, 9) == symbol_image(
            "other", "in_use", RED, WHITE, 9
        )
        assert symbol_shape("embassy", "in_use").body == symbol_shape("other", "in_use").body

    def test_without_an_edge_only_the_holes_are_paper(self) -> None:
        image, painter = canvas()
        paint_symbol(painter, "council", "vacant", SymbolInk(RED, WHITE, BLACK, 0), QPointF(32, 32), 24)
        painter.end()

        assert image.pixelColor(32, 32) == WHITE
        assert image.pixelColor(32, 20).alpha() == 0

    def test_on_paper_it_is_made_of_paths(self) -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        painter = QPainter(writer)
        paint_symbol(painter, "police", "leaving", INKS, QPointF(500, 500), 200)
        painter.end()

        assert b"/Subtype /Image" not in bytes(buffer.data().data())


class TestMarks:
    def test_the_selected_disc_is_yellow_under_the_symbol(self) -> None:
        image, painter = canvas()
        paint_selected_disc(painter, QPointF(32, 32), 16, QColor(250, 210, 70), BLACK)
        paint_symbol(painter, "nhs", "in_use", INKS, QPointF(32, 32), 16)
        painter.end()

        assert image.pixelColor(32, 32) == RED
        assert image.pixelColor(32, 21) == QColor(250, 210, 70)
        assert image.pixelColor(32, 17).lightness() < 80

    def test_the_shared_ring_lies_outside_the_symbol(self) -> None:
        image, painter = canvas()
        paint_shared_ring(painter, QPointF(32, 32), 16, BLACK, WHITE)
        painter.end()

        assert image.pixelColor(32, 32) == WHITE
        assert image.pixelColor(32, 20).lightness() < 120

    def test_each_decision_has_its_own_mark(self) -> None:
        decisions: tuple[Decision, ...] = ("keep", "close", "receive")
        drawn = []
        for decision in decisions:
            image, painter = canvas()
            paint_decision(painter, decision, "council", INKS, QPointF(32, 32), 24)
            painter.end()
            drawn.append(image)

        assert drawn[0].pixelColor(32, 32) == RED
        assert drawn[1].pixelColor(32, 32) == WHITE
        assert len({tuple(alpha(image).ravel()) for image in drawn}) == 3

    @pytest.mark.parametrize(
        ("count", "size"), [(1, 22), (9, 22), (10, 28), (99, 28), (100, 34), (999, 34), (1000, 40)]
    )
    def test_a_bubble_grows_with_its_number(self, count: int, size: int) -> None:
        assert bubble_size(count) == size
        assert bubble_radius(count) == size / 2 + 6

    def test_the_ring_begins_at_the_top_with_the_largest(self) -> None:
        image, painter = canvas()
        blue = QColor(0, 0, 200)
        shares = [(blue, 10), (RED, 30), (BLACK, 0)]
        paint_count_bubble(painter, QPointF(32, 32), shares, BLACK, WHITE, font(12, 700))
        painter.end()
        ring = bubble_size(40) / 2 + 2.4

        assert image.pixelColor(round(32 + ring), 32) == RED
        assert image.pixelColor(32, round(32 + ring)) == RED
        assert image.pixelColor(round(32 - ring * 0.75), round(32 - ring * 0.75)).blue() > 120
        assert image.pixelColor(32, round(32 - ring)).lightness() > 200

    def test_one_organisation_alone_has_a_closed_ring(self) -> None:
        image, painter = canvas()
        paint_count_bubble(painter, QPointF(32, 32), [(RED, 7)], BLACK, WHITE, font(12, 700))
        painter.end()

        assert image.pixelColor(32, round(32 - 11 - 2.4)) == RED


class TestPaths:
    def test_relative_and_absolute_commands_mean_the_same(self) -> None:
        assert svg_path("M1 2H5V7L1 2z") == svg_path("m1 2h4v5l-4 -5z")

    def test_points_after_a_move_are_lines(self) -> None:
        assert svg_path("M0 0 4 0 4 4z") == svg_path("M0 0L4 0L4 4z")

    def test_two_half_circles_are_a_disc(self) -> None:
        box = svg_path("M12 2.4a9.6 9.6 0 1 0 0 19.2a9.6 9.6 0 1 0 0-19.2z").boundingRect()

        assert (round(box.left(), 3), round(box.top(), 3), round(box.width(), 3)) == (2.4, 2.4, 19.2)
