"""Keys of the demo."""

from pathlib import Path

import pytest

from contracts.errors import ConfigurationError
from gateway.credentials import SITE_PREFIX
from infra.local.demo import demo_keys, demo_passwords, load_people
from infra.local.settings import TENANT, LocalSettings
from store.canned import read_canned


def test_demo_keys_are_made_once_and_only_their_owner_may_read_them(tmp_path: Path) -> None:
    settings = LocalSettings.model_validate({"CURBSIDE_STATE": tmp_path})
    first = demo_keys(settings)
    assert demo_keys(settings) == first
    assert first.publishable != first.secret
    assert first.publishable.startswith(SITE_PREFIX)
    assert (tmp_path / "site-keys.json").stat().st_mode & 0o077 == 0


def test_a_broken_file_of_keys_is_named_and_no_key_is_shown(tmp_path: Path) -> None:
    (tmp_path / "site-keys.json").write_text('{"publishable": "site_half')
    with pytest.raises(ConfigurationError, match=r"site-keys\.json cannot be read: delete it") as caught:
        demo_keys(LocalSettings.model_validate({"CURBSIDE_STATE": tmp_path}))
    assert "site_half" not in str(caught.value)


def test_the_demo_staff_have_passwords_of_this_machine_that_only_its_owner_may_read(tmp_path: Path) -> None:
    settings = LocalSettings.model_validate({"CURBSIDE_STATE": tmp_path})
    first = demo_passwords(settings)
    assert demo_passwords(settings) == first
    assert set(first) == {"anna", "ben", "sam", "ada"}
    assert len(set(first.values())) == 4
    assert (tmp_path / "staff.json").stat().st_mode & 0o077 == 0


def test_who_is_new_among_the_demo_staff_gets_a_password_and_the_others_keep_theirs(tmp_path: Path) -> None:
    (tmp_path / "staff.json").write_text('{"anna": "a password of before"}')
    passwords = demo_passwords(LocalSettings.model_validate({"CURBSIDE_STATE": tmp_path}))
    assert (passwords["anna"], len(passwords)) == ("a password of before", 4)


def test_a_broken_file_of_passwords_is_named_and_none_is_shown(tmp_path: Path) -> None:
    (tmp_path / "staff.json").write_text('{"anna": "hunter')
    with pytest.raises(ConfigurationError, match=r"staff\.json cannot be read: delete it") as caught:
        demo_passwords(LocalSettings.model_validate({"CURBSIDE_STATE": tmp_path}))
    assert "hunter" not in str(caught.value)


@pytest.mark.usefixtures("tables")
def test_the_demo_has_customers_and_canned_replies(tmp_path: Path) -> None:
    assert load_people(LocalSettings.model_validate({"CURBSIDE_STATE": tmp_path})) == 4
    assert len(read_canned(TENANT)) == 12
