"""`tpdesk candidates`: who could share a building with whom."""

from pathlib import Path
from typing import Annotated

import typer

from tpdesk.cli.console import Conversation, TableColumn
from tpdesk.cli.options import AsJson, AudienceName, RegisterPath, check_out
from tpdesk.domain.candidates import Candidate, CandidateList, CandidateOptions, Standing
from tpdesk.domain.disclosure import disclose_assets, read_audience
from tpdesk.domain.wording import count_words
from tpdesk.services.colocation.finding import find_candidates
from tpdesk.services.colocation.workbook import write_candidates_workbook
from tpdesk.services.workspace import open_register

_COLUMNS = (
    TableColumn("No.", right=True),
    TableColumn("Guest"),
    TableColumn("Host"),
    TableColumn("Apart", right=True),
    TableColumn("Score", right=True),
    TableColumn("Known", right=True),
)


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
    for standing, words in ((Standing.RANKED, "Ranked"), (Standing.ASK_FIRST, "Ask first")):
        listed = found.of_standing(standing)
        conversation.say(f"{words}: {len(listed):,}")
        conversation.show_table(_COLUMNS, [_row(each) for each in listed])
    for each in found.ruled_out:
        conversation.say(f"Ruled out, {each.words}: {each.pairs:,}")
    if found.notice:
        conversation.say(found.notice)


def _row(each: Candidate) -> tuple[object, ...]:
    ranked = each.standing is Standing.RANKED
    return (
        each.rank,
        each.guest.name,
        each.host.name,
        f"{each.distance_m:,.0f} m",
        f"{each.score:.0f}" if ranked and each.score is not None else None,
        f"{each.coverage:.0%}",
    )
