"""Every action of the window, declared as data: where it stands in the menus, its keys, and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

Keys = QKeySequence.StandardKey | str | None


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    Attributes:
        key: Stable name.
        menu: Heading of the menu it stands in.
        text: Its words, with & before the letter that chooses it.
        act: What it does.
        keys: Its shortcut.
        needs_register: Whether it can only be done while a register is open.
        separated: Whether a line stands above it.
        group: Name of the choice of which it is one possibility; empty for an action on its own.
    """

    key: str
    menu: str
    text: str
    act: Callable[[], object]
    keys: Keys = None
    needs_register: bool = False
    separated: bool = False
    group: str = ""


class Actions:
    """The actions of one window, by key."""

    def __init__(self, window: QWidget, bar: QMenuBar, specs: Sequence[ActionSpec]) -> None:
        """Make the actions and the menus they stand in, in the order given."""
        self._specs = {spec.key: spec for spec in specs}
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._menus = {menu: bar.addMenu(menu) for menu in dict.fromkeys(spec.menu for spec in specs)}
        for spec in specs:
            self._add(window, spec)

    def __getitem__(self, key: str) -> QAction:
        """Give an action."""
        return self._actions[key]

    def menu(self, heading: str) -> QMenu:
        """Give a menu by its heading."""
        return self._menus[heading]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all actions, in the order of the menus."""
        return tuple(self._specs)

    def set_register_open(self, is_open: bool, reason: str) -> None:
        """Switch the actions that need a register; one that is off says why."""
        for key, spec in self._specs.items():
            if spec.needs_register:
                self._actions[key].setEnabled(is_open)
                self._actions[key].setStatusTip("" if is_open else reason)
                self._actions[key].setToolTip(spec.text.replace("&", "") if is_open else reason)

    def _add(self, window: QWidget, spec: ActionSpec) -> None:
        action = QAction(spec.text, window)
        if spec.keys is not None:
            action.setShortcut(QKeySequence(spec.keys))
        action.triggered.connect(_without_argument(spec.act))
        if spec.group:
            action.setCheckable(True)
            self._groups.setdefault(spec.group, QActionGroup(window)).addAction(action)
        menu = self._menus[spec.menu]
        menu.setToolTipsVisible(True)
        if spec.separated:
            menu.addSeparator()
        menu.addAction(action)
        window.addAction(action)
        self._actions[spec.key] = action


def _without_argument(act: Callable[[], object]) -> Callable[[], None]:
    def trigger() -> None:
        act()

    return trigger
