"""How alike questions are to the demo handbook: those it answers, and those that no handbook answers.

The handbook is in English. It should answer the examples of intents that knowledge handles (synthetic, four languages).
No handbook answers XQuAD's questions (encyclopaedic, three languages), nor what is out of scope: CLINC150's sentences
(real, English) and the examples of that intent in the other languages (synthetic).
"""

import json
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.__main__ import DOCUMENTS
from agents.intent.catalogue import read_catalogue
from contracts.errors import InvalidInput
from encoder import Encoder, Matrix
from encoder.vector_cache import KeptPassages, file_name
from knowledge.commands import build, open_index
from training.intent.examples import read_clinc, read_intents
from training.vectors import FOLDER, encode_all

LANGUAGE: Final = "en"
OUT_OF_SCOPE: Final = "out_of_scope"

Texts = dict[str, list[str]]
"""By language."""
Cosines = dict[str, NDArray[np.float32]]
"""By language of the question: its highest cosine to any passage of the handbook."""


class Likeness(NamedTuple):
    """How alike each question is to the passage that is most like it."""

    answered: Cosines
    encyclopaedic: Cosines
    out_of_scope: Cosines


def likeness(encoder: Encoder, collections: Path) -> Likeness:
    """Encode all questions, and compare each with every passage; `collections` holds XQuAD, a folder a language."""
    groups = (answered_questions(), read_encyclopaedic(collections), out_of_scope())
    asked = list(chain.from_iterable(texts for group in groups for texts in group.values()))
    highest = iter((encode_all(encoder, asked) @ _passages(encoder).T).max(axis=1))
    return Likeness(
        *({name: np.array([next(highest) for _ in texts]) for name, texts in group.items()} for group in groups)
    )


def answered_questions() -> Texts:
    """Return the examples of intents that knowledge handles."""
    catalogue = read_catalogue()
    return _examples({name for name, entry in catalogue.items() if entry.handled_by == "knowledge"})


def out_of_scope() -> Texts:
    """Return what has nothing to do with cars: real sentences in the handbook's language, synthetic ones in others."""
    real = [example.text for example in read_clinc("validation") if example.intent == OUT_OF_SCOPE]
    return _examples({OUT_OF_SCOPE}) | {LANGUAGE: real}


def read_encyclopaedic(collections: Path) -> Texts:
    """Return the questions of each collection in BEIR layout. Raises `InvalidInput` if there is none."""
    files = sorted(collections.glob("*/queries.jsonl"))
    if not any(file.parent.name == LANGUAGE for file in files) or len(files) < 2:
        raise InvalidInput("data", f"{collections} needs {LANGUAGE}/queries.jsonl and one in another language")
    return {
        file.parent.name: [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
        for file in files
    }


def _examples(names: set[str]) -> Texts:
    found: Texts = {}
    for intent in read_intents():
        for language, texts in intent.examples.items() if intent.name in names else ():
            found.setdefault(language, []).extend(texts)
    return found


def _passages(encoder: Encoder) -> Matrix:
    """Return the vectors of the handbook's passages, without its translations: they would answer in one language."""
    with TemporaryDirectory() as folder, KeptPassages(encoder, FOLDER / f"passages-{file_name(encoder)}") as kept:
        index = open_index(build(DOCUMENTS, Path(folder), encoder=kept), kept)
        return np.array(index.vectors[index.columns.language == LANGUAGE])
