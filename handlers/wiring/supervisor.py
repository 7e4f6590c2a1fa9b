"""The supervisor, and how it reaches its agents."""

from functools import cache

from contracts.turn import AgentName
from graph.dispatch import Dispatch
from graph.lambdas import LambdaDispatch
from graph.supervisor import Supervisor
from graph.understand import Understanding
from handlers.environment import InProcessEnvironment, LambdasEnvironment, SupervisorEnvironment, read_environment
from handlers.wiring.encoder import encoder
from handlers.wiring.models import models
from handlers.wiring.response import response_agent


def supervisor_environment() -> SupervisorEnvironment:
    """Return the environment that the chosen dispatch needs. Raises `ConfigurationError`."""
    dispatch = read_environment(SupervisorEnvironment).dispatch
    return read_environment(LambdasEnvironment if dispatch == "lambda" else InProcessEnvironment)


@cache
def supervisor(environment: SupervisorEnvironment) -> Supervisor:
    """Return the supervisor, with its encoder loaded and, where they run in this process, all agents."""
    dispatch = _shadowed(_dispatch(environment), environment)
    return Supervisor(dispatch, encoder(environment), _understanding(environment))


def _understanding(environment: SupervisorEnvironment) -> Understanding | None:
    """What asks a model about a turn in doubt; None where the deployment has none."""
    client = models(environment)
    return None if client is None else Understanding(client)


def _dispatch(environment: SupervisorEnvironment) -> Dispatch:
    if isinstance(environment, LambdasEnvironment):
        return LambdaDispatch(environment.functions(), environment.region)
    if not isinstance(environment, InProcessEnvironment):
        raise TypeError("the supervisor's environment is one of the two that `supervisor_environment` reads")
    from graph.in_process import InProcessDispatch, load_agents
    from handlers.wiring.customers import customer_records
    from handlers.wiring.library import library
    from handlers.wiring.rerank import reranker

    records = customer_records(environment)
    agents = load_agents(
        encoder(environment), library(environment), *records, models(environment), reranker(environment)
    )
    return InProcessDispatch({**agents, AgentName.RESPONSE: response_agent(environment)})


def _shadowed(dispatch: Dispatch, environment: SupervisorEnvironment) -> Dispatch:
    if not environment.routing_candidate:
        return dispatch
    from graph.shadow import ShadowedDispatch
    from store.candidate import CandidateObject

    return ShadowedDispatch(dispatch, CandidateObject(environment.routing_candidate, environment.region).read)
