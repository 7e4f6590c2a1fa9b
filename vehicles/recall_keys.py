"""How recalls are kept in a table so that one read finds those that may be about a vehicle.

The recalls of a make lie side by side, sorted by the name of the model: its words, joined. `same_model` takes a recall
if one name begins with the whole words of the other. So the names that fit a vehicle are its own leading words, and
those that begin with its whole name; all of them sort between its first word and the last name that begins like it.
For a type whose first word is its series, which may be named by a body, the range goes to the last name that begins
with that word. The one range holds a few more, which `matches` rules out.

A recall of several models lies there once for each. What is lost against `matches` on a whole file: a VIN that is
listed under another make or model than the vehicle's own is not found.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from vehicles.names import is_type, make_key, model_words
from vehicles.recalls import Affected, Recall, VehicleFacts

WEIGHT_OF_A_RECORD: Final = 4_000
"""How much one record may hold, counted as below: some 100 kB at most, where DynamoDB takes 400 kB."""
WEIGHT_OF_A_MODEL: Final = 10
"""Weight of one model of a recall; a VIN or a range of serials weighs 1."""

LAST: Final = "\U0010ffff"
"""Sorts after every name."""


class RecallRecord(NamedTuple):
    """One recall of one model, or a part of it where many vehicles are listed one by one."""

    make: str
    model: str
    part: int
    years: frozenset[int] | None
    """Model years; None where any may be meant."""
    by_vin: bool
    """VINs or serials decide, whatever the year."""
    by_date: bool
    """Days of manufacture decide, where that of the vehicle is known."""
    recall: Recall


class RecallSearch(NamedTuple):
    """What to read for a vehicle: models from `first` to `last` of a make."""

    make: str
    first: str
    last: str
    year: int | None
    """Model year: a recall of other years alone can be left out, unless it goes by VIN or day of manufacture."""
    with_vin: bool
    with_date: bool


def search_for(facts: VehicleFacts) -> RecallSearch:
    """The read that finds every recall that may be about a vehicle."""
    parts = model_words(facts.model, facts.make)
    names = list(accumulate(parts))
    longest = names[0] if is_type(parts, facts.make) else names[-1]
    known_vin, known_date = facts.vin is not None, facts.built_on is not None
    return RecallSearch(make_key(facts.make), names[0], longest + LAST, facts.year, known_vin, known_date)


def records_of(recall: Recall) -> Iterator[RecallRecord]:
    """The records that hold a recall. A model without a name has none: no vehicle could be found by it."""
    by_name: dict[tuple[str, str], list[Affected]] = {}
    for model in recall.affected:
        name = "".join(model_words(model.model, model.make))
        if make_key(model.make) and name:
            by_name.setdefault((make_key(model.make), name), []).append(model)
    for (make, name), models in by_name.items():
        for part, some in enumerate(_packed(piece for model in models for piece in _pieces(model))):
            yield RecallRecord(
                make=make,
                model=name,
                part=part,
                years=frozenset(year for model in some for year in model.years) if all(m.years for m in some) else None,
                by_vin=any(model.vins or model.serials for model in some),
                by_date=any(model.built_from or model.built_until for model in some),
                recall=recall.changed(affected=tuple(some)),
            )


def _pieces(model: Affected) -> Iterator[Affected]:
    """The model, or several of the same that divide its VINs and serials: a VIN in one of them is in the recall."""
    most = WEIGHT_OF_A_RECORD - WEIGHT_OF_A_MODEL
    if len(model.vins) + len(model.serials) <= most:
        yield model
        return
    for start in range(0, len(model.vins), most):
        yield model.changed(vins=model.vins[start : start + most], serials=())
    for start in range(0, len(model.serials), most):
        yield model.changed(vins=(), serials=model.serials[start : start + most])


def _packed(models: Iterable[Affected]) -> Iterator[list[Affected]]:
    packed, weight = list[Affected](), 0
    for model in models:
        more = WEIGHT_OF_A_MODEL + len(model.vins) + len(model.serials)
        if packed and weight + more > WEIGHT_OF_A_RECORD:
            yield packed
            packed, weight = [], 0
        packed.append(model)
        weight += more
    yield packed
