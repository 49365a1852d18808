"""The shipped demonstration place, opened once for all its tests."""

import json
import sys
from pathlib import Path
from typing import Any

import geopandas  # type: ignore[import-untyped]
import pytest

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "resources" / "demo"
# The generator is no part of the installed program: it is found where it lies.
sys.path.insert(0, str(ROOT / "packaging"))


@pytest.fixture(scope="session")
def demo() -> Path:
    """The folder of the demonstration place."""
    return DEMO


@pytest.fixture(scope="session")
def manifest() -> dict[str, Any]:
    """The manifest of the demonstration place."""
    told: dict[str, Any] = json.loads((DEMO / "demo.json").read_text(encoding="utf-8"))
    return told


@pytest.fixture(scope="session")
def layers(manifest: dict[str, Any]) -> dict[str, Any]:
    """Every layer of the GeoPackage by its name, as a frame."""
    names = {layer["layer"] for layer in manifest["layers"]} | {"wards", "boundary"}
    return {name: geopandas.read_file(DEMO / "layers.gpkg", layer=name) for name in sorted(names)}
