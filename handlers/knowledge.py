"""The knowledge agent as a Lambda."""

from agents.knowledge import load
from contracts.turn import AgentName
from handlers.agent import agent_handler
from handlers.environment import SearchEnvironment, read_environment
from handlers.wiring.encoder import encoder
from handlers.wiring.library import library
from handlers.wiring.rerank import reranker

_environment = read_environment(SearchEnvironment)
_agent = load(encoder(_environment), library(_environment), reranker(_environment))
handler = agent_handler(AgentName.KNOWLEDGE, _agent)
