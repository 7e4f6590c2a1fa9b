"""The knowledge agent as a Lambda."""

from agents.knowledge import load
from contracts.turn import AgentName
from encoder.factory import encoder_for
from handlers.agent import agent_handler
from handlers.environment import KnowledgeEnvironment, read_environment
from knowledge.factory import library_for

_environment = read_environment(KnowledgeEnvironment)
_encoder = encoder_for(_environment.encoder, _environment.region, _environment.encoder_folder)
_library = library_for(
    _environment.knowledge_engine,
    _encoder.name,
    _environment.knowledge_bucket,
    _environment.knowledge_endpoint,
    _environment.region,
)
handler = agent_handler(AgentName.KNOWLEDGE, load(_encoder, _library))
