"""The questions the judge learns from, and the passages they are put to.

XQuAD (real, three languages): each question to the passages in each language, as text and once more under headings,
where a passage has one of its own questions as its heading, as pages for customers often do, and every second article
is translated. CLINC150 (real, English): what is out of scope, to the demo handbook. Our own questions to the demo
handbook, and to a handbook that was invented for this alone, in `handbook/` (synthetic, five languages). The questions
beside the demo's pages (synthetic, five languages).
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from agents.__main__ import INDEX_FOLDER, demo_index
from agents.intent.scope import OUT_OF_SCOPE
from contracts.base import Strict
from contracts.errors import InvalidInput
from encoder import Encoder, Vector
from knowledge.__main__ import build, open_index
from knowledge.follow_up import follow_up_head, follows_on
from knowledge.index import Content, Index, build_index
from knowledge.models import of_any_model
from knowledge.passages import StoredPassage, page_of
from knowledge.policy import FOLLOWS
from knowledge.question_space import load_question_space
from knowledge.translations import originals
from knowledge.units import passage_text, units_of
from languages.detect import detect_language
from languages.served import served
from training.intent.examples import read_clinc
from training.judge.cases import Beside, Case, Question, beside_cases, cases
from training.judge.question_space import halves, labelled
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
LONGER_WORD: Final = 4
"""Letters from which a word is mistyped."""


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
    vectors, space = encode_all(encoder, [one.text for one in outside]), load_question_space(encoder.name)
    yield from cases(
        "out of scope",
        index,
        (
            Question(one.text, HANDBOOK_LANGUAGE, vector, space, one.label)
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


def questions_beside(encoder: Encoder) -> Iterator[Case]:
    """The headings of the demo's pages, as who picks one asks, and the questions beside them, each as if it were gone.

    Of the latter every second is mistyped, and those that mean something only after an answer are left out.
    """
    index, head = demo_index(encoder), follow_up_head(encoder.name)
    models = index.columns.models.tolist()
    original, answering = originals(index.passages), translations_in(index)
    slips = random.Random(0)  # noqa: S311 - slips of the finger, no secrets
    spaces = {page: space for unseen, space in halves(encoder.name, labelled(index)) for page in unseen}

    def question(passage: StoredPassage, text: str, vector: Vector) -> Question:
        language = served(detect_language(text, passage.language).language or passage.language)
        first = original[passage.id]
        page = page_of(first)
        return Question(text, language, vector, spaces[page], page, answering[first])

    vectors = encode_all(encoder, [of_any_model(passage.section, models) for passage in index.passages])
    headings = [question(one, one.section, vector) for one, vector in zip(index.passages, vectors, strict=True)]
    yield from cases("beside a page", index, headings)
    beside = [
        (Beside(place, number), passage, text if number % 2 else mistyped(text, slips))
        for place, passage in enumerate(index.passages)
        for number, text in enumerate(passage.questions)
    ]
    vectors = encode_all(encoder, [of_any_model(text, models) for _, _, text in beside])
    yield from beside_cases(
        index,
        [
            (at, question(passage, text, vector))
            for (at, passage, text), vector in zip(beside, vectors, strict=True)
            if follows_on(head, vector) < FOLLOWS
        ],
    )


def mistyped(text: str, slips: random.Random) -> str:
    """The text with a letter left out, doubled or swapped with the next one in one of its longer words, if any."""
    words = text.split(" ")
    longer = [place for place, word in enumerate(words) if len(word) >= LONGER_WORD]
    if longer:
        place = slips.choice(longer)
        word, at = words[place], slips.randrange(1, len(words[place]) - 1)
        before, one, two, rest = word[:at], word[at], word[at + 1], word[at + 2 :]
        words[place] = before + slips.choice((two, one * 2 + two, two + one)) + rest
    return " ".join(words)


def invented_cases(encoder: Encoder) -> Iterator[Case]:
    """Questions to the handbook that was invented for training."""
    index = open_index(build(INVENTED, INVENTED_INDEX, encoder=encoder), encoder)
    yield from cases("invented handbook", index, questions_to(index, read_asked(), encoder))


def questions_to(index: Index, asked: Sequence[Asked], encoder: Encoder) -> Iterator[Question]:
    """Questions with the section that answers and its translations. A group is a page, or a question of its own."""
    translations = translations_in(index)
    models = index.columns.models.tolist()
    vectors = encode_all(encoder, [of_any_model(one.text, models) for one in asked])
    space = load_question_space(encoder.name)
    for one, vector in zip(asked, vectors, strict=True):
        group = page_of(one.passage) if one.passage else one.text
        answering = translations.get(one.passage, frozenset())
        yield Question(one.text, one.language, vector, space, group, answering)


def translations_in(index: Index) -> Mapping[str, frozenset[str]]:
    """By the id of each passage that translates none, its own and those of its translations."""
    found = defaultdict[str, set[str]](set)
    for passage, original in originals(index.passages).items():
        found[original].add(passage)
    return {original: frozenset(passages) for original, passages in found.items()}


def read_asked(path: Path = ASKED_OF_INVENTED) -> list[Asked]:
    """Return our questions to the invented handbook. Raises pydantic's `ValidationError` if a line is wrong."""
    return [Asked.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_written(path: Path = WRITTEN) -> Written:
    """Return our own questions. Raises pydantic's `ValidationError`, naming the entry that is wrong."""
    return Written.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def _questions(language: str, collection: Collection, encoder: Encoder, turn: int) -> Iterator[Question]:
    """Those whose turn it is. A group is an article: `a07p3` is the fourth passage of `a07`."""
    names = list(collection.questions)[turn % XQUAD_EVERY :: XQUAD_EVERY]
    texts, space = [collection.questions[name] for name in names], load_question_space(encoder.name)
    for name, text, vector in zip(names, texts, encode_all(encoder, texts), strict=True):
        answering = collection.answering[name]
        translations = {f"{language}/{passage}" for passage in answering}
        article = _article(min(answering))
        yield Question(text, language, vector, space, article, answering | translations)


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
