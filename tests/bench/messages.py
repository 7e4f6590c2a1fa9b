"""What customers say in the measurements: real sentences."""

from itertools import chain
from pathlib import Path
from typing import Final

from training.intent.examples import read_clinc
from training.tweets import FOLDERS, read_texts, readable

MESSAGES: Final = 340
LONGER_MESSAGES: Final = 120


def messages() -> list[str]:
    """Real sentences from the validation part of CLINC150 (English), spread over its intents."""
    every = [example.text for example in read_clinc("validation")]
    return every[:: len(every) // MESSAGES][:MESSAGES]


def longer_messages(words: int, tweets: Path) -> list[str]:
    """Real tweets of the folder `sentiment/`, in four languages in turn, strung together until each has so many words.

    Nobody may ship long messages of real customers, and a tweet has some 20 words.
    """
    per_language = [_strung(read_texts(tweets / folder, "train"), words) for folder in FOLDERS.values()]
    return list(chain.from_iterable(zip(*per_language, strict=False)))[:LONGER_MESSAGES]


def _strung(texts: list[str], words: int) -> list[str]:
    made, together = list[str](), list[str]()
    for text in texts:
        together += readable(text).split()
        if len(together) >= words:
            made.append(" ".join(together))
            together = []
    return made
