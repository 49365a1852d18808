"""The work behind a fact that is changed: on another thread, what was typed becomes a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tpdesk.domain.progress import Progress
    from tpdesk.services.commands.values import ChangeValues
    from tpdesk.store.register import Register


class PlannedEdit(NamedTuple):
    """The step to take, and what a person should know of how the typing was understood."""

    step: ChangeValues
    notes: tuple[str, ...]


def plan_typing(
    register: Register, uid: str, name: str, typed: Mapping[str, str]
) -> Callable[[Progress], PlannedEdit]:
    """Give the work that plans the change of some facts of an asset.

    Args:
        register: The open register.
        uid: Of the asset.
        name: What the step calls it.
        typed: What was typed, by field key.
    """

    def work(_progress: Progress) -> PlannedEdit:
        # What reads lists is not needed before a fact is changed.
        from tpdesk.services.editing.editing import plan_edits, read_edits

        edits, notes = read_edits([uid], typed)
        return PlannedEdit(plan_edits(register, edits, name), notes)

    return work
