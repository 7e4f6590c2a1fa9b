"""The canned replies of tenants, in the desk's table: one record each."""

from collections.abc import Iterable

from pydantic import ValidationError

from contracts.canned import CannedReply
from store.errors import broken_fields, report_malformed, translated_errors
from store.tables import DeskItem


def read_canned(tenant: str) -> list[CannedReply]:
    """Return a tenant's replies in the order of their names. One that cannot be read is left out.

    Raises `Unavailable`.
    """
    with translated_errors():
        items = list(DeskItem.query(_key(tenant)))
    return [reply for item in items if (reply := _reply_of(item))]


def save_canned(tenant: str, replies: Iterable[CannedReply]) -> None:
    """Let a tenant have these replies and no others. Raises `Unavailable`."""
    kept = {reply.name: _item_of(tenant, reply) for reply in replies}
    with translated_errors():
        for item in kept.values():
            item.save(add_version_condition=False)
        for item in DeskItem.query(_key(tenant)):
            if item.name not in kept:
                item.delete(add_version_condition=False)


def _item_of(tenant: str, reply: CannedReply) -> DeskItem:
    return DeskItem(_key(tenant), reply.name, record=reply.model_dump(mode="json"))


def _reply_of(item: DeskItem) -> CannedReply | None:
    try:
        return CannedReply.model_validate(item.record)
    except ValidationError as error:
        report_malformed("desk", broken_fields(error), {"record": item.name})
        return None


def _key(tenant: str) -> str:
    return f"replies#{tenant}"
