"""The register of secrets, made once for all tests of this folder and never changed by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.exporting.planted import Planted, plant

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """Open, restricted and confidential buildings of three organisations, every fact of them unique."""
    made = plant(tmp_path_factory.mktemp("planted") / "planted.gpkg")
    with made.register:
        yield made
