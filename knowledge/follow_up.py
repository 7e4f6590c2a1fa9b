"""How likely a message means something only after the answer before it: "and what does that cost?"

A head over the message's vector, made by `python -m training follow_up`. The judge of answers weighs what it says:
after an answer the other passages of its page are likely to be meant, and those elsewhere are not.
"""

from functools import cache
from pathlib import Path
from typing import Final

from encoder.folders import file_for
from encoder.head import LinearHead, load_head
from encoder.protocol import Vector

HEADS: Final = Path(__file__).with_name("heads")
RETRAIN: Final = "python -m training follow_up"
FOLLOW_UP: Final = "follow_up"
WHOLE: Final = "whole"
"""A message that stands by itself."""


def head_file(encoder: str) -> Path:
    """Return where the head for an encoder lies."""
    return file_for(HEADS, encoder, "follow_up.npz")


@cache
def follow_up_head(encoder: str) -> LinearHead:
    """Read the head. Raises `ConfigurationError` if it does not fit the encoder of this name."""
    return load_head(head_file(encoder), encoder, RETRAIN)


def follows_on(head: LinearHead, vector: Vector) -> float:
    """Return how likely a message goes on from the one before, 0..1, by its vector."""
    return head.probabilities(vector)[FOLLOW_UP]
