"""Files as partners send them, made on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    WriteText = Callable[[str | bytes], Path]
    WriteBook = Callable[[dict[str, Sequence[Sequence[Any]]]], Path]


@pytest.fixture
def text_file(tmp_path: Path) -> WriteText:
    """Write a text file; str goes out as UTF-8."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "list.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def xlsx_file(tmp_path: Path) -> WriteBook:
    """Write an xlsx workbook of sheets of rows."""

    def write(sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
        from openpyxl import Workbook

        book = Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        path = tmp_path / "book.xlsx"
        book.save(path)
        return path

    return write
