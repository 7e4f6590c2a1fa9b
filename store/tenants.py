"""Tenants by name."""

from pydantic import ValidationError

from contracts.tenant import Tenant
from store.errors import broken_fields, malformed, translated_errors
from store.tables import GatewayItem


def find_tenant(name: str) -> Tenant:
    """Return what is known of a tenant; nothing of one that was never stored. Raises `Unavailable`."""
    with translated_errors():
        try:
            item = GatewayItem.get(_key(name))
        except GatewayItem.DoesNotExist:
            return Tenant()
    return _tenant_of(item)


def save_tenant(name: str, tenant: Tenant) -> None:
    """Create or replace a tenant's record. Raises `Unavailable`."""
    with translated_errors():
        GatewayItem(_key(name), record=tenant.model_dump(mode="json")).save()


def _key(name: str) -> str:
    return f"tenant#{name}"


def _tenant_of(item: GatewayItem) -> Tenant:
    try:
        return Tenant.model_validate(item.record)
    except ValidationError as error:
        raise malformed("gateway", broken_fields(error), {}) from None
