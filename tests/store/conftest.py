"""Registers for tests: an empty one and a filled one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.stocking import PLACE, Change, Stock, fill
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """An empty register, open."""
    with Register.create(tmp_path / "register.gpkg", PLACE) as opened:
        yield opened


@pytest.fixture
def stock(register: Register) -> Stock:
    """Fill the register by one command."""
    found: list[Stock] = []
    register.execute(Change(lambda writer: found.append(fill(writer)), "Fill"))
    return found[0]
