"""How a list was understood: columns, decisions and profile; kept with the import, used again next year."""

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
from tpdesk.services.importing.merging import is_known
from tpdesk.services.importing.parsing.cells import ParsingHints, parse_cells
from tpdesk.services.importing.request import Decisions
from tpdesk.services.importing.understanding import understand
from tpdesk.services.importing.units import split_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from tpdesk.domain.fields.field import Field
    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.coded import CodedColumn, CodedTable
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
        _take_firsts(understood, table, recipe.profile)
        _join_words(understood, table, recipe.profile)
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
    """Put a value, or each row's own, where nothing is known yet."""
    values = understood.get(key).copy()
    chosen = rows & ~is_known(values)
    values[chosen] = value[chosen] if isinstance(value, np.ndarray) else value
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


def _columns_named(table: CodedTable, names: Iterable[str]) -> list[CodedColumn]:
    return [column for name in names if (column := table.find(name)) is not None]


def _values(column: CodedColumn, field: Field) -> NDArray[np.object_]:
    unit = split_heading(column.heading)[1]
    return column.spread(parse_cells(column.uniques, field, ParsingHints(unit)).values)


def _add_up(understood: Understood, table: CodedTable, profile: Profile) -> None:
    for each in profile.sums:
        total: NDArray[np.object_] | None = None
        for column in _columns_named(table, each.columns):
            values = _values(column, FIELD_BY_KEY[each.field])
            if total is None:
                total = values
                continue
            some, more = is_known(total), is_known(values)
            total[some & more] += values[some & more]
            total[~some] = values[~some]
        if total is not None:
            understood.values[each.field] = total


def _take_firsts(understood: Understood, table: CodedTable, profile: Profile) -> None:
    for each in profile.firsts:
        for column in _columns_named(table, each.columns):
            values = _values(column, FIELD_BY_KEY[each.field])
            _fill(understood, each.field, values, is_known(values))


def _join_words(understood: Understood, table: CodedTable, profile: Profile) -> None:
    for each in profile.joins:
        parts = [_values(column, FIELD_BY_KEY[each.field]) for column in _columns_named(table, each.columns)]
        joined = [
            each.separator.join(part for part in row if part) or None for row in zip(*parts, strict=True)
        ]
        if parts:
            understood.values[each.field] = as_objects(joined)


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


def profile_parts(recipe: Recipe, table: CodedTable) -> dict[str, tuple[str, NDArray[np.object_]]]:
    """Give what each column adds to a field that a profile makes of several: field and values by heading."""
    parts: dict[str, tuple[str, NDArray[np.object_]]] = {}
    if recipe.profile is None:
        return parts
    for each in recipe.profile.sums:
        for column in _columns_named(table, each.columns):
            parts[column.heading] = (each.field, _values(column, FIELD_BY_KEY[each.field]))
    for first in recipe.profile.firsts:
        known = np.zeros(len(table), dtype=bool)
        for column in _columns_named(table, first.columns):
            values = _values(column, FIELD_BY_KEY[first.field])
            values[known] = None
            known |= is_known(values)
            parts[column.heading] = (first.field, values)
    return parts
