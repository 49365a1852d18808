"""Where each fact of the demonstration comes from."""

from collections.abc import Iterator

import pytest

from tpdesk.domain.progress import SilentProgress
from tpdesk.services.demonstration import make_demo_register
from tpdesk.services.provenance import ProvenanceReader
from tpdesk.store.register import Register


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path = tmp_path_factory.mktemp("demonstration") / "demo.gpkg"
    make_demo_register(path, SilentProgress())
    with Register.open(path) as register:
        yield register


def test_a_fact_is_led_back_to_its_cell(demonstration: Register) -> None:
    frame = demonstration.read_assets()
    row = frame["name"].tolist().index("Cinderfield Area Office")
    provenance = ProvenanceReader(demonstration).read(str(frame.uids[row]))
    vacant = provenance.cell_of("vacant_m2")
    assert vacant is not None
    assert (vacant.column, vacant.wording) == ("Vacant Area (m2)", "405")
    assert vacant.edition.file == "Quillmere MBC asset register 2026.xlsx"
    assert vacant.edition.sheet == "Land and Buildings"
    assert vacant.edition.row > 5
    position = provenance.cell_of("easting")
    assert position is not None
    assert position.field == "longitude"
    assert provenance.cell_of("floor_area_m2") is None


def test_the_rows_of_two_lists_at_most_are_kept_in_mind(demonstration: Register) -> None:
    frame = demonstration.read_assets()
    reader = ProvenanceReader(demonstration)
    for owner in range(len(frame.organisations)):
        row = frame.organisation.tolist().index(owner)
        assert reader.read(str(frame.uids[row])).editions
    assert len(reader._tables) <= 2


def test_what_no_list_gave_has_no_edition(demonstration: Register) -> None:
    assert ProvenanceReader(demonstration).read("nobody").editions == ()
