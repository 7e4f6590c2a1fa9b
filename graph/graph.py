"""The supervisor as a drawing:

    encode ──┬── intent ──────────┐
             ├── sentiment ───────┤
             ├── knowledge ───────┼── routing ── response ── store
             └── personalization ─┘

Every step but `store` may fail or be late; its error handler names it as missing and goes on where its edge leads.
"""

from typing import Any, Final

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from contracts.policy import AGENT_BUDGET_SECONDS
from contracts.turn import AgentName
from encoder import Encoder
from graph.dispatch import Dispatch
from graph.nodes import Step, agent_step, encode_step, leave_out, route_to_a_person
from graph.state import TurnState

ANALYSTS: Final = (AgentName.INTENT, AgentName.SENTIMENT, AgentName.KNOWLEDGE, AgentName.PERSONALIZATION)
TurnGraph = CompiledStateGraph[TurnState, Any, TurnState, TurnState]


def build_graph(dispatch: Dispatch, encoder: Encoder | None, store: Step) -> TurnGraph:
    """Compile the graph. `store` writes the answer; without `encoder` each agent encodes for itself."""
    graph = StateGraph(TurnState)

    graph.add_node(
        "encode",
        encode_step(encoder),
        timeout=AGENT_BUDGET_SECONDS["encode"],
        error_handler=leave_out(*ANALYSTS),
    )
    graph.add_edge(START, "encode")

    for agent in ANALYSTS:
        graph.add_node(
            agent,
            agent_step(agent, dispatch),
            timeout=AGENT_BUDGET_SECONDS[agent],
            error_handler=leave_out(AgentName.ROUTING),
        )
        graph.add_edge("encode", agent)
        graph.add_edge(agent, AgentName.ROUTING)

    graph.add_node(
        AgentName.ROUTING,
        agent_step(AgentName.ROUTING, dispatch),
        defer=True,  # waits until every analyst has answered or was left out
        timeout=AGENT_BUDGET_SECONDS[AgentName.ROUTING],
        error_handler=route_to_a_person(),
    )
    graph.add_edge(AgentName.ROUTING, AgentName.RESPONSE)

    graph.add_node(
        AgentName.RESPONSE,
        agent_step(AgentName.RESPONSE, dispatch),
        timeout=AGENT_BUDGET_SECONDS[AgentName.RESPONSE],
        error_handler=leave_out("store"),
    )
    graph.add_edge(AgentName.RESPONSE, "store")

    graph.add_node("store", store)
    graph.add_edge("store", END)
    return graph.compile()
