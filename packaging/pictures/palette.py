"""Pictures of 256 colours: a window has few, so nothing is seen of it and the file is a third."""

import numpy as np
from PySide6.QtGui import QImage, qRgb
from scipy.spatial import cKDTree

MOST_COLOURS = 256


def with_few_colours(image: QImage) -> QImage:
    """Give the image in the 256 colours that serve it best, without dithering."""
    whole = image.convertToFormat(QImage.Format.Format_RGB888)
    height, width = whole.height(), whole.width()
    lines = np.frombuffer(whole.constBits(), np.uint8).reshape(height, whole.bytesPerLine())
    pixels = lines[:, : width * 3].reshape(-1, 3)
    colours, places, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    table = colours[_chosen(colours.astype(np.float64), counts)]
    _, nearest = cKDTree(table.astype(np.float64)).query(colours.astype(np.float64))
    few = QImage(width, height, QImage.Format.Format_Indexed8)
    few.setColorTable([qRgb(*(int(part) for part in colour)) for colour in table])
    to = np.frombuffer(few.bits(), np.uint8).reshape(height, few.bytesPerLine())
    to[:, :width] = np.asarray(nearest, np.uint8)[places.reshape(-1)].reshape(height, width)
    return few


def _chosen(colours: np.ndarray, counts: np.ndarray) -> list[int]:
    """Give the rows of the colours to keep: each next one is where most pixels are most wrong so far."""
    chosen = [int(counts.argmax())]
    wrong = np.full(len(colours), np.inf)
    while len(chosen) < min(MOST_COLOURS, len(colours)):
        wrong = np.minimum(wrong, ((colours - colours[chosen[-1]]) ** 2).sum(axis=1))
        chosen.append(int((wrong * np.sqrt(counts)).argmax()))
    return chosen
