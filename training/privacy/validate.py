"""How the tagger does on templates that it never saw: fitted once for each fold of the data, without that fold.

Everything else is as in `train`, the gazetteer included. That the gazetteer holds many of the names is no leak: it is
made of lists that anybody has, not of the data. With `other_names` no name of the data is learned from at all.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from privacy.detect import detect
from privacy.gazetteer import load_gazetteer
from privacy.spans import Span
from privacy.tagger import open_tagger
from training.privacy.folds import FOLDS, folds_of
from training.privacy.presidio import read_examples
from training.privacy.train import OTHER_NAMES, fit, learn


def held_out(folder: Path, other_names: float = OTHER_NAMES) -> Iterator[tuple[tuple[Span, ...], tuple[Span, ...]]]:
    """For each sentence of the data what had to be found, and what a tagger finds that never saw its template."""
    examples = read_examples(folder)
    folds = folds_of(examples)
    trainer = learn(examples, folds, load_gazetteer(), other_names)
    with TemporaryDirectory() as made:
        for fold in range(FOLDS):
            path = Path(made) / f"{fold}.crfsuite"
            fit(trainer, path, without=fold)
            tagger = open_tagger(path)
            for example, own in zip(examples, folds, strict=True):
                if own == fold:
                    yield example.spans, detect(example.text, tagger=tagger)
