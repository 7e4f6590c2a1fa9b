"""Passages that apply to the customer's own vehicle. Pure.

The knowledge agent works beside the one that knows the customer, so what both found is put together afterwards.
"""

from collections.abc import Sequence
from typing import TypeVar

from contracts.findings.knowledge import KnowledgeFinding, PassageHeading
from contracts.findings.of_turn import Findings

Said = TypeVar("Said", bound=PassageHeading)


def applicable(passages: Sequence[Said], model: str | None, year: int | None) -> tuple[Said, ...]:
    """Return the passages, or their topics, that apply to a model of this year, in their order.

    A model or year that is None, or that a passage leaves open, applies.
    """
    return tuple(passage for passage in passages if _for_model(passage, model) and _for_year(passage, year))


def filter_by_vehicle(findings: Findings) -> Findings:
    """Return the findings with the passages that apply to the vehicle meant.

    A question that names models is about these, whatever the customer drives. Filtering twice changes nothing.
    """
    knowledge, person = findings.knowledge, findings.personalization
    vehicle = person.vehicle if person else None
    if knowledge is None or vehicle is None or not _about(knowledge, vehicle.model):
        return findings
    passages = applicable(knowledge.passages, vehicle.model, vehicle.year)
    near = applicable(knowledge.near, vehicle.model, vehicle.year)
    if (passages, near) == (knowledge.passages, knowledge.near):
        return findings
    return findings.changed(knowledge=knowledge.changed(passages=passages, near=near))


def _about(knowledge: KnowledgeFinding, model: str) -> bool:
    return not knowledge.models or model.casefold() in _casefolded(knowledge.models)


def _for_model(passage: PassageHeading, model: str | None) -> bool:
    return model is None or not passage.models or model.casefold() in _casefolded(passage.models)


def _for_year(passage: PassageHeading, year: int | None) -> bool:
    return year is None or (passage.year_from or year) <= year <= (passage.year_to or year)


def _casefolded(names: Sequence[str]) -> set[str]:
    return {name.casefold() for name in names}
