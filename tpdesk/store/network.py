"""Whether a file lies on a share of the network, where SQLite's fast journal must not be used."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_SHARED = frozenset(
    (
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "9p",
        "ceph",
        "glusterfs",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.davfs",
        "fuse.gvfsd-fuse",
        "vboxsf",
        "virtiofs",
    )
)
_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/self/mounts")


def on_network_share(path: Path) -> bool:
    """Say whether the file's folder is mounted from another computer; when in doubt on macOS, say yes."""
    folder = path.resolve().parent
    if sys.platform == "win32":
        return _windows_remote(folder)
    if sys.platform == "darwin":
        return folder.is_relative_to("/Volumes")
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return mounted_as(mounts, folder) in _SHARED


def mounted_as(mounts: str, folder: Path) -> str:
    """Give the type of the file system a folder is on, from a table of mounts; empty when it is in none."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        point = Path(parts[1].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), parts[2]
    return kind


def _windows_remote(folder: Path) -> bool:
    drive = folder.drive
    if drive.startswith("\\\\"):
        return True
    import ctypes

    windows = getattr(ctypes, "windll", None)
    return bool(windows is not None and windows.kernel32.GetDriveTypeW(drive + os.sep) == _DRIVE_REMOTE)
