"""What one person prefers, in a TOML file of their own. Nothing that alters results is kept here."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from tpdesk.domain.errors import OutsideError
from tpdesk.files.replacing import write_file
from tpdesk.files.toml_text import encode_toml

FolderName = Literal["settings", "cache", "reports", "thumbnails", "backups"]

MOST_RECENT = 12
_BROUGHT_BY_PLATFORM = {
    "settings": "user_config_path",
    "cache": "user_cache_path",
    "thumbnails": "user_cache_path",
}


class RecentRegister(msgspec.Struct, frozen=True):
    """A register opened lately, as the start page shows it.

    Attributes:
        path: Where it lies.
        place: Name of its place.
        opened_at: When it was last opened, ISO 8601 in UTC.
        thumbnail: Name of its picture in the folder of thumbnails, empty when there is none.
        assets: How many assets it had.
        organisations: How many partners it had.
        unplaced: How many of its assets had no position.
    """

    path: str
    place: str
    opened_at: str = ""
    thumbnail: str = ""
    assets: int = 0
    organisations: int = 0
    unplaced: int = 0


class ColumnLayout(msgspec.Struct, frozen=True):
    """Which columns a table shows, in which order and how wide.

    Attributes:
        columns: Field keys in order.
        widths_px: Width of each, 0 for the usual one.
        sorted_by: Field key, empty when unsorted.
        descending: Whether the largest comes first.
    """

    columns: tuple[str, ...] = ()
    widths_px: tuple[int, ...] = ()
    sorted_by: str = ""
    descending: bool = False


class WindowPlace(msgspec.Struct, frozen=True):
    """Where the window was, in pixels of the screen; a width of 0 is the usual place.

    Attributes:
        x: Left edge.
        y: Upper edge.
        width: Outer width.
        height: Outer height.
        maximised: Whether it filled the screen.
        details_width: Width of the details panel, 0 for the usual one.
        table_height: Height of the lower table, 0 for the usual one.
    """

    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    maximised: bool = False
    details_width: int = 0
    table_height: int = 0


class Settings(msgspec.Struct, frozen=True):
    """One person's preferences.

    Attributes:
        theme: Light, dark, or as the system has it.
        display_name: Label shown beside the account in the history; empty for the account alone.
        last_folder: Folder of the last file chosen.
        postcodes: Path of the list in which postcodes are looked up, empty when none was chosen.
        recent: Registers opened lately, the latest first.
        window: Where the window was.
        tables: Column layouts by the table's key.
        layer_folders: Folders of referenced layer files by the file's SHA-256.
    """

    theme: Literal["system", "light", "dark"] = "system"
    display_name: str = ""
    last_folder: str = ""
    postcodes: str = ""
    recent: tuple[RecentRegister, ...] = ()
    window: WindowPlace = WindowPlace()
    tables: dict[str, ColumnLayout] = {}
    layer_folders: dict[str, str] = {}

    def with_recent(self, register: RecentRegister) -> Settings:
        """Put a register first in the list of recent ones; it stands there once."""
        others = [each for each in self.recent if not _same_path(each.path, register.path)]
        stamped = register
        if not register.opened_at:
            stamped = msgspec.structs.replace(
                register, opened_at=datetime.now(UTC).isoformat(timespec="seconds")
            )
        return msgspec.structs.replace(self, recent=(stamped, *others)[:MOST_RECENT])

    def without_recent(self, path: str) -> Settings:
        """Take a register off the list of recent ones."""
        kept = tuple(each for each in self.recent if not _same_path(each.path, path))
        return msgspec.structs.replace(self, recent=kept)


def _same_path(first: str, second: str) -> bool:
    return os.path.normcase(first) == os.path.normcase(second)


def user_folder(name: FolderName) -> Path:
    """Give a folder of the user's own, made when it is missing; only the user may read it.

    TPDESK_HOME, where it is set, holds them all.

    Raises:
        OutsideError: ``folder_unwritable``.
    """
    folder = _folder(name)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise OutsideError(
            "folder_unwritable",
            f"tpdesk cannot make its folder {folder}.",
            "Check that your account may write there, or name another folder in TPDESK_HOME.",
        ) from error
    return folder


def _folder(name: FolderName) -> Path:
    home = os.environ.get("TPDESK_HOME")
    if home:
        return Path(home).expanduser() / name
    import platformdirs

    dirs = platformdirs.PlatformDirs("tpdesk", appauthor=False)
    base = getattr(dirs, _BROUGHT_BY_PLATFORM.get(name, "user_data_path"))
    return Path(base) if name in ("settings", "cache") else Path(base) / name


def settings_path() -> Path:
    """Give the path of the settings file; it need not exist."""
    return _folder("settings") / "settings.toml"


def read_settings(path: Path | None = None) -> Settings:
    """Read the settings; without a file, or with a damaged one, the usual ones.

    Args:
        path: Another file than the user's own.
    """
    path = path or settings_path()
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Settings()


def write_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, whole or not at all; a damaged file is kept aside.

    Raises:
        OutsideError: The folder cannot be written.
    """
    if path is None:
        path = user_folder("settings") / "settings.toml"
    _keep_damaged(path)
    write_file(path, encode_toml(msgspec.to_builtins(settings)).encode(), private=True)


def _keep_damaged(path: Path) -> None:
    """Keep a file aside that could not be read, so that a person may look at it."""
    try:
        msgspec.toml.decode(path.read_bytes(), type=Settings)
    except OSError:
        return
    except (msgspec.DecodeError, UnicodeDecodeError):
        with suppress(OSError):
            path.replace(path.with_suffix(".damaged.toml"))
