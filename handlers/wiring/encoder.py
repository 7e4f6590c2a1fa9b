"""The encoder of this process."""

from encoder import Encoder
from encoder.factory import encoder_for
from handlers.environment import EncoderEnvironment


def encoder(environment: EncoderEnvironment) -> Encoder:
    """Return the encoder, the same at every call."""
    return encoder_for(environment.encoder, environment.region, environment.encoder_folder)
