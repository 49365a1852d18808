"""The actions of the main window as data: menus, words, keys, and what each does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from tpdesk.gui.actions import ActionSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tpdesk.gui.stages.entry import StageEntry
    from tpdesk.gui.theme import ThemeMode
    from tpdesk.gui.window_work import WindowWork

FILE, EDIT, VIEW, REGISTER, MAP, TOOLS, HELP = (
    "&File",
    "&Edit",
    "&View",
    "&Register",
    "&Map",
    "&Tools",
    "&Help",
)
THEMES: tuple[ThemeMode, ...] = ("system", "light", "dark")


def window_actions(work: WindowWork, stages: Sequence[StageEntry]) -> tuple[ActionSpec, ...]:
    """Give every action of the window in the order of the menus."""
    return (
        *_file_actions(work),
        *_edit_actions(work),
        *_view_actions(work, stages),
        *_register_actions(work),
        *_map_actions(work),
        *_tool_actions(work),
        *_help_actions(work),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menus", text)


def _file_actions(work: WindowWork) -> tuple[ActionSpec, ...]:
    keys = QKeySequence.StandardKey
    return (
        ActionSpec("demo", FILE, _tr("Open the &demonstration place"), work.open_demonstration, "Ctrl+D"),
        ActionSpec("new", FILE, _tr("&New register"), work.start_new_register, keys.New),
        ActionSpec("open", FILE, _tr("&Open a register…"), work.choose_register, keys.Open),
        ActionSpec("copies", FILE, _tr("&Go back to an earlier copy…"), work.show_copies),
        ActionSpec("start", FILE, _tr("&Start page"), work.show_start, "Ctrl+Home", separated=True),
        ActionSpec(
            "close", FILE, _tr("&Close the register"), work.close_register, "Ctrl+W", needs_register=True
        ),
        ActionSpec("quit", FILE, _tr("&Quit"), work.quit, "Ctrl+Q", separated=True),
    )


def _edit_actions(work: WindowWork) -> tuple[ActionSpec, ...]:
    keys = QKeySequence.StandardKey
    desk = work.desk
    return (
        ActionSpec("undo", EDIT, _tr("&Undo"), desk.undo, keys.Undo, needs_register=True),
        ActionSpec("redo", EDIT, _tr("&Redo"), desk.redo, "Ctrl+Y", needs_register=True),
        ActionSpec(
            "copy",
            EDIT,
            _tr("&Copy with headings"),
            work.copy,
            keys.Copy,
            needs_register=True,
            separated=True,
        ),
        ActionSpec("find", EDIT, _tr("&Find"), work.start_search, keys.Find, needs_register=True),
        ActionSpec(
            "select_shown", EDIT, _tr("Select &all that is shown"), work.select_shown, needs_register=True
        ),
        ActionSpec(
            "select_none",
            EDIT,
            _tr("Clear the &selection"),
            lambda: desk.select(()),
            "Ctrl+Shift+A",
            needs_register=True,
        ),
    )


def _view_actions(work: WindowWork, stages: Sequence[StageEntry]) -> tuple[ActionSpec, ...]:
    words = {"system": _tr("Colours as the &system has them"), "light": _tr("L&ight"), "dark": _tr("D&ark")}
    return (
        *(
            ActionSpec(
                f"stage_{stage.key}",
                VIEW,
                stage.label,
                _bound(work.bring_forward, stage.key),
                f"Ctrl+{number}",
                needs_register=True,
            )
            for number, stage in enumerate(stages, start=1)
        ),
        *(
            ActionSpec(
                f"theme_{mode}",
                VIEW,
                words[mode],
                _bound(work.choose_theme, mode),
                group="theme",
                separated=mode == THEMES[0],
            )
            for mode in THEMES
        ),
    )


def _register_actions(work: WindowWork) -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "show_unplaced",
            REGISTER,
            _tr("Show what is not &placed"),
            work.show_unplaced,
            needs_register=True,
        ),
        ActionSpec(
            "show_doubtful", REGISTER, _tr("Show what has an &issue"), work.show_doubtful, needs_register=True
        ),
        ActionSpec(
            "clear_filter",
            REGISTER,
            _tr("&Clear the filter"),
            work.clear_filter,
            "Ctrl+L",
            needs_register=True,
        ),
        ActionSpec(
            "check",
            REGISTER,
            _tr("Chec&k the register"),
            work.check_register,
            needs_register=True,
            separated=True,
        ),
        ActionSpec(
            "refresh", REGISTER, _tr("&Read the register again"), work.desk.refresh, "F5", needs_register=True
        ),
    )


def _map_actions(work: WindowWork) -> tuple[ActionSpec, ...]:
    return (
        ActionSpec("zoom_in", MAP, _tr("Zoom &in"), work.zoom_in, "Ctrl++", needs_register=True),
        ActionSpec("zoom_out", MAP, _tr("Zoom &out"), work.zoom_out, "Ctrl+-", needs_register=True),
        ActionSpec(
            "show_everything",
            MAP,
            _tr("Show &everything"),
            work.show_everything,
            "Ctrl+0",
            needs_register=True,
        ),
        ActionSpec(
            "show_selection",
            MAP,
            _tr("Show the &selection"),
            work.show_selection,
            "Ctrl+J",
            needs_register=True,
        ),
        ActionSpec(
            "only_in_view",
            MAP,
            _tr("List only what is in &view"),
            work.list_in_view,
            needs_register=True,
            separated=True,
        ),
    )


def _tool_actions(work: WindowWork) -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "copy_picture", TOOLS, _tr("Copy the &map as a picture"), work.copy_map, needs_register=True
        ),
        ActionSpec("settings_folder", TOOLS, _tr("Open the folder of &settings"), work.open_settings_folder),
        ActionSpec(
            "reports_folder", TOOLS, _tr("Open the folder of &fault reports"), work.open_reports_folder
        ),
    )


def _help_actions(work: WindowWork) -> tuple[ActionSpec, ...]:
    return (
        ActionSpec("manual", HELP, _tr("&Manual"), work.show_manual, QKeySequence.StandardKey.HelpContents),
        ActionSpec("tour", HELP, _tr("What tpdesk does in &five minutes"), work.show_tour),
        ActionSpec("about", HELP, _tr("&About tpdesk"), work.show_about, separated=True),
    )


def _bound(act: Callable[[str], object], value: str) -> Callable[[], object]:
    return lambda: act(value)
