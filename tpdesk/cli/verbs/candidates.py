"""`tpdesk candidates`: who could share a building with whom."""

from pathlib import Path
from typing import Annotated

import typer

from tpdesk.cli.console import Conversation, TableColumn
from tpdesk.cli.options import AsJson, AudienceName, RegisterPath, check_out
from tpdesk.domain.candidates import (
    Candidate,
    CandidateList,
    CandidateOptions,
    Party,
    Standing,
    by_whom_to_ask,
)
from tpdesk.domain.disclosure import disclose_assets, read_audience
from tpdesk.domain.wording import count_words
from tpdesk.services.colocation.finding import find_candidates
from tpdesk.services.colocation.workbook import write_candidates_workbook
from tpdesk.services.workspace import open_register

_PAIR = (TableColumn("Guest"), TableColumn("Host"), TableColumn("Apart", right=True))
_RANKED = (
    TableColumn("No.", right=True),
    *_PAIR,
    TableColumn("Score", right=True),
    TableColumn("Known", right=True),
)
_ASK_FIRST = (*_PAIR, TableColumn("Ask first"))
_RULED_OUT = (TableColumn("Ruled out because"), TableColumn("Times", right=True))


def candidates(
    register: RegisterPath,
    within: Annotated[float, typer.Option("--within", help="Greatest distance, in metres.")] = 800,
    top: Annotated[int, typer.Option("--top", help="How many to list, ranked and ask first.")] = 100,
    out: Annotated[Path | None, typer.Option("--out", help="Write them to this workbook (.xlsx).")] = None,
    audience: AudienceName = "partners",
    as_json: AsJson = False,
) -> None:
    """List the pairs of buildings that could be shared, best first."""
    conversation = Conversation(as_json=as_json)
    check_out(out, register)
    options = CandidateOptions(within_m=within, top=top, ruled_out_top=top if out else 0)
    with conversation.progress() as progress, open_register(register, read_only=True) as opened:
        assets = disclose_assets(opened.read_assets(), read_audience(audience))
        found = find_candidates(assets, options, progress, opened.place.boundary)
    if out:
        write_candidates_workbook(found, out)
    conversation.answer(found.as_json())
    _tell(conversation, found)


def _tell(conversation: Conversation, found: CandidateList) -> None:
    conversation.say(f"{count_words(found.pairs_considered, 'pair')} looked at.")
    ranked, ask_first = found.of_standing(Standing.RANKED), found.of_standing(Standing.ASK_FIRST)
    conversation.say(f"Ranked: {_listed(len(ranked), found.ranked_found)}.")
    rows = [(each.rank, *_pair(each), _score(each), f"{each.coverage:.0%}") for each in ranked]
    conversation.show_table(_RANKED, rows)
    conversation.say(f"To ask about first: {_listed(len(ask_first), found.ask_first_found)}.")
    conversation.show_table(_ASK_FIRST, [(*_pair(each), _asked(each)) for each in by_whom_to_ask(ask_first)])
    conversation.show_table(_RULED_OUT, [(each.words, f"{each.pairs:,}") for each in found.ruled_out])
    if found.notice:
        conversation.say(found.notice)


def _listed(shown: int, found: int) -> str:
    return f"{shown:,}" if shown == found else f"{shown:,} of {found:,}"


def _pair(each: Candidate) -> tuple[str, str, str]:
    return _building(each.guest), _building(each.host), f"{each.distance_m:,.0f} m"


def _building(member: Party) -> str:
    return f"{member.name or member.reference or 'no name'} ({member.organisation})"


def _score(each: Candidate) -> str:
    return "" if each.score is None else f"{each.score:.0f}"


def _asked(each: Candidate) -> str:
    """Say the first fact that is missing and who would know it."""
    return f"{each.ask[0].fact} ({each.ask[0].organisation})" if each.ask else ""
