"""Partners are added and changed by commands, and no two share a name."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tpdesk.domain.errors import ConflictError
from tpdesk.domain.identity import new_uid
from tpdesk.domain.organisation import Organisation, Place
from tpdesk.services.commands.organisations import AddOrganisation, ChangeOrganisation
from tpdesk.store.register import Register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.create(tmp_path / "place.gpkg", Place("Quarry Vale")) as made:
        yield made


def test_a_partner_is_added_and_changed_and_taken_back(register: Register) -> None:
    council = Organisation(new_uid(), "Vale Council", "council", "", "council")
    register.execute(AddOrganisation(council))
    assert register.undo_description == "Add Vale Council"
    renamed = replace(council, name="Vale Borough Council", code="E08")
    register.execute(ChangeOrganisation(renamed))
    assert register.undo_description == "Change Vale Borough Council"
    assert register.read_organisations() == (renamed,)
    register.undo()
    assert register.read_organisations() == (council,)


@pytest.mark.parametrize("command", [AddOrganisation, ChangeOrganisation])
def test_a_name_is_given_once(
    register: Register, command: type[AddOrganisation] | type[ChangeOrganisation]
) -> None:
    register.execute(AddOrganisation(Organisation(new_uid(), "Vale Council", "council")))
    with pytest.raises(ConflictError, match="already"):
        register.execute(command(Organisation(new_uid(), "VALE  council", "nhs")))
    assert len(register.read_organisations()) == 1


def test_names_of_commands_in_the_history() -> None:
    some = Organisation("u", "A", "nhs")
    assert (AddOrganisation(some).kind, ChangeOrganisation(some).kind) == (
        "add_organisation",
        "change_organisation",
    )
