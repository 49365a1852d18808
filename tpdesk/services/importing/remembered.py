"""The profile by which an earlier edition of a list was read."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import msgspec

from tpdesk.files.profiles import Profile, profile_names, read_profile
from tpdesk.services.importing.coded import fold_heading
from tpdesk.services.importing.editions import name_of_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.services.importing.reading import ReadList
    from tpdesk.services.importing.request import ImportRequest
    from tpdesk.store.reads import BatchRecord, ListRecord

_MOSTLY = 0.8


def remembered_profile(
    request: ImportRequest,
    read: ReadList,
    lists: Sequence[ListRecord],
    batches: Sequence[BatchRecord],
) -> Profile | None:
    """Give the profile of the list that a file is an edition of, None when there is none.

    Args:
        request: What is asked.
        read: The file, read without a profile.
        lists: The register's lists.
        batches: Its imports, the oldest first.
    """
    last = {batch.list_uid: batch for batch in batches if batch.list_uid is not None}
    read_by = {uid: profile.name for uid, batch in last.items() if (profile := _profile_of(batch))}
    if read.suggested_profile in read_by.values():
        return read_profile(read.suggested_profile)
    names = {each.uid: fold_heading(each.name) for each in lists}
    for uid, batch in reversed(last.items()):
        if uid not in read_by or uid not in names:
            continue
        named = fold_heading(request.list_name) == names[uid]
        if (named or _same_name(request.path.stem, batch)) and _same_columns(read.raw.columns, batch):
            return _profile_of(batch)
    return None


def _same_name(stem: str, batch: BatchRecord) -> bool:
    before = name_of_list(PurePath(batch.file).stem)
    return fold_heading(name_of_list(stem)) == fold_heading(before)


def _same_columns(columns: Sequence[str], batch: BatchRecord) -> bool:
    """Whether a file has most of the columns that the earlier edition took something from.

    A list without headings has the width that its profile gives headings for.
    """
    given = ((batch.decisions or {}).get("profile") or {}).get("headings")
    if given:
        return len(given) == len(columns)
    headings = {fold_heading(column) for column in columns}
    taken = [heading for heading, each in (batch.column_map or {}).items() if each.get("field")]
    found = sum(fold_heading(heading) in headings for heading in taken)
    return bool(taken) and found >= _MOSTLY * len(taken)


def _profile_of(batch: BatchRecord) -> Profile | None:
    """Give the profile as it was then, a shipped one as it is now."""
    kept = (batch.decisions or {}).get("profile")
    try:
        profile = None if kept is None else msgspec.convert(kept, Profile)
    except msgspec.ValidationError:
        return None
    return read_profile(profile.name) if profile and profile.name in profile_names() else profile
