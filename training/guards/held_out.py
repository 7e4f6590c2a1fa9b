"""How probable an attack messages are to heads that learned neither from them nor from any of their family.

Cross-validated: every fold leaves out whole families of jailbreaks (copies and their changes), and a fifth of the rest.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple

from guards.attacks import HARMLESS, worst_shares
from guards.disguises import unhidden
from languages.word_head import WordHead
from training.guards.attacks import ASKED, TOLD, fit_attacks, harmless_pairs, some_windows
from training.guards.collected import families, jailbreaks, prompt_leaks
from training.guards.written import Pairs, written_attacks

FOLDS: Final = 5
SEED: Final = 3

Source = Literal["jailbreaks", "questions for the prompt", "written", "look-alikes", "real", "other"]
"""`written` are attacks of ours, `real` is what people say, and `other` what is harmless and synthetic."""


class Example(NamedTuple):
    """A message, what it is, where it comes from, and what has to be left out with it."""

    text: str
    label: str
    source: Source
    family: int


def held_out(data: Path) -> dict[Source, list[float]]:
    """Return what five heads say, by source; `data` is the folder with the data. Takes some minutes."""
    examples, found = list(all_examples(data)), defaultdict[Source, list[float]](list)
    lot = random.Random(SEED)  # noqa: S311  # no secret hangs on it
    fold_of = {family: lot.randrange(FOLDS) for family in dict.fromkeys(one.family for one in examples)}
    for fold in range(FOLDS):
        head = fit_attacks([pair for one in examples if fold_of[one.family] != fold for pair in learned(one)])
        for one in examples:
            if fold_of[one.family] == fold:
                found[one.source].append(probability(head, one.text))
    return dict(found)


def all_examples(data: Path) -> Iterator[Example]:
    """Yield all that the head learns from; a text that is no jailbreak is a family of its own."""
    jailbreaking = jailbreaks(data / "guard")
    harmless = harmless_pairs(data / "sentiment", data / "retrieval")
    for text, family in zip(jailbreaking, families(jailbreaking), strict=True):
        yield Example(text, "jailbreak", "jailbreaks", family)
    number = len(jailbreaking)
    others: Mapping[Source, Pairs] = {
        "questions for the prompt": [(text, "prompt_leak") for text in prompt_leaks(data / "guard")],
        "written": [pair for pair in written_attacks() if pair[1] != HARMLESS],
        "look-alikes": [pair for pair in written_attacks() if pair[1] == HARMLESS],
        "real": [pair for pair in harmless if pair[1] in (ASKED, TOLD)],
        "other": [pair for pair in harmless if pair[1] not in (ASKED, TOLD)],
    }
    for source, pairs in others.items():
        for text, label in pairs:
            yield Example(text, label, source, number)
            number += 1


def learned(one: Example) -> Pairs:
    """Return what the head learns from an example: of a jailbreak, some windows."""
    texts: Sequence[str] = some_windows(one.text) if one.source == "jailbreaks" else [one.text]
    return [(text, one.label) for text in texts]


def probability(head: WordHead, text: str) -> float:
    """Return how probable an attack a message, as it was written, is to a head."""
    return 1 - worst_shares(head, unhidden(text))[HARMLESS]
