"""The doubts that still stand: those of the newest edition of each list, with the asset they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpdesk.domain.issues import ISSUE_KINDS, Issue

if TYPE_CHECKING:
    from tpdesk.store.connection import Readable

_STANDING = """
SELECT s.record_uid, l.organisation_uid, i.code, i.message, i.file, i.sheet, i.row, i.column_name, i.value,
  i.suggestion
FROM issue AS i
JOIN batch AS b ON b.uid = i.batch_uid
LEFT JOIN list AS l ON l.uid = b.list_uid
LEFT JOIN record_source AS s
  ON s.batch_uid = i.batch_uid AND s.row = i.row AND s.record_table = 'asset' AND i.row > 0
WHERE b.fid = (SELECT max(newest.fid) FROM batch AS newest WHERE newest.list_uid IS b.list_uid)
ORDER BY i.fid
"""


@dataclass(frozen=True, slots=True)
class StandingIssue:
    """A doubt, and the asset it is about.

    Attributes:
        asset_uid: The asset, None when it is about a whole list or a row that became none.
        issue: The doubt.
        organisation_uid: Whose list it was found in, None when that is of several.
    """

    asset_uid: str | None
    issue: Issue
    organisation_uid: str | None = None


def read_standing_issues(register: Readable) -> tuple[StandingIssue, ...]:
    """Read the doubts of the newest edition of each list; kinds unknown to this tpdesk are left out."""
    with register.reading() as connection:
        rows = connection.exec_driver_sql(_STANDING).all()
    return tuple(
        StandingIssue(
            asset,
            Issue(
                code, message or "", file or "", sheet or "", row or 0, column or "", value or "", hint or ""
            ),
            organisation,
        )
        for asset, organisation, code, message, file, sheet, row, column, value, hint in rows
        if code in ISSUE_KINDS
    )
