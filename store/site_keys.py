"""Site keys by their hash. The key itself is never stored."""

from contracts.conversation import SiteKey
from store.tables import GatewayItem, translated_errors


def find_site_key(sha256: str) -> SiteKey | None:
    """The key's record, or None. Raises `Unavailable`."""
    with translated_errors():
        try:
            item = GatewayItem.get(f"site_key#{sha256}")
        except GatewayItem.DoesNotExist:
            return None
        return SiteKey.model_validate(item.record)


def save_site_key(sha256: str, key: SiteKey) -> None:
    """Create or replace a key's record. Raises `Unavailable`."""
    with translated_errors():
        GatewayItem(f"site_key#{sha256}", record=key.model_dump(mode="json")).save()
