"""A trained classifier that reads words alone: logistic regression over pieces of words, stored as one small file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from contracts.errors import ConfigurationError
from languages.ngrams import Ngrams, Vector, ngrams, weighted

WORDS: Final = "words"
"""In the place of an encoder's name in a file: the head reads no vector, so that it serves every encoder."""


class NgramWeights(NamedTuple):
    """What a head learned about pieces of words: `weights[i]`, one number a class, belongs to place `places[i]`."""

    idf: Vector
    """Of every place, shape (PLACES,): also those without weights count in the length of a text."""
    places: NDArray[np.int32]
    """Ascending."""
    weights: NDArray[np.float16]

    def scores(self, found: Ngrams) -> Vector:
        """What the pieces of a text add to each class, shape (classes,)."""
        row = np.searchsorted(self.places, found.places)
        row[row == len(self.places)] = 0
        known = self.places[row] == found.places
        added: Vector = weighted(found, self.idf)[known] @ self.weights[row[known]].astype(np.float32)
        return added

    def scores_each(self, found: Sequence[Ngrams]) -> NDArray[np.float32]:
        """The same for many texts at once, shape (texts, classes): far less work for short ones than one by one."""
        places = np.concatenate([each.places for each in found])
        values = (1 + np.log(np.concatenate([each.counts for each in found]))) * self.idf[places]
        row = np.minimum(np.searchsorted(self.places, places), len(self.places) - 1)
        known = self.places[row] == places
        text = np.repeat(np.arange(len(found)), [len(each.places) for each in found])
        added = values[:, None] * np.where(known[:, None], self.weights[row], 0)
        *scores, squares = (np.bincount(text, column, len(found)) for column in (*added.T, values**2))
        return (np.stack(scores, axis=1) / np.maximum(np.sqrt(squares), 1e-9)[:, None]).astype(np.float32)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """How they are stored; `ngram_weights` reads them."""
        return {"idf": self.idf.astype(np.float16), "places": self.places, "ngram_weights": self.weights}


class WordHead(NamedTuple):
    """Multinomial logistic regression over pieces of words. `bias` has shape (classes,)."""

    labels: tuple[str, ...]
    bias: Vector
    weights: NgramWeights

    def probabilities(self, text: str) -> dict[str, float]:
        """Probability of each label, most probable first; they sum to 1."""
        return self.judge(ngrams(text))

    def judge(self, found: Ngrams) -> dict[str, float]:
        """The same for pieces that were counted already, or otherwise than `ngrams` does."""
        return shares_of(self.labels, self.bias + self.weights.scores(found))

    def judge_each(self, found: Sequence[Ngrams]) -> list[dict[str, float]]:
        """The same for the pieces of many texts, at once."""
        return [shares_of(self.labels, self.bias + scores) for scores in self.weights.scores_each(found)]

    def save(self, path: Path) -> None:
        """Write the head as an `.npz` file; weights are kept in 16 bits."""
        write_arrays(path, WORDS, self.labels, {"bias": self.bias.astype(np.float32), **self.weights.arrays()})


def shares_of(labels: Iterable[str], logits: Vector) -> dict[str, float]:
    """Probability of each label, most probable first; a label that has several classes sums theirs up."""
    exponentials = np.exp(logits - logits.max())
    shares = exponentials / exponentials.sum()
    summed: dict[str, float] = {}
    for label, share in zip(labels, shares, strict=True):
        summed[label] = min(1.0, summed.get(label, 0.0) + float(share))  # a sum of roundings may exceed it
    return dict(sorted(summed.items(), key=lambda item: -item[1]))


def load_word_head(path: Path, retrain: str) -> WordHead:
    """Read a head. Raises `ConfigurationError` if it is missing or broken, or reads more than words."""
    with stored_head(path, WORDS, retrain) as stored:
        weights = ngram_weights(stored)
        if weights is None:
            raise KeyError("idf")
        return WordHead(labels_of(stored), stored["bias"].astype(np.float32), weights)


def write_arrays(path: Path, encoder: str, labels: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write the file of a head; `stored_head` reads it."""
    named: dict[str, Any] = {"encoder": np.array(encoder), "labels": np.array(labels), **arrays}
    np.savez_compressed(path, **named)


@contextmanager
def stored_head(path: Path, encoder: str, retrain: str) -> Iterator[Mapping[str, Any]]:
    """The arrays of a file, to be read inside the block.

    Raises `ConfigurationError` if the file is missing or broken, or was trained for another `encoder`; it names the
    command that makes it anew.
    """
    name = f"{path.parent.name}/{path.name}"
    if not path.exists():
        raise ConfigurationError(f"{name} is missing: make it with `{retrain}`")
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            trained_for = str(stored["encoder"])
            if trained_for != encoder:
                raise ConfigurationError(f"{name} was trained for {trained_for}, not {encoder}: run `{retrain}`")
            yield stored
    except (OSError, EOFError, BadZipFile, ValueError, KeyError) as error:
        raise ConfigurationError(f"{name} cannot be read ({type(error).__name__}): run `{retrain}`") from error


def labels_of(stored: Mapping[str, Any]) -> tuple[str, ...]:
    """The label of each class."""
    return tuple(str(label) for label in stored["labels"])


def ngram_weights(stored: Mapping[str, Any]) -> NgramWeights | None:
    """What the head learned about pieces of words, if it looks at them."""
    if "idf" not in stored:
        return None
    return NgramWeights(stored["idf"].astype(np.float32), stored["places"], stored["ngram_weights"])
