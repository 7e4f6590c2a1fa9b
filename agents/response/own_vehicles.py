"""What is told of a customer's vehicles themselves, and the question which of them is meant."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from contracts.findings.personalization import PersonalizationFinding, VehicleSummary
from languages.phrases import Phrases
from languages.topics.records import RecordKind

OF_VEHICLES: Final[tuple[RecordKind, ...]] = ("last_service", "mileage", "vehicles")
"""Records of the vehicles themselves. They are told of the one that is meant, and of each where several may be."""
_NUMBER_GROUP: Final = "\u202f"


def of_vehicles(record: RecordKind, person: PersonalizationFinding, phrases: Phrases) -> Iterator[str]:
    """What is told of vehicles themselves: a line for each, or one for all that are the customer's."""
    meant = person.choices if person.vehicle is None else (person.vehicle,)
    if record == "vehicles":
        every = person.vehicles or meant
        names = (f"{' '.join(filter(None, (each.make, each.model)))} ({each.year})" for each in every)
        yield phrases.texts["record_vehicles"].format(vehicles=", ".join(names))
        return
    for name, vehicle in zip(named_apart(meant), meant, strict=True):
        if record == "mileage":
            yield phrases.texts["record_mileage"].format(model=name, km=kilometres(vehicle.mileage_km))
        else:
            yield _last_service(name, vehicle, phrases)


def _last_service(name: str, vehicle: VehicleSummary, phrases: Phrases) -> str:
    on, km = vehicle.last_service_on, vehicle.last_service_km
    if on is None or km == 0:  # intervals of a vehicle that was never serviced run from its handover
        return phrases.texts["none_last_service"].format(model=name)
    key = "record_last_service" if km else "record_last_service_date"
    return phrases.texts[key].format(model=name, date=phrases.day(on), km=kilometres(km or 0))


def which_vehicle(person: PersonalizationFinding, phrases: Phrases) -> str:
    """The question which vehicle is meant: by models, by years where models are the same, else by plate."""
    names = named_apart(person.choices)
    if len(set(names)) < len(names):
        return phrases.texts["which_vehicle_plate"]
    if len(names) == 1:
        return phrases.texts["which_vehicle_one"].format(vehicles=names[0])
    listed = phrases.texts["which_vehicle_or"].format(first=", ".join(names[:-1]), last=names[-1])
    return phrases.texts["which_vehicle"].format(vehicles=listed)


def named_apart(vehicles: Sequence[VehicleSummary]) -> list[str]:
    """Names for vehicles: their models, with the year where models are the same."""
    models = Counter(vehicle.model for vehicle in vehicles)
    return [f"{each.model} {each.year}" if models[each.model] > 1 else each.model for each in vehicles]


def kilometres(distance: int) -> str:
    """A distance as it is written."""
    return f"{distance:,}".replace(",", _NUMBER_GROUP)
