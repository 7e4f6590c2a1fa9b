"""The heads of the sentiment agent that tell danger, from sentences written for it."""

from typing import Final

from agents.sentiment.assess import head_file
from danger.pieces import pieces
from danger.settle import SELF_HARM
from danger.words import HARMLESS, HEAD
from languages.word_head import WordHead
from training.fit import Recipe, fit_head, fit_word_head
from training.network import Shape, fit_network
from training.run import Run
from training.sentiment.danger import HARMLESS_GROUPS, MIXED, Pairs, danger_pairs, word_pairs
from training.vectors import encode_all, tones_of
from training.written import write_head

DANGEROUS: Final = "danger"
MEANING: Final = Shape(units=48, networks=3, rounds=12, held=0.3)
"""Decision 10 says what was tried."""
WORDS: Final = Recipe(regularisation=10.0, temperature=1.0)
"""With no temperature both heads together are as often right as they are sure on families that they never saw. One
measured on sentences held back one by one makes them too sure: their families and copies stay behind."""
KIND: Final = Recipe(regularisation=10.0, vector_scale=3.0, with_ngrams=True)


def train_danger(run: Run) -> None:
    """Danger or `harmless`, and the kind that a danger would be."""
    pairs, encoder = danger_pairs(run.folder("sentiment")), run.encoder
    texts, kinds = zip(*pairs, strict=True)
    run.say(f"{len(pairs)} sentences")
    is_danger = [kind != HARMLESS for kind in kinds]
    network = fit_network(encoder.name, DANGEROUS, tones_of(encoder, texts), is_danger, MEANING)
    write_head(network, head_file(encoder.name, "danger"))
    dangers, of_kind = zip(*(pair for pair in pairs if pair[1] not in (HARMLESS, MIXED)), strict=True)
    head = fit_head(encoder.name, encode_all(encoder, dangers), dangers, of_kind, KIND, pieces=pieces)
    write_head(head, head_file(encoder.name, "danger_kind"))


def train_danger_words(run: Run) -> None:
    """Danger, the wish to die, or none, by words alone: one head for every encoder."""
    tweets = run.folder("sentiment")
    learnt = word_pairs(danger_pairs(tweets), tweets)
    run.say(f"{len(learnt)} sentences")
    write_head(fit_words(learnt), HEAD)


def fit_words(learnt: Pairs) -> WordHead:
    """Return the head over words alone that learned these (text, group) pairs.

    What is harmless is a class for each who says it; the head sums them up again.
    """
    labels = [word_label(group) for _, group in learnt]
    classes = [group if label == HARMLESS else label for label, (_, group) in zip(labels, learnt, strict=True)]
    return fit_word_head([text for text, _ in learnt], labels, WORDS, pieces, classes)


def word_label(group: str) -> str:
    """Return what the head over words alone calls a group: it tells apart only what is answered otherwise."""
    if group in HARMLESS_GROUPS:
        return HARMLESS
    return SELF_HARM if group == SELF_HARM else DANGEROUS
