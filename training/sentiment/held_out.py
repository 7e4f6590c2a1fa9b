"""How probable a danger each sentence is to heads that never saw it: neither the sentence, nor any of its family.

Cross-validated: each sentence is judged once, by heads fitted as those in use on the other four fifths. One fifth alone
says too little: of five, its threshold would lie anywhere within a factor of two.
"""

import random
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.sentiment.assess import together
from danger.pieces import pieces_of
from danger.words import HARMLESS, judged_parts
from encoder import Encoder, Matrix
from training.network import fit_network
from training.sentiment.danger import Pairs, danger_pairs, real_messages, word_pairs, written_pairs
from training.sentiment.denials import said
from training.sentiment.train import DANGEROUS, MEANING, fit_words
from training.vectors import tones_of

FOLDS: Final = 5
SEED: Final = 2

Numbers = NDArray[np.float32]


class JudgedDangers(NamedTuple):
    """Probabilities of danger of sentences, each by heads that did not learn from it, by what they are."""

    dangers: Numbers
    """Sentences written as dangers."""
    ordinary: Numbers
    """What real people say without danger. Synthetic requests are left out: some tell of a danger in passing."""
    folds: NDArray[np.intp]
    """The fold of each of the ordinary ones."""
    dangers_by_words: Matrix
    """What the head over words alone says of the dangers: as a whole, and of their worst sentence, a row each."""
    ordinary_by_words: Matrix
    """The same of the ordinary ones."""


def judged_dangers(encoder: Encoder, tweets: Path) -> JudgedDangers:
    """Return what the heads say of all sentences, together as the sentiment agent judges them.

    `tweets` holds a folder a language.
    """
    pairs = danger_pairs(tweets)
    tones, fold = tones_of(encoder, [text for text, _ in pairs]), folds(len(pairs))
    found, words = np.empty(len(pairs), np.float32), np.empty((len(pairs), 2), np.float32)
    for held in (fold == number for number in range(FOLDS)):
        by_meaning, by_words = judged_by_meaning(encoder.name, tones, pairs, held), judged_by_words(pairs, held, tweets)
        found[held] = [together(*each) for each in zip(by_meaning, by_words[:, 0].tolist(), strict=True)]
        words[held] = by_words
    is_danger = np.array([kind != HARMLESS for _, kind in pairs])
    real = set(real_messages(tweets))
    is_ordinary = ~is_danger & np.array([text in real for text, _ in pairs])
    return JudgedDangers(found[is_danger], found[is_ordinary], fold[is_ordinary], words[is_danger], words[is_ordinary])


def folds(rows: int) -> NDArray[np.intp]:
    """Return the fold of each row of `danger_pairs`: a family of denials lies in one, the rest by lot."""
    lot, first = random.Random(SEED), len(written_pairs())  # noqa: S311  # no secret hangs on it
    families = list(dict.fromkeys(one.family for one in said()))
    lot.shuffle(families)
    of_family = {family: number % FOLDS for number, family in enumerate(families)}
    denials = {first + number: of_family[one.family] for number, one in enumerate(said())}
    return np.array([denials[row] if row in denials else lot.randrange(FOLDS) for row in range(rows)])


def judged_by_meaning(encoder: str, tones: Matrix, pairs: Pairs, held: NDArray[np.bool_]) -> list[float]:
    """Return what a network over meaning that learned from the others says of the rows held back."""
    learnt = [kind != HARMLESS for (_, kind), back in zip(pairs, held, strict=True) if not back]
    network = fit_network(encoder, DANGEROUS, tones[~held], learnt, MEANING)
    return [network.probability(tone) for tone in tones[held]]


def judged_by_words(pairs: Pairs, held: NDArray[np.bool_], tweets: Path) -> Matrix:
    """Return the same of a head over words alone: of each row as a whole, and of its worst sentence."""
    learnt = [pair for pair, back in zip(pairs, held, strict=True) if not back]
    head = fit_words(word_pairs(learnt, tweets))
    parts = [[text, *judged_parts(text)] for (text, _), back in zip(pairs, held, strict=True) if back]
    judged = [[1 - shares[HARMLESS] for shares in head.judge_each(list(pieces_of(each)))] for each in parts]
    return np.array([(each[0], max(each)) for each in judged], np.float32)
