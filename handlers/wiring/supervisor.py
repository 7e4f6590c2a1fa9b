"""The supervisor, and how it reaches its agents."""

from functools import cache

from graph.dispatch import Dispatch
from graph.lambdas import LambdaDispatch
from graph.supervisor import Supervisor
from handlers.environment import InProcessEnvironment, LambdasEnvironment, SupervisorEnvironment, read_environment
from handlers.wiring.encoder import encoder


def supervisor_environment() -> SupervisorEnvironment:
    """Return the environment that the chosen dispatch needs. Raises `ConfigurationError`."""
    dispatch = read_environment(SupervisorEnvironment).dispatch
    return read_environment(LambdasEnvironment if dispatch == "lambda" else InProcessEnvironment)


@cache
def supervisor(environment: SupervisorEnvironment) -> Supervisor:
    """Return the supervisor, with its encoder loaded and, where they run in this process, all agents."""
    return Supervisor(_shadowed(_dispatch(environment), environment), encoder(environment))


def _dispatch(environment: SupervisorEnvironment) -> Dispatch:
    if isinstance(environment, LambdasEnvironment):
        return LambdaDispatch(environment.functions(), environment.region)
    if not isinstance(environment, InProcessEnvironment):
        raise TypeError("the supervisor's environment is one of the two that `supervisor_environment` reads")
    from graph.in_process import InProcessDispatch, load_agents
    from handlers.wiring.customers import customer_records
    from handlers.wiring.library import library

    return InProcessDispatch(load_agents(encoder(environment), library(environment), *customer_records(environment)))


def _shadowed(dispatch: Dispatch, environment: SupervisorEnvironment) -> Dispatch:
    if not environment.routing_candidate:
        return dispatch
    from graph.shadow import ShadowedDispatch
    from store.candidate import CandidateObject

    return ShadowedDispatch(dispatch, CandidateObject(environment.routing_candidate, environment.region).read)
