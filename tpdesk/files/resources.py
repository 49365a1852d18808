"""Where the files lie that tpdesk brings with it: fonts, icons, vocabularies, profiles, the demonstration."""

from __future__ import annotations

from pathlib import Path

from tpdesk.domain.errors import OutsideError

_PACKAGE = Path(__file__).resolve().parents[1]
# Installed and frozen, the files lie inside the package; in a checkout they lie beside it.
_FOLDERS = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def resource_path(*parts: str) -> Path:
    """Give the path of a file or folder below resources/.

    Raises:
        OutsideError: It is not there, so this copy of tpdesk is not whole.
    """
    for folder in _FOLDERS:
        path = folder.joinpath(*parts)
        if path.exists():
            return path
    raise OutsideError(
        "resource_missing",
        f"A file that belongs to tpdesk is missing: {'/'.join(parts)}.",
        "Your registers are safe. Install tpdesk again.",
    )
