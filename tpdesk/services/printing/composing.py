"""Composes the pages of a printed map: the map with legend and schedule, then the rest of the schedule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tpdesk.domain.candidates import Standing
from tpdesk.domain.disclosure import AudienceKind
from tpdesk.domain.page import Page, Rect, Text
from tpdesk.domain.wording import count_words, date_words, distance_words
from tpdesk.services.colocation.presets import USUAL_PRESET, preset_of
from tpdesk.services.printing.furniture import PageWords, foot, head, licence_lines
from tpdesk.services.printing.licences import licence_texts
from tpdesk.services.printing.map_page import compose_map
from tpdesk.services.printing.numbering import number_buildings
from tpdesk.services.printing.schedule import ScheduleHeadings, ScheduleTable
from tpdesk.services.printing.schedule_rows import (
    WITH_CARE,
    Band,
    ScheduleRow,
    asset_rows,
    basis_words,
    candidate_rows,
)
from tpdesk.services.printing.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tpdesk.domain.page import Element, PageMetrics
    from tpdesk.services.printing.content import PrintContent
    from tpdesk.services.printing.map_page import ComposedMap
    from tpdesk.services.printing.numbering import NumberedBuilding
    from tpdesk.services.printing.request import PrintRequest


@dataclass(frozen=True, slots=True, eq=False)
class PrintedPages:
    """What is to be painted.

    Attributes:
        pages: In order, the map first.
        scale: Denominator of the map's scale.
        title: For the PDF's properties.
        author: The same.
    """

    pages: tuple[Page, ...]
    scale: int
    title: str
    author: str


def compose_pages(content: PrintContent, request: PrintRequest, metrics: PageMetrics) -> PrintedPages:
    """Compose the map and its schedule.

    Args:
        content: what the audience may see.
        request: what was asked for.
        metrics: of the typeface and the painter.

    Raises:
        InputError: The size of the paper is unknown.
    """
    words = _page_words(content, request)
    sheet = Sheet(request.page_size)
    sheet = replace(sheet, footer_lines=max(len(licence_lines(words, sheet, metrics)), 2))
    numbered = number_buildings(content.candidates)
    composed = compose_map(content, request, numbered, sheet, metrics)
    table = ScheduleTable(sheet, _headings(bool(numbered)), metrics)
    rows, notes = _rows(content, request, numbered, composed)
    title = sheet.pt(11, 600)
    below_title = sheet.mm(1.5)
    space = composed.schedule
    first = _below(space, title.size + below_title)
    following = [_below(rect, title.size + below_title) for rect in sheet.columns]
    beside, columns = table.flow(rows, notes, following, first)
    per_page = len(following)
    sides = [columns[start : start + per_page] for start in range(0, len(columns), per_page)]
    count = 1 + len(sides)
    elements: list[Element] = [*composed.elements]
    elements.append(Text(space.left, space.top + title.size * 0.8, "Schedule", title.size, title.weight))
    elements.extend(table.draw(first, beside))
    pages = [elements]
    for side in sides:
        heading = sheet.content_top + title.size * 0.8
        drawn: list[Element] = [
            Text(sheet.content_left, heading, "Schedule, continued", title.size, title.weight)
        ]
        for rect, blocks in zip(following, side, strict=False):
            drawn.extend(table.draw(rect, blocks))
        pages.append(drawn)
    made = []
    for number, each in enumerate(pages, start=1):
        around = [*head(words, sheet, metrics), *foot(words, sheet, metrics, (number, count))]
        made.append(Page(sheet.size, (*each, *around), request.theme))
    return PrintedPages(tuple(made), composed.scale, words.title, request.author)


def _below(rect: Rect, height: float) -> Rect:
    """What is left of a rectangle below its heading."""
    return Rect(rect.left, rect.top + height, rect.width, rect.height - height)


def _headings(numbered: bool) -> ScheduleHeadings:
    return ScheduleHeadings() if numbered else ScheduleHeadings(what="Use", by="Grid ref.", numbered=False)


def _page_words(content: PrintContent, request: PrintRequest) -> PageWords:
    public = content.assets.audience.kind is AudienceKind.PUBLIC
    marking = request.marking or ("OFFICIAL" if public else "OFFICIAL-SENSITIVE")
    found = bool(content.candidates)
    usual = (
        f"{content.place.name}: {'buildings that could be shared' if found else 'public buildings and land'}"
    )
    title, subtitle = request.title or usual, request.subtitle or _subtitle(content, request)
    if content.place.name.casefold() not in f"{title} {subtitle}".casefold():
        subtitle = f"{content.place.name}. {subtitle}"
    return PageWords(
        title=title,
        subtitle=subtitle,
        marking=marking,
        draft=request.draft,
        notice=content.assets.notice,
        not_for_publication=request.not_for_publication,
        licences=licence_texts(content, request),
        made=" · ".join(each for each in (date_words(request.on), request.author) if each),
        as_at=f"Register as at {date_words(content.as_at)}" if content.as_at else "",
    )


def _subtitle(content: PrintContent, request: PrintRequest) -> str:
    if not content.candidates:
        owners = len(content.assets.value.organisations)
        return f"The estate of {owners} organisations" if owners > 1 else "Its estate"
    shown = Counter(each.standing for each in content.candidates)
    words = ((Standing.RANKED, "ranked"), (Standing.ASK_FIRST, "to ask about first"))
    parts = []
    for standing, word in words:
        count, found = shown[standing], content.found.get(standing, shown[standing])
        if count:
            parts.append(f"{count:,} of {found:,} {word}" if found > count else f"{count:,} {word}")
        elif found:
            parts.append(f"{found:,} more {word}")
    within = distance_words(request.sharing.within_m)
    text = f"Candidates for co-location within {within} of each other: {', '.join(parts)}"
    weighed = _weights_words(request.sharing.weights)
    return f"{text}. {weighed}" if weighed else text


def _weights_words(weights: Mapping[str, float]) -> str:
    """Say by which weights the candidates are ranked, nothing for the usual ones."""
    preset = preset_of(weights)
    if not weights or preset is USUAL_PRESET:
        return ""
    return f"Weights: {preset.label}" if preset else "Weights chosen for this map"


def _rows(
    content: PrintContent,
    request: PrintRequest,
    numbered: dict[str, NumberedBuilding],
    composed: ComposedMap,
) -> tuple[list[ScheduleRow | Band], list[str]]:
    frame = content.assets.value
    if not numbered:
        found = asset_rows(frame, composed.rows_on_map, composed.symbols)
        uids = [str(frame.uids[row]) for row in composed.rows_on_map]
        return list(found), _notes(content, uids, composed, [])
    rows = candidate_rows(frame, numbered, composed.symbols, composed.off_map, request.on)
    buildings = list(numbered.values())
    first_asked = next(
        (place for place, each in enumerate(buildings) if each.standing is Standing.ASK_FIRST), len(rows)
    )
    banded: list[ScheduleRow | Band] = [*rows]
    if 0 < first_asked < len(rows):
        banded.insert(first_asked, Band("Ask first: a fact is missing"))
    notes = ["By: the building’s own next break or the end of its lease; a freehold has neither."]
    if any(each.rank is not None for each in content.candidates):
        notes.append(
            "Scores are points out of 100 of what is known, with the share of the weight that is known."
        )
        if content.assets.audience.kind is not AudienceKind.FULL:
            notes.append("Ranked by what this audience may see.")
    if any(each.cautions for each in content.candidates):
        notes.append(
            f"{WITH_CARE.capitalize()}: the services need separate entrances or advice on safeguarding; "
            "Co-locate says which."
        )
    if content.repeats:
        proposals = count_words(content.repeats, "proposal")
        notes.append(f"{proposals} with the same building out of another list left out.")
    return banded, _notes(content, list(numbered), composed, notes)


def _notes(content: PrintContent, uids: list[str], composed: ComposedMap, more: Sequence[str]) -> list[str]:
    notes = [*_absent_words(content, composed), "Hatched: not known, or not released to this audience."]
    basis = basis_words(content.assets.value, uids)
    return [" ".join([*notes, *more, basis]).strip()]


def _absent_words(content: PrintContent, composed: ComposedMap) -> list[str]:
    """Say how many buildings the map does not show, and what would help."""
    frame = content.assets.value
    unplaced, off = int((~frame.placed).sum()), int(frame.placed.sum()) - len(composed.rows_on_map)
    words = []
    if off:
        lies = "lies" if off == 1 else "lie"
        words.append(f"{off:,} of {count_words(len(frame), 'building')} {lies} outside this map.")
    if unplaced:
        words.append(f"{count_words(unplaced, 'more has', 'more have')} no known position.")
    if content.place.boundary is None:
        words.append(
            "The register has no boundary of the place: New register takes one, and the map shows it."
        )
    return words
