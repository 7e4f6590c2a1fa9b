"""Which encoder this process uses."""

from functools import cache
from typing import Literal

from encoder.protocol import Encoder

EncoderChoice = Literal["local", "bedrock"]


@cache
def encoder_for(choice: EncoderChoice, region: str) -> Encoder:
    """Build the encoder once a process. Imports only the chosen one: langchain-aws alone takes a second to import."""
    if choice == "bedrock":
        from encoder.bedrock import BedrockEncoder

        return BedrockEncoder(region)
    from encoder.local import LocalEncoder

    return LocalEncoder()
