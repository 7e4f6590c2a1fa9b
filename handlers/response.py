"""The response agent as a Lambda."""

from agents.response import load
from contracts.turn import AgentName
from handlers.agent import agent_handler

handler = agent_handler(AgentName.RESPONSE, load())
