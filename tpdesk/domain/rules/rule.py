"""What a rule is: which facts it looks at, when it doubts them, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.fields.field import CommercialGroup

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.issues import Severity
    from tpdesk.domain.rules.examined import Examined


@dataclass(frozen=True, slots=True)
class Fix:
    """A new value that puts a doubt right for certain.

    Attributes:
        field: Key of the field.
        value: As its column stores it: days as dates, money in pence; None is unknown.
        words: What it does, as a button says it.
    """

    field: str
    value: str | float | date | None
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule says of one asset.

    Attributes:
        message: What was found, with the values, in sentences.
        fields: Keys of the fields it rests on, the one to look at first; empty for all of the rule's.
        fix: What puts it right, where that is certain.
    """

    message: str
    fields: tuple[str, ...] = ()
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: Stable name, snake_case; no kind of doubt about lists has it.
        severity: How much it matters.
        label: What is wrong, for a heading.
        definition: When exactly it doubts, with its bounds.
        fields: Keys of the fields that it looks at, the one to look at first.
        find: Tells which assets it doubts, bool (n,).
        tell: Says what it found of one of these.
        remedy: What its fix does, where that is certain; empty when there is none.
        replaces: Codes of doubts about lists that speak of the same: what the register says now counts.
    """

    code: str
    severity: Severity
    label: str
    definition: str
    fields: tuple[str, ...]
    find: Callable[[Examined], NDArray[np.bool_]]
    tell: Callable[[Examined, int], Told]
    remedy: str = ""
    replaces: tuple[str, ...] = ()

    @property
    def commercial(self) -> bool:
        """Whether it looks at commercial facts, and so speaks only where these may be seen."""
        return any(FIELD_BY_KEY[key].commercial is CommercialGroup.COMMERCIAL for key in self.fields)
