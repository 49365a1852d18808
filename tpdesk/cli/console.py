"""What a verb says: one JSON object or a short table on stdout, messages and bars on stderr."""

from __future__ import annotations

import json
import signal
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from tpdesk.domain.progress import Progress as WorkProgress
from tpdesk.domain.progress import ReportedProgress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tpdesk.domain.errors import TpdeskError

_WIDTH_OF_FILES = 180
"""Characters in a line where no terminal sets the width: a table in a file is not folded to 80."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table for people."""

    heading: str
    right: bool = False


class Conversation:
    """One run of a verb as its caller sees it.

    Args:
        as_json: Whether the result is one JSON object rather than words and tables.
    """

    def __init__(self, *, as_json: bool) -> None:
        """Open stdout for the result and stderr for everything else."""
        self.as_json = as_json
        wide = None if sys.stdout.isatty() else _WIDTH_OF_FILES
        self._out = Console(file=sys.stdout, highlight=False, soft_wrap=True, width=wide)
        self._aside = Console(file=sys.stderr, highlight=False, soft_wrap=True)

    def answer(self, result: Mapping[str, object]) -> None:
        """Print the verb's JSON object; nothing when words were asked for."""
        if self.as_json:
            sys.stdout.write(json.dumps(result, ensure_ascii=False, allow_nan=False, default=str) + "\n")
            sys.stdout.flush()

    def say(self, line: str) -> None:
        """Print a line of the answer for people; nothing when JSON was asked for."""
        if not self.as_json:
            self._out.print(line, markup=False)

    def show_table(self, columns: Sequence[TableColumn], rows: Sequence[Sequence[object]]) -> None:
        """Print a table for people; nothing when JSON was asked for or there is no row."""
        if self.as_json or not rows:
            return
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in columns:
            table.add_column(
                column.heading,
                justify="right" if column.right else "left",
                overflow="fold",
                no_wrap=column.right,
            )
        for row in rows:
            table.add_row(*("" if value is None else str(value) for value in row))
        self._out.print(table, markup=False)

    def tell_error(self, error: TpdeskError) -> None:
        """Print what went wrong: JSON on stdout when asked for, words on stderr always."""
        if self.as_json:
            self.answer({"error": error.as_dict()})
        self._aside.print(f"tpdesk: {error.message}", markup=False)
        if error.hint:
            self._aside.print(f"  {error.hint}", markup=False)

    def tell_aside(self, line: str) -> None:
        """Print a message on stderr."""
        self._aside.print(line, markup=False)

    @contextmanager
    def progress(self) -> Iterator[WorkProgress]:
        """Give a progress that Ctrl+C stops at its next step; on a terminal it draws a bar on stderr."""
        if not sys.stderr.isatty():
            silent = ReportedProgress(lambda *_: None)
            with _stopped_by_interrupt(silent):
                yield silent
            return
        columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._aside, transient=True) as bar:
            task = bar.add_task("", total=None)
            drawn = ReportedProgress(
                lambda done, total, label: bar.update(
                    task, completed=done, total=total or None, description=label
                )
            )
            with _stopped_by_interrupt(drawn):
                yield drawn


@contextmanager
def _stopped_by_interrupt(progress: ReportedProgress) -> Iterator[None]:
    """Let the first Ctrl+C end the work between two steps, where nothing is half done."""

    def stop(_number: int, _frame: object) -> None:
        progress.cancel()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
