"""Writes plain values as TOML; what the standard library reads, it cannot write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def encode_toml(values: Mapping[str, Any]) -> str:
    """Write a table of plain values: text, numbers, booleans, lists, tables; None is left out."""
    return "\n".join(_table(values, ())) + "\n"


def _table(values: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
    plain = {key: value for key, value in values.items() if value is not None and not _is_table(value)}
    lines = [f"{_text(key)} = {_value(value)}" for key, value in plain.items()]
    for key, value in values.items():
        if not _is_table(value):
            continue
        inner = (*path, key)
        name = ".".join(map(_text, inner))
        if isinstance(value, dict):
            lines += ["", f"[{name}]", *_table(value, inner)]
        else:
            for each in value:
                lines += ["", f"[[{name}]]", *_table(each, inner)]
    return lines


def _is_table(value: Any) -> bool:  # noqa: ANN401 - any plain value
    return isinstance(value, dict) or (
        isinstance(value, (list, tuple)) and bool(value) and all(isinstance(each, dict) for each in value)
    )


def _value(value: Any) -> str:  # noqa: ANN401 - any plain value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(key)} = {_value(each)}" for key, each in value.items()) + "}"
    return _text(str(value))


def _text(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
