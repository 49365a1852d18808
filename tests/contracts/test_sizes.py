"""No giants: a file, a class and a function stay of a size that a reader can hold."""

import ast
from pathlib import Path
from typing import Protocol

FILE_LINES = 400
CLASS_LINES = 250
FUNCTION_LINES = 50


class Source(Protocol):
    path: Path
    text: str
    tree: ast.Module


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return (node.end_lineno or first) - first + 1


def test_files_are_short(sources: list[Source]) -> None:
    lengths = {str(source.path): len(source.text.splitlines()) for source in sources}
    assert {path: length for path, length in lengths.items() if length > FILE_LINES} == {}


def test_functions_are_short(sources: list[Source]) -> None:
    long = {
        f"{source.path}:{node.lineno} {node.name}": _lines(node)
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _lines(node) > FUNCTION_LINES
    }
    assert long == {}


def test_classes_are_short(sources: list[Source]) -> None:
    long = {
        f"{source.path}:{node.lineno} {node.name}": _lines(node)
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and _lines(node) > CLASS_LINES
    }
    assert long == {}


def test_the_sources_were_found(sources: list[Source]) -> None:
    """The contracts would hold for nothing if the list of files were empty."""
    found = {source.path.as_posix() for source in sources}
    assert {"tpdesk/__init__.py", "packaging/dev.py", "tests/conftest.py"} <= found
