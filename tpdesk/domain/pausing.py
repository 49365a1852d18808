"""Keeps Python's search for circles of objects out of work that makes millions of values and no circles."""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = threading.Lock()
_pauses = 0


@contextmanager
def pause_collection() -> Iterator[None]:
    """Pause the search for as long as any such work is under way, in whichever thread.

    What is in no circle is freed all the same. Where somebody has switched the search off, it stays off.
    """
    if not _begin():
        yield
        return
    try:
        yield
    finally:
        _end()


def _begin() -> bool:
    global _pauses
    with _lock:
        if not _pauses and not gc.isenabled():
            return False
        _pauses += 1
        gc.disable()
        return True


def _end() -> None:
    global _pauses
    with _lock:
        _pauses -= 1
        if not _pauses:
            gc.enable()
