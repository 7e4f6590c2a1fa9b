"""The packet and the record as sections of a component. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from contracts.customer import Customer, Vehicle
from contracts.desk_api import ConversationSeen
from contracts.episode import Episode
from contracts.packet import Fact, Mood, Packet, Tried
from ui.cockpit.titles import words

_FROM: Final = {"customer": "said", "record": "record", "page": "page"}
_LABELS: Final = {"intent": "wants"}
_OF_CUSTOMER: Final = ("first_name", "last_name", "preferred_dealer", "vehicle", "model", "plate")
_LAST_TRIED: Final = 4
"""What was tried is shown from the last on; earlier replies stand in the transcript."""


def sections(conversation: ConversationSeen, customer: Customer | None) -> list[dict[str, Any]]:
    """Return what a person should know, the most urgent first."""
    packet = conversation.packet
    return [
        *_dangers(packet),
        *_section("Note from the last person", _text(conversation.note)),
        *_section("Summary", _text(packet.summary)),
        *_section("Next step", _text(packet.next_step)),
        *_section("Open questions", _list(packet.open_questions)),
        *_section("Why it is here", _text(packet.why)),
        *_section("Mood", _mood(packet.mood)),
        *_section("Facts", _facts([one for one in packet.facts if _is_news(one, customer)])),
        *_section("Tried so far", [_tried(one) for one in packet.tried[-_LAST_TRIED:]], opened=False),
        *_section("Customer", _customer(customer)),
        *(one for vehicle in (customer.vehicles if customer else ()) for one in _vehicle(vehicle)),
        *_section("Earlier matters", _list(_earlier(conversation.episodes)), opened=False),
        *_section("Orders", _list(_orders(customer)), opened=False),
        *_section("Cases", _list(_cases(customer)), opened=False),
    ]


def _section(title: str, blocks: list[dict[str, Any]], *, opened: bool = True) -> Iterator[dict[str, Any]]:
    if blocks:
        yield {"title": title, "blocks": blocks, "open": opened, "urgent": False}


def _text(text: str | None) -> list[dict[str, Any]]:
    return [{"kind": "text", "text": text}] if text else []


def _list(items: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"kind": "list", "items": list(items)}] if items else []


def _rows(rows: Sequence[tuple[str, str, str | None]]) -> list[dict[str, Any]]:
    shown = [{"label": label, "text": text, "source": source} for label, text, source in rows]
    return [{"kind": "rows", "rows": shown}] if shown else []


def _dangers(packet: Packet) -> Iterator[dict[str, Any]]:
    told = tuple(f"{words(one.kind)}: {'answered' if one.answered else 'NOT ANSWERED YET'}" for one in packet.dangers)
    if told:
        unanswered = not all(one.answered for one in packet.dangers)
        yield {"title": "⚠ Danger", "blocks": _list(told), "open": True, "urgent": unanswered}


def _is_news(fact: Fact, customer: Customer | None) -> bool:
    """Whether a fact stands nowhere else: what was cited is in the transcript, who it is stands below `Customer`."""
    return fact.source != "page" and not (customer and fact.name in _OF_CUSTOMER)


def _facts(facts: list[Fact]) -> list[dict[str, Any]]:
    return _rows(
        [(_LABELS.get(one.name, words(one.name)), one.text, _FROM.get(one.source, one.source)) for one in facts]
    )


def _tried(one: Tried) -> dict[str, Any]:
    sources = ", ".join(f"{cited.title} – {cited.section}" for cited in one.citations)
    return {"kind": "tried", "asked": one.asked, "told": one.told, "sources": sources}


def _mood(mood: tuple[Mood, ...]) -> list[dict[str, Any]]:
    if not mood:
        return []
    points = [{"at": one.at.isoformat(), "score": one.score} for one in mood]
    return [{"kind": "mood", "points": points, "words": mood_words(mood)}]


def mood_words(mood: tuple[Mood, ...]) -> str:
    """Return how a customer sounds now, and where that goes."""
    last = mood[-1].score
    now = "angry" if last < -0.6 else "displeased" if last < -0.2 else "calm" if last < 0.4 else "pleased"
    change = last - mood[-2].score if len(mood) > 1 else 0.0
    return f"Sounds {now}" + (
        ", worse than before" if change < -0.3 else ", better than before" if change > 0.3 else ""
    )


def _customer(customer: Customer | None) -> list[dict[str, Any]]:
    if customer is None:
        return []
    known = {
        "name": f"{customer.first_name} {customer.last_name}",
        "language": customer.language,
        "country": customer.country,
        "phone": customer.phone,
        "email": customer.email,
        "dealer": customer.preferred_dealer,
        "prefers": customer.preferred_channel,
    }
    return _rows([(label, text, None) for label, text in known.items() if text])


def _vehicle(vehicle: Vehicle) -> Iterator[dict[str, Any]]:
    known = {
        "plate": vehicle.plate,
        "VIN": vehicle.vin,
        "mileage": f"{vehicle.mileage_km:,} km".replace(",", " "),
        "drive": words(vehicle.drive),
        "driven by": vehicle.driven_by,
        "warranty": f"until {vehicle.warranty_until}" if vehicle.warranty_until else None,
        "last service": str(vehicle.last_service_on) if vehicle.last_service_on else None,
        "agreement": f"{vehicle.agreement.kind} until {vehicle.agreement.ends_on}" if vehicle.agreement else None,
    }
    rows = [(label, text, None) for label, text in known.items() if text]
    rows += [("visit", f"{one.on} {one.at:%H:%M}, {one.place}", None) for one in vehicle.appointments]
    rows += [("open recall", title, None) for title in vehicle.open_recalls]
    title = f"{vehicle.make or ''} {vehicle.model} {vehicle.year}".strip()
    yield {"title": title, "blocks": _rows(rows), "open": False, "urgent": bool(vehicle.open_recalls)}


def _earlier(episodes: tuple[Episode, ...]) -> tuple[str, ...]:
    return tuple(
        f"{one.ended_at:%Y-%m-%d}, {words(one.disposition)}, {one.staff_name or 'somebody'}: {one.summary}"
        for one in episodes
    )


def _orders(customer: Customer | None) -> tuple[str, ...]:
    return tuple(
        f"{one.number}: {one.item}, "
        + (f"delivered {one.delivered_on}" if one.delivered_on else f"expected {one.expected_on or 'on no date yet'}")
        for one in (customer.orders if customer else ())
    )


def _cases(customer: Customer | None) -> tuple[str, ...]:
    return tuple(
        f"{one.number}: {one.subject}, "
        + (f"closed {one.closed_on}" if one.closed_on else f"open since {one.opened_on}")
        for one in (customer.cases if customer else ())
    )
