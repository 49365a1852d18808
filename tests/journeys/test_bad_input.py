"""What is refused: in the officer's words, with its exit code, and with the register as it was."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys import bad_files
from tests.journeys.bad_files import FILES, HALL, LIST, MACHINE_WORDS
from tests.journeys.command_line import ROOT, CommandLine, Said, dump_register
from tpdesk.store import connection
from tpdesk.store.backup import backup_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

IMPORT_PEAK_MB = 450


@pytest.fixture(scope="session")
def stocked(tpdesk: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with one asset, to be copied."""
    folder = tmp_path_factory.mktemp("stocked")
    path, council = folder / "place.gpkg", folder / "council.csv"
    council.write_text(LIST + HALL, encoding="utf-8")
    tpdesk.done("new", path, "--place", "Quillmere")
    tpdesk.done("import", path, council, "--organisation", "Quillmere Council", "--kind", "council")
    return path


@pytest.fixture
def register(stocked: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(stocked, tmp_path / "place.gpkg"))


@contextmanager
def unchanged(register: Path) -> Iterator[None]:
    """Fail when anything the register holds has changed, or something but its copies lies beside it."""
    before = dump_register(register), _beside(register)
    yield
    assert (dump_register(register), _beside(register)) == before


def _beside(register: Path) -> list[Path]:
    return sorted(each for each in register.parent.iterdir() if each != backup_folder(register))


def assert_told(said: Said, code: int, category: str, name: str, folder: Path) -> None:
    """Check the exit code, the category, the name of the error and the words."""
    assert (said.code, said.error["category"], said.error["code"]) == (code, category, name), said.answer
    assert said.error["message"].endswith(".")
    assert said.error["hint"].endswith(".")
    assert MACHINE_WORDS.search(said.words) is None, said.words
    assert str(folder) not in said.words


# --- files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_list_is_refused(tpdesk: CommandLine, register: Path, tmp_path: Path, name: str) -> None:
    make, code = FILES[name]
    path = tmp_path / name
    path.write_bytes(make())
    with unchanged(register):
        said = tpdesk(
            "import", register, path, "--organisation", "Fire", "--issues", tmp_path / "doubts.xlsx"
        )
    assert_told(said, 3, "input", code, tmp_path)
    assert name in said.error["message"]


def test_a_folder_and_a_file_that_is_not_there_are_refused(
    tpdesk: CommandLine, register: Path, tmp_path: Path
) -> None:
    (tmp_path / "lists").mkdir()
    with unchanged(register):
        assert_told(tpdesk("import", register, tmp_path / "lists"), 3, "input", "not_a_spreadsheet", tmp_path)
        assert_told(tpdesk("import", register, tmp_path / "no.csv"), 3, "input", "file_missing", tmp_path)
        assert_told(
            tpdesk("layer", register, tmp_path / "no.gpkg", "--name", "A"),
            3,
            "input",
            "file_missing",
            tmp_path,
        )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell a process's peak of memory")
@pytest.mark.parametrize("told_bytes", [bad_files.BOMB_BYTES, 40_000])
def test_a_bomb_of_two_gigabytes_is_not_unpacked(
    tpdesk: CommandLine, register: Path, tmp_path: Path, told_bytes: int
) -> None:
    bomb = bad_files.zip_bomb(tmp_path / "bomb.xlsx", told_bytes=told_bytes)
    assert bomb.stat().st_size < 5_000_000
    with unchanged(register), tpdesk.start("import", register, bomb, "--organisation", "Fire") as program:
        assert program.stdout is not None
        answer = program.stdout.read()
        _, status, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    assert program.returncode == 3, answer
    assert '"zip_too_large"' in answer or '"damaged"' in answer
    import resource

    # Linux counts the peak of the process that forked, too, so only what is above it tells.
    own_peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert usage.ru_maxrss <= max(own_peak_kb, IMPORT_PEAK_MB * 1024)


def test_a_file_that_the_register_is_itself_is_refused(tpdesk: CommandLine, register: Path) -> None:
    with unchanged(register):
        said = tpdesk("import", register, register, "--organisation", "Fire")
    assert_told(said, 3, "input", "register_open", register.parent)


# --- registers --------------------------------------------------------------------------------------


def _database(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()
    return path


def _text(path: Path) -> Path:
    path.write_text(LIST + HALL, encoding="utf-8")
    return path


NO_REGISTERS: dict[str, Callable[[Path], Path]] = {
    "not_a_geopackage": _text,
    "not_a_register": lambda path: _database(
        path, "PRAGMA application_id = 0x47504B47", "CREATE TABLE wards (fid INTEGER PRIMARY KEY)"
    ),
}


@pytest.mark.parametrize("code", NO_REGISTERS)
@pytest.mark.parametrize("verb", ["import", "show", "candidates", "print", "layer"])
def test_a_register_that_is_none_is_refused(
    tpdesk: CommandLine, tmp_path: Path, code: str, verb: str
) -> None:
    path = NO_REGISTERS[code](tmp_path / "other.gpkg")
    council = _text(tmp_path / "council.csv")
    words = {
        "import": (council, "--organisation", "Fire"),
        "layer": (council, "--name", "Wards"),
        "print": ("--out", tmp_path / "map.pdf"),
    }.get(verb, ())
    before = path.read_bytes()
    assert_told(tpdesk(verb, path, *words), 3, "input", code, tmp_path)
    assert path.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} <= {path.name, council.name, "tpdesk-home"}


def test_only_new_makes_a_register(tpdesk: CommandLine, tmp_path: Path) -> None:
    council = _text(tmp_path / "council.csv")
    said = tpdesk("import", tmp_path / "missing.gpkg", council, "--organisation", "Fire")
    assert_told(said, 3, "input", "register_missing", tmp_path)
    assert not (tmp_path / "missing.gpkg").exists()


def test_a_register_of_a_newer_version_is_refused(
    tpdesk: CommandLine, register: Path, tmp_path: Path
) -> None:
    _database(
        register, "UPDATE app_meta SET value = '99' WHERE key IN ('schema', 'min_reader', 'min_writer')"
    )
    council = _text(tmp_path / "council.csv")
    with unchanged(register):
        said = tpdesk("import", register, council, "--organisation", "Fire")
        assert_told(said, 6, "version", "register_newer", tmp_path)
        assert_told(tpdesk("show", register), 6, "version", "register_newer", tmp_path)


def test_a_register_that_somebody_else_is_writing_to_is_left_alone(
    tpdesk: CommandLine, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WRITE_WAIT_S", 0.2)
    council = _text(tmp_path / "council.csv")
    hold = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.readline(); c.execute('ROLLBACK')"
    )
    before = dump_register(register)
    with subprocess.Popen(
        [sys.executable, "-c", hold, register], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        said = tpdesk("import", register, council, "--organisation", "Fire")
        shown = tpdesk("show", register, "--audience", "full")
        other.communicate("go\n")
    assert_told(said, 5, "outside", "register_locked", tmp_path)
    assert len(shown.answer["assets"]) == 1
    assert dump_register(register) == before


_DROPPING = """
import ctypes, json, os, sys
if os.geteuid() == 0:
    for capability in (1, 2):  # writing and reading past the permissions
        if ctypes.CDLL(None).prctl(24, capability, 0, 0, 0):
            sys.exit(77)
# The program that this one becomes has lost them; this one has not yet.
if len(sys.argv) == 2:
    os.execv(sys.executable, [sys.executable, "-c", os.environ["TPDESK_SAME"], sys.argv[1], "again"])
from tpdesk.cli.app import run
for words in json.loads(sys.argv[1]):
    print(run([*words, "--json"]), flush=True)
"""


def _with_permissions(tpdesk: CommandLine, *lines: Sequence[object]) -> list[Said]:
    """Run verbs as somebody to whom permissions apply; root may write everywhere."""
    done = subprocess.run(
        [sys.executable, "-c", _DROPPING, json.dumps([[str(word) for word in line] for line in lines])],
        cwd=ROOT,
        env=os.environ | {"TPDESK_HOME": str(tpdesk.home), "TPDESK_SAME": _DROPPING},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    if done.returncode == 77:
        pytest.skip("this account cannot give up its right to write everywhere")
    assert "Traceback" not in done.stderr
    told = done.stdout.splitlines()
    return [
        Said(int(code), json.loads(answer), done.stderr)
        for answer, code in zip(told[::2], told[1::2], strict=True)
    ]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="permissions are other things elsewhere")
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o755), (0o644, 0o555)])
def test_a_read_only_file_and_a_read_only_folder_are_told(
    tpdesk: CommandLine, stocked: Path, tmp_path: Path, file_mode: int, folder_mode: int
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    register = Path(shutil.copyfile(stocked, shelf / "place.gpkg"))
    council = _text(tmp_path / "council.csv")
    before = register.read_bytes()
    register.chmod(file_mode)
    shelf.chmod(folder_mode)
    try:
        said, shown, made = _with_permissions(
            tpdesk,
            ("import", register, council, "--organisation", "Fire"),
            ("show", register, "--audience", "full"),
            ("new", shelf / "new.gpkg", "--place", "Quillmere"),
        )
    finally:
        shelf.chmod(0o755)
    assert_told(said, 5, "outside", said.error["code"], tmp_path)
    assert "read_only" in said.error["code"]
    assert (shown.code, len(shown.answer["assets"])) == (0, 1), shown.answer
    if folder_mode == 0o555:
        assert_told(made, 5, "outside", "folder_read_only", tmp_path)
        assert [each.name for each in shelf.iterdir()] == ["place.gpkg"]
    assert register.read_bytes() == before


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a small disc"
)
def test_a_full_disc_changes_nothing(tpdesk: CommandLine, stocked: Path, tmp_path: Path) -> None:
    disc = tmp_path / "disc"
    disc.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=5m", "none", str(disc)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no disc can be mounted here")
    try:
        register = Path(shutil.copyfile(stocked, disc / "place.gpkg"))
        large = _large_list(tmp_path / "large.csv", 12_000)
        with unchanged(register):
            said = tpdesk("import", register, large, "--organisation", "Fire")
        assert_told(said, 5, "outside", "disc_full", tmp_path)
        assert tpdesk.done("check", register)["ok"]
        (disc / "filler").write_bytes(bytes(shutil.disk_usage(disc).free - 4096))
        for words in (
            ("candidates", register, "--out", disc / "candidates.xlsx"),
            ("print", register, "--out", disc / "map.pdf"),
        ):
            told = tpdesk(*words)
            assert (told.code, told.error["category"]) == (5, "outside"), told.answer
        assert all(each.name.startswith(("place.gpkg", "filler")) for each in _beside(register))
    finally:
        subprocess.run(["umount", str(disc)], check=True)


_LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.executable, [sys.executable, "-m", "tpdesk", *sys.argv[2:], "--json"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit to a file's size")
def test_a_file_that_may_not_grow_changes_nothing(
    tpdesk: CommandLine, register: Path, tmp_path: Path
) -> None:
    large = _large_list(tmp_path / "large.csv", 6_000)
    limit = str(register.stat().st_size + 300_000)
    words = ["import", str(register), str(large), "--organisation", "Fire"]
    with unchanged(register):
        done = subprocess.run(
            [sys.executable, "-c", _LIMITED, limit, *words],
            cwd=ROOT,
            env=os.environ | {"TPDESK_HOME": str(tpdesk.home)},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
    assert_told(
        Said(done.returncode, json.loads(done.stdout), done.stderr), 5, "outside", "disc_failed", tmp_path
    )
    assert tpdesk.done("check", register)["ok"]


# --- cancelling -------------------------------------------------------------------------------------


def _large_list(path: Path, rows: int) -> Path:
    lines = (
        f"B{row},Building {row},M33 7ZF,53.{4000 + row % 500},-2.{3000 + row % 700},{row % 900}\n"
        for row in range(rows)
    )
    path.write_text(LIST + "".join(lines), encoding="utf-8")
    return path


def _is_planning(register: Path) -> bool:
    return register.with_name(register.name + "-wal").exists()


def _is_writing(register: Path) -> bool:
    """Tell whether the import's one long transaction is open: nobody else may write for a while."""
    if not _is_planning(register):
        return False
    with closing(sqlite3.connect(register, timeout=0, isolation_level=None)) as other:
        for _ in range(4):
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                time.sleep(0.01)
            else:
                other.execute("ROLLBACK")
                return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="another process cannot be interrupted so on Windows")
@pytest.mark.parametrize("moment", [_is_planning, _is_writing])
def test_an_interrupted_import_changes_nothing(
    tpdesk: CommandLine, register: Path, tmp_path: Path, moment: Callable[[Path], bool]
) -> None:
    large = _large_list(tmp_path / "large.csv", 40_000)
    before = dump_register(register)
    with tpdesk.start("import", register, large, "--organisation", "Fire") as program:
        deadline = time.monotonic() + 60
        while not moment(register) and program.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        program.send_signal(signal.SIGINT)
        out, aside = program.communicate(timeout=60)
    assert program.returncode == 130, (out, aside)
    assert '"category": "cancelled"' in out
    assert "Traceback" not in aside
    assert dump_register(register) == before
    assert tpdesk.done("check", register) == {"ok": True, "findings": []}
    assert len(tpdesk.assets(register)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="another process cannot be interrupted so on Windows")
@pytest.mark.parametrize("after_s", [0.4, 0.8])
def test_interrupting_the_start_shows_no_traceback(
    tpdesk: CommandLine, register: Path, after_s: float
) -> None:
    with tpdesk.start("candidates", register) as program:
        time.sleep(after_s)
        program.send_signal(signal.SIGINT)
        _, aside = program.communicate(timeout=60)
    # Python dies of the signal itself, which a shell reports as 130 too, when it strikes inside an exec.
    assert program.returncode in (0, 130, -signal.SIGINT), aside
    assert "Traceback" not in aside
