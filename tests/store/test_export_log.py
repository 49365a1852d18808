"""What was given out is kept in the register: who, why, for whom, of what, with the file's fingerprint."""

from __future__ import annotations

import getpass
import platform
from typing import TYPE_CHECKING

import pytest

from tests.store.stocking import PLACE
from tpdesk.domain.errors import OutsideError
from tpdesk.store.export_log import ExportEntry, read_exports
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from pathlib import Path


def test_each_export_is_kept_in_order(tmp_path: Path) -> None:
    with Register.create(tmp_path / "place.gpkg", PLACE) as register:
        assert read_exports(register) == ()
        first = ExportEntry("a.csv", "0" * 64, "partners", "kind=nhs", "Board of June")
        second = ExportEntry("b.csv", "1" * 64, "public")
        register.log_export(first)
        register.log_export(second)
        kept = read_exports(register)
        assert [each.entry for each in kept] == [first, second]
        assert {(each.who, each.computer) for each in kept} == {(getpass.getuser(), platform.node())}
        assert kept[0].at <= kept[1].at
        assert register.undo_description is None


def test_a_register_that_is_only_read_keeps_nothing(tmp_path: Path) -> None:
    path = tmp_path / "place.gpkg"
    Register.create(path, PLACE).close()
    with Register.open(path, read_only=True) as register:
        with pytest.raises(OutsideError):
            register.log_export(ExportEntry("a.csv", "0" * 64, "public"))
        assert read_exports(register) == ()
