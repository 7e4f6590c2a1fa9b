"""Tenants in their table."""

import pytest

from contracts.errors import Unavailable
from contracts.tenant import Contact, Tenant
from store.tables import GatewayItem
from store.tenants import find_tenant, save_tenant
from tests.unit.aws import stored

pytestmark = pytest.mark.usefixtures("tables")


def test_a_tenant_is_kept_under_its_name() -> None:
    tenant = Tenant(contacts={"others": Contact(phone="020 7946 0100", hours={"en": "at any hour"})})
    save_tenant("harbour", tenant)
    assert find_tenant("harbour") == tenant
    assert [item["key"]["S"] for item in stored("Gateway")] == ["tenant#harbour"]


def test_nothing_is_known_of_a_tenant_that_was_never_stored() -> None:
    assert find_tenant("nobody") == Tenant()


def test_a_record_that_cannot_be_read_is_an_error_and_one_of_a_later_version_is_not() -> None:
    GatewayItem("tenant#broken", record={"contacts": {"others": {"hours": {}}}}).save()
    with pytest.raises(Unavailable, match="MalformedRecord"):
        find_tenant("broken")
    GatewayItem("tenant#later", record={"contacts": {}, "logo": "x"}).save()
    assert find_tenant("later") == Tenant()
