"""The one typeface, in the weights that are shipped, with figures of one width."""

import math
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from tpdesk.domain.errors import OutsideError
from tpdesk.domain.look import TypeRole
from tpdesk.files.resources import resource_path

FAMILY = "Inter"

_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")
_TABULAR_FIGURES = QFont.Tag("tnum")


@cache
def load_fonts() -> str:
    """Make the shipped typeface known to Qt, once; needs a QGuiApplication.

    Returns:
        The name of the family.
    """
    for name in _FILES:
        path = resource_path("fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise OutsideError(
                "typeface_unreadable",
                f"The typeface {name} could not be read.",
                "Install tpdesk again: a file of it is missing or damaged.",
            )
    return FAMILY


def font(size: TypeRole | float, weight: int | None = None, *, tabular: bool = True) -> QFont:
    """The typeface in a size of the look, or in so many pixels.

    Args:
        size: a role of the type scale, or pixels (half pixels round up, as Qt takes whole ones).
        weight: as designed (400 to 700); the weights between are drawn by the nearest lighter one shipped.
            Without it the role's own, or 400.
        tabular: figures of one width, so that columns of numbers line up.
    """
    px, own_weight = (size.px, size.weight) if isinstance(size, TypeRole) else (size, 400)
    made = QFont(FAMILY)
    made.setPixelSize(math.floor(px + 0.5))
    made.setWeight(QFont.Weight(_shipped_weight(own_weight if weight is None else weight)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        made.setFeature(_TABULAR_FIGURES, 1)
    return made


def _shipped_weight(weight: int) -> int:
    return min(max(weight // 100 * 100, 400), 700)
