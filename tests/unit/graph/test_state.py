"""What flows through the graph."""

from contracts.findings import VehicleSummary
from contracts.turn import AgentName
from graph.state import findings_of
from tests.unit.builders import knowledge, passage, person, task


def test_where_findings_come_together_passages_for_other_vehicles_are_left_out() -> None:
    tern, kite = passage(1, models=("Tern",)), passage(2, models=("Kite",))
    vehicle = VehicleSummary(model="Kite", year=2025, drive="electric", mileage_km=1)
    findings = {AgentName.KNOWLEDGE: knowledge(tern, kite), AgentName.PERSONALIZATION: person(vehicle=vehicle)}
    found = findings_of({"task": task(), "findings": {name.value: finding for name, finding in findings.items()}})
    assert found.knowledge is not None
    assert found.knowledge.passages == (kite,)
    assert findings_of({"task": task()}).knowledge is None
