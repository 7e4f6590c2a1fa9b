"""What flows through the graph."""

from operator import or_
from typing import get_type_hints

from contracts.findings.of_turn import Findings
from contracts.turn import AgentName
from graph.state import TurnState, findings_of
from tests.unit.builders import knowledge, passage, task


def test_what_steps_write_side_by_side_is_merged_not_replaced() -> None:
    hints = get_type_hints(TurnState, include_extras=True)
    findings, missing = hints["findings"].__metadata__[0], hints["missing"].__metadata__[0]
    assert hints["timings"].__metadata__[0] is or_
    assert findings({"intent": 1}, {"sentiment": 2}) == {"intent": 1, "sentiment": 2}
    assert missing(["intent"], ["sentiment"]) == ["intent", "sentiment"]


def test_the_findings_so_far_are_those_that_agents_gave() -> None:
    found = knowledge(passage(1, models=("Tern",)))
    assert findings_of({"task": task(), "findings": {AgentName.KNOWLEDGE: found}}) == Findings(knowledge=found)
    assert findings_of({"task": task()}) == Findings()
