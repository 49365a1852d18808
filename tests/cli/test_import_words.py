"""What the import says to a person: columns, doubts by weight, and the option that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpdesk.cli import app

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Verbs


@pytest.fixture
def speak(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a verb as a person does, and give its exit code, its answer and what it says beside."""

    def run(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = app.run([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def return_list(tmp_path: Path) -> Path:
    path = tmp_path / "return.csv"
    path.write_text(
        "Board,Trust in charge,Site Code,Site Name,Post Code\n"
        "NHS VALE ICB,HILL NHS FOUNDATION TRUST,R1,Hill Hospital,AB1 2DB\n"
        "NHS VALE ICB,DALE NHS TRUST,R2,Dale Clinic,AB1 2DE\n"
        "NHS VALE ICB,DALE NHS TRUST,R3,Dale Hospital,AB1 2DE\n",
        encoding="utf-8",
    )
    return path


def test_without_an_organisation_the_columns_are_shown_and_the_option_is_named(
    speak: Callable[..., tuple[int, str, str]], register: Path, return_list: Path
) -> None:
    code, out, err = speak("import", register, return_list)
    assert code == 3
    assert ["Site", "Code", "Local", "reference", "reference"] in [line.split()[:5] for line in out.splitlines()]
    assert "It is not known which organisation reports this list. Nothing was imported." in err
    assert '--organisation-column "Trust in charge"' in err
    assert 'or --organisation-column "Board"' in err
    assert speak("import", register, return_list, "--organisation-column", "Trust in charge")[0] == 0


def test_without_a_likely_column_both_options_are_named(
    verbs: Verbs, register: Path, council_list: Path
) -> None:
    said = verbs("import", register, council_list)
    assert (said.code, said.answer["error"]["code"]) == (3, "organisation_missing")
    assert said.answer["error"]["hint"] == (
        'Add --organisation "NAME", or --organisation-column "COLUMN" where a column names it.'
    )


def test_a_dry_run_shows_the_columns(
    speak: Callable[..., tuple[int, str, str]], register: Path, council_list: Path
) -> None:
    _, out, _ = speak("import", register, council_list, "--organisation", "Vale Council", "--dry-run")
    assert "would be kept" in out
    assert "gia_m2" in out


def test_doubts_are_told_by_weight_with_the_fix_that_is_proposed(
    speak: Callable[..., tuple[int, str, str]], register: Path, council_list: Path
) -> None:
    words = ("import", register, council_list, "--organisation", "Vale Council")
    _, out, err = speak(*words)
    weights = [
        line.split()[-2] for line in out.splitlines() if line.split()[-1:] and line.split()[-1].isdigit()
    ]
    told = [weight for weight in weights if weight in ("error", "warning", "notice")]
    assert told == sorted(told, key=["error", "warning", "notice"].index)
    assert "--accept-fix axes_swapped" in err
    assert "--accept-fix" not in speak(*words, "--accept-fix", "axes_swapped")[2]


def test_one_row_is_one_row(
    speak: Callable[..., tuple[int, str, str]], register: Path, nhs_list: Path
) -> None:
    _, out, _ = speak("import", register, nhs_list, "--organisation", "Vale NHS Trust")
    assert "1 of 1 row kept." in out
