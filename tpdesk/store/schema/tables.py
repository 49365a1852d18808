"""Every table of a register. Fields come from the trade's catalogue; here stands what joins them.

No uid and no link is NOT NULL and nothing has an expression as default: other programs that add a row
would be refused, or would write the expression's text. A trigger gives a missing uid.
"""

from __future__ import annotations

import sqlalchemy as sa

from tpdesk.store.schema.columns import (
    Column,
    blob,
    day,
    field_columns,
    link,
    moment,
    shape,
    text,
    truth,
    whole,
)

METADATA = sa.MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s"})


def _table(name: str, title: str, *parts: Column | list[Column] | sa.UniqueConstraint) -> sa.Table:
    flat = [each for part in parts for each in (part if isinstance(part, list) else [part])]
    return sa.Table(
        name,
        METADATA,
        sa.Column("fid", sa.INTEGER(), primary_key=True),
        sa.Column("uid", sa.TEXT(), unique=True, info={"title": "Identity"}),
        *flat,
        sqlite_autoincrement=True,
        info={"title": title},
    )


def _of_asset() -> Column:
    return link("asset", title="Asset", owned=True, indexed=True)


def _dated() -> list[Column]:
    return [
        link("list", title="List"),
        text("period", "Year"),
        day("period_start", "First day of the period"),
        day("period_end", "Last day of the period"),
        text("price_year", "Price year"),
    ]


PLACE = _table(
    "place",
    "Place",
    shape("MULTIPOLYGON"),
    text("name", "Name"),
    whole("population", "Population"),
    whole("households", "Households"),
)

ORGANISATION = _table(
    "organisation",
    "Organisations",
    text("name", "Name"),
    text("kind", "Kind of organisation", vocabulary="kind"),
    text("code", "ONS or ODS code"),
    text("colour", "Colour"),
)

SITE = _table(
    "site",
    "Sites",
    text("name", "Name"),
    text("kind", "Building or campus"),
    link("site", column="parent_site_uid", title="Part of site", indexed=True),
)

ASSET = _table(
    "asset",
    "Assets",
    shape("POINT"),
    link("organisation", title="Reporting organisation", indexed=True),
    link("site", title="Site", indexed=True),
    link("asset", column="parent_asset_uid", title="Part of asset", indexed=True),
    field_columns("asset"),
)

ASSET_REFERENCE = _table(
    "asset_reference",
    "References",
    _of_asset(),
    link("organisation", title="Reporting organisation"),
    sa.Column("scheme", sa.TEXT(), server_default="main", info={"title": "Numbering scheme"}),
    field_columns("asset_reference"),
    text("key", "Reference as compared"),
    truth("derived", "Made from name and place"),
    sa.UniqueConstraint("organisation_uid", "scheme", "key"),
)

FOOTPRINT = _table("footprint", "Footprints", shape("MULTIPOLYGON"), _of_asset())

INTEREST = _table(
    "interest",
    "Interests",
    _of_asset(),
    text("direction", "Direction", vocabulary="interest_direction"),
    text("kind", "Kind of interest", vocabulary="interest_kind"),
    text("grantee", "Grantee"),
    link("interest", column="parent_interest_uid", title="Under interest", indexed=True),
    field_columns("interest"),
)

INTEREST_EVENT = _table(
    "interest_event",
    "Lease events",
    link("interest", title="Interest", owned=True, indexed=True),
    text("kind", "Break, notice by, expiry or review"),
    day("on_date", "Day"),
    whole("penalty_pence", "Penalty (pence)"),
    text("note", "Note"),
)

ASSET_CONSTRAINT = _table(
    "asset_constraint",
    "Constraints",
    _of_asset(),
    text("kind", "Constraint", vocabulary="constraint_kind"),
    field_columns("asset_constraint"),
    text("source", "Source"),
    text("note", "Note"),
)

OCCUPATION = _table(
    "occupation",
    "Occupations",
    _of_asset(),
    link("organisation", title="Organisation"),
    text("occupier", "Occupier"),
    sa.Column("area_m2", sa.REAL(), info={"title": "Area"}),
    field_columns("occupation"),
)

SURVEY = _table("survey", "Condition surveys", _of_asset(), _dated(), field_columns("survey"))

COST = _table(
    "cost",
    "Costs",
    _of_asset(),
    _dated(),
    text("kind", "Kind of cost", vocabulary="cost_kind"),
    field_columns("cost", without=("period",)),
)

VALUATION = _table("valuation", "Valuations", _of_asset(), _dated(), field_columns("valuation"))

ENERGY = _table("energy", "Energy", _of_asset(), _dated(), field_columns("energy"))

DOCUMENT = _table(
    "document",
    "Documents",
    _of_asset(),
    text("title", "Title"),
    text("link", "Link"),
    text("note", "Note"),
)

LIST = _table(
    "list",
    "Lists",
    text("name", "Name"),
    link("organisation", title="Organisation"),
    text("profile", "Profile"),
    text("row_filter", "Row filter"),
    truth("published", "Published as open data"),
)

BATCH = _table(
    "batch",
    "Imports",
    link("list", title="List", indexed=True),
    text("file", "File"),
    text("sheet", "Sheet"),
    text("sha256", "SHA-256 of the file"),
    whole("header_row", "Row of the headings"),
    day("as_at", "Date of the facts"),
    text("period", "Period"),
    moment("imported_at", "Imported at"),
    text("parser_version", "Version of the reader"),
    text("column_map", "Columns and their fields"),
    text("decisions", "Decisions"),
    blob("raw_rows", "Rows as read"),
    whole("rows_read", "Rows read"),
    whole("rows_kept", "Rows kept"),
    whole("rows_refused", "Rows refused"),
)

RECORD_SOURCE = _table(
    "record_source",
    "Sources",
    sa.Column("record_uid", sa.TEXT(), index=True, info={"title": "Record"}),
    text("record_table", "Table of the record"),
    link("batch", title="Import", owned=True),
    text("sheet", "Sheet"),
    whole("row", "Row"),
)

ISSUE = _table(
    "issue",
    "Issues",
    link("batch", title="Import", owned=True, indexed=True),
    text("code", "Code"),
    text("file", "File"),
    text("sheet", "Sheet"),
    whole("row", "Row"),
    text("column_name", "Column"),
    text("value", "Value"),
    text("message", "Message"),
    text("suggestion", "Suggestion"),
)

LAYER = _table(
    "layer",
    "Layers",
    text("name", "Name"),
    text("kind", "Kind"),
    whole("position", "Position"),
    truth("visible", "Shown"),
    text("style", "Style"),
    text("licence", "Licence"),
    text("source_file", "File"),
    text("sha256", "SHA-256 of the file"),
    text("crs", "Coordinate system of the file"),
    text("geometry_type", "Type of geometry"),
)

LAYER_FEATURE = _table(
    "layer_feature",
    "Features of layers",
    shape("GEOMETRY"),
    link("layer", title="Layer", owned=True, indexed=True),
    text("properties", "Properties"),
)

RELEASE = _table(
    "release",
    "Releases of commercial facts",
    link("organisation", title="Organisation", owned=True),
    text("commercial_group", "Group of facts"),
    text("reference", "Reference"),
    text("data_owner_role", "Role of the data owner"),
    text("purpose", "Purpose"),
    day("expires_on", "Expires on"),
)

SETTING = _table(
    "setting",
    "Settings",
    sa.Column("key", sa.TEXT(), unique=True, info={"title": "Setting"}),
    text("value", "Value"),
)

TRACKED: tuple[sa.Table, ...] = tuple(METADATA.tables.values())
"""Every table above: those that commands change and that the history follows."""

APP_META = sa.Table(
    "app_meta",
    METADATA,
    sa.Column("key", sa.TEXT(), primary_key=True),
    sa.Column("value", sa.TEXT()),
)

AUDIT_TX = sa.Table(
    "audit_tx",
    METADATA,
    sa.Column("id", sa.INTEGER(), primary_key=True),
    sa.Column("who", sa.TEXT()),
    sa.Column("computer", sa.TEXT()),
    sa.Column("at", sa.TEXT()),
    sa.Column("kind", sa.TEXT()),
    sa.Column("description", sa.TEXT()),
    sa.Column("undoes", sa.INTEGER()),
    sa.Column("open", sa.INTEGER()),
    sa.Column("last_history", sa.INTEGER()),
    sa.Column("digest", sa.TEXT()),
    sa.Column("chain", sa.TEXT()),
    sqlite_autoincrement=True,
)
sa.Index("ix_audit_tx_open", AUDIT_TX.c.open, sqlite_where=AUDIT_TX.c.open == 1)

HISTORY = sa.Table(
    "history",
    METADATA,
    sa.Column("id", sa.INTEGER(), primary_key=True),
    sa.Column("tx_id", sa.INTEGER()),
    sa.Column("tbl", sa.TEXT()),
    sa.Column("uid", sa.TEXT()),
    sa.Column("op", sa.TEXT()),
    sa.Column("old", sa.TEXT()),
    sa.Column("revision", sa.INTEGER()),
    sa.Column("at", sa.TEXT()),
    sa.Column("first_fid", sa.INTEGER()),
    sa.Column("last_fid", sa.INTEGER()),
    sa.Index("ix_history_tx_uid", "tx_id", "uid"),
    sa.Index("ix_history_uid_id", "uid", "id"),
    sqlite_autoincrement=True,
)
sa.Index("ix_history_added", HISTORY.c.tbl, HISTORY.c.first_fid, sqlite_where=HISTORY.c.first_fid.isnot(None))

EXPORT_LOG = sa.Table(
    "export_log",
    METADATA,
    sa.Column("id", sa.INTEGER(), primary_key=True),
    sa.Column("at", sa.TEXT()),
    sa.Column("who", sa.TEXT()),
    sa.Column("computer", sa.TEXT()),
    sa.Column("purpose", sa.TEXT()),
    sa.Column("audience", sa.TEXT()),
    sa.Column("filter", sa.TEXT()),
    sa.Column("file", sa.TEXT()),
    sa.Column("sha256", sa.TEXT()),
    sqlite_autoincrement=True,
)

STRUCTURAL: tuple[sa.Table, ...] = (APP_META, AUDIT_TX, HISTORY, EXPORT_LOG)
"""Tables of the register's own book-keeping, which no command names."""

WORKING: tuple[sa.Table, ...] = (BATCH, RECORD_SOURCE, ISSUE, RELEASE, SETTING)
"""Followed by the history like the rest, yet of no use on a map: other programs do not list them."""

SHARED: tuple[sa.Table, ...] = tuple(table for table in TRACKED if table not in WORKING)
"""What other programs see and may edit."""

FEATURES: tuple[sa.Table, ...] = tuple(table for table in SHARED if "geom" in table.c)
"""Tables with a shape."""


def tracked_table(name: str) -> sa.Table:
    """Give a table that commands may change, by name.

    Raises:
        KeyError: There is none of that name.
    """
    table = METADATA.tables[name]
    if table in STRUCTURAL:
        raise KeyError(name)
    return table
