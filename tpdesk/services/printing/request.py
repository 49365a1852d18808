"""What a person asks of a printed map."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from tpdesk.domain.candidates import CandidateOptions
from tpdesk.domain.errors import InputError
from tpdesk.domain.page import PAGE_SIZES, PageSize, Theme

if TYPE_CHECKING:
    from tpdesk.domain.scene import Extent

Marking = Literal["OFFICIAL", "OFFICIAL-SENSITIVE"]
"""How the page is to be handled."""

DRAFT_NOTICE = "DRAFT - NO DECISION MADE"
NOT_FOR_PUBLICATION = "Not for publication: Schedule 12A Local Government Act 1972, paragraph 3"

_TOP_BY_SIZE = {"A4": 10, "A3": 20, "A2": 30, "A1": 40, "A0": 50}


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """A map to print.

    Attributes:
        size: Of the paper, A4 to A0, always on its long side.
        title: Empty for the usual one, which names the place.
        subtitle: Empty for the usual one, which says what the map shows.
        layers: Names of the layers to show; None shows those that are visible in the register.
        theme: In colour, or the same page in greys.
        marking: None marks by audience: OFFICIAL for the public, OFFICIAL-SENSITIVE for anyone else.
        draft: Whether the page says that nothing is decided.
        not_for_publication: Whether it carries the line of Schedule 12A.
        on: The date of the page.
        author: Who made it; may be empty.
        top: How many candidates at the most; None takes as many as the paper carries, 0 none.
        sharing: What candidates are looked for, and what weighs how much; its number of them does not count.
        extent: What of the map to show; None shows the place.
    """

    size: str = "A3"
    title: str = ""
    subtitle: str = ""
    layers: tuple[str, ...] | None = None
    theme: Theme = "colour"
    marking: Marking | None = None
    draft: bool = True
    not_for_publication: bool = False
    on: date = field(default_factory=date.today)
    author: str = ""
    top: int | None = None
    sharing: CandidateOptions = field(default_factory=CandidateOptions)
    extent: Extent | None = None

    @property
    def page_size(self) -> PageSize:
        """The paper.

        Raises:
            InputError: No such size.
        """
        size = PAGE_SIZES.get(self.size.strip().upper())
        if size is None:
            raise InputError(
                "page_size_unknown",
                f"There is no page size “{self.size}”.",
                f"Choose {', '.join(sorted(PAGE_SIZES, reverse=True))}.",
            )
        return size

    @property
    def most_candidates(self) -> int:
        """How many candidates the map shows at the most.

        Raises:
            InputError: A number below zero.
        """
        if self.top is None:
            return _TOP_BY_SIZE[self.page_size.name]
        if self.top < 0:
            raise InputError(
                "number_unusable", "The number of candidates cannot be negative.", "Give 0 or more."
            )
        return self.top
