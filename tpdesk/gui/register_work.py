"""What is done with a register beside the window: opened, read, changed.

It brings the register's own libraries, for which the first window does not wait: whoever asks for this work
imports it on the thread on which it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from tpdesk.domain.errors import TpdeskError
from tpdesk.gui.contents import Contents, read_contents
from tpdesk.services.changing import change_register
from tpdesk.services.safeguarding import keep_before_import
from tpdesk.services.workspace import open_register

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.changes import ChangeSet, Command
    from tpdesk.domain.progress import Progress
    from tpdesk.store.register import Register

Step: TypeAlias = Literal["undo", "redo"]

_FOR_READING = frozenset(("register_read_only", "register_newer"))
"""Why a register may not be changed and perhaps may be read."""
_IMPORT = "apply_import"
_LAYER_TABLES = frozenset(("layer", "layer_feature"))


def open_and_read(path: Path, before: Register | None, progress: Progress) -> tuple[Register, Contents]:
    """Open a register and read it; one that is open already is only read."""
    if before is not None and before.path.resolve() == path.resolve():
        return before, read_contents(before)
    progress.step(0, 2, "Opening the register")
    register = _open(path)
    try:
        progress.step(1, 2, "Reading the register")
        contents = read_contents(register)
    except BaseException:
        register.close()
        raise
    return register, contents


def _open(path: Path) -> Register:
    """Open a register, for reading only where it may not be changed."""
    try:
        return open_register(path)
    except TpdeskError as error:
        if error.code not in _FOR_READING:
            raise
        return open_register(path, read_only=True)


def change_and_read(
    register: Register, change: Command | Step, before: Contents | None, progress: Progress
) -> tuple[ChangeSet, Contents]:
    """Change a register, or take a step back or make it again; then read it again.

    A copy is kept before an import, where the disc has room.
    """
    if isinstance(change, str):
        changes = register.undo(progress) if change == "undo" else register.redo(progress)
    else:
        if change.kind == _IMPORT and not register.read_only:
            keep_before_import(register.path, progress)
        changes = change_register(register, change, progress)
    layers_alone = bool(changes.tables) and changes.tables <= _LAYER_TABLES
    return changes, read_contents(register, before if layers_alone else None)
