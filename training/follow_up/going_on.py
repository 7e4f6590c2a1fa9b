"""Fit what the answer before says of passages, on pairs of messages put to the demo handbook and to the invented one.

What is out of scope (CLINC150, real) is said after questions to the demo handbook too.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from sklearn.model_selection import GroupKFold

from agents.__main__ import demo_index
from agents.intent.scope import OUT_OF_SCOPE
from contracts.policy import PASSAGES_PER_TURN, TOPICS_PER_QUESTION
from encoder import Encoder, Matrix
from encoder.vector_cache import KeptPassages, file_name
from knowledge.__main__ import build, open_index
from knowledge.engine import LastAnswer, Scope
from knowledge.follow_up import follows_on
from knowledge.index import Index
from knowledge.judge import load_judge
from knowledge.judge.going_on import GoingOn, Shares, clues, log_odds, write_going_on
from knowledge.models import named, of_any_model
from knowledge.passages import page_of
from knowledge.policy import ANSWERS, FOLLOWS, WORTH_ASKING
from knowledge.question_space import load_question_space
from knowledge.search import EmbeddedEngine
from knowledge.selection import Judges, judged
from knowledge.translations import originals
from training.fit import fit_head
from training.follow_up.choice import Choice, fit_choice
from training.follow_up.pairs import PAIRS, PAIRS_OF_INVENTED, read_pairs
from training.follow_up.train import RECIPE, follow_ups_and_others
from training.intent.examples import read_clinc
from training.judge.questions import INVENTED, INVENTED_INDEX
from training.run import Run
from training.vectors import FOLDER, encode_all

FOLDS: Final = 5
CLINC_EVERY: Final = 37
"""Of CLINC150's sentences out of scope each so many-th is said after a question: some 250."""
SHARES: Final = {"beside": 0.25, "quoted": 0.06, "elsewhere": 0.07, "new": 0.2, "out of scope": 0.3}
"""What each kind of message weighs in the fit, however many there are: four of five follow-ups are taken to be answered
on the page that was quoted, most of them by another passage."""


class Said(NamedTuple):
    """A message after a question."""

    before: str
    text: str
    language: str
    kind: str
    passage: str | None


class Case(NamedTuple):
    """What was found for it, judged as if nothing had been said before."""

    kind: str
    """One of `SHARES`: follow-ups by where what answers them stands."""
    page: str
    """See `page_asked`."""
    follows: float
    choice: Choice
    """The passages, by the log odds of the judge and by `CLUES`."""


def train(run: Run) -> None:
    """Fit the weights, print how they judge pages that they never saw, and write them."""
    with KeptPassages(run.encoder, FOLDER / f"passages-{file_name(run.encoder)}") as kept:
        found = list(cases(demo_index(kept), [*said(), *out_of_scope()], run.encoder))
    invented = open_index(build(INVENTED, INVENTED_INDEX, encoder=run.encoder), run.encoder)
    found += cases(invented, said(PAIRS_OF_INVENTED), run.encoder)
    for line in report(found):
        run.say(line)
    write_going_on(fitted(run.encoder.name, found))


def said(path: Path = PAIRS) -> list[Said]:
    """Every pair but those that ask of another model: there the question before is asked anew."""
    pairs = [pair for pair in read_pairs(path) if pair.kind != "model"]
    return [Said(*(getattr(pair, name) for name in Said._fields)) for pair in pairs]


def out_of_scope() -> list[Said]:
    """What is out of scope, after one of the English questions each."""
    questions = cycle([pair.before for pair in read_pairs() if pair.language == "en"])
    foreign = [one.text for one in read_clinc("train") if one.intent == OUT_OF_SCOPE][::CLINC_EVERY]
    return [Said(next(questions), text, "en", "out of scope", None) for text in foreign]


def cases(index: Index, messages: Sequence[Said], encoder: Encoder) -> Iterator[Case]:
    """What is found for each message in an index, after what its question found."""
    name = encoder.name
    judges = Judges(load_judge(name), GoingOn(encoder=name), load_question_space(name))
    engine = EmbeddedEngine(index, judges)
    english = originals(index.passages)
    befores = encode_all(encoder, [of_any_model(message.before, engine.models) for message in messages])
    follows = unseen_follows(messages, encode_all(encoder, [message.text for message in messages]), encoder)
    vectors = encode_all(encoder, [of_any_model(message.text, engine.models) for message in messages])
    for message, before, vector, likely in zip(messages, befores, vectors, follows, strict=True):
        scope = Scope(today=datetime.now(UTC).date(), models=named(message.before, engine.models), least=0.0)
        [quoted] = engine.search(message.before, before, scope, 1, message.language)
        after = LastAnswer(passage=quoted.id, follows=likely)
        if likely < FOLLOWS or named(message.text, engine.models):
            scope = scope.changed(models=named(message.text, engine.models))
        ranked, asked = engine.ranked(message.text, vector, scope, message.language, after)
        found, answers = judged(index.passages, ranked, judges, asked, PASSAGES_PER_TURN)
        right = np.array([english[one.passage.id] == message.passage for one in found], dtype=bool)
        choice = Choice(log_odds(answers), clues(found, after), right)
        yield Case(kind_of(message, english[quoted.id]), page_asked(message), likely, choice)


def kind_of(message: Said, quoted: str) -> str:
    """The kind of a message, one of `SHARES`."""
    if message.passage is None or message.kind == "new":
        return message.kind
    beside = page_of(message.passage) == page_of(quoted)
    return "quoted" if message.passage == quoted else "beside" if beside else "elsewhere"


def page_asked(message: Said) -> str:
    """The page that a message is about: those of one page are judged together; its words where it is about none."""
    return page_of(message.passage or message.text)


def unseen_follows(messages: Sequence[Said], vectors: Matrix, encoder: Encoder) -> Shares:
    """How likely each message goes on, by a head that learned from none of its page."""
    texts, labels = (list(column) for column in zip(*follow_ups_and_others(), strict=True))
    learned, follows = encode_all(encoder, texts), np.zeros(len(messages))
    for _, judge in folds([page_asked(message) for message in messages]):
        held = {text for place in judge for text in (messages[place].text, messages[place].before)}
        kept = [place for place, text in enumerate(texts) if text not in held]
        some = [texts[place] for place in kept]
        head = fit_head(encoder.name, learned[kept], some, [labels[place] for place in kept], RECIPE)
        follows[judge] = [follows_on(head, vector) for vector in vectors[judge]]
    return follows


def folds(pages: Sequence[str]) -> Iterator[tuple[list[int], list[int]]]:
    """Places to learn from and to judge, each page judged once."""
    for learn, judge in GroupKFold(min(FOLDS, len(set(pages)))).split(pages, groups=pages):
        yield learn.tolist(), judge.tolist()


def fitted(encoder: str, found: Sequence[Case]) -> GoingOn:
    """Fit the weights on what was found."""
    counts = Counter(one.kind for one in found)
    weight = np.array([SHARES[one.kind] * len(found) / counts[one.kind] for one in found])
    weights = fit_choice([one.choice for one in found], weight)
    return GoingOn(encoder=encoder, weights=tuple(round(float(number), 4) for number in weights))


def report(found: Sequence[Case]) -> list[str]:
    """How many messages of each kind get the right passage, another one, or an offer: before and with the weights."""
    alone = [one.choice.log_odds for one in found]
    with_before = list(alone)
    for learn, judge in folds([one.page for one in found]):
        weights = fitted("", [found[place] for place in learn])
        for place in judge:
            one = found[place].choice
            with_before[place] = log_odds(weights.shares(one.log_odds, one.features))
    return [
        f"{name}, {kind}: {counted([(one, odds) for one, odds in zip(found, by, strict=True) if one.kind == kind])}"
        for kind in SHARES
        for name, by in (("alone", alone), ("after", with_before))
    ]


def counted(found: Sequence[tuple[Case, Shares]]) -> str:
    """The shares of the messages that get the right passage, another one, and the right one offered."""
    least, near = log_odds(np.array([ANSWERS, WORTH_ASKING])).tolist()
    counts = Counter[str]()
    for one, odds in found:
        best = np.argsort(-odds)[:TOPICS_PER_QUESTION]
        right = one.choice.right[best]
        if odds[best[0]] >= least:
            counts["right" if right[0] else "wrong"] += 1
        elif (right & ((odds[best] >= near) | (one.follows >= FOLLOWS))).any():
            counts["offered"] += 1
    return ", ".join(f"{counts[what] / len(found):.3f} {what}" for what in ("right", "wrong", "offered"))
