"""Commands about the partners themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpdesk.domain.errors import ConflictError

if TYPE_CHECKING:
    from tpdesk.domain.changes import Writer
    from tpdesk.domain.organisation import Organisation

_COLUMNS = ("name", "kind", "code", "colour")


def _check_name_is_free(writer: Writer, organisation: Organisation) -> None:
    folded = " ".join(organisation.name.split()).casefold()
    for uid, name in writer.select("organisation", ["uid", "name"]):
        if uid != organisation.uid and " ".join(str(name).split()).casefold() == folded:
            raise ConflictError(
                "organisation_exists",
                f"The register has an organisation “{name}” already. Nothing was changed.",
                "Give it another name, or use the one that is there.",
            )


@dataclass(frozen=True, slots=True)
class AddOrganisation:
    """A new partner."""

    organisation: Organisation

    @property
    def kind(self) -> str:
        """The command's name in the history."""
        return "add_organisation"

    def describe(self) -> str:
        """Say who is added."""
        return f"Add {self.organisation.name}"

    def apply(self, writer: Writer) -> None:
        """Add the organisation.

        Raises:
            ConflictError: There is one of that name.
        """
        _check_name_is_free(writer, self.organisation)
        writer.insert(
            "organisation", ["uid", *_COLUMNS], [(self.organisation.uid, *_values(self.organisation))]
        )


@dataclass(frozen=True, slots=True)
class ChangeOrganisation:
    """A partner's name, kind, code or colour, changed."""

    organisation: Organisation

    @property
    def kind(self) -> str:
        """The command's name in the history."""
        return "change_organisation"

    def describe(self) -> str:
        """Say who is changed."""
        return f"Change {self.organisation.name}"

    def apply(self, writer: Writer) -> None:
        """Write the organisation as it is given.

        Raises:
            ConflictError: Another one has that name, or it is no longer there.
        """
        _check_name_is_free(writer, self.organisation)
        writer.update("organisation", _COLUMNS, [(self.organisation.uid, *_values(self.organisation))])


def _values(organisation: Organisation) -> tuple[str | None, ...]:
    return organisation.name, organisation.kind, organisation.code or None, organisation.colour
