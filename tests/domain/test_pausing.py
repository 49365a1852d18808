"""The search for circles stands still during large work, and goes on afterwards whatever happened."""

import gc
from collections.abc import Iterator

import pytest

from tpdesk.domain.pausing import pause_collection


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    was = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was else gc.disable)()


def test_it_is_off_within_and_on_again_behind() -> None:
    with pause_collection():
        assert not gc.isenabled()
        with pause_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="stop"), pause_collection():
        raise ValueError("stop")
    assert gc.isenabled()


def test_who_has_switched_it_off_keeps_it_off() -> None:
    gc.disable()
    with pause_collection():
        assert not gc.isenabled()
    assert not gc.isenabled()
