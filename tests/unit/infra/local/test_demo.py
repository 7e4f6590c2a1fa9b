"""Keys of the demo."""

from pathlib import Path

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
