"""Random walks over a register: imports, layers, partners, other programs' edits, undo, redo.

    python -m tests.soak.soak_changes [--walks N] [--steps N] [--seed S]

After every undo and redo the register holds, row for row, what it held at that point of the walk. What
another program has changed is never taken back unseen: such an undo is refused and changes nothing. A failed
step changes nothing either. The register is whole at the end of each walk, also after being opened anew.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.soak.ground import SoakError, demand_whole, make_register, request_for, tell, write_list
from tests.store.stocking import Dump, dump, write_outside
from tpdesk.domain.errors import ConflictError, TpdeskError
from tpdesk.domain.identity import new_uid
from tpdesk.domain.organisation import Organisation
from tpdesk.domain.progress import SilentProgress
from tpdesk.services.changing import change_register
from tpdesk.services.collecting import ImportRun, run_import
from tpdesk.services.commands.layers import OrderLayers, RemoveLayer, RenameLayer, ShowLayer
from tpdesk.services.commands.organisations import AddOrganisation, ChangeOrganisation
from tpdesk.services.layers.adding import LayerRequest, add_layer_file
from tpdesk.services.workspace import open_register
from tpdesk.store.reads import read_layers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.domain.changes import Command
    from tpdesk.store.register import Register

ROWS, WALKS, STEPS = 300, 4, 60
BODIES = ("Quillmere Council", "Wend NHS Trust", "Quill Vale Police")
_LAYER = '{"type": "FeatureCollection", "features": [%s]}'
_SQUARE = (
    '{"type": "Feature", "properties": {"name": "%d"}, "geometry": {"type": "Polygon", "coordinates":'
    " [[[%f, 51.1], [%f, 51.1], [%f, 51.2], [%f, 51.1]]]}}"
)


class Walk:
    """One register on its way, and what it held after every step that can be taken back."""

    def __init__(self, folder: Path, register: Register, chance: random.Random) -> None:
        """Stand at the register's present state."""
        self.folder, self.register, self.chance = folder, register, chance
        self.states: list[Dump] = [dump(register)]
        self.place = 0
        self.commands = self._count_commands()
        self.known = True
        self.done: Counter[str] = Counter()

    def step(self) -> None:
        """Take one step of any kind."""
        name = self.chance.choice(list(STEP_KINDS))
        before = dump(self.register)
        try:
            STEP_KINDS[name](self)
        except TpdeskError as error:
            if dump(self.register) != before:
                raise SoakError(f"{name} was refused and changed something: {error.message}") from error
            name += " refused"
        self.done[name] += 1

    def note(self) -> None:
        """Note what a new step came to; what had been taken back can no longer be had.

        A command that found nothing to change is no step.
        """
        commands = self._count_commands()
        if commands > self.commands:
            self.states[self.place + 1 :] = [dump(self.register)]
            self.place += 1
            self.commands = commands

    def _count_commands(self) -> int:
        with self.register.reading() as connection:
            query = "SELECT count(*) FROM audit_tx WHERE kind = 'command'"
            return int(connection.exec_driver_sql(query).scalar_one())

    def take(self, way: int) -> None:
        """Undo or redo, and compare with what was there."""
        if not (self.register.undo_description if way < 0 else self.register.redo_description):
            return
        if self.known and self.place + way < 0:
            return  # the list that the walk began with is not part of it
        _ = self.register.undo() if way < 0 else self.register.redo()
        if not self.known:
            return
        self.place += way
        if not 0 <= self.place < len(self.states) or dump(self.register) != self.states[self.place]:
            raise SoakError(f"{'undo' if way < 0 else 'redo'} does not give what was at step {self.place}")

    def execute(self, command: Command) -> None:
        """Change the register."""
        change_register(self.register, command)
        self.note()

    # --- kinds of steps -----------------------------------------------------------------------------

    def bring_list(self) -> None:
        """Import a list that partly overlaps with what is there."""
        first = self.chance.randrange(ROWS)
        written = write_list(
            self.folder / "list.csv", range(first, first + self.chance.randrange(1, ROWS)), self.chance
        )
        request = request_for(written, self.chance.choice(BODIES), self.chance.choice(("", "Depots")))
        run_import(self.register, ImportRun(request), SilentProgress())
        self.note()

    def add_layer(self) -> None:
        """Put a layer of triangles in."""
        wests = [self.chance.uniform(0, 1) for _ in range(self.chance.randrange(1, 60))]
        path = self.folder / "layer.geojson"
        squares = (_SQUARE % (at, west, west + 0.1, west, west) for at, west in enumerate(wests))
        path.write_text(_LAYER % ",".join(squares), encoding="utf-8")
        name = f"Layer {self.chance.randrange(9)}"
        add_layer_file(self.register, LayerRequest(path, name), SilentProgress())
        self.note()

    def change_layer(self) -> None:
        """Show, hide, rename, order or remove a layer."""
        layers = read_layers(self.register)
        if not layers:
            return
        one = self.chance.choice(layers)
        uids = [each.uid for each in layers]
        self.chance.shuffle(uids)
        commands: tuple[Command, ...] = (
            ShowLayer(one.uid, one.name, visible=not one.visible),
            RenameLayer(one.uid, one.name, f"Layer {self.chance.randrange(9)}"),
            OrderLayers(tuple(uids)),
            RemoveLayer(one.uid, one.name),
        )
        self.execute(self.chance.choice(commands))

    def add_partner(self) -> None:
        """Add a partner, sometimes of a name that is taken."""
        name = f"Partner {self.chance.randrange(6)}"
        self.execute(AddOrganisation(Organisation(new_uid(), name, "voluntary")))

    def change_partner(self) -> None:
        """Rename a partner, sometimes to a name that is taken."""
        one = self.chance.choice(self.register.read_organisations())
        name = f"Partner {self.chance.randrange(6)}"
        self.execute(ChangeOrganisation(Organisation(one.uid, name, one.kind, one.code, one.colour)))

    def edit_elsewhere(self) -> None:
        """Let another program change, add or remove an asset; from then on only refusals are looked at."""
        uids = self.register.read_assets().uids.tolist()
        uid = self.chance.choice(uids) if uids else ""
        statements = (
            f"UPDATE asset SET name = 'Changed {self.chance.random()}' WHERE uid = '{uid}'",
            f"UPDATE asset SET geom = NULL WHERE uid = '{uid}'",
            f"INSERT INTO asset (name) VALUES ('Added {self.chance.random()}')",
            f"DELETE FROM asset WHERE uid = '{uid}'",
        )
        write_outside(self.register.path, self.chance.choice(statements))
        self.known = False

    def go_back(self) -> None:
        """Undo."""
        self.take(-1)

    def go_forth(self) -> None:
        """Redo."""
        self.take(1)


STEP_KINDS: dict[str, Callable[[Walk], None]] = {
    "list": Walk.bring_list,
    "layer": Walk.add_layer,
    "layer changed": Walk.change_layer,
    "partner": Walk.add_partner,
    "partner changed": Walk.change_partner,
    "undo": Walk.go_back,
    "undo again": Walk.go_back,
    "redo": Walk.go_forth,
}


def walk_once(folder: Path, steps: int, chance: random.Random, *, alone: bool) -> Counter[str]:
    """Walk, then go all the way back and forth again."""
    path = make_register(folder / "walk.gpkg", write_list(folder / "first.csv", range(ROWS), chance))
    with open_register(path) as register:
        walk = Walk(folder, register, chance)
        for number in range(steps):
            walk.step()
            if not alone and number and number % 15 == 0:
                walk.edit_elsewhere()
        # Everything is taken back, up to what another program has changed.
        try:
            while walk.place > 0 and register.undo_description:
                walk.take(-1)
            while register.redo_description:
                walk.take(1)
        except ConflictError:
            if alone:
                raise
        held = dump(register)
    demand_whole(path, "after the walk")
    with open_register(path) as register:
        if dump(register) != held:
            raise SoakError("opened anew, the register holds something else")
    return walk.done


def main(arguments: list[str]) -> int:
    """Walk several times, every second one together with another program."""
    parser = argparse.ArgumentParser(description="Random walks over a register.")
    parser.add_argument("--walks", type=int, default=WALKS)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args(arguments)
    for number in range(given.walks):
        seed = given.seed + number
        alone = number % 2 == 0
        with tempfile.TemporaryDirectory(prefix="tpdesk-soak-") as name:
            try:
                done = walk_once(Path(name), given.steps, random.Random(seed), alone=alone)
            except SoakError as error:
                raise SoakError(
                    f"walk of seed {seed}, {'alone' if alone else 'not alone'}: {error}"
                ) from error
        tell(f"--seed {seed}: " + ", ".join(f"{count} x {kind}" for kind, count in sorted(done.items())))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SoakError as error:
        sys.exit(f"FAILED: {error}")
