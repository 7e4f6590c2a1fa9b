"""The personalization agent as a Lambda."""

from agents.personalization import load
from contracts.turn import AgentName
from handlers.agent import agent_handler
from handlers.environment import PersonalizationEnvironment, read_environment
from handlers.wiring.customers import customer_records

handler = agent_handler(
    AgentName.PERSONALIZATION, load(*customer_records(read_environment(PersonalizationEnvironment)))
)
