"""The questions the judge learns from, and the passages they are put to.

XQuAD (real, three languages): each question to the passages in each language, as text and once more under headings,
where a passage has one of its own questions as its heading, as pages for customers often do, and every second article
is translated. CLINC150 (real, English): what is out of scope, to the demo handbook. Our own questions to the demo
handbook, and to a handbook that was invented for this alone, in `handbook/` (synthetic, five languages).
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from agents.__main__ import INDEX_FOLDER, demo_index
from agents.intent.scope import OUT_OF_SCOPE
from contracts.base import Strict
from contracts.errors import InvalidInput
from encoder import Encoder
from knowledge.__main__ import build, open_index
from knowledge.index import Content, Index, build_index
from knowledge.passages import StoredPassage, page_of
from knowledge.translations import originals
from knowledge.units import passage_text, units_of
from training.intent.examples import read_clinc
from training.judge.cases import Case, Question, cases
from training.vectors import encode_all

WRITTEN: Final = Path(__file__).with_name("questions.yaml")
INVENTED: Final = Path(__file__).with_name("handbook")
ASKED_OF_INVENTED: Final = Path(__file__).with_name("handbook.jsonl")
INVENTED_INDEX: Final = INDEX_FOLDER.with_name("index-of-invented-handbook")
HANDBOOK_LANGUAGE: Final = "en"
XQUAD_EVERY: Final = 3
"""Each question is put to the passages in one of so many languages, in turn: more of the same teaches little."""
CLINC_EVERY: Final = 15
"""Of CLINC150's sentences out of scope each so many-th is learned from: some 650."""


class Collection(NamedTuple):
    """XQuAD in one language."""

    passages: tuple[Mapping[str, str], ...]
    questions: Mapping[str, str]
    """Text by id; ids are the same in all languages."""
    answering: Mapping[str, frozenset[str]]
    """Ids of passages by id of the question."""


class Answered(Strict):
    """An entry of `questions.yaml`: a section, and questions that it answers, by language."""

    passage: str
    questions: dict[str, str]


class Written(Strict):
    """`questions.yaml`."""

    answered: tuple[Answered, ...]
    unanswered: dict[str, tuple[str, ...]]


class Asked(Strict):
    """A line of `handbook.jsonl`."""

    text: str
    language: str
    passage: str
    """The section that answers; empty where none does."""


def read_collections(folder: Path) -> dict[str, Collection]:
    """Read XQuAD in BEIR layout, a folder a language. Raises `InvalidInput` if there are not two."""
    found = {path.parent.name: _read(path.parent) for path in sorted(folder.glob("*/qrels.tsv"))}
    if len(found) < 2:
        raise InvalidInput("data", f"{folder} needs collections in two languages")
    return found


def text_cases(collections: Mapping[str, Collection], encoder: Encoder) -> Iterator[Case]:
    """Each question of XQuAD, put to its passages in each language."""
    for number, (language, collection) in enumerate(collections.items()):
        index = build_index(Content(_passages(language, collection, {})), encoder)
        for turn, (asked, other) in enumerate(collections.items(), start=number):
            yield from cases("text", index, _questions(asked, other, encoder, turn))


def headed_cases(collections: Mapping[str, Collection], encoder: Encoder) -> Iterator[Case]:
    """The same where passages stand under questions; none is asked that stands there word for word.

    Every second article is translated into the other languages.
    """
    headings = {language: _headings(collection) for language, collection in collections.items()}
    for number, (language, collection) in enumerate(collections.items()):
        passages = _passages(language, collection, headings[language])
        for second in sorted(collections.keys() - {language}):
            translated = _passages(second, collections[second], headings[second], folder=f"{second}/")
            passages += [passage for passage in translated if int(_article(passage.source)[1:]) % 2]
        index = build_index(Content(passages), encoder)
        for turn, (asked, other) in enumerate(collections.items(), start=number):
            repeated = {*headings[language].values(), *headings[asked].values()}
            questions = _questions(asked, other, encoder, turn)
            yield from cases("headed text", index, (one for one in questions if one.text not in repeated))


def handbook_cases(encoder: Encoder) -> Iterator[Case]:
    """What is out of scope, and our own questions, put to the demo handbook."""
    index, written = demo_index(encoder), read_written()
    outside = [one for one in read_clinc("train") if one.intent == OUT_OF_SCOPE][::CLINC_EVERY]
    vectors = encode_all(encoder, [one.text for one in outside])
    yield from cases(
        "out of scope",
        index,
        (
            Question(one.text, HANDBOOK_LANGUAGE, vector, one.label)
            for one, vector in zip(outside, vectors, strict=True)
        ),
    )
    asked = [
        Asked(text=text, language=language, passage=entry.passage)
        for entry in written.answered
        for language, text in entry.questions.items()
    ]
    asked += [
        Asked(text=text, language=language, passage="")
        for language, texts in written.unanswered.items()
        for text in texts
    ]
    yield from cases("handbook", index, questions_to(index, asked, encoder))


def invented_cases(encoder: Encoder) -> Iterator[Case]:
    """Questions to the handbook that was invented for training."""
    index = open_index(build(INVENTED, INVENTED_INDEX, encoder=encoder), encoder)
    yield from cases("invented handbook", index, questions_to(index, read_asked(), encoder))


def questions_to(index: Index, asked: Sequence[Asked], encoder: Encoder) -> Iterator[Question]:
    """Questions with the section that answers and its translations. A group is a page, or a question of its own."""
    translations = defaultdict[str, set[str]](set)
    for passage, original in originals(index.passages).items():
        translations[original].add(passage)
    for one, vector in zip(asked, encode_all(encoder, [one.text for one in asked]), strict=True):
        group = page_of(one.passage) if one.passage else one.text
        yield Question(one.text, one.language, vector, group, frozenset(translations[one.passage]))


def read_asked(path: Path = ASKED_OF_INVENTED) -> list[Asked]:
    """Return our questions to the invented handbook. Raises pydantic's `ValidationError` if a line is wrong."""
    return [Asked.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_written(path: Path = WRITTEN) -> Written:
    """Return our own questions. Raises pydantic's `ValidationError`, naming the entry that is wrong."""
    return Written.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def _questions(language: str, collection: Collection, encoder: Encoder, turn: int) -> Iterator[Question]:
    """Those whose turn it is. A group is an article: `a07p3` is the fourth passage of `a07`."""
    names = list(collection.questions)[turn % XQUAD_EVERY :: XQUAD_EVERY]
    texts = [collection.questions[name] for name in names]
    for name, text, vector in zip(names, texts, encode_all(encoder, texts), strict=True):
        answering = collection.answering[name]
        translations = {f"{language}/{passage}" for passage in answering}
        yield Question(text, language, vector, _article(min(answering)), answering | translations)


def _article(passage: str) -> str:
    return passage.partition("p")[0]


def _headings(collection: Collection) -> dict[str, str]:
    """By passage, the first of its questions."""
    found = dict[str, str]()
    for name, text in collection.questions.items():
        for passage in collection.answering[name]:
            found.setdefault(passage, text)
    return found


def _passages(
    language: str, collection: Collection, headings: Mapping[str, str], folder: str = ""
) -> list[StoredPassage]:
    return [_passage(line, language, headings.get(line["_id"], ""), folder) for line in collection.passages]


def _passage(line: Mapping[str, str], language: str, section: str, folder: str) -> StoredPassage:
    said = passage_text(units_of("text", line["text"]))._asdict()
    described: dict[str, Any] = {"title": line.get("title", ""), "source": line["_id"], "models": ()}
    return StoredPassage(id=folder + line["_id"], section=section, language=language, **described, **said)


def _read(folder: Path) -> Collection:
    answering = dict[str, frozenset[str]]()
    for row in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, passage, grade = row.split("\t")
        if float(grade) > 0:
            answering[question] = answering.get(question, frozenset()) | {passage}
    questions = {line["_id"]: line["text"] for line in _lines(folder / "queries.jsonl") if line["_id"] in answering}
    return Collection(tuple(_lines(folder / "corpus.jsonl")), questions, answering)


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
