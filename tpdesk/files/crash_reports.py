"""Crash reports: where the program broke, with no value, name or place of the register in it."""

from __future__ import annotations

import platform
import secrets
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from tpdesk import __version__
from tpdesk.files.settings import user_folder


def format_crash_report(error: BaseException) -> str:
    """Write the report: versions, kind of error and lines of code; its words may hold data and stay out."""
    package = Path(__file__).parents[1]
    lines = [
        f"tpdesk {__version__}, Python {platform.python_version()}, {sys.platform}",
        f"at {datetime.now(UTC).isoformat(timespec='seconds')}",
        f"kind {type(error).__module__}.{type(error).__qualname__}",
    ]
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        place = path.relative_to(package) if path.is_relative_to(package) else Path(path.name)
        lines.append(f"  {place.as_posix()}:{frame.lineno} {frame.name}")
    return "\n".join(lines) + "\n"


def write_crash_report(error: BaseException) -> Path:
    """Keep the report in the user's own folder and give its path."""
    folder = user_folder("reports")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"fault-{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}.txt"
    path.write_text(format_crash_report(error), encoding="utf-8")
    return path
