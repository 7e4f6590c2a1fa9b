"""Making a site key."""

import pytest

from gateway.credentials import fingerprint
from infra import site_key
from store.site_keys import find_site_key
from tests.unit.aws import REGION, physical


@pytest.mark.usefixtures("tables")
def test_a_site_key_is_shown_once_and_kept_as_its_hash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--table", physical("Gateway"), "--tenant", "harbour", "--name", "www", "--region", REGION]
    monkeypatch.setattr("sys.argv", ["site_key", *arguments, "--kind", "secret"])
    site_key.main()
    key = capsys.readouterr().out.strip()
    stored = find_site_key(fingerprint(key))
    assert stored is not None
    assert (stored.tenant, stored.name, stored.kind) == ("harbour", "www", "secret")
