"""Some releases of PySide6 drop a reference to None in every void method, until the interpreter dies."""

import sys

from PySide6.QtCore import QObject


def test_void_methods_keep_none_alive() -> None:
    thing = QObject()
    thing.setObjectName("warm")
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("cold")
    assert sys.getrefcount(None) > before - 500
