"""The command line as a whole: its verbs, its exit codes, and what it does with an error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import typer
from typer.exceptions import TyperException

from tpdesk import __version__
from tpdesk.cli.console import Conversation
from tpdesk.domain.errors import Cancelled, TpdeskError
from tpdesk.files.crash_reports import write_crash_report

WindowPicture = Callable[[Path, Path], None]
"""Draws the window on a register (first path) into a PNG (second path)."""

EXIT_BUG = 1
EXIT_USAGE = 2


class UsageError(TpdeskError):
    """The command was written wrongly."""

    category = "usage"
    exit_code = EXIT_USAGE


class BugError(TpdeskError):
    """tpdesk itself is wrong."""

    category = "bug"
    exit_code = EXIT_BUG


def build_app(window_picture: WindowPicture | None, only: str = "") -> typer.Typer:
    """Join the verbs.

    Args:
        window_picture: Handed to ``demo``, since this floor cannot draw a window.
        only: The one verb that is wanted; the others, and what they need, are not loaded then.
    """
    app = typer.Typer(
        name="tpdesk",
        help="One register of all the public buildings of a place. Without a verb, the window opens.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_about)
    for name, load in VERBS.items():
        if only in ("", name):
            app.command(name)(load(window_picture))
    return app


Verb = Callable[..., None]


def _demo(window_picture: WindowPicture | None) -> Verb:
    from tpdesk.cli.verbs.demo import make_verb

    return make_verb(window_picture)


def _new(_: WindowPicture | None) -> Verb:
    from tpdesk.cli.verbs.new import new

    return new


def _import(_: WindowPicture | None) -> Verb:
    from tpdesk.cli.verbs.importing import import_list

    return import_list


def _layer(_: WindowPicture | None) -> Verb:
    from tpdesk.cli.verbs.layer import layer

    return layer


def _candidates(_: WindowPicture | None) -> Verb:
    from tpdesk.cli.verbs.candidates import candidates

    return candidates


def _print(_: WindowPicture | None) -> Verb:
    from tpdesk.cli.verbs.printing import print_map

    return print_map


def _show(_: WindowPicture | None) -> Verb:
    from tpdesk.cli.verbs.show import show

    return show


def _export(_: WindowPicture | None) -> Verb:
    from tpdesk.cli.verbs.exporting import export

    return export


def _check(_: WindowPicture | None) -> Verb:
    from tpdesk.cli.verbs.check import check

    return check


def _issues(_: WindowPicture | None) -> Verb:
    from tpdesk.cli.verbs.issues import issues

    return issues


def _set(_: WindowPicture | None) -> Verb:
    from tpdesk.cli.verbs.set_values import set_values

    return set_values


def _history(_: WindowPicture | None) -> Verb:
    from tpdesk.cli.verbs.history import history

    return history


def _undo(_: WindowPicture | None) -> Verb:
    from tpdesk.cli.verbs.undo import undo

    return undo


VERBS: dict[str, Callable[[WindowPicture | None], Verb]] = {
    "demo": _demo,
    "new": _new,
    "import": _import,
    "layer": _layer,
    "candidates": _candidates,
    "print": _print,
    "show": _show,
    "export": _export,
    "check": _check,
    "issues": _issues,
    "set": _set,
    "history": _history,
    "undo": _undo,
}
"""Loads each verb; a script that asks for one does not wait for the libraries of the rest."""


def _tell_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"tpdesk {__version__}\n")
        raise typer.Exit


def _about(
    version: bool = typer.Option(
        False, "--version", callback=_tell_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    """One register of all the public buildings of a place. Without a verb, the window opens."""


def run(arguments: Sequence[str], window_picture: WindowPicture | None = None) -> int:
    """Run one verb and give its exit code. Never shows a traceback.

    Args:
        arguments: The words after the program's name.
        window_picture: Draws the window for ``demo``; without it no picture is made.
    """
    wanted = arguments[0] if arguments and arguments[0] in VERBS else ""
    command = typer.main.get_command(build_app(window_picture, wanted))
    conversation = Conversation(as_json="--json" in arguments)
    try:
        code = command.main(args=list(arguments), prog_name="tpdesk", standalone_mode=False)
    except typer.Exit as stop:
        return stop.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _fail(conversation, Cancelled())
    except TyperException as wrong:
        hint = "tpdesk --help lists the verbs, tpdesk VERB --help the options of one."
        return _fail(conversation, UsageError("usage", wrong.format_message(), hint))
    except TpdeskError as expected:
        return _fail(conversation, expected)
    except Exception as bug:  # noqa: BLE001 - the last place that can turn a bug into words
        report = write_crash_report(bug)
        message = "Something broke in tpdesk. The register is as it was after the last finished change."
        return _fail(
            conversation,
            BugError("bug", message, f"The report is {report}; it holds no values."),
        )
    return code if isinstance(code, int) else 0


def _fail(conversation: Conversation, error: TpdeskError) -> int:
    conversation.tell_error(error)
    return error.exit_code
