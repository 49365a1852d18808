"""What people call the profiles."""

from __future__ import annotations

from functools import cache

from tpdesk.files.profiles import read_profile


@cache
def profile_title(name: str) -> str:
    """Give what people call a shipped profile, or the name of a profile's file."""
    if name.endswith(".toml"):
        return name.replace("\\", "/").rpartition("/")[2]
    return read_profile(name).title.partition(" (")[0]
