"""Train the language head: `python -m encoder.language.train --data DIR`.

Our four languages are learnt from the project's own examples (synthetic) and from tweets (cardiffnlp/xlm-t),
`DIR/{language}/train_text.txt`; the others from `others.yaml` (synthetic); and all from everyday words
(`everyday.yaml`) and from the translations of programs that a Debian system carries below `/usr/share/locale`. Tweets
and translations stay under their own terms and are not part of this project; the trained weights are. About five
minutes on one core; the same data gives the same file.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from encoder.language.catalogues import translations
from encoder.training import Recipe, fit_head
from languages.detect import ENCODER, HEAD
from languages.normalise import without_accents
from languages.served import SERVED_LANGUAGES
from languages.telling_words import telling_words

FOLDER: Final = Path(__file__).parent
AGENTS: Final = FOLDER.parents[1] / "agents"
EXAMPLES: Final = (
    AGENTS / "intent" / "intents.yaml",
    AGENTS / "intent" / "follow_ups.yaml",
    AGENTS / "sentiment" / "danger.yaml",
)
OTHERS: Final = FOLDER / "others.yaml"
EVERYDAY: Final = FOLDER / "everyday.yaml"
TWEETS: Final = {"en": "english", "de": "german", "fr": "french", "es": "spanish"}
REGULARISATION: Final = 10.0
RUN_LENGTHS: Final = (1, 2, 2, 3, 3, 4, 5, 6, 8)
"""Words in the runs that are cut from a sentence: customers write less than authors."""
RUNS: Final = 2
ROUNDS: Final = 5
"""How often `others.yaml` and `everyday.yaml` are cut anew: they are short."""
PLAIN_SHARE: Final = 0.35
"""Of the runs lose their accents, as on a foreign keyboard."""
GRID: Final = 16
"""Weights are kept to a sixteenth: finer steps decide nothing, and the file shrinks."""

Pairs = list[tuple[str, str]]


def written(node: Any) -> Iterator[tuple[str, str]]:
    """(text, language) of every list of texts below a language's code, wherever it stands in a YAML file."""
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(key, str) and len(key) == 2 and isinstance(value, list):
                yield from ((text, key) for text in value)
            else:
                yield from written(value)
    elif isinstance(node, list):
        for value in node:
            yield from written(value)


def read_yaml(path: Path) -> Pairs:
    """The texts of one file of examples."""
    return list(written(yaml.safe_load(path.read_text(encoding="utf-8"))))


def read_everyday(path: Path = EVERYDAY) -> Pairs:
    """The everyday words of each language, one by one."""
    words: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(word, language) for language, text in words.items() for word in text.split()]


def read_tweets(data: Path, part: str = "train") -> Pairs:
    """Tweets in our four languages. A few are in another language, or in two."""
    return [
        (text, language)
        for language, folder in TWEETS.items()
        for text in (data / folder / f"{part}_text.txt").read_text(encoding="utf-8").split("\n")
    ]


def cut(pairs: Iterable[tuple[str, str]], runs: int, seed: int) -> Pairs:
    """Every text as a whole and as short runs of its words, some without accents."""
    generator, pieces = random.Random(seed), Pairs()  # noqa: S311 - sentences, no secrets
    for text, language in pairs:
        words = telling_words(text)
        if not words:
            continue
        spans = [words]
        for _ in range(runs):
            length = min(len(words), generator.choice(RUN_LENGTHS))
            start = generator.randrange(len(words) - length + 1)
            spans.append(words[start : start + length])
        for span in spans:
            piece = " ".join(span)
            pieces.append((without_accents(piece) if generator.random() < PLAIN_SHARE else piece, language))
    return pieces


def training_pieces(data: Path, catalogues: Path) -> Pairs:
    """Everything the head learns from, in a fixed order."""
    ours = [pair for path in EXAMPLES for pair in read_yaml(path) if pair[1] in SERVED_LANGUAGES] + read_tweets(data)
    others = read_yaml(OTHERS)
    languages = dict.fromkeys((*SERVED_LANGUAGES, *(language for _, language in others)))
    interface = [pair for language in languages for pair in translations(catalogues, language)]
    pieces = cut(ours, RUNS, 1) + cut(interface, RUNS, 2)
    few = others + read_everyday()
    return pieces + [piece for number in range(ROUNDS) for piece in cut(few, RUNS, 3 + number)]


def recipe(languages: Iterable[str]) -> Recipe:
    """Words only, and every language counts alike: how common each is gets weighed when a message is read."""
    names = set(languages)
    return Recipe(
        REGULARISATION, vector_scale=0.0, with_ngrams=True, prior=dict.fromkeys(sorted(names), 1 / len(names))
    )


def slim(path: Path) -> None:
    """Round the stored weights, so that the file compresses to less than 1 MB."""
    with np.load(path, allow_pickle=False) as stored:
        arrays: dict[str, Any] = dict(stored)
    arrays["ngram_weights"] = np.round(arrays["ngram_weights"].astype(np.float32) * GRID) / GRID
    arrays["ngram_weights"] = arrays["ngram_weights"].astype(np.float16)
    arrays["idf"] = np.round(arrays["idf"] * GRID) / GRID
    np.savez_compressed(path, **arrays)


class _WordsOnly:
    """Stands for the encoder where there is no sentence vector."""

    name = ENCODER


def main() -> None:
    """Train, write the head, and say what it learnt from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the tweets")
    parser.add_argument("--catalogues", type=Path, default=Path("/usr/share/locale"), help="folder with translations")
    parser.add_argument("--out", type=Path, default=HEAD)
    options = parser.parse_args()
    pieces = training_pieces(options.data, options.catalogues)
    texts, languages = zip(*pieces, strict=True)
    nothing = np.zeros((len(texts), 1), dtype=np.float32)
    encoder = _WordsOnly()
    head = fit_head(encoder, nothing, texts, languages, recipe(languages))  # type: ignore[arg-type]  # it encodes nothing
    head.save(options.out)
    slim(options.out)
    print(f"{len(texts)} pieces: {dict(Counter(languages).most_common())}")
    print(f"{options.out.name}: {options.out.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
