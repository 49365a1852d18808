"""The environment is made once, filled when something changed, and made again when it is broken."""

import subprocess
import sys
from pathlib import Path

import pytest

import environment
import systemlibs
from telling import Stop


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a folder with spaces, whose environment may be played with."""
    root = tmp_path / "a project with spaces"
    (root / "packaging").mkdir(parents=True)
    for name in (
        "pyproject.toml",
        "setup.py",
        "packaging/requirements.lock",
        "packaging/requirements-test.lock",
    ):
        (root / name).write_text(name, "utf-8")
    monkeypatch.setattr(environment, "ROOT", root)
    monkeypatch.setattr(environment, "VENV", root / ".venv")
    monkeypatch.setattr(environment, "STAMP", root / ".venv" / "tpdesk.stamp")
    monkeypatch.setattr(environment, "RUN_LOCK", root / "packaging" / "requirements.lock")
    monkeypatch.setattr(environment, "TEST_LOCK", root / "packaging" / "requirements-test.lock")
    return root


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What pip is asked for; an environment without a Python works all the same."""
    asked: list[list[str]] = []
    monkeypatch.setattr(environment, "works", environment.VENV.is_dir)
    monkeypatch.setattr(environment, "_make", environment.VENV.mkdir)
    monkeypatch.setattr(environment, "_pip", lambda *arguments: asked.append(list(arguments)))
    return asked


def _locks(line: list[str]) -> list[str]:
    return [Path(part).name for part in line if part.endswith(".lock")]


@pytest.mark.usefixtures("project")
def test_the_versions_are_installed_once(pip: list[list[str]]) -> None:
    environment.ensure()
    assert [_locks(line) for line in pip] == [["requirements.lock"], []]
    environment.ensure()
    assert len(pip) == 2


@pytest.mark.usefixtures("project")
def test_what_serves_the_tests_serves_a_run(pip: list[list[str]]) -> None:
    environment.ensure(testing=True)
    assert _locks(pip[0]) == ["requirements.lock", "requirements-test.lock"]
    environment.ensure()
    assert len(pip) == 2


@pytest.mark.usefixtures("project")
def test_a_run_does_not_serve_the_tests(pip: list[list[str]]) -> None:
    environment.ensure()
    environment.ensure(testing=True)
    assert len(pip) == 4


@pytest.mark.parametrize("changed", ["pyproject.toml", "setup.py", "packaging/requirements.lock"])
def test_a_change_is_installed(project: Path, pip: list[list[str]], changed: str) -> None:
    environment.ensure()
    (project / changed).write_text("changed", "utf-8")
    environment.ensure()
    assert len(pip) == 4


def test_a_failed_install_is_tried_again(
    project: Path, pip: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: str) -> None:
        raise Stop("no network")

    with monkeypatch.context() as patch:
        patch.setattr(environment, "_pip", fail)
        with pytest.raises(Stop):
            environment.ensure()
    assert not (project / ".venv" / "tpdesk.stamp").exists()
    environment.ensure()
    assert len(pip) == 2


@pytest.mark.parametrize("broken", ["empty", "file", "dead link", "half made"])
def test_a_broken_environment_is_made_again(
    project: Path, broken: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = project / ".venv"
    match broken:
        case "file":
            venv.touch()
        case "dead link":
            venv.symlink_to(project / "nowhere")
        case _:
            environment.python().parent.mkdir(parents=True)
    if broken == "half made":
        environment.python().touch(mode=0o755)
    monkeypatch.setattr(environment, "_make_whole", lambda: not venv.exists())
    assert not environment.works()
    environment._make()
    assert "it is made again" in capsys.readouterr().out
    assert not venv.is_symlink()


@pytest.mark.usefixtures("project")
def test_a_real_environment_works_in_a_folder_with_spaces() -> None:
    assert environment._venv("--without-pip")
    line = [str(environment.python()), "-c", "import sys; print(sys.prefix)"]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=True)
    assert Path(done.stdout.strip()).resolve() == environment.VENV.resolve()
    assert not environment.works(), "it has no pip yet"


@pytest.mark.usefixtures("project")
def test_the_running_environment_is_not_pulled_away(monkeypatch: pytest.MonkeyPatch) -> None:
    environment.VENV.mkdir()
    monkeypatch.setattr(sys, "prefix", str(environment.VENV))
    with pytest.raises(Stop, match="runs this very script"):
        environment._make()


def _has_no(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    monkeypatch.setattr(environment, "_has", lambda module: module not in modules)


@pytest.mark.usefixtures("project")
def test_without_venv_its_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    _has_no(monkeypatch, "venv", "ensurepip")
    monkeypatch.setattr(systemlibs, "may_use_apt", lambda: False)
    with pytest.raises(Stop, match="cannot make environments") as caught:
        environment._make()
    wanted = f"sudo apt-get install -y python3.{sys.version_info.minor}-venv"
    assert wanted in caught.value.hint


@pytest.mark.usefixtures("project")
def test_root_on_debian_installs_venv(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = {"venv", "ensurepip"}
    monkeypatch.setattr(environment, "_has", lambda module: module not in lacking)
    monkeypatch.setattr(environment, "_venv", lambda: True)
    monkeypatch.setattr(environment, "works", lambda: True)
    monkeypatch.setattr(systemlibs, "may_use_apt", lambda: True)
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    installed: list[str] = []

    def apt_install(packages: list[str]) -> bool:
        installed.extend(packages)
        lacking.clear()
        return True

    monkeypatch.setattr(systemlibs, "apt_install", apt_install)
    environment._make()
    assert installed == [f"python3.{sys.version_info.minor}-venv"]


@pytest.mark.usefixtures("project")
def test_without_ensurepip_the_pip_at_hand_fills_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    _has_no(monkeypatch, "ensurepip")
    asked: list[list[str]] = []

    def succeeds(line: list[str]) -> bool:
        asked.append(line)
        return True

    monkeypatch.setattr(environment, "_succeeds", succeeds)
    monkeypatch.setattr(environment, "works", lambda: True)
    environment._make()
    assert "--without-pip" in asked[0]
    assert asked[1][1:4] == ["-m", "pip", "--python"]


def test_a_python_without_its_parts_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    _has_no(monkeypatch, "sqlite3", "ssl")
    with pytest.raises(Stop, match=r"built without sqlite3, ssl"):
        environment.ensure()


def _pip_says(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    done = subprocess.CompletedProcess(["pip"], 1, stderr=words)
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: done)


@pytest.mark.usefixtures("project")
def test_no_network_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    _pip_says(monkeypatch, "WARNING: Retrying ... NewConnectionError ...\nERROR: No matching distribution")
    with pytest.raises(Stop, match="could not reach the package index") as caught:
        environment._pip("install", "x")
    assert caught.value.code == 5


@pytest.mark.usefixtures("project")
def test_what_pip_says_last_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    _pip_says(monkeypatch, "ERROR: Could not install: No space left on device\n")
    with pytest.raises(Stop, match="No space left on device"):
        environment._pip("install", "x")
