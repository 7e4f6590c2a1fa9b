"""What a training leaves: heads, each written as a whole or not at all."""

from collections.abc import Sequence
from pathlib import Path

from agents.intent.scope import Scope
from encoder import Encoder
from encoder.head import LinearHead
from encoder.network import Network
from knowledge.question_space import QuestionSpace
from languages.ngrams import ngrams
from languages.word_head import WordHead
from training.vectors import encode_all


def write_head(head: LinearHead | Network | WordHead | Scope | QuestionSpace, path: Path) -> None:
    """Write a head. The one before it stays until all of this one is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part.npz")
    head.save(part)
    part.replace(path)


def share_right(head: LinearHead, encoder: Encoder, held_out: Sequence[tuple[str, str]]) -> float:
    """Return the share of held-out (text, label) pairs whose label is the head's first."""
    vectors = encode_all(encoder, [text for text, _ in held_out])
    right = sum(
        next(iter(head.probabilities(vector, ngrams(text)))) == label
        for vector, (text, label) in zip(vectors, held_out, strict=True)
    )
    return right / len(held_out)
