"""Opens a partner's file, whatever it is, and gives the reader for it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tpdesk.domain.errors import InputError
from tpdesk.files.delimited import DelimitedSource
from tpdesk.files.sniffing import FileFormat, sniff, unreadable
from tpdesk.files.vector_files import VectorSource
from tpdesk.files.workbooks import WorkbookSource, password_protected

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from tpdesk.files.source_file import SourceFile

_EXCELS_OWN_PASSWORD = "VelvetSweatshop"


def open_source(path: Path, *, password: str = "", refuse: Collection[tuple[int, int]] = ()) -> SourceFile:
    """Open a list, its format told by its content.

    Args:
        path: The file; for a shapefile any of its parts, or a zip of them.
        password: Opens a workbook that asks for one.
        refuse: (device, inode) of files that must not be touched: the registers that are open.

    Raises:
        InputError: ``file_missing``, ``register_open``, ``empty_file``, ``not_a_spreadsheet``, ``damaged``,
            ``zip_too_large``, ``password_protected``, ``password_wrong``, ``shapefile_incomplete``.
        OutsideError: ``file_unreadable``.
    """
    refuse_register(path, refuse)
    path = shapefile_of(path)
    form = sniff(path)
    if form is FileFormat.DELIMITED:
        return DelimitedSource(path)
    if form.spatial:
        return VectorSource(path, form)
    if form in (FileFormat.ENCRYPTED, FileFormat.XLS):
        return _open_locked(path, form, password)
    return WorkbookSource(path, form)


def refuse_register(path: Path, refuse: Collection[tuple[int, int]]) -> None:
    """Refuse a file that is an open register, without opening it: even that would drop its locks."""
    if not refuse:
        return
    try:
        status = path.stat()
    except OSError:
        return
    if (status.st_dev, status.st_ino) in refuse:
        raise InputError(
            "register_open",
            f"“{path.name}” is a register that is open in tpdesk.",
            "Choose a partner's list, or export from the register.",
        )


def shapefile_of(path: Path) -> Path:
    """Give the .shp beside a part of a shapefile, else the path itself."""
    if path.suffix.lower() not in (".dbf", ".shx", ".prj", ".cpg"):
        return path
    for suffix in (".shp", ".SHP"):
        if path.with_suffix(suffix).is_file():
            return path.with_suffix(suffix)
    return path


def _open_locked(path: Path, form: FileFormat, password: str) -> WorkbookSource:
    """Open a workbook that may ask for a password."""
    import msoffcrypto  # type: ignore[import-untyped]
    from msoffcrypto.exceptions import (  # type: ignore[import-untyped]
        DecryptionError,
        FileFormatError,
        InvalidKeyError,
        ParseError,
    )

    try:
        with path.open("rb") as file:
            office = msoffcrypto.OfficeFile(file)
            if not office.is_encrypted():
                return WorkbookSource(path, form)
            opened = io.BytesIO()
            try:
                office.load_key(password=password or _EXCELS_OWN_PASSWORD)
                office.decrypt(opened)
            except (InvalidKeyError, DecryptionError) as error:
                raise _refused(path.name, password) from error
    except (FileFormatError, ParseError, ValueError, KeyError, IndexError) as error:
        raise InputError(
            "damaged", f"“{path.name}” is damaged and cannot be opened.", "Ask the sender for the file again."
        ) from error
    except OSError as error:
        raise unreadable(path.name, error) from error
    content = opened.getvalue()
    return WorkbookSource(path, form if form is FileFormat.XLS else _inner_format(content), content)


def _inner_format(content: bytes) -> FileFormat:
    return FileFormat.XLSB if b"xl/workbook.bin" in content else FileFormat.XLSX


def _refused(file: str, password: str) -> InputError:
    if not password:
        return password_protected(file)
    return InputError(
        "password_wrong",
        f"The password does not open “{file}”.",
        "Type it again; capitals and small letters differ.",
    )
