"""What rules ask beside the flat assets: amounts without a year, and doubts that somebody has accepted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from tpdesk.store.reads import read_json

if TYPE_CHECKING:
    from tpdesk.store.connection import Readable

ACCEPTED = "accepted "
"""Settings whose key begins so tell of a doubt that was accepted."""

_UNPRICED = """
SELECT asset_uid FROM cost WHERE price_year IS NULL AND amount_pence IS NOT NULL AND asset_uid IS NOT NULL
UNION
SELECT asset_uid FROM survey WHERE price_year IS NULL AND asset_uid IS NOT NULL AND coalesce(
  backlog_high_pence, backlog_significant_pence, backlog_moderate_pence, backlog_low_pence,
  backlog_total_pence) IS NOT NULL
"""


class DoubtKey(NamedTuple):
    """What tells one doubt from another.

    Attributes:
        code: Of the rule, or of the kind of doubt about a list.
        asset_uid: The asset it is about.
        field: Key of the field, or heading of the list's column; empty when it is about the whole.
    """

    code: str
    asset_uid: str
    field: str

    def setting(self) -> str:
        """Give the key of the setting that keeps its acceptance."""
        return ACCEPTED + json.dumps(self, ensure_ascii=False)


class Acceptance(NamedTuple):
    """That a doubt was accepted.

    Attributes:
        reason: Why.
        stands_on: The values it was accepted for; with others it is a new doubt.
    """

    reason: str
    stands_on: str


def read_unpriced(register: Readable) -> frozenset[str]:
    """Read of which assets some cost or backlog lacks its price year."""
    with register.reading() as connection:
        return frozenset(connection.exec_driver_sql(_UNPRICED).scalars())


def read_acceptances(register: Readable) -> dict[DoubtKey, Acceptance]:
    """Read which doubts were accepted; what is not readable as one is left out."""
    with register.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT key, value FROM setting WHERE substr(key, 1, ?) = ? ORDER BY fid",
            (len(ACCEPTED), ACCEPTED),
        ).all()
    found: dict[DoubtKey, Acceptance] = {}
    for key, value in rows:
        named, said = read_json(key.removeprefix(ACCEPTED)), read_json(value)
        if isinstance(named, list) and len(named) == len(DoubtKey._fields) and isinstance(said, dict):
            accepted = Acceptance(str(said.get("reason", "")), str(said.get("stands_on", "")))
            found[DoubtKey(*map(str, named))] = accepted
    return found
