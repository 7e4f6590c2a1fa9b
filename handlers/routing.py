"""The routing agent as a Lambda."""

from agents.routing import load
from contracts.turn import AgentName
from handlers.agent import agent_handler

handler = agent_handler(AgentName.ROUTING, load())
