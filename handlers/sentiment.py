"""The sentiment agent as a Lambda."""

from agents.sentiment import load
from contracts.turn import AgentName
from handlers.agent import agent_handler
from handlers.environment import EncoderEnvironment, ModelsEnvironment, read_environment
from handlers.wiring.encoder import encoder
from handlers.wiring.models import models

handler = agent_handler(
    AgentName.SENTIMENT,
    load(encoder(read_environment(EncoderEnvironment)), models(read_environment(ModelsEnvironment))),
)
