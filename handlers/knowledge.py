"""The knowledge agent as a Lambda."""

from agents.knowledge import load
from contracts.turn import AgentName
from handlers.agent import agent_handler
from handlers.environment import KnowledgeEnvironment, read_environment
from handlers.wiring.encoder import encoder
from handlers.wiring.library import library

_environment = read_environment(KnowledgeEnvironment)
handler = agent_handler(AgentName.KNOWLEDGE, load(encoder(_environment), library(_environment)))
