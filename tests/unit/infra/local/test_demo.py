"""Keys of the demo."""

from pathlib import Path

import pytest

from contracts.errors import ConfigurationError
from gateway.credentials import SITE_PREFIX
from infra.local.demo import demo_keys
from infra.local.settings import LocalSettings


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
