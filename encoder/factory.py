"""Which encoder this process uses, and what must lie around it."""

from functools import cache
from pathlib import Path
from typing import Literal

from encoder.protocol import Encoder

EncoderChoice = Literal["local", "bedrock", "cohere"]
"""`bedrock` is Amazon Titan on Bedrock, `cohere` Cohere Embed v4 there."""


@cache
def encoder_for(choice: EncoderChoice, region: str, folder: Path | None = None) -> Encoder:
    """Build the encoder once a process. Imports only the chosen one: langchain-aws alone takes a second to import.

    `folder` holds the files of the local encoder, if not at their usual place. Around those on Bedrock personal data
    is masked. Raises `ConfigurationError` if files are missing or broken, or the model is not offered in the region.
    """
    if choice == "local":
        from encoder.local import LocalEncoder

        return LocalEncoder(folder)
    from encoder.bedrock import TITAN, BedrockEncoder, cohere_in
    from encoder.masked import MaskedEncoder
    from privacy import detect, mask

    remote = cohere_in(region) if choice == "cohere" else BedrockEncoder(TITAN, region)
    return MaskedEncoder(remote, lambda text: mask(text, detect(text)).text)
