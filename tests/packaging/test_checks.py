"""Every check is run and told, whatever the ones before it said."""

import sys
from pathlib import Path

import pytest

import checks
import dev
import environment
from checks import Check
from telling import Stop

PYTEST_SAYS = "print('===== 3 passed, 1 skipped in 0.42s =====')"


@pytest.fixture(autouse=True)
def python_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every program named is this Python."""
    monkeypatch.setattr(environment, "program", lambda _name: Path(sys.executable))


def _check(name: str, code: str) -> Check:
    return Check(name, ("python", "-c", code))


def test_all_are_run_and_one_failure_fails(capsys: pytest.CaptureFixture[str]) -> None:
    code = checks.run_all([_check("first", "raise SystemExit(3)"), _check("second", PYTEST_SAYS)])
    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    assert lines[-4].split()[:2] == ["first", "FAILED"]
    assert lines[-3].split()[:2] == ["second", "passed"]
    assert lines[-3].endswith("3 passed, 1 skipped in 0.42s")
    assert lines[-2].split()[:2] == ["all", "FAILED"]


def test_the_summary_of_pytest_comes_last(capsys: pytest.CaptureFixture[str]) -> None:
    code = checks.run_all([_check("tests", PYTEST_SAYS), _check("later", "print('so much')")])
    assert code == 0
    assert capsys.readouterr().out.splitlines()[-1] == "===== 3 passed, 1 skipped in 0.42s ====="


def test_errors_and_odd_bytes_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    code = r"import sys; sys.stderr.write('on stderr\n'); sys.stdout.buffer.write(b'\xff odd\n')"
    assert checks.run_all([_check("odd", code)]) == 0
    out = capsys.readouterr().out
    assert "on stderr" in out
    assert "odd" in out


@pytest.mark.parametrize(
    "line",
    [
        "============ 1 failed, 2 passed in 12.01s ============",
        "===== 1 passed, 3 warnings in 3601.20s (1:00:01) =====",
        "=== no tests ran in 0.01s ===",
        "=== 2 errors in 0.10s ===",
    ],
)
def test_a_summary_is_known(line: str) -> None:
    assert checks.SUMMARY.match(line)


@pytest.mark.parametrize(
    "line", ["=== short test summary info ===", "=== slowest 5 durations ===", "3 passed"]
)
def test_other_lines_are_no_summary(line: str) -> None:
    assert not checks.SUMMARY.match(line)


def test_checks_are_chosen_by_name_and_keep_their_order() -> None:
    assert [check.name for check in checks.chosen(["mypy", "ruff"])] == ["ruff", "mypy"]
    assert checks.chosen([]) == list(checks.catalogue())


def test_an_unknown_check_is_wrong_usage() -> None:
    with pytest.raises(Stop, match="no check called spelling") as caught:
        dev.main(["test", "spelling"])
    assert caught.value.code == 2


def test_the_checks_hold_the_promised_coverage() -> None:
    lines = {check.name: " ".join(check.line) for check in checks.catalogue()}
    assert "--cov-branch" in lines["pytest"]
    assert "--cov-fail-under=85" in lines["pytest"]
    assert "--include=tpdesk/domain/*,tpdesk/services/commands/* --fail-under=100" in lines["branches"]
