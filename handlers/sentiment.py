"""The sentiment agent as a Lambda."""

from agents.sentiment import load
from contracts.turn import AgentName
from encoder.factory import encoder_for
from handlers.agent import agent_handler
from handlers.environment import EncoderEnvironment, read_environment

_environment = read_environment(EncoderEnvironment)
handler = agent_handler(
    AgentName.SENTIMENT, load(encoder_for(_environment.encoder, _environment.region, _environment.encoder_folder))
)
