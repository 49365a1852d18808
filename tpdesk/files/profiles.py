"""Profiles: what is known beforehand of a published list's columns, wordings and meaning."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tpdesk.domain.errors import InputError
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.domain.vocabularies.term import fold_wording
from tpdesk.files.replacing import write_file
from tpdesk.files.resources import resource_path
from tpdesk.files.sniffing import unreadable
from tpdesk.files.toml_text import encode_toml

if TYPE_CHECKING:
    from collections.abc import Sequence


class Matches(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a list is known.

    Attributes:
        headings: All of these must be among the list's headings, any case and punctuation.
        any_headings: At least one of these must be, where any are named.
        width: Number of columns of a list without headings, 0 when the list has headings.
        first_column: Regular expression that the first column's cells of such a list follow.
    """

    headings: tuple[str, ...] = ()
    any_headings: tuple[str, ...] = ()
    width: int = 0
    first_column: str = ""


class ColumnSum(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Several columns that make one field together.

    Attributes:
        field: Key of the field.
        columns: Headings of the columns; unknown ones count nothing, and all unknown is unknown.
    """

    field: str
    columns: tuple[str, ...]


class FirstOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Several columns for one field: the first that a row knows is taken.

    Attributes:
        field: Key of the field.
        columns: Headings of the columns, the best first.
    """

    field: str
    columns: tuple[str, ...]


class JoinOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Several columns of words that make one text together; blank ones are passed over.

    Attributes:
        field: Key of the field.
        columns: Headings of the columns, in order.
        separator: What stands between them.
    """

    field: str
    columns: tuple[str, ...]
    separator: str = ", "


class ShareOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column in per cent of a field, which makes another field.

    Attributes:
        field: Key of the field that is made.
        column: Heading of the column that holds the percentage.
        of: Key of the field it is a share of.
    """

    field: str
    column: str
    of: str


class RowRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value for a field in the rows where a column has a certain wording, unless the row says it itself.

    Attributes:
        column: Heading of the column looked at.
        wording: Its wording, any case and punctuation.
        field: Key of the field.
        value: The field's value, as a list would word it.
    """

    column: str
    wording: str
    field: str
    value: str


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is known of one kind of published list.

    Attributes:
        name: Short stable name, for ``--profile``.
        title: What people call the list.
        description: What it is, who publishes it, and what is taken from it.
        matches: How the list is known; one of these must fit.
        other_layouts: Names of the profiles of the same list in the layouts of other years.
        headings: Headings for a list that has none, in order.
        columns: Field key by heading; ``""`` leaves the column out. Headings not named here are proposed by
            the fields' synonyms, unless ``only_columns``.
        only_columns: Whether columns not named here are left out.
        units: Unit by heading where the heading does not say it ("ha", "acre", "sqft", "percent").
        constants: Value by field key, the same for every row that does not say otherwise.
        organisation: Reporting organisation of every row; empty when a column gives it or the person must.
        organisation_column: Headings that may hold the reporting organisation, the first present is taken.
        kind: Kind of the organisations, a key of the vocabulary ``kind``.
        wordings: Term by wording by field key, before the vocabulary's own synonyms.
        unknown: Wordings that stand for an unknown value in any column ("N/A").
        where: Filters that keep rows, each "COLUMN=VALUE"; a person's own are added.
        rules: Values for fields in rows of a certain wording.
        sums: Columns of numbers that make one field together.
        firsts: Columns of which the first known one makes a field.
        joins: Columns of words that make one field together.
        shares: Columns in per cent of a field.
        published: Whether the list is published, so that its facts are open.
        reference_scheme: Scheme of the references, where an organisation has several.
        as_at_column: Heading of the day the facts are for, empty when there is none.
        period_column: Heading of the year of the money, empty when there is none.
        period: Year of the money as 2023/24, where the list is of one year and does not say it itself.
        licence: Line of the licence under which the list is published.
    """

    name: str
    title: str
    description: str
    matches: tuple[Matches, ...] = ()
    other_layouts: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    columns: dict[str, str] = {}
    only_columns: bool = False
    units: dict[str, str] = {}
    constants: dict[str, str] = {}
    organisation: str = ""
    organisation_column: tuple[str, ...] = ()
    kind: str = ""
    wordings: dict[str, dict[str, str]] = {}
    unknown: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    rules: tuple[RowRule, ...] = ()
    sums: tuple[ColumnSum, ...] = ()
    firsts: tuple[FirstOf, ...] = ()
    joins: tuple[JoinOf, ...] = ()
    shares: tuple[ShareOf, ...] = ()
    published: bool = False
    reference_scheme: str = "main"
    as_at_column: str = ""
    period_column: str = ""
    period: str = ""
    licence: str = ""

    def field_of(self, heading: str) -> str | None:
        """Give the field for a heading: ``""`` leaves it out, None when the profile does not say."""
        folded = fold_wording(heading)
        for named, field in self.columns.items():
            if fold_wording(named) == folded:
                return field
        return "" if self.only_columns else None

    def term_of(self, field: str, wording: str) -> str | None:
        """Give the term for a wording of a field, None when the profile does not say."""
        folded = fold_wording(wording)
        for known, term in self.wordings.get(field, {}).items():
            if fold_wording(known) == folded:
                return term
        return None


def profile_names() -> tuple[str, ...]:
    """Give the names of the profiles that are shipped."""
    return tuple(sorted(path.stem for path in resource_path("profiles").glob("*.toml")))


def read_profile(name_or_path: str) -> Profile:
    """Read a profile by its name, or from a file.

    Raises:
        InputError: ``profile_unknown`` or ``profile_invalid``.
        OutsideError: The file cannot be read.
    """
    if name_or_path in profile_names():
        path = resource_path("profiles", f"{name_or_path}.toml")
    else:
        path = Path(name_or_path)
        if not path.is_file():
            raise InputError(
                "profile_unknown",
                f"There is no profile “{path.name}”.",
                f"The profiles are: {', '.join(profile_names())}; or give the path of a profile file.",
            )
    try:
        profile = msgspec.toml.decode(path.read_bytes(), type=Profile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _invalid(path.name, str(error)) from error
    except OSError as error:
        raise unreadable(path.name, error) from error
    _check(profile, path.name)
    return profile


def write_profile(path: Path, profile: Profile) -> None:
    """Write a profile, whole or not at all; what it does not say is left out.

    Raises:
        InputError: ``profile_invalid``: it names a field or a term that does not exist.
        OutsideError: The folder cannot be written.
    """
    _check(profile, path.name)
    usual = msgspec.to_builtins(Profile(name="", title="", description=""))
    said = {key: value for key, value in msgspec.to_builtins(profile).items() if value != usual[key]}
    write_file(path, encode_toml(said).encode())


def _invalid(file: str, why: str) -> InputError:
    return InputError(
        "profile_invalid", f"The profile “{file}” cannot be used: {why}.", "Mend it, or take another."
    )


def _check(profile: Profile, file: str) -> None:
    """Refuse a profile that names fields or terms that do not exist."""
    fields = {
        *profile.columns.values(),
        *profile.constants,
        *profile.wordings,
        *(rule.field for rule in profile.rules),
        *(each.field for each in profile.sums),
        *(each.field for each in profile.firsts),
        *(each.field for each in profile.joins),
        *(each.field for each in profile.shares),
        *(each.of for each in profile.shares),
    }
    for field in sorted(fields - {""}):
        if field not in FIELD_BY_KEY:
            raise _invalid(file, f"there is no field “{field}”")
    for field, wordings in profile.wordings.items():
        vocabulary = VOCABULARIES.get(FIELD_BY_KEY[field].vocabulary)
        for term in wordings.values():
            if term and (vocabulary is None or term not in vocabulary.keys):
                raise _invalid(file, f"the field “{field}” has no term “{term}”")
    if profile.kind and profile.kind not in VOCABULARIES["kind"].keys:
        raise _invalid(file, f"there is no kind of organisation “{profile.kind}”")


def recognise_profile(columns: Sequence[str], first_cells: Sequence[object] = ()) -> Profile | None:
    """Find the shipped profile whose list this is.

    Args:
        columns: Headings as read; of a list without headings only their number counts.
        first_cells: The first few cells of the first column, for lists without headings.

    Returns:
        The profile that names most of the headings, None when none fits.
    """
    return _fitting(profile_names(), columns, first_cells)


def fitting_layout(profile: Profile, columns: Sequence[str]) -> Profile:
    """Give the profile of the same list in the layout of these headings; itself when none fits."""
    return _fitting((profile.name, *profile.other_layouts), columns, ()) or profile


def _fitting(names: Sequence[str], columns: Sequence[str], cells: Sequence[object]) -> Profile | None:
    folded = {fold_wording(column) for column in columns}
    best: Profile | None = None
    best_weight = 0
    for name in names:
        if name not in profile_names():
            continue
        profile = read_profile(name)
        for match in profile.matches:
            fits = _fits_width(match, columns, cells) if match.width else _fits_headings(match, folded)
            weight = match.width or len(match.headings)
            if fits and weight > best_weight:
                best, best_weight = profile, weight
    return best


def _fits_headings(match: Matches, folded: set[str]) -> bool:
    every = all(fold_wording(heading) in folded for heading in match.headings)
    anyone = not match.any_headings or any(fold_wording(each) in folded for each in match.any_headings)
    return every and anyone


def _fits_width(match: Matches, columns: Sequence[str], cells: Sequence[object]) -> bool:
    given = [str(cell) for cell in cells if cell is not None]
    form = re.compile(match.first_column)
    return match.width == len(columns) and bool(given) and all(form.fullmatch(cell) for cell in given)
