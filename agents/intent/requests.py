"""Several requests in one message: "is my car ready, and can I pay by card?"."""

import re
from typing import Final

from agents.intent.catalogue import Intent
from contracts.findings import ScoredIntent
from contracts.policy import MIN_CLAUSE_CONFIDENCE, MIN_CLAUSE_WORDS, READ_CLAUSES
from encoder import Encoder, sentences
from encoder.head import LinearHead
from encoder.ngrams import ngrams

_JOINT: Final = re.compile(
    r"(?:,\s*|\s+)"
    r"(?:and(?: also)?|und(?: auch)?|et(?: aussi)?|y(?: también)?|e|also|sowie|außerdem|plus|además|puis)\s+",
    re.IGNORECASE,
)


def clauses(sentence: str) -> list[str]:
    """A sentence cut at words such as "and", where both sides are long enough to be a request of their own."""
    parts = [""]
    for part in _JOINT.split(sentence):
        if len(parts[-1].split()) >= MIN_CLAUSE_WORDS and len(part.split()) >= MIN_CLAUSE_WORDS:
            parts.append(part)
        else:
            parts[-1] = f"{parts[-1]} {part}".lstrip()
    return parts


def requests(text: str, encoder: Encoder, head: LinearHead, catalogue: dict[str, Intent]) -> list[ScoredIntent]:
    """What a message of several sentences or clauses clearly asks for, once each, in its order; nothing for others.

    Phrases such as thanks are no request. Each clause is encoded by itself, about 10 ms each; most messages have one.
    """
    parts = [clause for sentence in sentences(text) for clause in clauses(sentence)][:READ_CLAUSES]
    found: dict[str, float] = {}
    for part, vector in zip(parts, encoder.questions(parts), strict=True) if len(parts) > 1 else ():
        name, share = next(iter(head.probabilities(vector, ngrams(part)).items()))
        if share >= MIN_CLAUSE_CONFIDENCE and name in catalogue and catalogue[name].handled_by != "phrase":
            found[name] = max(share, found.get(name, 0.0))
    return [ScoredIntent(intent=name, confidence=share) for name, share in found.items()]
