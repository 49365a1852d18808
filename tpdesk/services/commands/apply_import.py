"""Brings a planned import into the register: one command, one undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpdesk.domain.errors import ConflictError

if TYPE_CHECKING:
    from tpdesk.domain.changes import Writer
    from tpdesk.services.importing.plan import ImportPlan


@dataclass(frozen=True, slots=True, eq=False)
class ApplyImport:
    """Everything that a plan holds, written in one transaction.

    Attributes:
        plan: The plan, made against the register as it is.
    """

    plan: ImportPlan

    @property
    def kind(self) -> str:
        """The command's name in the history."""
        return "apply_import"

    def describe(self) -> str:
        """Say which file is imported."""
        return f"Import {self.plan.file}"

    def apply(self, writer: Writer) -> None:
        """Write organisations, list, import, assets, facts and doubts; then the changed values.

        Raises:
            ConflictError: The register has moved on since the plan was made.
        """
        self._check_unmoved(writer)
        for rows in self.plan.inserts:
            writer.insert_columns(rows.table, rows.columns)
        for rows in self.plan.updates:
            columns = [name for name in rows.columns if name != "uid"]
            writer.update(rows.table, columns, rows.rows())

    def _check_unmoved(self, writer: Writer) -> None:
        batches = {uid for (uid,) in writer.select("batch", ["uid"])}
        names = {str(name).casefold() for (name,) in writer.select("organisation", ["name"])}
        new = {each.name.casefold() for each in self.plan.new_organisations}
        if batches != self.plan.known_batches or names & new:
            raise ConflictError(
                "register_moved_on",
                "The register has changed since this import was planned. Nothing was imported.",
                "Plan the import again.",
            )
