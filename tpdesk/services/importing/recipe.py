"""How a list was understood: its columns, decisions and profile; kept with the import, used again next year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.vocabularies.term import fold_wording
from tpdesk.files.profiles import Profile
from tpdesk.services.importing.coded import as_objects, cell_text
from tpdesk.services.importing.columns import ColumnProposal
from tpdesk.services.importing.parsing.cells import ParsingHints, parse_cells
from tpdesk.services.importing.request import Decisions
from tpdesk.services.importing.understanding import understand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.coded import CodedTable
    from tpdesk.services.importing.understanding import Understood

PARSER_VERSION = "1"
_UNITS = {"ha": "ha", "acre": "acres", "acres": "acres", "sqft": "sq ft", "sq ft": "sq ft", "m2": "m²"}


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that turns a list's cells into values.

    Attributes:
        columns: Where each column goes.
        decisions: What a person and the profile decided.
        profile: The profile, None when there is none.
    """

    columns: tuple[ColumnProposal, ...]
    decisions: Decisions
    profile: Profile | None = None

    def column_map(self) -> dict[str, dict[str, object]]:
        """Give the columns for the register's record of the import."""
        return {
            each.column: {
                "field": each.field,
                "unit": each.unit,
                "crs": each.crs,
                "confidence": each.confidence,
            }
            for each in self.columns
        }

    def settled(self) -> dict[str, object]:
        """Give the decisions for the register's record of the import."""
        made = self.decisions
        return {
            "wordings": [[field, wording, word] for (field, wording), word in made.wordings.items()],
            "constants": dict(made.constants),
            "accepted": sorted(made.accepted),
            "kept_rows": sorted(made.kept_rows),
            "left_out_rows": sorted(made.left_out_rows),
            "profile": None if self.profile is None else msgspec.to_builtins(self.profile),
        }


def recipe_of(column_map: Mapping[str, Mapping[str, Any]], settled: Mapping[str, Any]) -> Recipe:
    """Give the recipe that an earlier import was made by."""
    columns = tuple(
        ColumnProposal(heading, each["field"], 1.0, "", each.get("unit", ""), crs=each.get("crs", 0))
        for heading, each in column_map.items()
        if each["field"] in FIELD_BY_KEY
    )
    decisions = Decisions(
        wordings={(field, wording): word for field, wording, word in settled.get("wordings", ())},
        constants=settled.get("constants", {}),
        accepted=frozenset((code, row) for code, row in settled.get("accepted", ())),
    )
    profile = settled.get("profile")
    return Recipe(columns, decisions, None if profile is None else msgspec.convert(profile, Profile))


def with_profile(decisions: Decisions, profile: Profile | None, table: CodedTable) -> Decisions:
    """Join a person's decisions with what the profile knows; the person's count first."""
    if profile is None:
        return decisions
    columns = {
        heading: field for heading in table.headings if (field := profile.field_of(heading)) is not None
    }
    for named, field in ((profile.as_at_column, "as_at"), (profile.period_column, "cost_period")):
        column = table.find(named) if named else None
        if column is not None:
            columns[column.heading] = field
    wordings = {
        (field, wording): word for field, words in profile.wordings.items() for wording, word in words.items()
    }
    units = {
        column.heading: _UNITS.get(unit, unit)
        for named, unit in profile.units.items()
        if (column := table.find(named)) is not None
    }
    return replace(
        decisions,
        columns={**columns, **decisions.columns},
        units={**units, **decisions.units},
        wordings={**wordings, **decisions.wordings},
        constants={**profile.constants, **decisions.constants},
    )


def follow(recipe: Recipe, table: CodedTable, book: DoubtBook) -> Understood:
    """Understand a list by a recipe."""
    constants = recipe.decisions.constants
    understood = understand(table, recipe.columns, recipe.decisions, book)
    if recipe.profile is not None:
        _forget_unknown(understood, recipe.profile)
        _add_up(understood, table, recipe.profile)
        _take_shares(understood, table, recipe.profile)
        _apply_rules(understood, table, recipe.profile)
    if recipe.profile is not None and recipe.profile.published:
        constants = {"sensitivity": "open", **constants}
    for key, text in constants.items():
        if key in FIELD_BY_KEY and text:
            _fill(understood, key, _read(key, text), np.ones(len(understood), dtype=bool))
    return understood


def _read(key: str, text: str) -> object:
    return parse_cells(as_objects([text]), FIELD_BY_KEY[key], ParsingHints()).values[0]


def _fill(understood: Understood, key: str, value: object, rows: NDArray[np.bool_]) -> None:
    values = understood.get(key).copy()
    unknown = np.fromiter((each is None for each in values), bool, len(values))
    values[unknown & rows] = value
    understood.values[key] = values


def _forget_unknown(understood: Understood, profile: Profile) -> None:
    words = {fold_wording(word) for word in profile.unknown}
    for key, values in understood.values.items():
        texts = {
            value for value in values.tolist() if isinstance(value, str) and fold_wording(value) in words
        }
        if texts and key != "reference":
            kept = values.copy()
            kept[np.isin(values.astype(str), list(texts))] = None
            understood.values[key] = kept


def _add_up(understood: Understood, table: CodedTable, profile: Profile) -> None:
    for each in profile.sums:
        columns = [column for name in each.columns if (column := table.find(name)) is not None]
        if not columns:
            continue
        field = FIELD_BY_KEY[each.field]
        total = np.full(len(table), None, dtype=object)
        for column in columns:
            values = column.spread(parse_cells(column.uniques, field, ParsingHints()).values)
            for row in np.flatnonzero(
                np.fromiter((value is not None for value in values), bool, len(values))
            ):
                total[row] = values[row] if total[row] is None else total[row] + values[row]
        understood.values[each.field] = total


def _take_shares(understood: Understood, table: CodedTable, profile: Profile) -> None:
    for each in profile.shares:
        column = table.find(each.column)
        whole = understood.values.get(each.of)
        if column is None or whole is None:
            continue
        percent = column.spread(
            parse_cells(column.uniques, FIELD_BY_KEY["utilisation_pct"], ParsingHints()).values
        )
        understood.values[each.field] = as_objects(
            [
                None if share is None or area is None else round(area * share / 100, 2)
                for share, area in zip(percent, whole, strict=True)
            ]
        )


def _apply_rules(understood: Understood, table: CodedTable, profile: Profile) -> None:
    for rule in profile.rules:
        column = table.find(rule.column)
        if column is None:
            continue
        wording = fold_wording(rule.wording)
        met = np.fromiter(
            (fold_wording(cell_text(cell)) == wording for cell in column.uniques), bool, len(column.uniques)
        )
        _fill(understood, rule.field, _read(rule.field, rule.value), column.spread(met, blank=False))
