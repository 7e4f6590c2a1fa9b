"""People at the desk by their staff ids. The end of their sessions stands beside the record, to be moved alone."""

import time
from collections.abc import Iterator
from typing import Final

from pydantic import ValidationError
from pynamodb.exceptions import UpdateError

from contracts.staff import Staff
from store.errors import broken_fields, malformed, translated_errors
from store.tables import LOST_RACES, GatewayItem

_KEY: Final = "staff#"


def find_staff(staff_id: str) -> Staff | None:
    """What is stored of a person, read consistently, or None.

    Raises `Unavailable`, also for a record that cannot be read: it opens nothing.
    """
    with translated_errors():
        try:
            item = GatewayItem.get(_KEY + staff_id, consistent_read=True)
        except GatewayItem.DoesNotExist:
            return None
    return _staff_of(item)


def save_staff(staff: Staff) -> None:
    """Create or replace a person's record. Raises `Unavailable`."""
    with translated_errors():
        _item_of(staff).save()


def every_staff() -> Iterator[Staff]:
    """Everybody at the desk, by staff id: for operators, since it reads the whole table. Raises `Unavailable`."""
    with translated_errors():
        items = list(GatewayItem.scan(GatewayItem.key.startswith(_KEY)))
    return map(_staff_of, sorted(items, key=lambda item: item.key))


def end_sessions(staff_id: str) -> int:
    """Let no token of a sign-in up to now open anything; returns from when on they do, seconds since 1970.

    It never moves back. Raises `Unavailable`.
    """
    valid_from = from_now_on()
    unset, earlier = GatewayItem.valid_from.does_not_exist(), GatewayItem.valid_from < valid_from
    with translated_errors():
        try:
            GatewayItem(_KEY + staff_id).update(
                actions=[GatewayItem.valid_from.set(valid_from)],
                condition=GatewayItem.key.exists() & (unset | earlier),
            )
        except UpdateError as error:  # the record is gone, or somebody ended them at the same time
            if error.cause_response_code not in LOST_RACES:
                raise
    return valid_from


def from_now_on() -> int:
    """From when on sign-ins count that begin after this moment: tokens name whole seconds, so it is the next one."""
    return int(time.time()) + 1


def _item_of(staff: Staff) -> GatewayItem:
    record = staff.model_dump(mode="json", exclude={"valid_from"})
    return GatewayItem(_KEY + staff.staff_id, record=record, valid_from=staff.valid_from)


def _staff_of(item: GatewayItem) -> Staff:
    if item.unreadable:
        raise malformed("gateway", item.unreadable, {})
    ended = {} if item.valid_from is None else {"valid_from": int(item.valid_from)}
    try:
        return Staff.model_validate({**item.record, **ended})
    except ValidationError as error:
        raise malformed("gateway", broken_fields(error), {}) from None
