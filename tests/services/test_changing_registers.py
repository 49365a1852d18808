"""A change is made through one function, and QGIS learns of new organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.look import ORGANISATION_KINDS
from tpdesk.domain.organisation import Organisation
from tpdesk.services.changing import asset_marks, change_register
from tpdesk.services.commands.organisations import AddOrganisation
from tpdesk.services.workspace import create_register

if TYPE_CHECKING:
    from pathlib import Path


def test_each_kind_has_a_marker_of_its_own() -> None:
    marks = asset_marks([Organisation(kind, kind, kind, colour=kind) for kind in ORGANISATION_KINDS])
    assert len({mark.picture.replace(mark.colour, "") for mark in marks}) == len(ORGANISATION_KINDS)
    assert all(mark.colour.startswith("#") and mark.colour in mark.picture for mark in marks)
    (strange,) = asset_marks([Organisation("u", "Odd", "unheard", colour="unheard")])
    (other,) = (mark for mark in marks if mark.label == "other")
    assert strange.picture == other.picture


def test_qgis_draws_a_new_organisation(tmp_path: Path) -> None:
    with create_register(tmp_path / "place.gpkg", "Quillmere") as register:
        council = Organisation("u1", "Quillmere Council", "council", colour="council")
        changes = change_register(register, AddOrganisation(council))
        assert "organisation" in changes.tables
        with register.reading() as connection:
            (style,) = connection.exec_driver_sql("SELECT styleQML FROM layer_styles").scalars().all()
    assert "Quillmere Council" in style
