"""What is held back together: a template, and whatever resembles it."""

from privacy.spans import PiiType, Span
from training.privacy.folds import FOLDS, folds_of
from training.privacy.presidio import Example

OTHERS = [
    Example(f"{word} of the {word}s is {word}ly there", (), 10 + n)
    for n, word in enumerate(("cat", "dog", "owl", "fox"))
]


def named(text: str, name: str, template: int) -> Example:
    start = text.index(name)
    return Example(text, (Span(start=start, end=start + len(name), type=PiiType.PERSON),), template)


def test_sentences_of_one_template_are_in_one_fold_and_every_fold_has_some() -> None:
    examples = [example for example in OTHERS for _ in range(3)]
    folds = folds_of(examples)
    assert all(len({fold for one, fold in zip(examples, folds, strict=True) if one is kept}) == 1 for kept in OTHERS)
    assert set(folds) == set(range(FOLDS))


def test_templates_that_differ_in_a_word_are_held_back_together_whatever_the_names() -> None:
    one = named("please correct my name to Ada Lovelace", "Ada Lovelace", 1)
    like_it = named("please do correct my name to Bo", "Bo", 2)
    folds = folds_of([one, *OTHERS, like_it])
    assert folds[0] == folds[-1]
