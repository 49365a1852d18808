"""Positions on the National Grid in longitude and latitude."""

from __future__ import annotations

import numpy as np
import pytest

from tpdesk.files.coordinates import degrees_of


def test_a_known_point_and_an_unknown_one() -> None:
    """Caister water tower, the worked example of the Ordnance Survey's guide, within ten metres."""
    longitude, latitude = degrees_of(np.array([651_409.903, np.nan]), np.array([313_177.270, 1.0]))
    assert longitude[0] == pytest.approx(1.716063, abs=1e-4)
    assert latitude[0] == pytest.approx(52.658008, abs=1e-4)
    assert np.isnan(longitude[1])
    assert np.isnan(latitude[1])


def test_nothing_is_nothing() -> None:
    longitude, latitude = degrees_of(np.empty(0), np.empty(0))
    assert (len(longitude), len(latitude)) == (0, 0)
