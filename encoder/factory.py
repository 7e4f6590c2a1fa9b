"""Which encoder this process uses, and what must lie around it."""

from functools import cache
from pathlib import Path
from typing import Literal

from encoder.protocol import Encoder

EncoderChoice = Literal["local", "bedrock"]


@cache
def encoder_for(choice: EncoderChoice, region: str, folder: Path | None = None) -> Encoder:
    """Build the encoder once a process. Imports only the chosen one: langchain-aws alone takes a second to import.

    `folder` holds the files of the local encoder, if not at their usual place. Around the one on Bedrock personal data
    is masked. Raises `ConfigurationError` if files are missing or broken.
    """
    if choice == "bedrock":
        from encoder.bedrock import BedrockEncoder
        from encoder.masked import MaskedEncoder
        from privacy import detect, mask

        return MaskedEncoder(BedrockEncoder(region), lambda text: mask(text, detect(text)).text)
    from encoder.local import LocalEncoder

    return LocalEncoder(folder)
