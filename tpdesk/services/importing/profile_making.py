"""Makes a profile of what was decided about a list, for its next edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tpdesk.domain.vocabularies.term import fold_wording
from tpdesk.files.profiles import Matches, Profile

if TYPE_CHECKING:
    from tpdesk.services.importing.plan import ImportPlan


def profile_of(plan: ImportPlan, title: str) -> Profile:
    """Make a profile that reads the next edition of a list as this one was read.

    What the plan's own profile knows beyond columns, units and wordings is kept.

    Args:
        plan: The list as it was understood.
        title: What people are to call the list.
    """
    before = plan.recipe.profile
    made = before or Profile(name="", title="", description="")
    decisions = plan.recipe.decisions
    wordings: dict[str, dict[str, str]] = {}
    for (field, wording), word in decisions.wordings.items():
        wordings.setdefault(field, {})[wording] = word
    columns = {each.column: each.field for each in plan.columns if each.field or each.decided}
    by_column = plan.request.organisation_column
    return msgspec.structs.replace(
        made,
        name=fold_wording(title).replace(" ", "_"),
        title=title,
        description=f"Made of {plan.file}.",
        matches=made.matches if made.headings else (Matches(headings=tuple(columns)),),
        columns=columns,
        units={**made.units, **decisions.units},
        constants=dict(decisions.constants),
        organisation=plan.request.organisation or made.organisation,
        organisation_column=(by_column,) if by_column else made.organisation_column,
        kind=plan.request.kind or made.kind,
        wordings=wordings,
        where=tuple(f"{column}={value}" for column, value in plan.where),
    )
