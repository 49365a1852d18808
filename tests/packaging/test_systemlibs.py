"""Missing libraries of the system are installed where that is allowed, and otherwise named in one line."""

import shutil
import sys
import sysconfig
from collections.abc import Callable

import pytest

import systemlibs
from systemlibs import OFFSCREEN, SCREEN, TESTING, Need
from telling import Stop

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks libraries")
Only = Callable[..., None]


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Only:
    """A Linux that lacks the packages given and has the tools named, where nobody is root."""

    def only(lacking: set[str], tools: tuple[str, ...] = ("apt-get",), *, root: bool = False) -> None:
        monkeypatch.setattr(Need, "is_met", lambda need: need.package not in lacking)
        monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name in tools else None)
        monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
        monkeypatch.delenv("DISPLAY", raising=False)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    return only


def test_nothing_is_said_when_all_is_there(only: Only, capsys: pytest.CaptureFixture[str]) -> None:
    only(set())
    systemlibs.ensure(testing=True)
    assert capsys.readouterr().out == ""


def test_without_the_core_of_qt_the_line_is_named(only: Only) -> None:
    only({"libegl1", "libgl1"})
    with pytest.raises(Stop) as caught:
        systemlibs.ensure()
    assert "libEGL.so.1, libGL.so.1" in caught.value.message
    assert caught.value.hint == (
        "Run: sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    )
    assert caught.value.code == 5


def test_libraries_of_the_screen_are_wanted_only_where_there_is_one(
    only: Only, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    only({need.package for need in SCREEN})
    systemlibs.ensure()
    assert capsys.readouterr().out == ""
    monkeypatch.setenv("DISPLAY", ":0")
    systemlibs.ensure()
    assert "libxcb-cursor.so.0" in capsys.readouterr().out


def test_tests_go_on_without_a_virtual_screen(only: Only, capsys: pytest.CaptureFixture[str]) -> None:
    only({"xvfb"})
    systemlibs.ensure(testing=True)
    assert "apt-get install -y --no-install-recommends xvfb" in capsys.readouterr().out


def test_root_on_debian_installs_what_is_missing(only: Only, monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = {"libegl1", "poppler-utils"}
    only(lacking, root=True)
    asked: list[list[str]] = []

    def apt(arguments: list[str]) -> int:
        asked.append(arguments)
        lacking.difference_update(arguments)
        return 0

    monkeypatch.setattr(systemlibs, "_apt", apt)
    systemlibs.ensure(testing=True)
    assert asked == [
        ["update"],
        ["install", "-y", "--no-install-recommends", "libegl1", "poppler-utils"],
    ]


@pytest.mark.parametrize(("shared", "lacks_library"), [(1, False), (0, True)])
def test_freezing_wants_the_library_of_python_unless_it_brings_its_own(
    only: Only,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    shared: int,
    lacks_library: bool,
) -> None:
    only({need.package for need in systemlibs.BUILDING})
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _name: shared)
    systemlibs.ensure(building=True)
    out = capsys.readouterr().out
    assert "objdump" in out
    assert ("libpython3" in out) == lacks_library


def test_one_unknown_package_does_not_stop_the_others() -> None:
    installed: list[str] = []

    def apt(arguments: list[str]) -> int:
        packages = arguments[3:]
        if "libcups2" in packages:
            return 100
        installed.extend(packages)
        return 0

    assert not systemlibs.apt_install(["libegl1", "libcups2", "libgl1"], apt)
    assert installed == ["libegl1", "libgl1"]


def test_a_failing_apt_does_not_matter_when_qt_can_start(
    only: Only, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    only({"xvfb"}, root=True)
    monkeypatch.setattr(systemlibs, "_apt", lambda _arguments: 100)
    systemlibs.ensure(testing=True)
    assert "Xvfb" in capsys.readouterr().out


def test_a_failing_apt_stops_when_qt_cannot_start(only: Only, monkeypatch: pytest.MonkeyPatch) -> None:
    only({"libglib2.0-0"}, root=True)
    monkeypatch.setattr(systemlibs, "_apt", lambda _arguments: 100)
    with pytest.raises(Stop, match="libglib"):
        systemlibs.ensure()


@pytest.mark.parametrize(
    ("tool", "line"),
    [
        ("dnf", "sudo dnf install -y 'libEGL.so.1()(64bit)' /usr/bin/pdftotext"),
        ("zypper", "sudo zypper install -y 'libEGL.so.1()(64bit)' /usr/bin/pdftotext"),
        ("pacman", "install what brings libEGL.so.1, pdftotext (on Debian: libegl1 poppler-utils)"),
    ],
)
def test_other_systems_get_a_line_of_their_own(only: Only, tool: str, line: str) -> None:
    only(set(), (tool,))
    assert systemlibs.install_line([OFFSCREEN[1], TESTING[1]]) == line


def test_windows_and_macos_lack_nothing(only: Only, monkeypatch: pytest.MonkeyPatch) -> None:
    only({need.package for need in OFFSCREEN})
    monkeypatch.setattr(sys, "platform", "darwin")
    systemlibs.ensure(testing=True)
    assert systemlibs.has_display()


def test_a_library_is_looked_for_by_the_loader() -> None:
    assert Need("libc6", "libc.so.6").is_met()
    assert not Need("nothing", "libnothing-of-that-name.so.9").is_met()
