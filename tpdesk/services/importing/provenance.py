"""The rows that say where everything came from: the list, the import, its sources and its doubts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tpdesk.domain.identity import new_uid, new_uids
from tpdesk.services.importing.editions import filter_text
from tpdesk.services.importing.packing import pack_rows
from tpdesk.services.importing.plan import ImportPlan, TableRows
from tpdesk.services.importing.recipe import PARSER_VERSION

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.services.importing.coded import CodedTable
    from tpdesk.store.reads import ListRecord


def provenance_rows(plan: ImportPlan, kept: CodedTable, assets: NDArray[np.object_]) -> list[TableRows]:
    """Give the rows of organisations, list, import, sources and doubts, in the order they are written."""
    batch_uid = new_uid()
    rows = [_organisations(plan), _list(plan), _batch(plan, batch_uid, kept, assets)]
    rows += [_sources(plan, batch_uid, assets), _issues(plan, batch_uid)]
    return [each for each in rows if len(each)]


def _organisations(plan: ImportPlan) -> TableRows:
    new = plan.new_organisations
    return TableRows(
        "organisation",
        {
            "uid": [each.uid for each in new],
            "name": [each.name for each in new],
            "kind": [each.kind for each in new],
            "code": [each.code or None for each in new],
            "colour": [each.colour for each in new],
        },
    )


def _list(plan: ImportPlan) -> TableRows:
    if not plan.list_is_new:
        return TableRows("list", {"uid": []})
    owner = plan.organisations[0].uid if len(plan.organisations) == 1 else None
    profile = plan.recipe.profile
    return TableRows(
        "list",
        {
            "uid": [plan.list_uid],
            "name": [plan.list_name],
            "organisation_uid": [owner],
            "profile": [profile.name if profile else None],
            "row_filter": [filter_text(plan.where)],
            "published": [plan.published],
        },
    )


def profile_update(plan: ImportPlan, known: ListRecord | None) -> tuple[TableRows, ...]:
    """Give the change of a list that is read by another profile from now on; nothing when it is the same."""
    profile = plan.recipe.profile
    if known is None or profile is None or known.profile == profile.name:
        return ()
    columns = {"profile": profile.name, "published": plan.published}
    return tuple(TableRows("list", {"uid": [known.uid], name: [value]}) for name, value in columns.items())


def _batch(plan: ImportPlan, uid: str, kept: CodedTable, assets: NDArray[np.object_]) -> TableRows:
    values: dict[str, object] = {
        "uid": uid,
        "list_uid": plan.list_uid,
        "file": plan.file,
        "sheet": plan.sheet,
        "sha256": plan.sha256,
        "header_row": plan.header_row,
        "as_at": plan.as_at,
        "period": plan.period or None,
        "imported_at": datetime.now(UTC),
        "parser_version": PARSER_VERSION,
        "column_map": json.dumps(plan.recipe.column_map()),
        "decisions": json.dumps(plan.recipe.settled()),
        "raw_rows": pack_rows(kept, assets.tolist()),
        "rows_read": plan.counts.read,
        "rows_kept": plan.counts.kept,
        "rows_refused": plan.counts.refused,
    }
    return TableRows("batch", {name: [value] for name, value in values.items()})


def _sources(plan: ImportPlan, batch_uid: str, assets: NDArray[np.object_]) -> TableRows:
    count = len(assets)
    return TableRows(
        "record_source",
        {
            "uid": new_uids(count),
            "record_uid": assets,
            "record_table": ["asset"] * count,
            "batch_uid": [batch_uid] * count,
            "sheet": [plan.sheet] * count,
            "row": plan.understood.rows.tolist(),
        },
    )


def _issues(plan: ImportPlan, batch_uid: str) -> TableRows:
    issues = plan.issues
    count = len(issues)
    return TableRows(
        "issue",
        {
            "uid": new_uids(count),
            "batch_uid": [batch_uid] * count,
            "code": issues.codes,
            "file": [issues.file] * count,
            "sheet": [issues.sheet] * count,
            "row": issues.rows.tolist(),
            "column_name": issues.columns,
            "value": issues.values,
            "message": issues.messages,
            "suggestion": issues.suggestions,
        },
    )
