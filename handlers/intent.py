"""The intent agent as a Lambda."""

from agents.intent import load
from contracts.turn import AgentName
from handlers.agent import agent_handler
from handlers.environment import EncoderEnvironment, read_environment
from handlers.wiring.encoder import encoder

handler = agent_handler(AgentName.INTENT, load(encoder(read_environment(EncoderEnvironment))))
