"""The errors that a person may cause or meet, each with its category and exit code."""

from __future__ import annotations

from typing import ClassVar


class TpdeskError(Exception):
    """An expected failure, told in the officer's words.

    Args:
        code: Short stable name, snake_case, for scripts (``not_a_spreadsheet``).
        message: What happened, in a sentence.
        hint: What to do next, in a sentence; may be empty.
    """

    category: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        """Keep the words apart, so that each front end can lay them out."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def as_dict(self) -> dict[str, str]:
        """Give the error as the command line's JSON object."""
        return {"code": self.code, "category": self.category, "message": self.message, "hint": self.hint}


class InputError(TpdeskError):
    """The request or the file given is wrong."""

    category = "input"
    exit_code = 3


class ConflictError(TpdeskError):
    """The register has moved on since the request was made."""

    category = "conflict"
    exit_code = 4


class OutsideError(TpdeskError):
    """Something outside tpdesk failed: disc full, file locked, folder unreadable."""

    category = "outside"
    exit_code = 5


class VersionError(TpdeskError):
    """The file was made by a newer tpdesk."""

    category = "version"
    exit_code = 6


class Cancelled(TpdeskError):  # noqa: N818 - nothing went wrong, so it is no Error
    """A person stopped the work; nothing is wrong and nothing was changed."""

    category = "cancelled"
    exit_code = 130

    def __init__(self, message: str = "Cancelled. Nothing was changed.") -> None:
        """Say that nothing was changed, or what was."""
        super().__init__("cancelled", message)
