"""Doubts that a person has looked at and lets stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpdesk.domain.errors import InputError
from tpdesk.domain.identity import new_uid

if TYPE_CHECKING:
    from tpdesk.domain.changes import Writer
    from tpdesk.store.examination_reads import DoubtKey


@dataclass(frozen=True, slots=True)
class AcceptDoubts:
    """Doubts that are accepted for one reason.

    Attributes:
        words: What is accepted, in the officer's words.
        doubts: Each with the values it stands on: when these change, the doubt is a new one.
        reason: Why they may stand.
    """

    words: str
    doubts: tuple[tuple[DoubtKey, str], ...]
    reason: str

    def __post_init__(self) -> None:
        """Refuse an acceptance without a reason.

        Raises:
            InputError: No reason is given.
        """
        if not self.reason.strip():
            raise InputError(
                "reason_missing",
                "A doubt is accepted for a reason, and none was given. Nothing was changed.",
                "Say why the value is right as it is.",
            )

    @property
    def kind(self) -> str:
        """The command's name in the history."""
        return "accept_doubts"

    def describe(self) -> str:
        """Say what is accepted."""
        return self.words

    def apply(self, writer: Writer) -> None:
        """Keep the reason with each doubt; an older one gives way."""
        for key, stands_on in self.doubts:
            said = {"reason": self.reason.strip(), "stands_on": stands_on}
            value = json.dumps(said, ensure_ascii=False)
            standing = writer.select("setting", ["uid"], {"key": key.setting()})
            if standing:
                writer.update("setting", ["value"], [(standing[0][0], value)])
            else:
                writer.insert("setting", ["uid", "key", "value"], [(new_uid(), key.setting(), value)])


@dataclass(frozen=True, slots=True)
class ReopenDoubts:
    """Doubts that are accepted no longer.

    Attributes:
        words: What is doubted again, in the officer's words.
        doubts: The doubts.
    """

    words: str
    doubts: tuple[DoubtKey, ...]

    @property
    def kind(self) -> str:
        """The command's name in the history."""
        return "reopen_doubts"

    def describe(self) -> str:
        """Say what is doubted again."""
        return self.words

    def apply(self, writer: Writer) -> None:
        """Forget the acceptances; a doubt that was not accepted stays as it is."""
        found = [writer.select("setting", ["uid"], {"key": key.setting()}) for key in self.doubts]
        writer.delete("setting", [str(uid) for rows in found for (uid,) in rows])
