"""Several requests in one message: "is my car ready, and can I pay by card?"."""

import re
from functools import cache

from agents.intent.catalogue import Intent
from agents.intent.policy import MIN_CLAUSE_CONFIDENCE, MIN_CLAUSE_WORDS, READ_CLAUSES
from agents.intent.probable import Heads
from contracts.findings.intent import ScoredIntent
from contracts.policy import MIN_INTENT_CONFIDENCE
from encoder import Encoder, questions_in_time, sentences
from languages.topic import merged, words_of_all
from languages.topics.clauses import Clauses


def clauses(sentence: str) -> list[str]:
    """A sentence cut at words such as "and", where both sides are long enough to be a request of their own."""
    first, *rest = _joints().split(sentence)
    parts = [first]
    for joint, part in zip(rest[::2], rest[1::2], strict=True):
        if len(parts[-1].split()) >= MIN_CLAUSE_WORDS and len(part.split()) >= MIN_CLAUSE_WORDS:
            parts.append(part)
        else:
            parts[-1] += joint + part
    return parts


def requests(text: str, encoder: Encoder, heads: Heads, catalogue: dict[str, Intent]) -> list[ScoredIntent]:
    """What a message of several sentences or clauses clearly asks for, once each, in its order; nothing for others.

    Phrases such as thanks are no request. A danger counts as soon as it is more than a guess, as in a whole message.
    Each clause is encoded by itself, about 10 ms each; most messages have one.
    """
    parts = [clause for sentence in sentences(text) for clause in clauses(sentence)][:READ_CLAUSES]
    found: dict[str, float] = {}
    for part, vector in zip(parts, questions_in_time(parts, encoder), strict=True) if len(parts) > 1 else ():
        name, share = next(iter(heads.probabilities(part, vector).items()))
        entry = catalogue.get(name)
        least = MIN_INTENT_CONFIDENCE if entry and entry.handled_by == "emergency" else MIN_CLAUSE_CONFIDENCE
        if entry and entry.handled_by != "phrase" and share >= least:
            found[name] = max(share, found.get(name, 0.0))
    return [ScoredIntent(intent=name, confidence=share) for name, share in found.items()]


@cache
def _joints() -> re.Pattern[str]:
    """What joins two requests, in every language: people mix them."""
    words = words_of_all(Clauses)
    joining, after, alone = (
        "|".join(map(re.escape, merged(lists)))
        for lists in (
            [each.joining for each in words],
            [each.after_joining for each in words],
            [each.joining_alone for each in words],
        )
    )
    return re.compile(rf"(,?\s+(?:(?:{joining})(?:\s+(?:{after}))?|{alone}|[+&])\s+)", re.IGNORECASE)
