"""Attends to the desks: whenever something changes at one, when a moment has come, and once a minute to all.

What is written of a hand-over comes here through the table's stream, so that nothing that was written is forgotten,
whatever process dies: offers are made, the next moment is set, and people are told of emergencies.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from math import ceil
from typing import Any, Final

from pydantic import ValidationError

from contracts.alert import Alert
from contracts.desk import Handover, Presence
from contracts.errors import CurbsideError
from contracts.moment import Moment
from contracts.public import TranscriptEntry
from conversations.attend import attend
from conversations.waiting import Waits
from desk.alerts import alert_kind
from desk.due import next_moment
from handlers.environment import AttendEnvironment, read_environment
from handlers.wiring.cockpits import cockpits
from handlers.wiring.conversations import SESSIONS
from handlers.wiring.desk import desk
from handlers.wiring.live import line
from handlers.wiring.tables import connect_tables
from live.cockpits import desk_frame, is_heartbeat
from live.room import Room
from observe.log import log, where
from store.alerts import AlertTopic
from store.delays import DelayQueue
from store.desk import open_record

Event = dict[str, Any]
_environment: Final = read_environment(AttendEnvironment)
connect_tables(_environment)
_line: Final = line(_environment)
_cockpits: Final = cockpits(_environment)
_desk: Final = desk(_environment.region)
_waits: Final = Waits(_desk)
_moments: Final = DelayQueue(_environment.moment_queue, _environment.region)
_topic: Final = AlertTopic(_environment.alert_topic, _environment.region)


def handler(event: Event, context: object) -> dict[str, Any]:
    """Lambda entry point. Names the records or messages that must come again."""
    records = event.get("Records")
    if records is None:
        return _sweep()
    heard = _changed if records[0]["eventSource"] == "aws:dynamodb" else _moment
    failed = [_id_of(record) for record in records if not _well(heard, record)]
    for tenant in _tenants_with_moves(records):
        _well(_tell_line, tenant)
    return {"batchItemFailures": [{"itemIdentifier": name} for name in failed]}


def _changed(record: Mapping[str, Any]) -> None:
    """Something was written at a desk of this region: tell of it, set the next moment, and see to the desk."""
    before, after = (open_record(record["dynamodb"].get(image)) for image in ("OldImage", "NewImage"))
    seen = after or before
    if seen is None or seen.region != _environment.region:
        return  # a replica's: its own region attends to it
    if isinstance(after, Handover):
        _tell_people(before if isinstance(before, Handover) else None, after)
        _set_moment(after)
    _tell_cockpits(before, after)
    _attend(seen.tenant)


def _moment(record: Mapping[str, Any]) -> None:
    """A moment has come: see to the desk, if nothing was written of the hand-over since."""
    moment = Moment.model_validate_json(record["body"])
    handover = _desk.handover(moment.tenant, moment.conversation_id)
    if handover is None or (handover.handover_id, handover.version) != (moment.handover_id, moment.version):
        return
    _attend(moment.tenant)
    still = _desk.handover(moment.tenant, moment.conversation_id)
    if still is not None and still.version == moment.version:
        _set_moment(still)


def _tenants_with_moves(records: Sequence[Mapping[str, Any]]) -> set[str]:
    """Tenants at whose desk a hand-over came, went or moved."""
    images = (open_record(record.get("dynamodb", {}).get("NewImage") or {}) for record in records)
    gone = (open_record(record.get("dynamodb", {}).get("OldImage") or {}) for record in records)
    return {one.tenant for one in (*images, *gone) if isinstance(one, Handover) and one.region == _environment.region}


def _tell_line(tenant: str) -> None:
    """Tell all who wait where they stand now."""
    for conversation_id, waiting in _waits.told(tenant).items():
        room = Room(conversation_id, _line)
        room.changed(waiting)
        room.finish()


def _sweep() -> dict[str, Any]:
    for tenant in _desk.floors():
        _well(_attend, tenant)
    return {}


def _attend(tenant: str) -> None:
    attend(tenant, SESSIONS, _desk, _tell_customer)


def _tell_people(before: Handover | None, after: Handover) -> None:
    if kind := alert_kind(before, after):
        _topic.publish(Alert.about(kind, after))
        log("warning", "alert published", {"conversation_id": after.conversation_id, "reason": kind})


def _tell_cockpits(before: Handover | Presence | None, after: Handover | Presence | None) -> None:
    seen = after or before
    if _cockpits is None or seen is None or is_heartbeat(before, after):
        return
    _cockpits.tell_desk(seen.tenant, desk_frame(seen))


def _set_moment(handover: Handover) -> None:
    now = datetime.now(UTC)
    moment = next_moment(handover, _desk.tenant(handover.tenant).desk, now)
    if moment is not None:
        message = Moment.taken_from(handover, version=handover.version or 0)
        _moments.send(message, max(0, ceil((moment - now).total_seconds())))


def _tell_customer(conversation_id: str, entry: TranscriptEntry | None) -> None:
    room = Room(conversation_id, _line)
    if entry is not None:
        room.written(entry)
    room.changed()
    room.finish()


def _well(heard: Callable[[Any], None], record: Any) -> bool:
    """Whether a record is done with. One that nobody can read is, and so is logged."""
    try:
        heard(record)
    except ValidationError:
        log("error", "message left out", {"reason": "it names no moment"})
    except CurbsideError as error:
        log("error", "desk not attended", {"error": type(error).__name__, "where": where(error)})
        return False
    return True


def _id_of(record: Mapping[str, Any]) -> str:
    return str(record["dynamodb"]["SequenceNumber"] if "dynamodb" in record else record["messageId"])
