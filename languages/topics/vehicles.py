"""How people name a vehicle without its name: by drive, year, driver, or as the other one."""

from typing import ClassVar

from contracts.base import Strict
from contracts.customer import Drive, Relation
from languages.topic import Topic


class DriveWords(Strict):
    """How a drive is named."""

    qualities: tuple[str, ...]
    """Words that go with "car"."""
    names: tuple[str, ...]
    """Words that name a car by themselves after an article."""


class VehicleWords(Topic):
    """Patterns may hold `{car}`, `{the}`, `{named}` (car or model), `{year}`, `{relative}`, `{name}`, `{end}` of text.

    In patterns of what somebody else has, `{car}` is also a model, or a record such as a service.
    """

    file: ClassVar = "vehicles.json"

    cars: tuple[str, ...]
    the: tuple[str, ...]
    """Articles and words such as "my" that stand before a vehicle."""
    drives: dict[Drive, DriveWords]
    links: tuple[str, ...]
    """What may stand between "car" and its drive."""
    relatives: dict[Relation, tuple[str, ...]]
    of_relatives: tuple[str, ...]
    """Patterns of what somebody else has, such as "my wife's car" or "my wife's service"."""
    of_people: tuple[str, ...]
    """The same of somebody who is named, as `{name}`: "Greta's car"."""
    company_cars: tuple[str, ...]
    others: tuple[str, ...]
    """Patterns of "the other one"."""
    year_words: tuple[str, ...]
    """What announces a model year."""
    year_links: tuple[str, ...]
    """What may stand between a vehicle and its year."""
    years: tuple[str, ...]
    """Further patterns of a vehicle by its year."""
    series: tuple[str, ...]
    """Words that owners put beside a model ("C-Class") where registers put engine or body."""
    distances: tuple[str, ...]
    """Units after the number of an odometer, which may look like the end of a VIN."""
    price_of_a_car: tuple[str, ...]
    """Words, beside a car and its price, of a question that asks about nothing else: "what does a new ... cost".

    Without a car it asks the price of what was spoken of: "what does that cost"."""
