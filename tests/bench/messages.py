"""What customers say in the measurements: real sentences."""

from typing import Final

from training.intent.examples import read_clinc

MESSAGES: Final = 340


def messages() -> list[str]:
    """Real sentences from the validation part of CLINC150 (English), spread over its intents."""
    every = [example.text for example in read_clinc("validation")]
    return every[:: len(every) // MESSAGES][:MESSAGES]
