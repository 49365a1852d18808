"""The project's own Python in .venv: made, filled with the locked versions, and remade when broken."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import systemlibs
from telling import Stop, say

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "tpdesk.stamp"
RUN_LOCK = ROOT / "packaging" / "requirements.lock"
TEST_LOCK = ROOT / "packaging" / "requirements-test.lock"
# Parts of Python that some builds and distributions leave out.
PARTS = ("ctypes", "sqlite3", "ssl", "zlib")
NO_NETWORK = (
    "NewConnectionError",
    "NameResolutionError",
    "Temporary failure in name resolution",
    "ConnectTimeout",
    "ReadTimeout",
    "ProxyError",
    "Network is unreachable",
    "Failed to establish a new connection",
    "Could not fetch URL",
)


def program(name: str) -> Path:
    """Give the path of a program in the environment, as this system lays it out."""
    if os.name == "nt":
        return VENV / "Scripts" / f"{name}.exe"
    return VENV / "bin" / name


def python() -> Path:
    """Give the path of the environment's Python."""
    return program("python")


def ensure(*, testing: bool = False) -> None:
    """Make the environment, and install what changed since the last time.

    Raises:
        Stop: Python or pip cannot do it; the message says what is missing.
    """
    lacking = ", ".join(part for part in PARTS if not _has(part))
    if lacking:
        raise Stop(f"This Python was built without {lacking}.", "Use the Python of python.org.")
    if not works():
        _make()
    locks = [RUN_LOCK, TEST_LOCK] if testing else [RUN_LOCK]
    # What serves the tests serves a run as well, but not the other way about.
    enough = {stamp(locks), stamp([RUN_LOCK, TEST_LOCK])}
    if STAMP.is_file() and STAMP.read_text("utf-8") in enough:
        return
    _fill(locks)
    STAMP.write_text(stamp(locks), "utf-8")


def stamp(locks: list[Path]) -> str:
    """Give what the stamp holds when the environment has all that these locks and the project ask for."""
    seen = hashlib.sha256()
    for file in (*locks, ROOT / "pyproject.toml", ROOT / "setup.py"):
        seen.update(file.read_bytes())
    # An editable install names the folder, so a moved checkout is installed again.
    seen.update(str(ROOT).encode())
    return seen.hexdigest()


def works() -> bool:
    """Whether the environment has a Python that starts, is new enough, and has pip."""
    question = "import sys, pip; sys.exit(sys.version_info[:2] < (3, 11))"
    return python().exists() and _succeeds([str(python()), "-c", question])


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _succeeds(line: list[str]) -> bool:
    try:
        return subprocess.run(line, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _make() -> None:
    if VENV.exists() or VENV.is_symlink():
        _clear()
    say(f"Making {VENV} with Python {sys.version.split()[0]}")
    if _make_whole() or _make_with_lent_pip():
        return
    _install_venv()
    if not _make_whole():
        raise Stop(f"{VENV} could not be made.", f'Try: "{sys.executable}" -m venv --clear "{VENV}"')


def _make_whole() -> bool:
    return _has("venv") and _has("ensurepip") and _venv() and works()


def _make_with_lent_pip() -> bool:
    """Fill the environment by the pip at hand: Debian keeps the one for environments in another package."""
    lend = [sys.executable, "-m", "pip", "--python", str(python()), "install", "-q", "pip"]
    return _has("venv") and _has("pip") and _venv("--without-pip") and _succeeds(lend) and works()


def _venv(*options: str) -> bool:
    return _succeeds([sys.executable, "-m", "venv", "--clear", *options, str(VENV)])


def _clear() -> None:
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise Stop(
            f"{VENV} does not work, and runs this very script.", "Start again with the system's Python."
        )
    say(f"{VENV} does not work; it is made again")
    try:
        if VENV.is_symlink() or VENV.is_file():
            VENV.unlink()
        else:
            shutil.rmtree(VENV)
    except OSError as error:
        hint = "Close what uses it, remove it, and start again."
        raise Stop(f"{VENV} could not be removed: {error.strerror}.", hint) from error


def _install_venv() -> None:
    """Install Debian's package of venv, or name it.

    Raises:
        Stop: It may not be installed from here.
    """
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if systemlibs.may_use_apt() and Path(sys.executable).resolve().parent == Path("/usr/bin"):
        if systemlibs.apt_install([package]):
            return
        raise Stop(f"{package} could not be installed.", "See what apt-get says above.")
    raise Stop(
        "This Python cannot make environments: its venv module is missing or not whole.",
        f"On Debian and Ubuntu: sudo apt-get install -y {package}. Elsewhere use the Python of python.org.",
    )


def _fill(locks: list[Path]) -> None:
    """Install the locked versions and the program itself, editable.

    The locks name everything there is to install, so pip need not resolve anything.
    """
    say("Installing the locked versions; the first time this takes a few minutes")
    _pip("install", "--no-deps", *(part for lock in locks for part in ("-r", str(lock))))
    _pip("install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))


def _pip(*arguments: str) -> None:
    line = [str(python()), "-m", "pip", "--disable-pip-version-check", "--no-input", "-q", *arguments]
    done = subprocess.run(line, cwd=ROOT, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    if done.returncode == 0:
        return
    if any(word in done.stderr for word in NO_NETWORK):
        raise Stop(
            "pip could not reach the package index. Nothing outside .venv was changed.",
            "Look to the network, or to the proxy and the index that pip is told to use, and start again.",
        )
    last = "\n".join(done.stderr.strip().splitlines()[-12:])
    raise Stop(f"pip could not install what tpdesk needs:\n{last}", "Nothing outside .venv was changed.")
