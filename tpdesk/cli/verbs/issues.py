"""`tpdesk issues`: what the register's facts are doubted for, and how much is known."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tpdesk.cli.console import Conversation, TableColumn
from tpdesk.cli.options import AsJson, AudienceName, RegisterPath, check_out
from tpdesk.domain.completeness import Completeness
from tpdesk.domain.disclosure import read_audience
from tpdesk.domain.errors import InputError
from tpdesk.domain.wording import count_words
from tpdesk.services.changing import change_register
from tpdesk.services.checking_facts import CheckedFacts, Doubt, check_facts, plan_acceptance
from tpdesk.services.doubt_workbook import check_workbook_audience, give_doubt_workbook
from tpdesk.services.editing.one_asset import find_asset
from tpdesk.services.showing import plain_value
from tpdesk.services.workspace import open_register
from tpdesk.store.register import Register

_COUNTS = (
    TableColumn("Code"),
    TableColumn("What is wrong"),
    TableColumn("Weight"),
    TableColumn("Open", right=True),
    TableColumn("Accepted", right=True),
)
_LISTED = (TableColumn("Reference"), TableColumn("Building"), TableColumn("What was found"))


def issues(  # noqa: PLR0913 - the command line's options are this function's parameters
    register: RegisterPath,
    audience: AudienceName = "partners",
    code: Annotated[str, typer.Option("--code", help="Only issues of this code, one by one.")] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write a workbook; for an organisation or full.", metavar="FILE.xlsx"),
    ] = None,
    accept: Annotated[
        str, typer.Option("--accept", help="Code of the issue to accept.", metavar="CODE")
    ] = "",
    asset: Annotated[str, typer.Option("--asset", help="Reference of the asset it is about.")] = "",
    organisation: Annotated[
        str, typer.Option("--organisation", help="Whose, where several use the reference.")
    ] = "",
    because: Annotated[str, typer.Option("--because", help="Why it may stand.", metavar="REASON")] = "",
    as_json: AsJson = False,
) -> None:
    """Look the register's facts over; with --accept, let one doubt stand for a reason."""
    conversation = Conversation(as_json=as_json)
    check_out(out, register)
    who = read_audience(audience)
    with open_register(register, read_only=not accept and out is None) as opened:
        checked = check_facts(opened, who, date.today())
        if out is not None:
            check_workbook_audience(checked)
        if accept:
            _accept(opened, checked, (accept, find_asset(opened, asset, organisation)), because)
            checked = check_facts(opened, who, date.today())
        if out is not None:
            give_doubt_workbook(opened, checked, out)
    listed = [each for each in checked.doubts if code in ("", each.code)]
    answer = _answer(checked, listed)
    if out is not None:
        answer["file"] = str(out)
    if checked.shown.notice:
        answer["notice"] = checked.shown.notice
    conversation.answer(answer)
    _say(conversation, checked, listed if code else None)


def _answer(checked: CheckedFacts, listed: Sequence[Doubt]) -> dict[str, object]:
    return {
        "issues": [_as_json(checked, each) for each in listed],
        "counts": checked.counts(),
        "organisations": [
            {"organisation": name, "counts": counts}
            for name, counts in checked.counts_by_organisation().items()
        ],
        "completeness": [
            {"organisation": each.organisation, "group": each.group, "known": each.known, "of": each.of}
            for each in checked.completeness
        ],
        "withheld": checked.shown.withheld,
    }


def _accept(opened: Register, checked: CheckedFacts, about: tuple[str, str], reason: str) -> None:
    code, uid = about
    doubts = [each for each in checked.doubts if (each.code, each.asset_uid) == about]
    if not doubts:
        raise InputError(
            "issue_unknown",
            f"The asset has no issue “{code}”. Nothing was changed.",
            "tpdesk issues lists the codes; an issue that the audience may not see needs --audience full.",
        )
    row = doubts[0].row
    name = checked.shown.value.label(row) if row is not None else uid
    words = f"Accept “{doubts[0].label}” of {name}"
    change_register(opened, plan_acceptance(doubts, reason, words))


def _as_json(checked: CheckedFacts, doubt: Doubt) -> dict[str, object]:
    frame, row = checked.shown.value, doubt.row
    about = None
    if row is not None:
        about = {
            "uid": doubt.asset_uid,
            "organisation": frame.value(row, "organisation"),
            "reference": frame.value(row, "reference"),
            "name": frame.label(row),
        }
    fix = doubt.fix and {"field": doubt.fix.field, "value": plain_value(doubt.fix.value)}
    file, sheet, number = doubt.source or ("", "", 0)
    return {
        "code": doubt.code,
        "severity": doubt.severity.value,
        "asset": about,
        "field": doubt.field or None,
        "value": plain_value(doubt.value),
        "message": doubt.message,
        "fix": fix,
        "accepted": doubt.accepted,
        "source": {"file": file, "sheet": sheet, "row": number} if doubt.source else None,
    }


def _say(conversation: Conversation, checked: CheckedFacts, listed: Sequence[Doubt] | None) -> None:
    frame, opened = checked.shown.value, checked.counts()
    if listed is not None:
        rows = [
            ("", "The whole list", each.message)
            if each.row is None
            else (frame.value(each.row, "reference"), frame.label(each.row), each.message)
            for each in listed
        ]
        conversation.show_table(_LISTED, rows)
    else:
        accepted = Counter(each.code for each in checked.doubts if each.accepted is not None)
        kinds = {each.code: each for each in checked.doubts}
        counts = [
            (each.code, each.label, each.severity.value, opened.get(each.code, 0), accepted[each.code])
            for each in kinds.values()
        ]
        conversation.show_table(_COUNTS, counts)
        _say_completeness(conversation, checked.completeness)
    total = count_words(sum(opened.values()), "open issue")
    conversation.say(f"{total}. {checked.shown.notice}".rstrip())


def _say_completeness(conversation: Conversation, completeness: Sequence[Completeness]) -> None:
    facts = list(dict.fromkeys(each.fact for each in completeness))
    by_organisation: dict[str, dict[str, str]] = {}
    for each in completeness:
        shares = by_organisation.setdefault(each.organisation or "No organisation", {})
        shares[each.fact] = f"{each.percent} %"
    rows = [(name, *(shares.get(fact, "") for fact in facts)) for name, shares in by_organisation.items()]
    columns = [TableColumn("Known of"), *(TableColumn(fact, right=True) for fact in facts)]
    conversation.show_table(columns, rows)
