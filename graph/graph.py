"""The supervisor as a drawing, from a task to the findings that make its answer:

    danger ─┬─┬── intent ──────────┐
    encode ─┘ ├── sentiment ───────┤
              ├── knowledge ───────┼── understand ── search_again ── filter_by_vehicle ── routing ── response
              └── personalization ─┘

The two steps that ask a model and search again are left out where the deployment has no models. Every step may fail or
be late; its error handler names it as missing and goes on where its edge leads.
"""

from typing import Any, Final

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from contracts.turn import AgentName
from encoder import Encoder
from graph.dispatch import Dispatch
from graph.model_steps import SEARCH_AGAIN, reply_without_model, search_again_step, understand_step
from graph.nodes import (
    JUDGE,
    agent_step,
    encode_step,
    filter_step,
    judge_step,
    leave_out,
    route_to_a_person,
    without_passages,
)
from graph.policy import AGENT_BUDGET_SECONDS, MODEL_BUDGET_SECONDS
from graph.state import TurnState
from graph.understand import UNDERSTAND, Understanding

ASK_SIDE_BY_SIDE: Final = (AgentName.INTENT, AgentName.SENTIMENT)
"""Analysts that may ask a model about every message."""
ANALYSTS: Final = (AgentName.INTENT, AgentName.SENTIMENT, AgentName.KNOWLEDGE, AgentName.PERSONALIZATION)
FILTER: Final = "filter_by_vehicle"
TurnGraph = CompiledStateGraph[TurnState, Any, TurnState, TurnState]


def build_graph(dispatch: Dispatch, encoder: Encoder | None, understand: Understanding | None = None) -> TurnGraph:
    """Compile the graph. Without `encoder` each agent encodes for itself; without `understand` there are no models."""
    graph = StateGraph(TurnState)
    budget = MODEL_BUDGET_SECONDS if understand else AGENT_BUDGET_SECONDS
    after_analysts = UNDERSTAND if understand else FILTER

    graph.add_node(JUDGE, judge_step)
    graph.add_edge(START, JUDGE)  # what follows `encode` waits for it too: both are one step of the graph

    graph.add_node(
        "encode",
        encode_step(encoder, budget["encode"]),
        error_handler=leave_out(*ANALYSTS),
    )
    graph.add_edge(START, "encode")

    for agent in ANALYSTS:
        graph.add_node(
            agent,
            agent_step(agent, dispatch, budget[agent], sharers=len(ASK_SIDE_BY_SIDE)),
            error_handler=leave_out(after_analysts),
        )
        graph.add_edge("encode", agent)
        graph.add_edge(agent, after_analysts)

    if understand:
        graph.add_node(
            UNDERSTAND,
            understand_step(understand, budget[UNDERSTAND]),
            defer=True,  # waits until every analyst has answered or was left out
            error_handler=leave_out(SEARCH_AGAIN),
        )
        graph.add_edge(UNDERSTAND, SEARCH_AGAIN)
        graph.add_node(
            SEARCH_AGAIN,
            search_again_step(dispatch, budget[AgentName.KNOWLEDGE]),
            error_handler=leave_out(FILTER),
        )
        graph.add_edge(SEARCH_AGAIN, FILTER)

    graph.add_node(
        FILTER,
        filter_step,
        defer=True,
        error_handler=without_passages(),
    )
    graph.add_edge(FILTER, AgentName.ROUTING)

    graph.add_node(
        AgentName.ROUTING,
        agent_step(AgentName.ROUTING, dispatch, budget[AgentName.ROUTING]),
        error_handler=route_to_a_person(),
    )
    graph.add_edge(AgentName.ROUTING, AgentName.RESPONSE)

    graph.add_node(
        AgentName.RESPONSE,
        agent_step(AgentName.RESPONSE, dispatch, budget[AgentName.RESPONSE]),
        error_handler=reply_without_model() if understand else leave_out(END),
    )
    graph.add_edge(AgentName.RESPONSE, END)
    return graph.compile()
