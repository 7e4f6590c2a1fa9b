"""What is recorded of the customer: from their record, and from what the personalization agent made of it last.

What the record itself says stands as it says it now. Services and recalls are worked out by the agent, so they are as
they were in the last turn.
"""

from collections.abc import Iterator

from contracts.customer import Customer, Vehicle
from contracts.findings.personalization import DueItem, PersonalizationFinding, VehicleSummary
from contracts.packet import Fact
from conversations.packet.open_episode import OpenEpisode
from conversations.packet.words import Words

_WORKED_OUT = ("service", "recall")


def last_known(episode: OpenEpisode) -> PersonalizationFinding | None:
    """Return what was last found of the customer; None of one who is not identified."""
    found = (one.answer.findings.personalization for one in reversed(episode.answers))
    return next((one for one in found if one and one.identified), None)


def facts_recorded(customer: Customer | None, episode: OpenEpisode, words: Words) -> Iterator[Fact]:
    """Give the customer, the vehicle that is meant, what is due, and what is open between them and the dealer."""
    known = last_known(episode)
    if customer:
        yield from _of_customer(customer, known)
    elif known:
        yield from _of_finding(known)
    for item in (*known.due, *known.on_record) if known else ():
        if customer is None or item.kind in _WORKED_OUT:
            yield _fact(item.kind, _due(item, words))


def _of_customer(customer: Customer, known: PersonalizationFinding | None) -> Iterator[Fact]:
    yield _fact("first_name", customer.first_name)
    yield _fact("last_name", customer.last_name)
    if customer.preferred_dealer:
        yield _fact("preferred_dealer", customer.preferred_dealer)
    for number in _meant_first(len(customer.vehicles), known):
        yield from _of_vehicle(customer.vehicles[number], meant=_is_meant(number, known), worked_out=known is not None)
    for order in customer.orders:
        if order.delivered_on is None:
            yield _fact("order", _joined(order.number, order.item, order.expected_on))
    for case in customer.cases:
        if case.closed_on is None:
            yield _fact("case", _joined(case.number, case.subject, case.opened_on))


def _of_vehicle(vehicle: Vehicle, *, meant: bool, worked_out: bool) -> Iterator[Fact]:
    """`worked_out`: whether the agent told of recalls, among them those that the record names."""
    yield _fact("vehicle" if meant else "further_vehicle", _named(vehicle))
    if meant:
        yield _fact("model", vehicle.model)
        if vehicle.plate:
            yield _fact("plate", vehicle.plate)
        if vehicle.warranty_until:
            yield _fact("warranty_end", _joined(vehicle.model, vehicle.warranty_until))
    for recall in () if worked_out else vehicle.open_recalls:
        yield _fact("recall", _joined(vehicle.model, recall))
    for visit in vehicle.appointments:
        yield _fact("appointment", _joined(visit.number, vehicle.model, visit.on, f"{visit.at:%H:%M}", visit.place))


def _of_finding(known: PersonalizationFinding) -> Iterator[Fact]:
    if known.first_name:
        yield _fact("first_name", known.first_name)
    if known.preferred_dealer:
        yield _fact("preferred_dealer", known.preferred_dealer)
    if known.vehicle:
        yield _fact("vehicle", _named(known.vehicle))
        yield _fact("model", known.vehicle.model)
    for vehicle in known.vehicles:
        if known.vehicle is None or vehicle.number != known.vehicle.number:
            yield _fact("further_vehicle", _named(vehicle))


def _meant_first(vehicles: int, known: PersonalizationFinding | None) -> list[int]:
    return sorted(range(vehicles), key=lambda number: not _is_meant(number, known))


def _is_meant(number: int, known: PersonalizationFinding | None) -> bool:
    return known is not None and known.vehicle is not None and known.vehicle.number == number


def _named(vehicle: Vehicle | VehicleSummary) -> str:
    name = " ".join(filter(None, (vehicle.make, vehicle.model)))
    return _joined(name, vehicle.year, f"{vehicle.mileage_km} km")


def _due(item: DueItem, words: Words) -> str:
    marks = ("overdue" if item.overdue else None, item.warning, item.certainty)
    at = f"{item.at:%H:%M}" if item.at else None
    by_km = f"{item.due_at_km} km" if item.due_at_km else None
    said = _joined(item.model, item.detail, item.reference, item.due_on, at, by_km)
    return _joined(said, *(words.due_marks.get(mark or "") for mark in marks))


def _joined(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part is not None)


def _fact(name: str, text: str) -> Fact:
    return Fact(name=name, text=text, source="record")
