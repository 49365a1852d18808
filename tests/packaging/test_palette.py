"""A picture of few colours keeps them all; one of many loses nothing that is seen."""

import numpy as np
from PySide6.QtGui import QColor, QImage

from pictures.palette import with_few_colours


def test_few_colours_are_kept_to_the_value() -> None:
    image = QImage(7, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("#0F5D66"))
    image.setPixelColor(6, 2, QColor("#F6D44A"))
    few = with_few_colours(image)
    assert few.pixelColor(6, 2) == QColor("#F6D44A")
    assert {few.pixelColor(x, y).name() for x in range(6) for y in range(3)} == {"#0f5d66"}
    assert few.format() == QImage.Format.Format_Indexed8


def test_of_many_colours_each_is_near_its_own() -> None:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    for x in range(64):
        for y in range(64):
            image.setPixelColor(x, y, QColor(4 * x, 4 * y, 128))
    few = with_few_colours(image)
    wrong = [
        max(abs(few.pixelColor(x, y).red() - 4 * x), abs(few.pixelColor(x, y).green() - 4 * y))
        for x in range(64)
        for y in range(64)
    ]
    assert max(wrong) <= 16
    assert float(np.mean(wrong)) < 8
