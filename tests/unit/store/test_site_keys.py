"""Site keys in their table."""

import pytest

from contracts.conversation import SiteKey
from store.site_keys import find_site_key, save_site_key
from tests.unit.aws import stored


@pytest.mark.usefixtures("tables")
def test_a_site_key_is_kept_under_its_fingerprint() -> None:
    key = SiteKey(tenant="demo", name="page", kind="publishable")
    save_site_key("ab" * 32, key)
    assert find_site_key("ab" * 32) == key
    assert find_site_key("cd" * 32) is None
    assert [item["key"]["S"] for item in stored("Gateway")] == ["site_key#" + "ab" * 32]
