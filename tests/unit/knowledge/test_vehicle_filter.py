"""Passages for the customer's own vehicle."""

import pytest

from contracts.findings.of_turn import Findings
from contracts.findings.personalization import VehicleSummary
from knowledge.vehicle_filter import applicable, filter_by_vehicle
from tests.unit.builders import knowledge, passage, person

TERN = passage(1, models=("Tern",))
KITE = passage(2, models=("Kite",), year_from=2024)
BOTH = passage(3)


def findings(*passages: object, model: str | None = "Kite", year: int = 2025, named: tuple[str, ...] = ()) -> Findings:
    vehicle = VehicleSummary(model=model, year=year, drive="electric", mileage_km=1) if model else None
    found = knowledge(*passages).changed(models=named)  # type: ignore[arg-type]  # passages
    return Findings(knowledge=found, personalization=person(vehicle=vehicle))


def ids(findings: Findings) -> list[str]:
    found = filter_by_vehicle(findings).knowledge
    assert found is not None
    return [one.id for one in found.passages]


@pytest.mark.parametrize(
    ("model", "year", "expected"),
    [
        ("kite", 2025, [KITE, BOTH]),
        ("Kite", 2023, [BOTH]),
        ("Tern", None, [TERN, BOTH]),
        ("Heron", 2025, [BOTH]),
        (None, 2023, [TERN, BOTH]),
        (None, None, [TERN, KITE, BOTH]),
    ],
)
def test_passages_for_other_models_and_years_are_left_out(
    model: str | None, year: int | None, expected: list[object]
) -> None:
    assert list(applicable([TERN, KITE, BOTH], model, year)) == expected


def test_a_known_customer_gets_passages_for_the_vehicle_meant_and_anybody_else_all() -> None:
    assert ids(findings(TERN, KITE, BOTH)) == [KITE.id, BOTH.id]
    assert ids(findings(TERN, KITE, BOTH, model=None)) == [TERN.id, KITE.id, BOTH.id]


def test_a_question_about_another_model_is_about_that_one() -> None:
    assert ids(findings(TERN, BOTH, named=("tern",))) == [TERN.id, BOTH.id]
    assert ids(findings(TERN, KITE, year=2023, named=("tern", "kite"))) == []


def test_what_is_unknown_changes_nothing() -> None:
    assert filter_by_vehicle(Findings()) == Findings()
    alone = Findings(knowledge=knowledge(TERN))
    assert filter_by_vehicle(alone) is alone
    once = filter_by_vehicle(findings(TERN, KITE))
    assert filter_by_vehicle(once) is once
