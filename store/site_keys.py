"""Site keys by their hash. The key itself is never stored."""

from pydantic import ValidationError

from contracts.conversation import SiteKey
from store.errors import broken_fields, malformed, translated_errors
from store.tables import GatewayItem


def find_site_key(sha256: str) -> SiteKey | None:
    """The key's record, or None. Raises `Unavailable`, also for a record that cannot be read: it opens nothing."""
    with translated_errors():
        try:
            item = GatewayItem.get(f"site_key#{sha256}")
        except GatewayItem.DoesNotExist:
            return None
    return _key_of(item)


def save_site_key(sha256: str, key: SiteKey) -> None:
    """Create or replace a key's record. Raises `Unavailable`."""
    with translated_errors():
        _item_of(sha256, key).save()


def _item_of(sha256: str, key: SiteKey) -> GatewayItem:
    return GatewayItem(f"site_key#{sha256}", record=key.model_dump(mode="json"))


def _key_of(item: GatewayItem) -> SiteKey:
    try:
        return SiteKey.model_validate(item.record)
    except ValidationError as error:
        raise malformed("gateway", broken_fields(error), {}) from None
