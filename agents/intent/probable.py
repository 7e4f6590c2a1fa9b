"""How probable each intent is for one sentence: the judge of scope first, then the head that tells intents apart."""

from pathlib import Path
from typing import Final, NamedTuple

from agents.intent.scope import HEADS, OUT_OF_SCOPE, RETRAIN, Scope, load_scope
from encoder import Vector
from encoder.folders import file_for
from encoder.head import LinearHead, load_head
from languages.ngrams import ngrams

BORDER: Final = 0.5
"""Probability of being out of scope from which a sentence counts as such: the judge's border lies there."""


def head_file(encoder: str) -> Path:
    """Return where the head for an encoder lies."""
    return file_for(HEADS, encoder, "intent.npz")


class Heads(NamedTuple):
    """What a sentence is judged by."""

    intents: LinearHead
    """Tells the intents in scope apart."""
    scope: Scope

    def probabilities(self, text: str, vector: Vector) -> dict[str, float]:
        """Return the probability of each intent, which sum to 1; the first is what the sentence is taken for."""
        outside = self.scope.outside(vector)
        found = {
            name: share * (1 - outside) for name, share in self.intents.probabilities(vector, ngrams(text)).items()
        }
        return ranked(found | {OUT_OF_SCOPE: outside})


def load_heads(encoder: str) -> Heads:
    """Read the heads for an encoder.

    Raises `ConfigurationError` if one is missing or broken, or was trained on vectors of another encoder.
    """
    return Heads(load_head(head_file(encoder), encoder, RETRAIN), load_scope(encoder))


def ranked(found: dict[str, float]) -> dict[str, float]:
    """Return intents with the most probable first; what is likelier in scope than out of it has an intent there."""
    outside = found.get(OUT_OF_SCOPE, 0.0)
    ordered = sorted(found.items(), key=lambda item: -item[1])
    best = next(name for name, _ in ordered if outside >= BORDER or name != OUT_OF_SCOPE)
    return {best: found[best]} | dict(ordered)
