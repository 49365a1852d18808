"""The tab of leases: every interest in the asset, held, taken in and let out, with its events."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tpdesk.domain.fields.catalogue import fields_of_table
from tpdesk.domain.fields.field import Field, FieldType
from tpdesk.domain.leases import notice_by
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.domain.wording import date_words, money_words
from tpdesk.gui.details.lines_page import LinesPage
from tpdesk.services.field_words import field_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tpdesk.gui.details.dossier import Dossier

_ALWAYS = {
    "held": ("tenure",),
    "in": ("landlord", "annual_rent_gbp", "lease_expiry", "next_break"),
    "out": (),
}


class LeasePage(LinesPage):
    """One section for each interest."""

    def fill(self, dossier: Dossier) -> None:
        """Add the interests."""
        if dossier.background is None:
            self.add_text(self.tr("Being read."))
            return
        interests = dossier.background.children.get("interest", ())
        events = dossier.background.children.get("interest_event", ())
        if not interests:
            self.add_text(self.tr("No list says how it is held: no tenure, no lease, no letting."))
            return
        for interest in interests:
            self._add_interest(interest)
            self._add_notice(interest)
            own = [each for each in events if each["interest_uid"] == interest["uid"]]
            self._add_events([each for each in own if not _is_said_above(each, interest)])

    def _add_interest(self, interest: Mapping[str, Any]) -> None:
        direction = str(interest["direction"] or "held")
        heading = VOCABULARIES["interest_direction"].label_of(direction)
        kind = interest["kind"]
        self.add_heading(heading, VOCABULARIES["interest_kind"].label_of(kind) if kind else "")
        for field in fields_of_table("interest"):
            words = stored_words(field, interest.get(field.column))
            if words or field.key in _ALWAYS.get(direction, ()):
                self.add_fact(field.label, words or None)
        if interest.get("grantee"):
            self.add_fact(self.tr("Tenant"), str(interest["grantee"]))

    def _add_notice(self, interest: Mapping[str, Any]) -> None:
        day = notice_by(interest.get("next_break_date"), interest.get("break_notice_months"))
        if day is not None:
            self.add_fact(self.tr("Notice by"), date_words(day), self.tr("for the next break"))

    def _add_events(self, events: list[Mapping[str, Any]]) -> None:
        names = {
            "break": self.tr("Break"),
            "notice_by": self.tr("Notice by"),
            "expiry": self.tr("Expiry"),
            "review": self.tr("Rent review"),
        }
        dated = [each for each in events if isinstance(each["on_date"], date)]
        for event in sorted(dated, key=lambda each: each["on_date"]):
            penalty = event["penalty_pence"]
            note = self.tr("penalty {0}").format(money_words(penalty / 100)) if penalty else ""
            label = names.get(str(event["kind"]), str(event["kind"]))
            self.add_fact(label, date_words(event["on_date"]), note or str(event["note"] or ""))


def _is_said_above(event: Mapping[str, Any], interest: Mapping[str, Any]) -> bool:
    """Whether the lease itself tells the day already, and the event nothing more."""
    days = {
        "break": interest.get("next_break_date"),
        "expiry": interest.get("expiry_date"),
        "review": interest.get("review_date"),
        "notice_by": notice_by(interest.get("next_break_date"), interest.get("break_notice_months")),
    }
    same = event["on_date"] is not None and event["on_date"] == days.get(str(event["kind"]))
    return (
        same and event["penalty_pence"] in (None, interest.get("break_penalty_pence")) and not event["note"]
    )


def stored_words(field: Field, stored: object) -> str:
    """Write what a column holds; pence become pounds, unknown is empty."""
    if isinstance(stored, (int, float)) and not isinstance(stored, bool):
        return field_words(field, stored / 100 if field.type is FieldType.MONEY else float(stored))
    return field_words(field, stored if isinstance(stored, (str, date)) else None)
