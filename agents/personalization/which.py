"""Which of a customer's vehicles is meant."""

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from agents.personalization.identifiers import is_identified, names_a_plate, names_a_vin
from contracts.customer import Drive, Vehicle
from contracts.findings.personalization import VehicleSummary
from languages.normalise import normalised
from vehicles.mentions import drivers_named, drives_named, names_the_other, years_named
from vehicles.names import is_said, make_key, words, words_in

_AKIN: Final[dict[Drive, tuple[Drive, ...]]] = {
    "electric": ("plug_in_hybrid",),
    "hybrid": ("plug_in_hybrid",),
    "petrol": ("hybrid", "plug_in_hybrid"),
}
"""What people may also call so, if they have none of the very kind."""


class Meant(NamedTuple):
    """The vehicle that is meant, or those that may be."""

    vehicle: Vehicle | None
    choices: tuple[Vehicle, ...] = ()
    others: bool = False
    """A plate or VIN was named that none of the customer's vehicles has."""
    somebody_else: bool = False
    """What another person has is spoken of, and nobody but the customer's own people drives their vehicles."""


def vehicle_meant(
    vehicles: tuple[Vehicle, ...],
    text: str,
    last: VehicleSummary | None = None,
    models: Iterable[str] = (),
    own_names: Iterable[str] = (),
) -> Meant:
    """The vehicle that is meant, or the choices where a guess could be wrong.

    A plate or VIN decides; one that no vehicle of theirs has means none of theirs. Else model, make, driver, drive and
    year narrow the choice, and "my other car" is not the one talked about `last`. Without any of these it is that one,
    or the only vehicle. `models` are other names of models that people use: one that the customer does not have means
    no vehicle of theirs. `own_names` are the customer's, who may speak of themselves by name.
    """
    identified = [vehicle for vehicle in vehicles if is_identified(vehicle, text)]
    if identified:
        return _one_of(identified)
    if names_a_vin(text) or names_a_plate(text):
        return Meant(None, others=True)
    named = _Named(vehicles, text, frozenset(models), frozenset(own_names))
    if named.unknown or named.somebody_else:
        return Meant(None, () if named.somebody_else else vehicles, somebody_else=named.somebody_else)
    if named.vehicles is not None:
        return _one_of(named.vehicles)
    remembered = None if named.misfit else _remembered(vehicles, last)
    if names_the_other(normalised(text)):
        others = [vehicle for vehicle in vehicles if vehicle is not remembered]
        return _one_of(others) if remembered else Meant(None, vehicles)
    return Meant(remembered) if remembered else _one_of(vehicles)


class _Named:
    """What a text says of a vehicle without plate and VIN."""

    def __init__(
        self, vehicles: tuple[Vehicle, ...], text: str, models: frozenset[str], own_names: frozenset[str]
    ) -> None:
        said, plain = words_in(text), normalised(text)
        own = {_without_make(vehicle) for vehicle in vehicles}
        names = _longest({name for name in own | models if is_said(name, said)})
        by_model = [v for v in vehicles if any(_starts_like(_without_make(v), name) for name in names)]
        drivers = drivers_named(plain, [*own, *models], own_names)
        by_driver = [vehicle for vehicle in vehicles if vehicle.driven_by in drivers]
        both = [vehicle for vehicle in by_model if vehicle in by_driver]
        self.unknown = bool((names and not by_model) or (drivers and not by_driver) or (names and drivers and not both))
        """Whether a model or driver was named that no vehicle has, or not together."""
        self.somebody_else = bool(drivers and not by_driver) and all(vehicle.driven_by for vehicle in vehicles)
        """Whether somebody was named who drives none of them, and the record leaves open of none who drives it."""
        self.misfit = False
        """Whether a drive or year was named that no vehicle has: then the one talked about last is not meant."""
        self.vehicles: list[Vehicle] | None = None
        """The vehicles that fit all that was said, or None if nothing narrows the choice."""
        if drivers:
            self._narrow(vehicles, lambda vehicle: vehicle in by_driver)
        if names:
            self._narrow(vehicles, lambda vehicle: vehicle in by_model)
        if len({words(vehicle.model) for vehicle in by_model}) > 1:
            return  # two models are named: what else was said may be about either
        makes = {make_key(vehicle.make) for vehicle in vehicles if vehicle.make and is_said(vehicle.make, said)}
        if makes:
            self._narrow(vehicles, lambda vehicle: make_key(vehicle.make or "") in makes)
        for drive in drives_named(plain):
            self._narrow(vehicles, _of_drive(drive), _akin_to(drive))
        if years := years_named(plain, [*own, *models]):
            self._narrow(vehicles, lambda vehicle: vehicle.year in years)

    def _narrow(self, vehicles: Sequence[Vehicle], *fits: Callable[[Vehicle], bool]) -> None:
        """Keep what fits, by the first of the tests that anything fits."""
        before = list(vehicles) if self.vehicles is None else self.vehicles
        kept = next((kept for fit in fits if (kept := [vehicle for vehicle in before if fit(vehicle)])), None)
        if kept is None:
            self.misfit = True
        else:
            self.vehicles = kept


def _one_of(candidates: Sequence[Vehicle]) -> Meant:
    return Meant(candidates[0]) if len(candidates) == 1 else Meant(None, tuple(candidates))


def _remembered(vehicles: tuple[Vehicle, ...], last: VehicleSummary | None) -> Vehicle | None:
    """The vehicle at the place the dialogue remembers, if it is still the same."""
    if last is None or last.number >= len(vehicles):
        return None
    vehicle = vehicles[last.number]
    return vehicle if (vehicle.model, vehicle.year) == (last.model, last.year) else None


def _starts_like(model: str, name: str) -> bool:
    """Whether a model's name begins with the whole words of a shorter one, such as "Heron" of "Heron Touring"."""
    return "".join(words(name)) in accumulate(words(model))


def _without_make(vehicle: Vehicle) -> str:
    """The model's name; records often have the make before it."""
    name, make = words(vehicle.model), words(vehicle.make or "")
    return " ".join(name[len(make) :]) if make and name[: len(make)] == make != name else vehicle.model


def _longest(names: set[str]) -> set[str]:
    """The names without those that only begin another one."""
    return {
        name for name in names if not any(words(other) != words(name) and _starts_like(other, name) for other in names)
    }


def _of_drive(drive: Drive) -> Callable[[Vehicle], bool]:
    return lambda vehicle: vehicle.drive == drive


def _akin_to(drive: Drive) -> Callable[[Vehicle], bool]:
    return lambda vehicle: vehicle.drive in _AKIN.get(drive, ())
