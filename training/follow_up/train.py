"""Fit the head that tells follow-ups from messages that stand by themselves."""

from typing import Final

from knowledge.follow_up import FOLLOW_UP, WHOLE, head_file
from training.fit import Recipe, fit_head
from training.follow_up.pairs import PAIRS_OF_INVENTED, read_corrections, read_pairs
from training.intent.examples import read_clinc, read_follow_ups, read_intents
from training.run import Run
from training.vectors import encode_all
from training.written import write_head

RECIPE: Final = Recipe(regularisation=0.3, prior={FOLLOW_UP: 0.5, WHOLE: 0.5})
"""Between 0.3 and 3 the area under the curve on pairs it did not see is the same: the strongest stays."""
CLINC_EVERY: Final = 6
"""Of CLINC150's sentences each so many-th is learned from: some 2,000."""


def train(run: Run) -> None:
    """Fit the head and write it."""
    texts, labels = zip(*follow_ups_and_others(), strict=True)
    run.say(f"{len(texts)} sentences, {labels.count(FOLLOW_UP)} of them follow-ups")
    head = fit_head(run.encoder.name, encode_all(run.encoder, texts), texts, labels, RECIPE)
    write_head(head, head_file(run.encoder.name))


def follow_ups_and_others() -> list[tuple[str, str]]:
    """Everything the head learns from: our own messages (synthetic, five languages), and CLINC150 (real, English)."""
    pairs = read_pairs() + read_pairs(PAIRS_OF_INVENTED)
    follow_ups = [text for texts in read_follow_ups().values() for text in texts]
    follow_ups += [text for texts in read_corrections().values() for text in texts]
    follow_ups += [pair.text for pair in pairs if pair.kind != "new"]
    others = [text for intent in read_intents() for texts in intent.examples.values() for text in texts]
    others += [example.text for example in read_clinc("train")[::CLINC_EVERY]]
    others += [text for pair in pairs for text in (pair.before, *([pair.text] if pair.kind == "new" else []))]
    return [(text, FOLLOW_UP) for text in follow_ups] + [(text, WHOLE) for text in others]
