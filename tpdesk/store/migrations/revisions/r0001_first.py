"""The first edition of the tables, as it was: never changed again, whatever the tables become."""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
    CREATE TABLE place (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, geom MULTIPOLYGON,
    name TEXT, population INTEGER, households INTEGER, UNIQUE (uid))
    """,
    """
    CREATE TABLE organisation (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, name TEXT,
    kind TEXT, code TEXT, colour TEXT, UNIQUE (uid))
    """,
    """
    CREATE TABLE site (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, name TEXT, kind
    TEXT, parent_site_uid TEXT, UNIQUE (uid), FOREIGN KEY(parent_site_uid) REFERENCES site (uid) ON
    DELETE SET NULL)
    """,
    "CREATE INDEX ix_site_parent_site_uid ON site (parent_site_uid)",
    """
    CREATE TABLE asset (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, geom POINT,
    organisation_uid TEXT, site_uid TEXT, parent_asset_uid TEXT, uprn TEXT, usrn TEXT, toid TEXT,
    title_number TEXT, name TEXT, address TEXT, street_number TEXT, street TEXT, locality TEXT,
    post_town TEXT, county TEXT, postcode TEXT, freeholder TEXT, occupier TEXT, location_method
    TEXT, location_accuracy_m REAL, source_x REAL, source_y REAL, source_crs TEXT, level TEXT,
    holding TEXT, holding_reason TEXT, use_class TEXT, opening_hours TEXT, gia_m2 REAL, nia_m2 REAL,
    gea_m2 REAL, area_unstated_m2 REAL, occupied_m2 REAL, vacant_m2 REAL, land_area_ha REAL, status
    TEXT, status_since DATE, listed_grade TEXT, sensitivity TEXT, sensitivity_reason TEXT,
    sensitivity_review DATE, foi_exemption TEXT, as_at DATE, notes TEXT, UNIQUE (uid), FOREIGN
    KEY(organisation_uid) REFERENCES organisation (uid) ON DELETE SET NULL, FOREIGN KEY(site_uid)
    REFERENCES site (uid) ON DELETE SET NULL, FOREIGN KEY(parent_asset_uid) REFERENCES asset (uid)
    ON DELETE SET NULL)
    """,
    "CREATE INDEX ix_asset_organisation_uid ON asset (organisation_uid)",
    "CREATE INDEX ix_asset_parent_asset_uid ON asset (parent_asset_uid)",
    "CREATE INDEX ix_asset_site_uid ON asset (site_uid)",
    """
    CREATE TABLE asset_reference (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT,
    asset_uid TEXT, organisation_uid TEXT, scheme TEXT DEFAULT 'main', reference TEXT, "key" TEXT,
    derived BOOLEAN, UNIQUE (organisation_uid, scheme, "key"), UNIQUE (uid), FOREIGN KEY(asset_uid)
    REFERENCES asset (uid) ON DELETE CASCADE, FOREIGN KEY(organisation_uid) REFERENCES organisation
    (uid) ON DELETE SET NULL)
    """,
    "CREATE INDEX ix_asset_reference_asset_uid ON asset_reference (asset_uid)",
    """
    CREATE TABLE footprint (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, geom
    MULTIPOLYGON, asset_uid TEXT, UNIQUE (uid), FOREIGN KEY(asset_uid) REFERENCES asset (uid) ON
    DELETE CASCADE)
    """,
    "CREATE INDEX ix_footprint_asset_uid ON footprint (asset_uid)",
    """
    CREATE TABLE interest (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, asset_uid TEXT,
    direction TEXT, kind TEXT, grantee TEXT, parent_interest_uid TEXT, tenure TEXT, tenure_detail
    TEXT, grantor TEXT, annual_rent_pence INTEGER, rent_received_pence INTEGER, unitary_charge_pence
    INTEGER, start_date DATE, expiry_date DATE, next_break_date DATE, break_notice_months INTEGER,
    break_penalty_pence INTEGER, review_date DATE, repairing_liability TEXT, act_1954 TEXT,
    demised_area_m2 REAL, UNIQUE (uid), FOREIGN KEY(asset_uid) REFERENCES asset (uid) ON DELETE
    CASCADE, FOREIGN KEY(parent_interest_uid) REFERENCES interest (uid) ON DELETE SET NULL)
    """,
    "CREATE INDEX ix_interest_asset_uid ON interest (asset_uid)",
    "CREATE INDEX ix_interest_parent_interest_uid ON interest (parent_interest_uid)",
    """
    CREATE TABLE interest_event (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT,
    interest_uid TEXT, kind TEXT, on_date DATE, penalty_pence INTEGER, note TEXT, UNIQUE (uid),
    FOREIGN KEY(interest_uid) REFERENCES interest (uid) ON DELETE CASCADE)
    """,
    "CREATE INDEX ix_interest_event_interest_uid ON interest_event (interest_uid)",
    """
    CREATE TABLE asset_constraint (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT,
    asset_uid TEXT, kind TEXT, answer TEXT, source TEXT, note TEXT, UNIQUE (uid), FOREIGN
    KEY(asset_uid) REFERENCES asset (uid) ON DELETE CASCADE)
    """,
    "CREATE INDEX ix_asset_constraint_asset_uid ON asset_constraint (asset_uid)",
    """
    CREATE TABLE occupation (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, asset_uid
    TEXT, organisation_uid TEXT, occupier TEXT, area_m2 REAL, service TEXT, fte REAL, workstations
    INTEGER, capacity INTEGER, utilisation_pct REAL, UNIQUE (uid), FOREIGN KEY(asset_uid) REFERENCES
    asset (uid) ON DELETE CASCADE, FOREIGN KEY(organisation_uid) REFERENCES organisation (uid) ON
    DELETE SET NULL)
    """,
    "CREATE INDEX ix_occupation_asset_uid ON occupation (asset_uid)",
    """
    CREATE TABLE survey (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, asset_uid TEXT,
    list_uid TEXT, period TEXT, period_start DATE, period_end DATE, price_year TEXT, condition TEXT,
    surveyed_on DATE, backlog_high_pence INTEGER, backlog_significant_pence INTEGER,
    backlog_moderate_pence INTEGER, backlog_low_pence INTEGER, backlog_total_pence INTEGER,
    not_suitable_pct REAL, UNIQUE (uid), FOREIGN KEY(asset_uid) REFERENCES asset (uid) ON DELETE
    CASCADE, FOREIGN KEY(list_uid) REFERENCES list (uid) ON DELETE SET NULL)
    """,
    "CREATE INDEX ix_survey_asset_uid ON survey (asset_uid)",
    """
    CREATE TABLE cost (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, asset_uid TEXT,
    list_uid TEXT, period TEXT, period_start DATE, period_end DATE, price_year TEXT, kind TEXT,
    amount_pence INTEGER, UNIQUE (uid), FOREIGN KEY(asset_uid) REFERENCES asset (uid) ON DELETE
    CASCADE, FOREIGN KEY(list_uid) REFERENCES list (uid) ON DELETE SET NULL)
    """,
    "CREATE INDEX ix_cost_asset_uid ON cost (asset_uid)",
    """
    CREATE TABLE valuation (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, asset_uid
    TEXT, list_uid TEXT, period TEXT, period_start DATE, period_end DATE, price_year TEXT,
    amount_pence INTEGER, basis TEXT, valued_on DATE, UNIQUE (uid), FOREIGN KEY(asset_uid)
    REFERENCES asset (uid) ON DELETE CASCADE, FOREIGN KEY(list_uid) REFERENCES list (uid) ON DELETE
    SET NULL)
    """,
    "CREATE INDEX ix_valuation_asset_uid ON valuation (asset_uid)",
    """
    CREATE TABLE energy (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, asset_uid TEXT,
    list_uid TEXT, period TEXT, period_start DATE, period_end DATE, price_year TEXT, band TEXT,
    dec_rating REAL, electricity_kwh REAL, gas_kwh REAL, UNIQUE (uid), FOREIGN KEY(asset_uid)
    REFERENCES asset (uid) ON DELETE CASCADE, FOREIGN KEY(list_uid) REFERENCES list (uid) ON DELETE
    SET NULL)
    """,
    "CREATE INDEX ix_energy_asset_uid ON energy (asset_uid)",
    """
    CREATE TABLE document (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, asset_uid TEXT,
    title TEXT, link TEXT, note TEXT, UNIQUE (uid), FOREIGN KEY(asset_uid) REFERENCES asset (uid) ON
    DELETE CASCADE)
    """,
    "CREATE INDEX ix_document_asset_uid ON document (asset_uid)",
    """
    CREATE TABLE list (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, name TEXT,
    organisation_uid TEXT, profile TEXT, row_filter TEXT, published BOOLEAN, UNIQUE (uid), FOREIGN
    KEY(organisation_uid) REFERENCES organisation (uid) ON DELETE SET NULL)
    """,
    """
    CREATE TABLE batch (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, list_uid TEXT,
    file TEXT, sheet TEXT, sha256 TEXT, header_row INTEGER, as_at DATE, period TEXT, imported_at
    DATETIME, parser_version TEXT, column_map TEXT, decisions TEXT, raw_rows BLOB, rows_read
    INTEGER, rows_kept INTEGER, rows_refused INTEGER, UNIQUE (uid), FOREIGN KEY(list_uid) REFERENCES
    list (uid) ON DELETE SET NULL)
    """,
    "CREATE INDEX ix_batch_list_uid ON batch (list_uid)",
    """
    CREATE TABLE record_source (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, record_uid
    TEXT, record_table TEXT, batch_uid TEXT, sheet TEXT, "row" INTEGER, UNIQUE (uid), FOREIGN
    KEY(batch_uid) REFERENCES batch (uid) ON DELETE CASCADE)
    """,
    "CREATE INDEX ix_record_source_record_uid ON record_source (record_uid)",
    """
    CREATE TABLE issue (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, batch_uid TEXT,
    code TEXT, file TEXT, sheet TEXT, "row" INTEGER, column_name TEXT, value TEXT, message TEXT,
    suggestion TEXT, UNIQUE (uid), FOREIGN KEY(batch_uid) REFERENCES batch (uid) ON DELETE CASCADE)
    """,
    "CREATE INDEX ix_issue_batch_uid ON issue (batch_uid)",
    """
    CREATE TABLE layer (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, name TEXT, kind
    TEXT, position INTEGER, visible BOOLEAN, style TEXT, licence TEXT, source_file TEXT, sha256
    TEXT, crs TEXT, geometry_type TEXT, UNIQUE (uid))
    """,
    """
    CREATE TABLE layer_feature (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, geom
    GEOMETRY, layer_uid TEXT, properties TEXT, UNIQUE (uid), FOREIGN KEY(layer_uid) REFERENCES layer
    (uid) ON DELETE CASCADE)
    """,
    "CREATE INDEX ix_layer_feature_layer_uid ON layer_feature (layer_uid)",
    """
    CREATE TABLE release (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, organisation_uid
    TEXT, commercial_group TEXT, reference TEXT, data_owner_role TEXT, purpose TEXT, expires_on
    DATE, UNIQUE (uid), FOREIGN KEY(organisation_uid) REFERENCES organisation (uid) ON DELETE
    CASCADE)
    """,
    """
    CREATE TABLE setting (fid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid TEXT, "key" TEXT,
    value TEXT, UNIQUE (uid), UNIQUE ("key"))
    """,
    'CREATE TABLE app_meta ("key" TEXT NOT NULL, value TEXT, PRIMARY KEY ("key"))',
    """
    CREATE TABLE audit_tx (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, who TEXT, computer TEXT,
    at TEXT, kind TEXT, description TEXT, undoes INTEGER, open INTEGER, last_history INTEGER, digest
    TEXT, chain TEXT)
    """,
    "CREATE INDEX ix_audit_tx_open ON audit_tx (open) WHERE open = 1",
    """
    CREATE TABLE history (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, tx_id INTEGER, tbl TEXT,
    uid TEXT, op TEXT, old TEXT, revision INTEGER, at TEXT)
    """,
    "CREATE INDEX ix_history_tx_uid ON history (tx_id, uid)",
    "CREATE INDEX ix_history_uid_id ON history (uid, id)",
    """
    CREATE TABLE export_log (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, at TEXT, who TEXT,
    computer TEXT, purpose TEXT, audience TEXT, filter TEXT, file TEXT, sha256 TEXT)
    """,
)


def upgrade() -> None:
    """Make every table and index of the first edition."""
    for statement in STATEMENTS:
        op.execute(statement)
