"""What is said of a customer's vehicles, orders and cases.

Who asks is told; what is told unasked is in the finding's `may_say`. An open recall is told once, whatever the turn is
about.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from agents.asked import ABOUT_VEHICLE, ASKED_BY_INTENT, DUE_KINDS, items_of, records_asked
from agents.response.own_vehicles import OF_VEHICLES, kilometres, of_vehicles, which_vehicle
from contracts.findings.personalization import DueItem, DueKind, Offer, PersonalizationFinding
from contracts.turn import AgentTask
from languages.phrases import Phrases
from languages.topics.records import RecordKind

_BOOKING: Final = ("change_booking", "cancel")
"""Intents that would change an appointment."""
_TAKES_UP: Final[Mapping[Offer, str]] = {
    "recall_appointment": "book_service",
    "service_appointment": "book_service",
    "warranty_extension": "warranty",
    "next_vehicle": "sales",
}
"""The intent with which a customer takes an offer up."""
_PER_VEHICLE: Final[tuple[RecordKind, ...]] = ("warranty", "service", "recall")
"""What is told of one vehicle only: with several, the reply asks which one is meant."""


def due_lines(task: AgentTask, phrases: Phrases) -> list[str]:
    """What is due, open or recorded, as far as this turn is about it, and the question which vehicle is meant."""
    intent, person = task.findings.intent, task.findings.personalization
    asked, about = records_asked(task), ASKED_BY_INTENT.get(intent.intent, ()) if intent else ()
    if person is None or not person.identified or not (asked or about):
        return []
    if person.others_vehicle or person.somebody_else:
        return [phrases.texts["not_your_vehicle" if person.others_vehicle else "not_yours"]]
    if asked:
        return list(_answers(task, person, asked, phrases))
    return list(_about(task, person, about, phrases))


def offers(task: AgentTask, phrases: Phrases) -> tuple[str, ...]:
    """What a customer who was told of something due can ask for next, by what may be offered to them."""
    person = task.findings.personalization
    return tuple(dict.fromkeys(phrases.intents[_TAKES_UP[offer]] for offer in (person.may_offer if person else ())))


def recall_lines(task: AgentTask, phrases: Phrases) -> list[str]:
    """Open recalls, on the first turn, where `due_lines` does not name them: a matter of safety needs no question."""
    person, route = task.findings.personalization, task.findings.routing
    has_due_lines = route is not None and route.reply_with in ("hand_over", "passages", "record")
    if task.dialogue.turns or person is None or (has_due_lines and "recall" in _kinds_told(task)):
        return []
    told = [item for item in person.due if item.kind == "recall" and (item.certainty == "certain" or item.warning)]
    return [due_line(item, phrases) for item in told]


def due_line(item: DueItem, phrases: Phrases) -> str:
    """One fact in a sentence or two."""
    values = {
        "model": item.model,
        "detail": _detail(item, phrases),
        "reference": item.reference,
        "date": phrases.day(item.due_on) if item.due_on is not None else "",
        "time": f"{item.at:%H:%M}" if item.at is not None else "",
        "km": kilometres(item.due_at_km) if item.due_at_km is not None else "",
        "tasks": tasks(item, phrases),
    }
    keys = _service_keys(item) if item.kind == "service" else [_key(item)]
    return " ".join(phrases.texts[key].format(**values) for key in keys)


def tasks(item: DueItem, phrases: Phrases) -> str:
    """The jobs of a service, but for the service itself; in the plan's own words if one has no name in the language."""
    names = [phrases.texts.get(f"task_{task}") for task in item.tasks if task != "service" or len(item.tasks) == 1]
    return ", ".join(filter(None, names)) if all(names) else str(item.detail)


def _answers(
    task: AgentTask, person: PersonalizationFinding, asked: tuple[RecordKind, ...], phrases: Phrases
) -> Iterator[str]:
    """A line for each record that was asked for, also where there is none."""
    choosing = person.vehicle is None and bool(person.choices)
    if not (person.vehicle or person.choices) and set(asked) & {*_PER_VEHICLE, *OF_VEHICLES}:
        yield phrases.texts["none_vehicle"]
        asked = tuple(record for record in asked if record not in {*_PER_VEHICLE, *OF_VEHICLES})
    for record in asked:
        if record in OF_VEHICLES:
            yield from of_vehicles(record, person, phrases)
            continue
        found = items_of(task, DUE_KINDS[record])
        yield from (due_line(item, phrases) for item in found)
        if not found and not (choosing and record in _PER_VEHICLE):
            yield from _none(record, person, phrases)
    if choosing and set(asked) & set(_PER_VEHICLE):
        yield which_vehicle(person, phrases)


def _none(record: RecordKind, person: PersonalizationFinding, phrases: Phrases) -> Iterator[str]:
    """That nothing is recorded; of a recall only if all were looked up."""
    if record == "recall" and "recalls" in person.unchecked:
        yield phrases.texts["due_recalls_unchecked"]
    elif person.vehicle is not None or record not in _PER_VEHICLE:
        yield phrases.texts[f"none_{record}"].format(model=person.vehicle.model if person.vehicle else "")


def _about(
    task: AgentTask, person: PersonalizationFinding, about: tuple[DueKind, ...], phrases: Phrases
) -> Iterator[str]:
    """What is due of what the intent is about, with what may be said unasked."""
    intent = task.findings.intent.intent if task.findings.intent else ""
    if intent in _BOOKING:
        yield from _booked(task, intent, person, phrases)
        return
    told = [item for item in person.due if item.kind in _with_unasked(about, person)]
    if "appointment" in about:
        told += [item for item in person.on_record if item.kind == "appointment"]
    yield from (due_line(item, phrases) for item in told)
    if intent == "recall_check" and not any(item.kind == "recall" for item in told):
        yield from _none("recall", person, phrases)
    elif intent == "recall_check" and "recalls" in person.unchecked:
        yield phrases.texts["due_recalls_unchecked"]
    if person.vehicle is None and person.choices and set(about) & set(ABOUT_VEHICLE):
        yield which_vehicle(person, phrases)


def _booked(task: AgentTask, intent: str, person: PersonalizationFinding, phrases: Phrases) -> Iterator[str]:
    """The appointments that a turn may be about, and that they stand; the question which only where there are more."""
    booked = items_of(task, ("appointment",))
    yield from (due_line(item, phrases) for item in booked)
    if booked:
        yield phrases.texts["booking_stands"]
    elif intent != "cancel":
        yield phrases.texts["none_appointment"]
    if len(booked) > 1 and person.vehicle is None and person.choices:
        yield which_vehicle(person, phrases)


def _kinds_told(task: AgentTask) -> set[DueKind]:
    """What `due_lines` names of this turn."""
    person, intent = task.findings.personalization, task.findings.intent
    if person is None or person.others_vehicle:
        return set()
    if asked := records_asked(task):
        return {kind for record in asked for kind in DUE_KINDS[record]}
    return _with_unasked(ASKED_BY_INTENT.get(intent.intent, ()) if intent else (), person)


def _with_unasked(asked: tuple[DueKind, ...], person: PersonalizationFinding) -> set[DueKind]:
    unasked = set(person.may_say) & set(ABOUT_VEHICLE) if set(asked) & set(ABOUT_VEHICLE) else set()
    return {*asked, *unasked}


def _detail(item: DueItem, phrases: Phrases) -> str | None:
    """What an item is about. A recall is named as the language names recalls; their parts are recorded in English."""
    if item.kind != "recall" or item.reference is None:
        return item.detail
    number = f"{item.reference}, {phrases.texts['due_made_up']}" if item.demo else item.reference
    return phrases.texts["recall_named"].format(parts=item.detail, number=number)


def _key(item: DueItem) -> str:
    key = f"due_{item.kind}"
    if item.kind == "recall":
        key += "_possible" if item.certainty == "possible" else ""
        return f"{key}_{item.warning}" if item.warning else key
    if item.kind == "order":
        return key + ("_undated" if item.due_on is None else "_overdue" if item.overdue else "")
    if item.kind in ("warranty_end", "lease_end", "finance_end") and item.overdue:
        return f"{key}ed"
    return key


def _service_keys(item: DueItem) -> list[str]:
    """The sentence about the service itself, and one about the jobs that are due with it."""
    if item.certainty == "possible":
        return ["due_work_unrecorded"]
    overdue = "_overdue" if item.overdue else ""
    if item.tasks and "service" not in item.tasks:
        return [f"due_work{overdue}"]
    limit = "_km" if item.due_on is None else "_date" if item.due_at_km is None else ""
    return [f"due_service{overdue}{limit}", *(["due_service_with"] if len(item.tasks) > 1 else [])]
