"""The libraries of the operating system that Qt needs, found or installed or named; only Linux lacks any."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from telling import Stop, say


@dataclass(frozen=True)
class Need:
    """A library or a program, and the Debian package that brings it."""

    package: str
    file: str
    is_program: bool = False

    def is_met(self) -> bool:
        """Whether the loader finds the library, or the shell the program."""
        if self.is_program:
            return shutil.which(self.file) is not None
        try:
            ctypes.CDLL(self.file)
        except OSError:
            return False
        return True


OFFSCREEN = (
    Need("libglib2.0-0", "libglib-2.0.so.0"),
    Need("libegl1", "libEGL.so.1"),
    Need("libgl1", "libGL.so.1"),
    Need("libdbus-1-3", "libdbus-1.so.3"),
    Need("libfontconfig1", "libfontconfig.so.1"),
    Need("libxkbcommon0", "libxkbcommon.so.0"),
)
SCREEN = (
    Need("libxcb-cursor0", "libxcb-cursor.so.0"),
    Need("libxcb-icccm4", "libxcb-icccm.so.4"),
    Need("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    Need("libxcb-shape0", "libxcb-shape.so.0"),
    Need("libxcb-xkb1", "libxcb-xkb.so.1"),
    Need("libxcb-randr0", "libxcb-randr.so.0"),
    Need("libxcb-render-util0", "libxcb-render-util.so.0"),
    Need("libxcb-image0", "libxcb-image.so.0"),
    Need("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
    Need("libcups2", "libcups.so.2"),
)
TESTING = (
    Need("xvfb", "Xvfb", is_program=True),
    Need("poppler-utils", "pdftotext", is_program=True),
)
BUILDING = (
    Need("binutils", "objdump", is_program=True),
    Need(f"libpython3.{sys.version_info.minor}", f"libpython3.{sys.version_info.minor}.so.1.0"),
)
Run = Callable[[list[str]], int]


def has_display() -> bool:
    """Whether a window can be shown to somebody here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def ensure(*, testing: bool = False, building: bool = False) -> None:
    """Install the missing libraries where that is allowed, otherwise name the line that does.

    Raises:
        Stop: Something without which Qt cannot start at all is still missing.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = [*OFFSCREEN]
    if has_display() or testing:
        wanted += SCREEN
    if testing:
        wanted += TESTING
    if building:
        wanted += _building()
    missing = _missing(wanted)
    if missing and may_use_apt():
        apt_install([need.package for need in missing])
        missing = _missing(missing)
    if not missing:
        return
    names = ", ".join(need.file for need in missing)
    line = install_line(missing)
    if any(need in OFFSCREEN for need in missing):
        raise Stop(f"This computer lacks {names}; without them no map can be drawn.", f"Run: {line}")
    say(f"This computer lacks {names}. The work goes on without what needs them.")
    say(f"To have them: {line}")


def _building() -> list[Need]:
    """Give what freezing needs; a Python that is itself shared brings its own library."""
    if sysconfig.get_config_var("Py_ENABLE_SHARED"):
        return [need for need in BUILDING if need.is_program]
    return [*BUILDING]


def _missing(needs: Iterable[Need]) -> list[Need]:
    return [need for need in needs if not need.is_met()]


def may_use_apt() -> bool:
    """Whether this is Debian or a child of it, and packages may be installed without asking."""
    return sys.platform.startswith("linux") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: list[str], run: Run | None = None) -> bool:
    """Install Debian packages, and one by one where they fail together; whether all went well."""
    run = run or _apt
    say(f"Installing {' '.join(packages)}")
    # A stale or unreachable list need not matter: what is wanted may be in the cache.
    run(["update"])
    install = ["install", "-y", "--no-install-recommends"]
    if run([*install, *packages]) == 0:
        return True
    # One unknown name makes apt install nothing, and on this release a library may have another name.
    failed = [package for package in packages if run([*install, package]) != 0]
    return not failed


def _apt(arguments: list[str]) -> int:
    quiet = ["apt-get", "-q", "-o", "Dpkg::Use-Pty=0"]
    with_defaults = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run([*quiet, *arguments], env=with_defaults, stdout=subprocess.DEVNULL, check=False)
    return done.returncode


def install_line(missing: list[Need]) -> str:
    """Give the one line that installs what is missing, in the words of this system's package tool."""
    packages = " ".join(need.package for need in missing)
    if shutil.which("apt-get"):
        return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {packages}"
    wide = "()(64bit)" if sys.maxsize > 2**32 else ""
    files = " ".join(f"/usr/bin/{n.file}" if n.is_program else f"'{n.file}{wide}'" for n in missing)
    for tool in ("dnf", "zypper"):
        if shutil.which(tool):
            return f"sudo {tool} install -y {files}"
    return f"install what brings {', '.join(need.file for need in missing)} (on Debian: {packages})"
