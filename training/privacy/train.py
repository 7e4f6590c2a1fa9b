"""The tagger of names and addresses, and its gazetteer; both know nothing of the encoder.

Learns from `templates.yaml` (synthetic, four languages, filled by Faker) and from the templates of
`presidio_train.json` (microsoft/presidio-research, MIT, synthetic, English); and, as sentences that hold no personal
data, from the examples of intents (synthetic) and from CLINC150 (CC BY 3.0). Sentences are drawn with a fixed seed.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from privacy.addresses import streets
from privacy.detect import by_rules
from privacy.features import features
from privacy.gazetteer import FILE, Gazetteer, key_of, load_gazetteer, save_gazetteer
from privacy.spans import PiiType
from privacy.tagger import LABELS, OUTSIDE, WEIGHTS
from privacy.tokens import WORD, Token, tokenize
from training.intent.examples import read_clinc, read_intents
from training.privacy.made_up import MadeUp, towns
from training.privacy.names import PEOPLE, SERVED, common_words, names_of
from training.privacy.presidio import Example, read_examples
from training.privacy.samples import NAMED_SHARE, SLOT, Piece, Sample, careless, generate, joined, named, read_templates
from training.run import Run

if TYPE_CHECKING:
    import pycrfsuite

SEED: Final = 20
PERSONAL_PER_TEMPLATE: Final = 20
PLAIN_PER_TEMPLATE: Final = 16
TIMES_EXAMPLES: Final = 5
"""How often each sentence of the data is learned from, written anew each time, with other names."""
OTHER_NAMES: Final = 0.6
"""Share of the data's names that are replaced by made-up ones."""
WITHOUT_GAZETTEER: Final = 0.35
"""Share of sentences learned from without hints, so that a name missing from the gazetteer is found too."""
FREQUENT: Final = 4
"""A word that occurs as often in plain sentences is an ordinary one, even if a first name in a foreign country."""
FORGOTTEN: Final = 0.15
"""Share of tokens whose word is hidden while learning, since most words of real messages are not in the templates."""
TITLED: Final = re.compile(r"\b(?:Mrs?|Ms|Herrn?|Frau|Madame|Mme|Monsieur|Señora?|Sra?)\.? [A-ZÄÖÜÉ]", re.IGNORECASE)
OURS: Final = 99
"""Fold of what is always learned from."""
NONE: Final = -1
"""Fold of nothing."""
L1: Final = 0.4
L2: Final = 0.02
ITERATIONS: Final = 90


def plain_texts() -> list[list[str]]:
    """Return sentences without personal data, source by source."""
    ours = [text for intent in read_intents() for texts in intent.examples.values() for text in texts]
    return [ours, [one.text for one in read_clinc("validation")], [one.text for one in read_clinc("train")]]


def ordinary_words(plain: Iterable[Sequence[str]]) -> set[str]:
    """Words that are no name by themselves: Faker's, those of plain templates, and frequent ones of plain sentences."""
    templates = read_templates()
    lines = [
        line for kinds in templates.kinds.values() for kind in ("plain", "opening", "closing") for line in kinds[kind]
    ]
    lists = [values for named in templates.lists.values() for key, values in named.items() if key != "streets"]
    lines += [str(value) for values in lists for value in values]
    own = {word for line in lines for word in WORD.findall(SLOT.sub(" ", line).lower())}
    counts = Counter(word for texts in plain for text in texts for word in WORD.findall(text.lower()))
    names = {key_of(name) for name in names_of("first_name", SERVED)}
    frequent = {word for word, count in counts.items() if count >= FREQUENT and key_of(word) not in names}
    faker = {word.lower() for words in common_words().values() for word in words}
    return {word for word in own | frequent | faker if len(word) > 1 and word.isalpha()}


def build_gazetteer(plain: Iterable[Sequence[str]]) -> Gazetteer:
    """Write the file of names and towns, and read it back."""
    places = {
        part
        for language in PEOPLE.locales
        for town in towns(language)
        for part in town.replace("-", " ").split()
        if len(part) > 3
    }
    ordinary = ordinary_words(plain)
    save_gazetteer({"F": names_of("first_name"), "L": names_of("last_name"), "T": places, "C": ordinary})
    load_gazetteer.cache_clear()
    return load_gazetteer(FILE)


def samples_of(example: Example, random: Random, other_names: float) -> Iterator[Sample]:
    """A sentence of the data, several times, with some of its names replaced by made-up ones."""
    made_up = MadeUp(random)
    for _ in range(TIMES_EXAMPLES):
        pieces, at = [], 0
        for span in (span for span in example.spans if span.type in LABELS):
            value = example.text[span.start : span.end]
            if span.type is PiiType.PERSON and random.random() < other_names:
                value = made_up.person("en")
            pieces += [Piece(example.text[at : span.start]), Piece(value, span.type)]
            at = span.end
        yield joined(careless([*pieces, Piece(example.text[at:])], random))


def plain_samples(plain: Iterable[str], gazetteer: Gazetteer, random: Random) -> Iterator[Sample]:
    """Sentences without personal data, some carelessly written; those that may hold a name are left out."""
    made_up, lists = MadeUp(random), read_templates().lists
    for text in plain:
        words = text.replace("'", " ").split()
        if not (
            any("F" in gazetteer.get(key_of(word), "") for word in words) or TITLED.search(text) or any(streets(text))
        ):
            pieces = [Piece(text)]
            if random.random() < NAMED_SHARE:
                language = random.choice([*PEOPLE.locales])
                pieces = named(pieces, made_up, language, lists[language]["streets"])
            yield joined(careless(pieces, random))


def labels_of(sample: Sample, tokens: Iterable[Token]) -> list[str]:
    """The label of each token."""
    marks = [OUTSIDE] * len(sample.text)
    for span in sample.spans:
        marks[span.start : span.end] = [span.type.value] * (span.end - span.start)
    return [OUTSIDE if token.by_rule else marks[token.start] for token in tokens]


def learn(
    examples: Sequence[Example], folds: Sequence[int], gazetteer: Gazetteer, other_names: float = OTHER_NAMES
) -> "pycrfsuite.Trainer":
    """Collect what the tagger sees of each sentence: of the data by fold, of all others as `OURS`."""
    import pycrfsuite

    random, plain = Random(SEED), plain_texts()  # noqa: S311 - sentences, no secrets
    sentences = [(one, OURS) for one in generate(read_templates(), PERSONAL_PER_TEMPLATE, PLAIN_PER_TEMPLATE, SEED)]
    for example, fold in zip(examples, folds, strict=True):
        sentences += [(one, fold) for one in samples_of(example, random, other_names)]
    sentences += [(one, OURS) for texts in plain for one in plain_samples(texts, gazetteer, random)]
    trainer = pycrfsuite.Trainer(verbose=False)
    for number, (sample, group) in enumerate(sentences, start=1):
        tokens = tokenize(sample.text, by_rules(sample.text))
        hints = {} if random.random() < WITHOUT_GAZETTEER else gazetteer
        if tokens:
            rows = [_forgotten(row) if random.random() < FORGOTTEN else row for row in features(tokens, hints)]
            trainer.append(rows, labels_of(sample, tokens), group)
        if number % 1000 == 0 or number == len(sentences):
            print(f"\r  read {number}/{len(sentences)} sentences", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return trainer


def fit(trainer: "pycrfsuite.Trainer", path: Path, without: int = NONE) -> None:
    """Fit on what was collected, without one of its folds, and write the weights."""
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ITERATIONS, "feature.possible_transitions": True})
    trainer.set_params({"feature.minfreq": 3})
    trainer.train(str(path), without)


def _forgotten(row: list[str]) -> list[str]:
    """Features of a token as if its word had never been seen."""
    return [feature for feature in row if not feature.startswith(("w=", "p3=", "e4=", "e3="))]


def train(run: Run) -> None:
    """Train, and write the tagger's weights and the gazetteer."""
    examples = read_examples(run.folder("pii"))
    trainer = learn(examples, [OURS] * len(examples), build_gazetteer(plain_texts()))
    run.say("fitting takes some minutes")
    part = WEIGHTS.with_suffix(".part")
    fit(trainer, part)
    part.replace(WEIGHTS)
    run.say(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1e6:.2f} MB")
