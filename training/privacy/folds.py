"""Which sentences of the data are held back together: those of one template, and of templates nearly the same."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from training.privacy.presidio import Example

FOLDS: Final = 4
SAME_WORDS: Final = 0.5
"""Share of words in common (Jaccard) from which two templates are nearly the same; types count as words."""


def folds_of(examples: Sequence[Example]) -> list[int]:
    """The fold of each sentence, below `FOLDS`."""
    from sklearn.model_selection import GroupKFold

    groups = _groups(examples)
    folds = np.zeros(len(examples), dtype=int)
    for fold, (_, held_back) in enumerate(GroupKFold(FOLDS).split(examples, groups=groups)):
        folds[held_back] = fold
    return [int(fold) for fold in folds]


def _groups(examples: Sequence[Example]) -> list[int]:
    """The group of each sentence: templates that resemble each other, directly or by way of others."""
    from scipy.sparse.csgraph import connected_components

    words = {example.template: _words(example) for example in examples}
    held = list(words.values())
    near = np.array([[len(a & b) >= SAME_WORDS * len(a | b) for a in held] for b in held])
    group = dict(zip(words, connected_components(near)[1], strict=True))
    return [int(group[example.template]) for example in examples]


def _words(example: Example) -> frozenset[str]:
    """The words of a template: of a sentence with the type in the place of each entity."""
    text = example.text
    for span in reversed(example.spans):
        text = f"{text[: span.start]} {span.type} {text[span.end :]}"
    return frozenset(re.findall(r"\w+", text.lower()))
