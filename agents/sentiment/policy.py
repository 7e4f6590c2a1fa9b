"""Numbers of the sentiment agent; from which probability on a sentence is a danger depends on the encoder."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from contracts.findings.sentiment import Sentiment

SUSPICION: Final = 0.15
"""Probability, judged by words alone, from which a sentence of a longer message is read by itself: 93 of 100 held-out
dangers reach it, and a sentence of one real message in 26."""
SUSPICIOUS_SENTENCES: Final = 3
"""Most sentences of one message that are read by themselves, the most dangerous sounding ones."""
DANGER_KIND_SHARE: Final = 0.8
"""Probability that the likeliest kind of a danger must have to be named. Of 11,200 written dangers that have one, each
held out with its family, nine in ten that reach it are of that kind; of those between 0.6 and 0.8 two in three. Below
it the reply gives advice that is right for any danger, since advice for the wrong one can do harm."""
LEAST_PROBABILITY: Final = 1e-6
"""Below it a head is not believed: no certainty of one outweighs the other for good."""
MODEL_TOKENS: Final = 120
"""Most tokens of a model's word on a message: three short fields take some 50."""
MODEL_SCORES: Final[Mapping[Sentiment, float]] = MappingProxyType({"negative": -0.6, "neutral": 0.0, "positive": 0.6})
"""Score of a mood that only a model has judged: clear, and not so extreme that it counts as anger by itself."""
MODEL_DANGER: Final = 0.9
"""Probability of a danger that a model sees in the message and the fast path does not: no intent lowers it again."""
