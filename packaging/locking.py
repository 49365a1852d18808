"""Write the locked versions: what the working environment holds, split by what the program needs to run.

    .venv/bin/python packaging/locking.py

Packages that only another system needs are not installed here; they keep the version and the marker
that the lock file already gives them.
"""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
RUN_LOCK = ROOT / "packaging" / "requirements.lock"
TEST_LOCK = ROOT / "packaging" / "requirements-test.lock"
# The tests use one script of it, the GeoPackage checker. It declares GDAL, which that script does not
# import and pip cannot build everywhere: so it stands here, is locked, and is no extra.
BESIDE = ("gdal-utils==3.13.3",)
WITHOUT_NEEDS = frozenset({"gdal-utils"})
SYSTEMS = {
    "linux": ("posix", "Linux", "x86_64"),
    "win32": ("nt", "Windows", "AMD64"),
    "darwin": ("posix", "Darwin", "arm64"),
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def environments() -> list[dict[str, str]]:
    """Give the marker variables of every system and Python that the lock serves."""
    here = {key: str(value) for key, value in default_environment().items()}
    return [
        here
        | {
            "sys_platform": system,
            "os_name": os_name,
            "platform_system": platform,
            "platform_machine": machine,
            "python_version": python,
            "python_full_version": f"{python}.0",
        }
        for system, (os_name, platform, machine) in SYSTEMS.items()
        for python in PYTHONS
    ]


def needs(requirements: list[str], environment: dict[str, str]) -> set[str]:
    """Give the canonical names of everything that the requirements pull in on a system."""
    found: set[str] = set()
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        name, extras = str(canonicalize_name(requirement.name)), frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        found.add(name)
        waiting += _own_needs(name, extras, environment)
    return found


def _own_needs(name: str, extras: frozenset[str], environment: dict[str, str]) -> list[Requirement]:
    if name in WITHOUT_NEEDS:
        return []
    try:
        declared = [Requirement(text) for text in metadata.requires(name) or ()]
    except metadata.PackageNotFoundError:
        return []
    chosen = [environment | {"extra": extra} for extra in ("", *extras)]
    return [one for one in declared if one.marker is None or any(map(one.marker.evaluate, chosen))]


def read_lock(path: Path) -> dict[str, Requirement]:
    """Read a lock file's pins by canonical name."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {str(canonicalize_name(pin.name)): pin for pin in pins}


def declared() -> tuple[list[str], list[str]]:
    """Give what pyproject.toml asks for: to build and run, and to test."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    run = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    return run, [*project["project"]["optional-dependencies"]["test"], *BESIDE]


def _lines(names: set[str], known: dict[str, Requirement]) -> list[str]:
    lines = []
    for name in sorted(names):
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            lines.append(str(known[name]))
        else:
            shown = re.sub(r"[-_.]+", "-", distribution.metadata["Name"])
            lines.append(f"{shown}=={distribution.version}")
    return lines


def main() -> None:
    """Write both lock files."""
    known = read_lock(RUN_LOCK) | read_lock(TEST_LOCK)
    to_run, to_test = declared()
    run: set[str] = set()
    test: set[str] = set()
    for environment in environments():
        run |= needs(to_run, environment)
        test |= needs(to_run + to_test, environment)
    head = "# Exact versions of everything that tpdesk needs to {}. Written by packaging/locking.py.\n"
    RUN_LOCK.write_text(head.format("run") + "\n".join(_lines(run, known)) + "\n", "utf-8")
    TEST_LOCK.write_text(head.format("be tested") + "\n".join(_lines(test - run, known)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
