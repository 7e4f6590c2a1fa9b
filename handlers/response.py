"""The response agent as a Lambda."""

from contracts.turn import AgentName
from handlers.agent import agent_handler
from handlers.environment import ResponseEnvironment, read_environment
from handlers.wiring.response import response_agent

handler = agent_handler(AgentName.RESPONSE, response_agent(read_environment(ResponseEnvironment)))
