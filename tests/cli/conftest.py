"""Runs verbs as a script does and reads their JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tpdesk.cli.app import run

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Said:
    """What a verb said: exit code, JSON object, and the words beside it."""

    code: int
    answer: dict[str, Any]
    aside: str


class Verbs:
    """The command line with --json."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: object) -> Said:
        code = run([*(str(word) for word in words), "--json"])
        spoken = self._capsys.readouterr()
        lines = spoken.out.splitlines()
        assert len(lines) == 1, spoken.out
        return Said(code, json.loads(lines[0]), spoken.err)


Speak = Callable[..., tuple[int, str, str]]


@pytest.fixture
def speak(capsys: pytest.CaptureFixture[str]) -> Speak:
    """Run a verb as a person does, and give its exit code, its answer and what it says beside."""

    def run_verb(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_verb


@pytest.fixture
def verbs(capsys: pytest.CaptureFixture[str]) -> Verbs:
    return Verbs(capsys)


@pytest.fixture
def register(verbs: Verbs, tmp_path: Path) -> Path:
    path = tmp_path / "place.gpkg"
    assert verbs("new", path, "--place", "Quillmere").code == 0
    return path


@pytest.fixture
def council_list(tmp_path: Path) -> Path:
    """Three buildings, one with the axes exchanged, one without position."""
    path = tmp_path / "council list.csv"
    path.write_text(
        "Asset Code,Property Name,Post Code,Latitude,Longitude,Tenure,GIA (m2),"
        "Vacant (m2),Service,Annual rent\n"
        'A1,Town Hall,M33 7ZF,53.4256,-2.3205,Freehold,"1,200",300,Office,\n'
        "A2,Library,M33 7DZ,-2.3210,53.4260,Freehold,400,,Library,\n"
        'A3,Store,,,,Leasehold,N/A,,Store,"£12,500"\n',
        encoding="utf-8",
    )
    return path


@pytest.fixture
def nhs_list(tmp_path: Path) -> Path:
    path = tmp_path / "trust.csv"
    path.write_text(
        "Site Code,Site Name,Latitude,Longitude,Tenure,Gross internal floor area (m2),Service\n"
        "R1,Meadow Clinic,53.4259,-2.3215,Leasehold,200,Clinic\n",
        encoding="utf-8",
    )
    return path
