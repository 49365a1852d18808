"""Whatever is changed, undo gives what was and redo what came."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.stocking import PLACE, Change, dump
from tpdesk.domain.identity import new_uid
from tpdesk.store import history, write
from tpdesk.store.checking import check_register
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from tpdesk.domain.changes import Command, Writer


# --- any change ---------------------------------------------------------------------------------------

_text = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
# SQLite writes no number above 1e25 to its last bit, and no fact of a building comes near it.
_large = st.floats(-1e24, 1e24, allow_subnormal=False)
_endless = st.sampled_from([float("inf"), float("-inf")])
_number = st.one_of(st.none(), _large, _endless, st.integers(-(2**62), 2**62).map(float))
_whole = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1))
_day = st.one_of(st.none(), st.dates())
_point = st.one_of(st.none(), st.builds(shapely.Point, *[st.floats(-1e5, 1e6)] * 2), st.just(shapely.Point()))
_values = {"name": _text, "gia_m2": _number, "status_since": _day, "geom": _point, "notes": _text}
_step = st.one_of(
    st.tuples(st.just("add"), st.fixed_dictionaries(_values)),
    st.tuples(st.just("change"), st.integers(0, 9), st.fixed_dictionaries({}, optional=_values)),
    st.tuples(st.just("remove"), st.integers(0, 9)),
    st.tuples(st.just("cost"), st.integers(0, 9), _whole),
    st.tuples(st.just("join"), st.integers(0, 9), st.integers(0, 9)),
)


def _command(steps: list[tuple[Any, ...]]) -> Command:
    def apply(writer: Writer) -> None:
        for kind, *arguments in steps:
            _STEPS[kind](writer, [str(row[0]) for row in writer.select("asset", ["uid"])], *arguments)

    return Change(apply)


def _add(writer: Writer, _: list[str], values: dict[str, Any]) -> None:
    writer.insert("asset", ["uid", *values], [(new_uid(), *values.values())])


def _change(writer: Writer, uids: list[str], which: int, values: dict[str, Any]) -> None:
    if uids and values:
        writer.update("asset", list(values), [(uids[which % len(uids)], *values.values())])


def _remove(writer: Writer, uids: list[str], which: int) -> None:
    writer.delete("asset", uids[which : which + 1])


def _cost(writer: Writer, uids: list[str], which: int, pence: int | None) -> None:
    if uids:
        asset = uids[which % len(uids)]
        writer.insert("cost", ["uid", "asset_uid", "amount_pence"], [(new_uid(), asset, pence)])


def _join(writer: Writer, uids: list[str], child: int, parent: int) -> None:
    if uids:
        row = (uids[child % len(uids)], uids[parent % len(uids)])
        writer.update("asset", ["parent_asset_uid"], [row])


_STEPS: dict[str, Any] = {"add": _add, "change": _change, "remove": _remove, "cost": _cost, "join": _join}


@pytest.mark.parametrize("bulk", [write.BULK_ROWS, 1])
@settings(
    # Each example makes a register, so they are few; in a soak there are more.
    max_examples=settings().max_examples // 7,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(commands=st.lists(st.lists(_step, min_size=1, max_size=6), min_size=1, max_size=4))
def test_any_changes_undone_are_as_before_and_redone_as_after(
    monkeypatch: pytest.MonkeyPatch, bulk: int, commands: list[list[tuple[Any, ...]]]
) -> None:
    monkeypatch.setattr(write, "BULK_ROWS", bulk)
    monkeypatch.setattr(history, "BULK_ROWS", bulk)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.gpkg"
        with Register.create(path, PLACE) as register:
            states = [dump(register)]
            for steps in commands:
                if register.execute(_command(steps)).tables:
                    states.append(dump(register))
            for state in reversed(states[:-1]):
                register.undo()
                assert dump(register) == state
            for state in states[1:]:
                register.redo()
                assert dump(register) == state
        assert {each.code for each in check_register(path)} <= {"organisation_missing"}
