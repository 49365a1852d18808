"""A person's settings survive damage; profiles say only what the register knows."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.errors import InputError, OutsideError
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.files.profiles import fitting_layout, profile_names, read_profile, recognise_profile
from tpdesk.files.settings import (
    MOST_RECENT,
    ColumnLayout,
    RecentRegister,
    Settings,
    WindowPlace,
    read_settings,
    settings_path,
    user_folder,
    write_settings,
)
from tpdesk.files.toml_text import encode_toml

if TYPE_CHECKING:
    from pathlib import Path


def test_settings_come_back_as_written(own_home: Path) -> None:
    settings = Settings(
        theme="dark",
        display_name='A "Quoted" Name\\\n\x7f£',
        last_folder="C:\\Lists",
        recent=(RecentRegister("C:\\a.gpkg", "Quillmere", "2026-01-02T03:04:05+00:00", "a.png", 600, 7),),
        window=WindowPlace(10, 20, 1600, 900, maximised=True),
        tables={
            "assets": ColumnLayout(("name", "uprn"), (200, 0), "name", descending=True),
            "o.ther": ColumnLayout(),
        },
        layer_folders={"abc": "/data/layers"},
    )
    write_settings(settings)
    assert read_settings() == settings
    assert settings_path().is_relative_to(own_home)
    assert settings_path().stat().st_mode & 0o077 == 0


def test_without_a_file_the_usual_settings_hold() -> None:
    assert read_settings() == Settings()


@pytest.mark.parametrize("damage", [b"theme = ", b'theme = "purple"', b"\xff\xfe", b"recent = 7"])
def test_a_damaged_file_is_kept_aside(damage: bytes) -> None:
    path = user_folder("settings") / "settings.toml"
    path.write_bytes(damage)
    assert read_settings() == Settings()
    write_settings(Settings(theme="light"))
    assert read_settings().theme == "light"
    assert path.with_suffix(".damaged.toml").read_bytes() == damage


def test_unknown_settings_of_a_newer_program_do_no_harm() -> None:
    (user_folder("settings") / "settings.toml").write_text('theme = "dark"\nnew_thing = 5\n')
    assert read_settings().theme == "dark"


def test_recent_registers_stand_once_and_latest_first() -> None:
    settings = Settings()
    for number in range(MOST_RECENT + 3):
        settings = settings.with_recent(RecentRegister(f"/r{number}.gpkg", "Place"))
    settings = settings.with_recent(RecentRegister("/r9.gpkg", "Place", assets=5))
    assert len(settings.recent) == MOST_RECENT
    assert settings.recent[0].path == "/r9.gpkg"
    assert settings.recent[0].opened_at
    assert sum(each.path == "/r9.gpkg" for each in settings.recent) == 1
    assert all(each.path != "/r9.gpkg" for each in settings.without_recent("/r9.gpkg").recent)


def test_folders_without_a_home_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TPDESK_HOME")
    for name in ("settings", "cache", "reports", "thumbnails", "backups"):
        folder = user_folder(name)
        assert folder.is_dir()
        assert "tpdesk" in str(folder.relative_to(tmp_path))


def test_a_folder_that_cannot_be_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("TPDESK_HOME", str(tmp_path / "file"))
    with pytest.raises(OutsideError) as failed:
        user_folder("cache")
    assert failed.value.code == "folder_unwritable"


plain = st.recursive(
    st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.text(min_size=1), plain, max_size=4))
def test_any_plain_values_are_toml(values: dict[str, Any]) -> None:
    assert tomllib.loads(encode_toml(values)) == values


# --- profiles ---------------------------------------------------------------------------------------


def test_the_profiles_that_are_shipped() -> None:
    published = ("eric_site", "eric_site_2014", "ods_gp_practices", "transparency_code")
    assert profile_names() == tuple(sorted((*published, "tpdesk_export")))
    for name in profile_names():
        profile = read_profile(name)
        assert profile.name == name
        assert profile.description
        assert profile.published == bool(profile.licence) == (name in published)


@pytest.mark.parametrize("name", ["eric_site", "eric_site_2014", "ods_gp_practices", "transparency_code"])
def test_no_field_is_filled_twice(name: str) -> None:
    profile = read_profile(name)
    given_fields = [
        *(field for field in profile.columns.values() if field),
        *(each.field for each in (*profile.sums, *profile.firsts, *profile.joins, *profile.shares)),  # type: ignore[attr-defined]
    ]
    assert len(given_fields) == len(set(given_fields))
    assert all(FIELD_BY_KEY[field].importable for field in given_fields)


def test_columns_and_wordings() -> None:
    profile = read_profile("transparency_code")
    assert profile.field_of("PROPERTYNAME") == "name"
    assert profile.field_of("OrganisationURI") == ""
    assert profile.field_of("Ward") is None
    assert profile.term_of("holding", "land / buildings") == "land_and_buildings"
    assert profile.term_of("holding", "Castle") is None
    assert read_profile("eric_site").field_of("Car parking services cost (£)") == ""


def test_lists_are_recognised_by_their_headings() -> None:
    old = (
        *("Organisation Name", "Site Code", "Site Name", "Hard FM (Estates) costs (£)"),
        *("Gross internal floor area (m²)", "Floor area - empty (%)"),
    )
    found = recognise_profile(old)
    assert found is not None
    assert found.name == "eric_site_2014"
    assert fitting_layout(read_profile("eric_site"), old).name == "eric_site_2014"
    assert fitting_layout(read_profile("eric_site"), ("Name",)).name == "eric_site"
    assert recognise_profile(("Name", "Town")) is None
    assert recognise_profile(("OrganisationLabel", "UPRN", "PropertyName", "TenureType")) is None


def test_lists_without_headings_are_recognised_by_width_and_codes() -> None:
    columns = tuple(f"Column {number}" for number in range(27))
    found = recognise_profile(columns, ("A81001", "A81002", None))
    assert found is not None
    assert len(found.headings) == 27
    assert recognise_profile(columns, ("Town Hall",)) is None
    assert recognise_profile(columns) is None


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name = "mine"\ntitle = "Mine"\ndescription = "Ours"\n[columns]\nBldg = "name"\n')
    assert read_profile(str(path)).field_of("bldg") == "name"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name = ", "profile_invalid"),
        ('name="m"\ntitle="M"\ndescription=""\nnonsense=1', "profile_invalid"),
        ('name="m"\ntitle="M"\ndescription=""\n[columns]\nA="castle"', "castle"),
        ('name="m"\ntitle="M"\ndescription=""\n[wordings.tenure]\nA="castle"', "castle"),
        ('name="m"\ntitle="M"\ndescription=""\nkind="castle"', "castle"),
    ],
)
def test_a_profile_that_cannot_be_used(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(InputError) as refused:
        read_profile(str(path))
    assert refused.value.code == "profile_invalid"
    assert why in (refused.value.code, *refused.value.message.replace("“", " ").replace("”", " ").split())


def test_a_profile_that_is_not_there() -> None:
    with pytest.raises(InputError) as refused:
        read_profile("nonsense")
    assert refused.value.code == "profile_unknown"
    assert "eric_site" in refused.value.hint
