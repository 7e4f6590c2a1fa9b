"""What is open at the desk, and what was: read whole, written only at the versions that were read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from contracts.desk import Change, EndedHandover, Handover, Presence
from store.errors import broken_fields, malformed, report_malformed, translated_errors
from store.policy import ENDED_KEPT_DAYS, ENDED_READ
from store.tables import DeskItem
from store.writing import Gone, Unmoved, Written, write_together

RecordT = TypeVar("RecordT", Handover, Presence, EndedHandover)
_HANDOVER: Final = "handover#"
_PRESENCE: Final = "presence#"


@dataclass(frozen=True)
class Floor:
    """All that is open of a tenant in a region."""

    handovers: tuple[Handover, ...] = ()
    presences: Mapping[str, Presence] = field(default_factory=dict)


def read_floor(region: str, tenant: str) -> Floor:
    """Return what is open. What cannot be read is left out, and logged. Raises `Unavailable`."""
    with translated_errors():
        items = list(DeskItem.query(_open(region, tenant), consistent_read=True))
    handovers = [_handover_of(item) for item in items if item.name.startswith(_HANDOVER)]
    presences = [_presence_of(item) for item in items if item.name.startswith(_PRESENCE)]
    return Floor(
        tuple(filter(None, handovers)), {person.staff_id: person for person in presences if person is not None}
    )


def find_handover(region: str, tenant: str, conversation_id: str) -> Handover | None:
    """Return a conversation's open hand-over, if it has one. Raises `Unavailable`, also where it cannot be read."""
    item = _found(_open(region, tenant), _HANDOVER + conversation_id)
    handover = _handover_of(item) if item else None
    if item and handover is None:
        raise malformed("desk", ["record"], {"conversation_id": conversation_id})
    return handover


def find_presence(region: str, tenant: str, staff_id: str) -> Presence | None:
    """Return a person at the desk; None who never was there, or whose record cannot be read. Raises `Unavailable`."""
    item = _found(_open(region, tenant), _PRESENCE + staff_id)
    return _presence_of(item) if item else None


def write_change(change: Change) -> bool:
    """Write a change, whole or not at all. False where a record of it is not at the version that was read any more.

    Raises `ConversationBusy` and `Unavailable`.
    """
    items = items_of(change)
    with translated_errors():
        return not items or not write_together(*items)


def items_of(change: Change) -> list[Written]:
    """The items that a change writes; saving each is conditional on its version."""
    written: list[Written] = [_presence_item(person) for person in change.presences]
    if change.handover:
        written.append(_handover_item(change.handover))
    if change.ended:
        written += [Gone(_handover_item(change.ended.handover)), _ended_item(change.ended)]
    return written


def open_record(image: Mapping[str, Any] | None) -> Handover | Presence | None:
    """Return the hand-over or person that an image of the table's stream holds; None for anything else."""
    if not image or not image["key"]["S"].startswith("open#"):
        return None
    item = DeskItem.from_raw_data(dict(image))
    return _handover_of(item) if item.name.startswith(_HANDOVER) else _presence_of(item)


def unmoved(handover: Handover) -> Unmoved:
    """That a hand-over must be at the version that was read, for what is written beside it."""
    return Unmoved(_handover_item(handover))


def read_ended(region: str, tenant: str) -> list[EndedHandover]:
    """Return the last `ENDED_READ` hand-overs that are over, the oldest first. Raises `Unavailable`."""
    with translated_errors():
        items = list(DeskItem.query(_ended(region, tenant), scan_index_forward=False, limit=ENDED_READ))
    return [ended for item in reversed(items) if (ended := _ended_of(item))]


@cache
def register_floor(region: str, tenant: str) -> None:
    """Store, once a process, that a tenant has a desk in a region. Raises `Unavailable`."""
    with translated_errors():
        DeskItem(f"floors#{region}", tenant, record={}).save(add_version_condition=False)


def find_floors(region: str) -> list[str]:
    """Return the tenants that have a desk in a region. Raises `Unavailable`."""
    with translated_errors():
        return [item.name for item in DeskItem.query(f"floors#{region}")]


def _found(key: str, name: str) -> DeskItem | None:
    with translated_errors():
        try:
            return DeskItem.get(key, name, consistent_read=True)
        except DeskItem.DoesNotExist:
            return None


def _handover_item(handover: Handover) -> DeskItem:
    key = _open(handover.region, handover.tenant)
    return _item(key, _HANDOVER + handover.conversation_id, handover)


def _presence_item(person: Presence) -> DeskItem:
    return _item(_open(person.region, person.tenant), _PRESENCE + person.staff_id, person)


def _item(key: str, name: str, record: Handover | Presence) -> DeskItem:
    item = DeskItem(key, name, record=record.model_dump(mode="json", exclude={"version"}))
    if record.version is not None:
        item.version = record.version
    return item


def _ended_item(ended: EndedHandover) -> DeskItem:
    handover = ended.handover
    return DeskItem(
        _ended(handover.region, handover.tenant),
        f"{ended.ended_at.isoformat()}#{handover.handover_id}",
        record=ended.model_dump(mode="json"),
        expires_at=ended.ended_at + timedelta(days=ENDED_KEPT_DAYS),
    )


def _handover_of(item: DeskItem) -> Handover | None:
    return _read(Handover, item, version=item.version)


def _presence_of(item: DeskItem) -> Presence | None:
    return _read(Presence, item, version=item.version)


def _ended_of(item: DeskItem) -> EndedHandover | None:
    return _read(EndedHandover, item)


def _read(model: type[RecordT], item: DeskItem, **further: int) -> RecordT | None:
    """What an item holds; None, and a line in the log, where it cannot be read."""
    try:
        return model.model_validate({**item.record, **further})
    except (ValidationError, TypeError) as error:
        broken = broken_fields(error) if isinstance(error, ValidationError) else ["record"]
        report_malformed("desk", broken, {"conversation_id": item.name.removeprefix(_HANDOVER)})
        return None


def _open(region: str, tenant: str) -> str:
    return f"open#{region}#{tenant}"


def _ended(region: str, tenant: str) -> str:
    return f"ended#{region}#{tenant}"
