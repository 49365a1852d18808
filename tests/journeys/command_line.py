"""The command line as a script uses it: words in, exit code and one JSON object out."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tpdesk.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
Answer = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What a verb said: its exit code, its JSON object, and the words beside it."""

    code: int
    answer: Answer
    aside: str

    @property
    def error(self) -> dict[str, str]:
        """The error of the answer."""
        found: dict[str, str] = self.answer["error"]
        return found

    @property
    def words(self) -> str:
        """Everything a person reads of an error."""
        return f"{self.error['message']} {self.error['hint']} {self.aside}"


@dataclass
class CommandLine:
    """One person's command line, with a home of its own.

    Attributes:
        home: Settings and caches; postcodes are indexed here once.
    """

    home: Path

    def __call__(self, *words: object) -> Said:
        """Run a verb in this process."""
        out, aside = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(aside):
            patch.setenv("TPDESK_HOME", str(self.home))
            code = run([*(str(word) for word in words), "--json"])
        lines = out.getvalue().splitlines()
        assert len(lines) == 1, out.getvalue()
        assert "Traceback" not in aside.getvalue()
        return Said(code, json.loads(lines[0]), aside.getvalue())

    def done(self, *words: object) -> Answer:
        """Run a verb that has to go well, and give its answer."""
        said = self(*words)
        assert said.code == 0, said.answer
        return said.answer

    def start(self, *words: object) -> subprocess.Popen[str]:
        """Start a verb as a program of its own."""
        line = [sys.executable, "-m", "tpdesk", *(str(word) for word in words), "--json"]
        surroundings = os.environ | {"TPDESK_HOME": str(self.home), "QT_QPA_PLATFORM": "offscreen"}
        return subprocess.Popen(
            line,
            cwd=ROOT,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def in_own_process(self, *words: object) -> Said:
        """Run a verb as a program of its own and wait for it."""
        with self.start(*words) as program:
            out, aside = program.communicate(timeout=120)
        assert "Traceback" not in aside
        return Said(program.returncode, json.loads(out), aside)

    def assets(self, register: Path, *conditions: str) -> list[Answer]:
        """Give the assets that meet every condition, as the register's keeper sees them."""
        wheres = [word for condition in conditions for word in ("--where", condition)]
        found: list[Answer] = self.done("show", register, *wheres, "--audience", "full")["assets"]
        return found


def counts(answer: Answer) -> tuple[int, int, int, int]:
    """Give what an import did to assets: created, updated, unchanged, vanished."""
    created, updated, unchanged, vanished = (
        answer[f"assets_{what}"] for what in ("created", "updated", "unchanged", "vanished")
    )
    return created, updated, unchanged, vanished


def fields_of(answer: Answer) -> dict[str, str]:
    """Give the field of each column that has one."""
    return {column["field"]: column["column"] for column in answer["columns"] if column["field"]}


def read_issues(workbook: Path) -> list[Answer]:
    """Read a workbook of issues: one dict a row, by heading."""
    book = openpyxl.load_workbook(workbook)
    rows = list(book["Issues"].iter_rows(values_only=True))
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def read_rows(register: Path, query: str) -> list[tuple[Any, ...]]:
    """Ask a register that nobody has open, past tpdesk."""
    # Not for reading only: such a connection would leave its journal behind.
    with closing(sqlite3.connect(f"{register.as_uri()}?mode=rw", uri=True)) as database:
        return database.execute(query).fetchall()


def dump_register(register: Path) -> list[str]:
    """Give every row of every table that a register holds."""
    with closing(sqlite3.connect(f"{register.as_uri()}?mode=rw", uri=True)) as database:
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
            "ORDER BY name"
        ).fetchall()
        return [f"{name}: {row}" for (name,) in tables for row in database.execute(f'SELECT * FROM "{name}"')]
