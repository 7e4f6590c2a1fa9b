"""What is said of a customer's vehicles, orders and cases.

Who asks is told; what is told unasked is in the finding's `may_say`. An open recall is told once, whatever the turn is
about.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from contracts.findings import DueItem, DueKind, Offer, PersonalizationFinding
from contracts.turn import AgentTask
from languages.phrases import Phrases

_ABOUT_VEHICLE: Final[tuple[DueKind, ...]] = ("recall", "service", "appointment", "warranty_end")
"""What belongs to a question about the vehicle, if it may be said unasked."""
_ASKED: Final[Mapping[str, tuple[DueKind, ...]]] = {
    "maintenance_advice": _ABOUT_VEHICLE,
    "book_service": _ABOUT_VEHICLE,
    "vehicle_status": _ABOUT_VEHICLE,
    "service_history": ("recall", "service"),
    "service_status": ("recall", "appointment", "case"),
    "recall_check": ("recall",),
    "change_booking": ("appointment",),
    "warranty": ("warranty_end",),
    "finance": ("lease_end", "finance_end"),
    "order_status": ("order",),
    "complaint": ("case",),
}
"""What a turn with this intent asks for."""
_TAKES_UP: Final[Mapping[Offer, str]] = {
    "recall_appointment": "book_service",
    "service_appointment": "book_service",
    "warranty_extension": "warranty",
    "next_vehicle": "sales",
}
"""The intent with which a customer takes an offer up."""
_NUMBER_GROUP: Final = "\u202f"


def due_lines(task: AgentTask, phrases: Phrases) -> list[str]:
    """What is due or open, as far as this turn is about it, and the question which vehicle is meant."""
    intent, person = task.findings.intent, task.findings.personalization
    if intent is None or person is None or intent.intent not in _ASKED:
        return []
    asked = _ASKED[intent.intent]
    lines = [due_line(item, phrases) for item in person.due if item.kind in (*asked, *_unasked(asked, person))]
    if intent.intent == "recall_check" and "recalls" in person.unchecked:
        lines.append(phrases.texts["due_recalls_unchecked"])
    if person.vehicle is None and person.choices and set(asked) & set(_ABOUT_VEHICLE):
        lines.append(which_vehicle(person, phrases))
    return lines


def offers(task: AgentTask, phrases: Phrases) -> tuple[str, ...]:
    """What a customer who was told of something due can ask for next, by what may be offered to them."""
    person = task.findings.personalization
    return tuple(dict.fromkeys(phrases.intents[_TAKES_UP[offer]] for offer in (person.may_offer if person else ())))


def recall_lines(task: AgentTask, phrases: Phrases) -> list[str]:
    """Open recalls, on the first turn, where `due_lines` does not name them: a matter of safety needs no question."""
    intent, person, route = task.findings.intent, task.findings.personalization, task.findings.routing
    has_due_lines = route is not None and route.reply_with in ("hand_over", "passages")
    named = has_due_lines and intent is not None and "recall" in _ASKED.get(intent.intent, ())
    if task.dialogue.turns or person is None or named:
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
        "km": f"{item.due_at_km:,}".replace(",", _NUMBER_GROUP) if item.due_at_km is not None else "",
        "tasks": tasks(item, phrases),
    }
    keys = _service_keys(item) if item.kind == "service" else [_key(item)]
    return " ".join(phrases.texts[key].format(**values) for key in keys)


def tasks(item: DueItem, phrases: Phrases) -> str:
    """The jobs of a service, but for the service itself; in the plan's own words if one has no name in the language."""
    names = [phrases.texts.get(f"task_{task}") for task in item.tasks if task != "service" or len(item.tasks) == 1]
    return ", ".join(filter(None, names)) if all(names) else str(item.detail)


def which_vehicle(person: PersonalizationFinding, phrases: Phrases) -> str:
    """The question which vehicle is meant: by models, by years where models are the same, else by plate."""
    models = Counter(choice.model for choice in person.choices)
    names = [f"{c.model} {c.year}" if models[c.model] > 1 else c.model for c in person.choices]
    if len(set(names)) < len(names):
        return phrases.texts["which_vehicle_plate"]
    if len(names) == 1:
        return phrases.texts["which_vehicle_one"].format(vehicles=names[0])
    listed = phrases.texts["which_vehicle_or"].format(first=", ".join(names[:-1]), last=names[-1])
    return phrases.texts["which_vehicle"].format(vehicles=listed)


def _unasked(asked: tuple[DueKind, ...], person: PersonalizationFinding) -> set[DueKind]:
    return set(person.may_say) & set(_ABOUT_VEHICLE) if set(asked) & set(_ABOUT_VEHICLE) else set()


def _detail(item: DueItem, phrases: Phrases) -> str | None:
    if item.kind != "recall" or item.reference is None:
        return item.detail
    return f"{item.detail} ({item.reference}{', ' + phrases.texts['due_made_up'] if item.demo else ''})"


def _key(item: DueItem) -> str:
    key = f"due_{item.kind}"
    if item.kind == "recall":
        key += "_possible" if item.certainty == "possible" else ""
        return f"{key}_{item.warning}" if item.warning else key
    if item.kind == "order":
        return key + ("_undated" if item.due_on is None else "_overdue" if item.overdue else "")
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
