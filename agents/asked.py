"""What a turn asks of the customer's record, for routing, which lets it be told, and for response, which tells it."""

from collections.abc import Mapping
from typing import Final

from contracts.findings.personalization import DueItem, DueKind
from contracts.policy import MIN_INTENT_CONFIDENCE
from contracts.turn import AgentTask
from languages.choices import words_around
from languages.normalise import normalised
from languages.records import KINDS, asks_for_a_record, asks_outright, records_named, wants_something_done
from languages.spoken import spoken
from languages.topics.records import RecordKind

ABOUT_VEHICLE: Final[tuple[DueKind, ...]] = ("recall", "service", "appointment", "warranty_end")
"""What belongs to a question about the vehicle, if it may be said unasked."""
ASKED_BY_INTENT: Final[Mapping[str, tuple[DueKind, ...]]] = {
    "maintenance_advice": ABOUT_VEHICLE,
    "book_service": ABOUT_VEHICLE,
    "vehicle_status": ABOUT_VEHICLE,
    "service_history": ("recall", "service"),
    "service_status": ("recall", "appointment", "case"),
    "recall_check": ("recall",),
    "change_booking": ("appointment",),
    "cancel": ("appointment",),
    "warranty": ("warranty_end",),
    "finance": ("lease_end", "finance_end"),
    "order_status": ("order",),
    "complaint": ("case",),
}
"""What a turn with this intent is about."""
DUE_KINDS: Final[Mapping[RecordKind, tuple[DueKind, ...]]] = {
    "warranty": ("warranty_end",),
    "service": ("service",),
    "appointment": ("appointment",),
    "order": ("order",),
    "contract": ("lease_end", "finance_end"),
    "recall": ("recall",),
    "case": ("case",),
    "last_service": (),
    "mileage": (),
    "vehicles": (),
}
"""What is due or open of each kind of record; the last three are told of the vehicles themselves."""
_ACTS: Final = ("complaint", "roadside_assistance", "speak_to_person", "test_drive", "sales")
"""Who wants this wants more than to be told a date."""


_OF_A_NAME_OF_ITS_OWN: Final = ("order_status",)
"""Intents about a record that people call by what it is: "when do my winter wheels arrive"."""


def records_asked(task: AgentTask) -> tuple[RecordKind, ...]:
    """The records that an identified customer asks to be told: by the words of the message, or going on from before."""
    person, intent = task.findings.personalization, task.findings.intent
    if person is None or not person.identified:
        return ()
    on = task.dialogue.last_reply_with == "record"
    if on and _names_only_a_vehicle(task):
        return _asked_before(task)
    if intent and _is_confident(task) and (intent.handled_by == "emergency" or _wants_more(task, intent.intent)):
        return ()
    named = records_named(task.text)
    if on and not wants_something_done(task.text):
        return named or (_asked_before(task) if intent and intent.follow_up else ())
    if not asks_for_a_record(task.text, own=_names_a_vehicle(task)):
        return ()
    by_intent = intent and intent.intent in _OF_A_NAME_OF_ITS_OWN and _is_confident(task)
    return named or (_about(intent.intent) if intent and by_intent else ())


def asked_by_a_stranger(task: AgentTask) -> bool:
    """Whether somebody asks for a record of their own of whom nobody knows who they are."""
    person = task.findings.personalization
    unknown = person is not None and not person.identified
    return unknown and asks_for_a_record(task.text) and bool(records_named(task.text))


def _wants_more(task: AgentTask, intent: str) -> bool:
    """Whether somebody with this intent wants more than to be told. Words that ask outright are surer than it is."""
    return intent in _ACTS and not asks_outright(task.text)


def items_of(task: AgentTask, kinds: tuple[DueKind, ...]) -> tuple[DueItem, ...]:
    """All that is known of these kinds: what is due or open, then what is recorded besides."""
    person = task.findings.personalization
    return tuple(item for item in (*person.due, *person.on_record) if item.kind in kinds) if person else ()


def _is_confident(task: AgentTask) -> bool:
    intent = task.findings.intent
    return intent is not None and intent.confidence >= MIN_INTENT_CONFIDENCE


def _asked_before(task: AgentTask) -> tuple[RecordKind, ...]:
    """The records that the turn before was about; as far as its intent tells where that was not kept."""
    kept = tuple(kind for kind in KINDS if kind in task.dialogue.records)
    return kept or (_about(task.findings.intent.intent) if task.findings.intent else ())


def _about(intent: str) -> tuple[RecordKind, ...]:
    """The records that a turn with this intent is about."""
    kinds = ASKED_BY_INTENT.get(intent, ())
    about = tuple(record for record, dues in DUE_KINDS.items() if set(dues) & set(kinds))
    return about if about == ("recall",) else tuple(record for record in about if record != "recall")


def _names_only_a_vehicle(task: AgentTask) -> bool:
    """Whether the message is the name of a vehicle that the customer has: the answer to which one is meant."""
    person = task.findings.personalization
    if person is None or person.vehicle is None:
        return False
    named = set(spoken(f"{person.vehicle.make or ''} {person.vehicle.model} {person.vehicle.year}").split())
    said = set(spoken(task.text).split())
    return bool(said & named) and said <= named | words_around()


def _names_a_vehicle(task: AgentTask) -> bool:
    """Whether the message names a vehicle by plate, VIN or the model that the customer has, or whose it is."""
    person, intent = task.findings.personalization, task.findings.intent
    if person is None or person.others_vehicle or person.somebody_else:
        return person is not None
    identified = intent is not None and any(slot.type in ("plate", "vin") for slot in intent.slots)
    model = person.vehicle.model if person.vehicle else None
    return identified or (model is not None and normalised(model) in normalised(task.text))
