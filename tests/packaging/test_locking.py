"""The locked versions are whole, exact, and what pyproject.toml asks for."""

import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import locking

RUN = locking.read_lock(locking.RUN_LOCK)
TEST = locking.read_lock(locking.TEST_LOCK)


def test_every_version_is_exact() -> None:
    pins = [str(pin) for pin in (*RUN.values(), *TEST.values())]
    assert [pin for pin in pins if not re.fullmatch(r'[\w.-]+==[\w.]+(; sys_platform == "\w+")?', pin)] == []


def test_nothing_is_locked_twice() -> None:
    assert RUN.keys() & TEST.keys() == set()


@pytest.mark.parametrize(
    "environment", locking.environments(), ids=lambda one: f"{one['sys_platform']} {one['python_version']}"
)
def test_the_locks_hold_all_that_a_system_needs(environment: dict[str, str]) -> None:
    to_run, to_test = locking.declared()

    def locked(pins: dict[str, Requirement]) -> set[str]:
        return {name for name, pin in pins.items() if pin.marker is None or pin.marker.evaluate(environment)}

    assert locking.needs(to_run, environment) == locked(RUN)
    assert locking.needs(to_run + to_test, environment) == locked(RUN | TEST)


def test_the_locks_keep_to_what_the_project_asks_for() -> None:
    to_run, to_test = locking.declared()
    for text in to_run + to_test:
        asked = Requirement(text)
        (exact,) = (RUN | TEST)[str(canonicalize_name(asked.name))].specifier
        assert asked.specifier.contains(exact.version), text


def test_the_tests_run_with_the_locked_versions() -> None:
    here = [pin for pin in (RUN | TEST).values() if pin.marker is None or pin.marker.evaluate()]
    assert [str(pin) for pin in here if not pin.specifier.contains(metadata.version(pin.name))] == []


def test_what_may_not_be_changed_lightly() -> None:
    """PySide6 6.12 dies on Python 3.11, and the GeoPackage checker cannot be declared as an extra."""
    assert str(RUN["pyside6-essentials"].specifier) == "==6.11.3"
    assert "gdal" not in RUN.keys() | TEST.keys()
