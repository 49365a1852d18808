"""Puts right those doubts of which it is certain how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.services.editing.editing import Edit, plan_edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.services.checking_facts import Doubt
    from tpdesk.services.commands.values import ChangeValues
    from tpdesk.store.connection import Readable


def plan_fixes(register: Readable, doubts: Sequence[Doubt], name: str = "") -> ChangeValues:
    """Make the command that puts doubts right, in one step.

    Args:
        register: The register.
        doubts: The doubts; those without a fix are left out.
        name: What to call the asset in the words of the step, when it is one.
    """
    edits = [
        Edit(each.asset_uid, each.fix.field, each.fix.value)
        for each in doubts
        if each.fix is not None and each.asset_uid is not None
    ]
    return plan_edits(register, edits, name)
