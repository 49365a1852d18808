"""Every migration, the oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.store.migrations.revisions import r0001_first, r0002_added_rows

if TYPE_CHECKING:
    from types import ModuleType

REVISIONS: tuple[ModuleType, ...] = (r0001_first, r0002_added_rows)
