"""Where a value of the register comes from, in the officer's words: a list, a person, another program."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tpdesk.domain.wording import date_words
from tpdesk.services.importing.moments import edition_words
from tpdesk.store.value_origins import read_asset_imports, read_import_steps, read_last_changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.services.importing.state import RegisterState
    from tpdesk.store.reads import BatchRecord
    from tpdesk.store.value_origins import ChangeStep

_MOMENT = 13
"""Characters of a UUIDv7 that tell when it was made."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from.

    Attributes:
        words: To follow "the register has ...": "from the list “Assets” as at 31 Mar 2025".
        list_uid: The list, None when no list wrote it.
    """

    words: str = ""
    list_uid: str | None = None


_UNKNOWN = Origin()


@dataclass(slots=True, eq=False)
class Origins:
    """Tells where values come from; what was asked once is kept.

    Attributes:
        state: The register.
    """

    state: RegisterState
    _changes: dict[str, dict[tuple[str, str], ChangeStep]] = field(default_factory=dict)
    _asked: dict[str, set[str]] = field(default_factory=dict)
    _imports: dict[str, list[str]] = field(default_factory=dict)
    _steps: dict[int, str] | None = None

    def of(self, table: str, column: str, uids: Sequence[str], assets: Sequence[str]) -> tuple[Origin, ...]:
        """Give the origin of one column of some rows.

        Args:
            table: The table.
            column: The column.
            uids: The rows.
            assets: The asset to which each row belongs.
        """
        self._read(table, uids, assets)
        changes = self._changes.get(table, {})
        return tuple(
            self._of_step(step) if (step := changes.get((uid, column))) else self._of_birth(uid, asset)
            for uid, asset in zip(uids, assets, strict=True)
        )

    def _read(self, table: str, uids: Sequence[str], assets: Sequence[str]) -> None:
        asked = self._asked.setdefault(table, set())
        new = [uid for uid in dict.fromkeys(uids) if uid not in asked]
        if new:
            asked.update(new)
            self._changes.setdefault(table, {}).update(read_last_changes(self.state.register, table, new))
        unknown = [asset for asset in dict.fromkeys(assets) if asset not in self._imports]
        if unknown:
            found = read_asset_imports(self.state.register, unknown)
            self._imports |= {asset: found.get(asset, []) for asset in unknown}

    def _of_step(self, step: ChangeStep) -> Origin:
        if self._steps is None:
            self._steps = read_import_steps(self.state.register, [batch.uid for batch in self.state.batches])
        batch = self._batch(self._steps.get(step.number, ""))
        if batch is not None:
            return self._of_batch(batch)
        day = _day_words(step.at)
        if step.kind == "outside":
            return Origin(f"changed by another program{day}")
        if step.kind == "command":
            return Origin(f"typed by hand{f' by {step.who}' if step.who else ''}{day}")
        return _UNKNOWN

    def _of_birth(self, uid: str, asset: str) -> Origin:
        """Give the import that added a row: the first about its asset that was made no earlier than it."""
        for batch in self._imports[asset]:
            if batch[:_MOMENT] >= uid[:_MOMENT]:
                found = self._batch(batch)
                return _UNKNOWN if found is None else self._of_batch(found)
        return _UNKNOWN

    def _batch(self, uid: str) -> BatchRecord | None:
        return next((each for each in self.state.batches if each.uid == uid), None)

    def _of_batch(self, batch: BatchRecord) -> Origin:
        name = next((each.name for each in self.state.lists if each.uid == batch.list_uid), batch.file)
        return Origin(f"from {edition_words(batch, name)}", batch.list_uid)


def _day_words(moment: str) -> str:
    try:
        return f" on {date_words(date.fromisoformat(moment[:10]))}"
    except ValueError:
        return ""
