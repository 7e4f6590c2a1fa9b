"""From the findings of a turn to its answer. Pure."""

from contracts.findings.finding import Finding
from contracts.findings.response import Reply
from contracts.turn import AnalysisFindings, Timing, TurnAnswer
from graph.fallback import fallback_reply, fallback_route
from graph.state import TurnState, findings_of


def answer_of(state: TurnState, total_ms: float) -> TurnAnswer:
    """The answer of a turn, complete whatever is missing. `total_ms` is what making it took, milliseconds."""
    findings = findings_of(state)
    task = state["task"].changed(findings=findings)
    route = findings.routing or fallback_route(task)
    response = findings.response or fallback_reply(task, route)
    if findings.response is None and route.reply_with not in ("hand_over", "emergency"):
        # The route promised an answer that nobody could write: the fallback reply promises a person instead.
        route = fallback_route(task, "the response agent is missing")
    elif response.reply_with is not None:
        route = route.changed(reply_with=response.reply_with)
    made = {name: finding for name, finding in state.get("findings", {}).items() if isinstance(finding, Finding)}
    return TurnAnswer(
        turn_id=task.turn_id,
        conversation_id=task.conversation_id,
        reply=Reply.taken_from(response),
        route=route,
        findings=AnalysisFindings.taken_from(findings),
        missing=tuple(sorted(state.get("missing", []), key=lambda missing: missing.agent)),
        timing_ms=Timing(total=total_ms, agents=dict(sorted(state.get("timings", {}).items()))),
        cost_usd=sum(finding.cost_usd for finding in made.values()),
        prompts=tuple(sorted({finding.prompt for finding in made.values() if finding.prompt})),
        cost_usd_by_agent={name: finding.cost_usd for name, finding in sorted(made.items()) if finding.cost_usd},
        budget_usd=task.models.usd_a_turn,
        path="bedrock" if any(finding.path == "bedrock" for finding in made.values()) else "fast",
        trace_id=task.trace_id,
    )
