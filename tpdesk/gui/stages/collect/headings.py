"""What can be seen of a file that cannot be planned yet: its columns, and the profile that fits them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.files.profiles import recognise_profile
from tpdesk.files.sources import open_source
from tpdesk.services.importing.headings import score_headings

if TYPE_CHECKING:
    from tpdesk.services.importing.request import ImportRequest

_FIRST_CELLS = 20


def look_at_headings(request: ImportRequest) -> tuple[tuple[str, ...], str]:
    """Read a file's headings.

    Returns:
        The headings, and the name of the shipped profile that fits them; empty when none does.

    Raises:
        InputError, OutsideError: As open_source.
    """
    source = open_source(request.path, password=request.password)
    table = source.read(request.sheet or None, score=score_headings)
    first = table.cells[0][:_FIRST_CELLS].tolist() if table.cells else []
    found = recognise_profile(table.columns, first)
    return table.columns, found.name if found is not None else ""
