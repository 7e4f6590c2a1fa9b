"""Train the tagger: `python -m privacy.train --data DIR`.

Learns from `templates.yaml` (synthetic, four languages, filled by Faker) and from three quarters of the templates of
`DIR/presidio_train.json` (microsoft/presidio-research, MIT, synthetic, English), and writes `tagger.crfsuite` and
`gazetteer.z` beside this file. Sentences are drawn with a fixed seed. What ships was made with `--plain` three times,
for sentences that hold no personal data: `agents/intent/intents.yaml` (synthetic), and `clinc150_validation.jsonl` and
`clinc150_train.jsonl` of `agents/intent/data` (CLINC150, CC BY 3.0), in this order.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

import yaml

from contracts.errors import CurbsideError
from privacy.addresses import streets
from privacy.detect import by_rules
from privacy.features import features
from privacy.gazetteer import FILE, Gazetteer, key_of, load_gazetteer, save_gazetteer
from privacy.made_up import PEOPLE, MadeUp, common_words, names_of, towns
from privacy.presidio import Example, read_examples, split
from privacy.samples import NAMED_SHARE, SLOT, Piece, Sample, careless, generate, joined, named, read_templates
from privacy.spans import PiiType
from privacy.tagger import LABELS, OUTSIDE, WEIGHTS
from privacy.tokens import WORD, Token, tokenize

if TYPE_CHECKING:
    import pycrfsuite

SEED: Final = 20
PERSONAL_PER_TEMPLATE: Final = 70
PLAIN_PER_TEMPLATE: Final = 30
TIMES_EXAMPLES: Final = 6
"""How often each sentence of the data is learned from, written anew each time, with other names."""
OTHER_NAMES: Final = 0.6
"""Share of the data's names that are replaced by made-up ones."""
WITHOUT_GAZETTEER: Final = 0.35
"""Share of sentences learned from without hints, so that a name missing from the gazetteer is found too."""
FREQUENT: Final = 4
"""A word that occurs as often in plain sentences is an ordinary one."""
FORGOTTEN: Final = 0.15
"""Share of tokens whose word is hidden while learning, since most words of real messages are not in the templates."""
TITLED: Final = re.compile(r"\b(?:Mrs?|Ms|Herrn?|Frau|Madame|Mme|Monsieur|Señora?|Sra?)\.? [A-ZÄÖÜÉ]", re.IGNORECASE)
L1: Final = 0.4
L2: Final = 0.02
ITERATIONS: Final = 110


def ordinary_words(plain: Iterable[Path]) -> set[str]:
    """Words that are no name by themselves: Faker's, those of plain templates, and frequent ones of plain sentences."""
    templates = read_templates()
    lines = [
        line for kinds in templates.kinds.values() for kind in ("plain", "opening", "closing") for line in kinds[kind]
    ]
    lists = [values for named in templates.lists.values() for key, values in named.items() if key != "streets"]
    lines += [str(value) for values in lists for value in values]
    own = {word for line in lines for word in WORD.findall(SLOT.sub(" ", line).lower())}
    counts = Counter(word for path in plain for text in plain_texts(path) for word in WORD.findall(text.lower()))
    names = {key_of(name) for name in names_of("first_name")}
    frequent = {word for word, count in counts.items() if count >= FREQUENT and key_of(word) not in names}
    faker = {word.lower() for words in common_words().values() for word in words}
    return {word for word in own | frequent | faker if len(word) > 1 and word.isalpha()}


def build_gazetteer(plain: Iterable[Path]) -> Gazetteer:
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


def samples_of(examples: Iterable[Example], random: Random) -> Iterator[Sample]:
    """Sentences of the data, each several times."""
    made_up = MadeUp(random)
    for example in examples:
        for _ in range(TIMES_EXAMPLES):
            pieces, at = [], 0
            for span in (span for span in example.spans if span.type in LABELS):
                value = example.text[span.start : span.end]
                if span.type is PiiType.PERSON and random.random() < OTHER_NAMES:
                    value = made_up.person("en")
                pieces += [Piece(example.text[at : span.start]), Piece(value, span.type)]
                at = span.end
            yield joined(careless([*pieces, Piece(example.text[at:])], random))


def plain_samples(path: Path, gazetteer: Gazetteer, random: Random) -> Iterator[Sample]:
    """Sentences without personal data, some carelessly written; those that may hold a name are left out."""
    made_up, lists = MadeUp(random), read_templates().lists
    for text in plain_texts(path):
        words = text.replace("'", " ").split()
        if not (
            any("F" in gazetteer.get(key_of(word), "") for word in words) or TITLED.search(text) or any(streets(text))
        ):
            pieces = [Piece(text)]
            if random.random() < NAMED_SHARE:
                language = random.choice([*PEOPLE.locales])
                pieces = named(pieces, made_up, language, lists[language]["streets"])
            yield joined(careless(pieces, random))


def plain_texts(path: Path) -> Iterator[str]:
    """The sentences of a file: JSON lines with `text`, or a YAML file of intents with `examples` by language."""
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        for intent in yaml.safe_load(content)["intents"]:
            yield from (text for texts in intent["examples"].values() for text in texts)
    else:
        yield from (str(json.loads(line)["text"]) for line in content.splitlines())


def labels_of(sample: Sample, tokens: Iterable[Token]) -> list[str]:
    """The label of each token."""
    marks = [OUTSIDE] * len(sample.text)
    for span in sample.spans:
        marks[span.start : span.end] = [span.type.value] * (span.end - span.start)
    return [OUTSIDE if token.known else marks[token.start] for token in tokens]


def learn(samples: Iterable[Sample], gazetteer: Gazetteer, random: Random, total: int) -> "pycrfsuite.Trainer":
    """Collect what the tagger sees of each sentence."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for number, sample in enumerate(samples, start=1):
        tokens = tokenize(sample.text, by_rules(sample.text))
        hints = {} if random.random() < WITHOUT_GAZETTEER else gazetteer
        if tokens:
            rows = [_forgotten(row) if random.random() < FORGOTTEN else row for row in features(tokens, hints)]
            trainer.append(rows, labels_of(sample, tokens))
        if number % 1000 == 0 or number == total:
            print(f"\r  read {number}/{total} sentences", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return trainer


def _forgotten(row: list[str]) -> list[str]:
    """Features of a token as if its word had never been seen."""
    return [feature for feature in row if not feature.startswith(("w=", "p3=", "e4=", "e3="))]


def main() -> int:
    """Train and write the artifacts; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds presidio_train.json")
    parser.add_argument(
        "--plain", type=Path, action="append", default=[], help="sentences without personal data, JSON lines or intents"
    )
    parser.add_argument("--everything", action="store_true", help="learn from the held-out templates too")
    parser.add_argument("--target", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    started, random = time.monotonic(), Random(SEED)  # noqa: S311 - sentences, no secrets
    try:
        examples = read_examples(options.data)
    except CurbsideError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    chosen = examples if options.everything else split(examples)[0]
    gazetteer = build_gazetteer(options.plain)
    samples = [
        *generate(read_templates(), PERSONAL_PER_TEMPLATE, PLAIN_PER_TEMPLATE, SEED),
        *samples_of(chosen, random),
    ]
    samples += [sample for path in options.plain for sample in plain_samples(path, gazetteer, random)]
    trainer = learn(samples, gazetteer, random, len(samples))
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ITERATIONS, "feature.possible_transitions": True})
    trainer.set_params({"feature.minfreq": 3})
    print("  training, some minutes", file=sys.stderr)
    trainer.train(str(options.target))
    size = options.target.stat().st_size / 1e6
    print(f"{len(samples)} sentences, {size:.2f} MB, {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
