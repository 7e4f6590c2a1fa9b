"""Fit what the answer before says of a passage, on pairs of messages put to the demo handbook.

What is out of scope (CLINC150, real) is said after their questions too.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import cycle
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from agents.__main__ import demo_index
from agents.intent.scope import OUT_OF_SCOPE
from contracts.findings import Passage
from encoder import Encoder, Matrix, Vector
from encoder.vector_cache import KeptPassages, file_name
from knowledge.engine import LastAnswer, Scope
from knowledge.follow_up import follows_on
from knowledge.judge import load_judge
from knowledge.judge.going_on import GoingOn, log_odds, sides, write_going_on
from knowledge.models import named
from knowledge.passages import page_of
from knowledge.policy import ANSWERS, FOLLOWS, JUDGED_PASSAGES
from knowledge.search import EmbeddedEngine
from knowledge.selection import Judges
from knowledge.translations import originals
from training.fit import fit_head
from training.follow_up.pairs import read_pairs
from training.follow_up.train import RECIPE, follow_ups_and_others
from training.intent.examples import read_clinc
from training.run import Run
from training.vectors import FOLDER, encode_all

FOLDS: Final = 5
CLINC_EVERY: Final = 37
"""Of CLINC150's sentences out of scope each so many-th is said after a question: some 250."""
REGULARISATION: Final = 1.0
"""scikit-learn's C; 7 numbers are fitted on some 2,800 passages, so it hardly matters."""


class Said(NamedTuple):
    """A message after a question."""

    before: str
    text: str
    language: str
    kind: str
    passage: str | None


class Found(NamedTuple):
    """What was found for it, judged as if nothing had been said before."""

    kind: str
    features: NDArray[np.float64]
    """The log odds of the judge, then `SIDES`; one row a passage."""
    right: NDArray[np.bool_]


def train(run: Run) -> None:
    """Fit the weights, print how they judge pages that they never saw, and write them."""
    with KeptPassages(run.encoder, FOLDER / f"passages-{file_name(run.encoder)}") as kept:
        found, groups = found_after(said(), kept, run.encoder)
    for line in report(found, groups):
        run.say(line)
    write_going_on(fitted(run.encoder.name, found))


def said() -> list[Said]:
    """Every pair, then what is out of scope, after one of the English questions each."""
    pairs = [Said(*(getattr(pair, name) for name in Said._fields)) for pair in read_pairs()]
    questions = cycle([pair.before for pair in pairs if pair.language == "en"])
    foreign = [one.text for one in read_clinc("train") if one.intent == OUT_OF_SCOPE][::CLINC_EVERY]
    return pairs + [Said(next(questions), text, "en", "out_of_scope", None) for text in foreign]


def found_after(messages: Sequence[Said], kept: KeptPassages, encoder: Encoder) -> tuple[list[Found], NDArray[np.str_]]:
    """What is found for each message, and the page that it is about: those of one page are judged together."""
    engine = EmbeddedEngine(demo_index(kept), Judges(load_judge(encoder.name), GoingOn(encoder=encoder.name)))
    english = originals(engine.index.passages)
    befores = encode_all(encoder, [message.before for message in messages])
    vectors = encode_all(encoder, [message.text for message in messages])
    groups = np.array([page_of(message.passage or message.text) for message in messages])
    follows = unseen_follows(messages, vectors, groups, encoder)
    found = []
    for message, before, vector, likely in zip(messages, befores, vectors, follows, strict=True):
        quoted = _search(engine, message.before, message.language, before, named(message.before, engine.models), None)
        models = named(message.text, engine.models)
        if not models and likely >= FOLLOWS:
            models = named(message.before, engine.models)
        after = LastAnswer(passage=quoted[0].id, follows=likely)
        passages = _search(engine, message.text, message.language, vector, models, after)
        judged = log_odds(np.array([passage.answers for passage in passages]))
        features = np.column_stack([judged, sides([passage.id for passage in passages], after)])
        right = np.array([english[passage.id] == message.passage for passage in passages], dtype=bool)
        found.append(Found(message.kind, features, right))
    return found, groups


def unseen_follows(
    messages: Sequence[Said], vectors: Matrix, groups: NDArray[np.str_], encoder: Encoder
) -> NDArray[np.float64]:
    """How likely each message goes on, by a head that learned from none of its page."""
    texts, labels = (list(column) for column in zip(*follow_ups_and_others(), strict=True))
    learned, follows = encode_all(encoder, texts), np.zeros(len(messages))
    for _, judge in GroupKFold(min(FOLDS, len(np.unique(groups)))).split(vectors, groups=groups):
        held = {text for place in judge for text in (messages[place].text, messages[place].before)}
        kept = [place for place, text in enumerate(texts) if text not in held]
        some = [texts[place] for place in kept]
        head = fit_head(encoder.name, learned[kept], some, [labels[place] for place in kept], RECIPE)
        follows[judge] = [follows_on(head, vector) for vector in vectors[judge]]
    return follows


def fitted(encoder: str, found: Sequence[Found]) -> GoingOn:
    """Fit the weights on what was found."""
    rows, right = np.vstack([one.features for one in found]), np.concatenate([one.right for one in found])
    model = LogisticRegression(C=REGULARISATION).fit(rows, right)
    scale, *weights = (round(float(weight), 4) for weight in model.coef_[0])
    return GoingOn(encoder=encoder, scale=scale, weights=tuple(weights), constant=round(float(model.intercept_[0]), 4))


def report(found: Sequence[Found], groups: NDArray[np.str_]) -> list[str]:
    """How many messages of each kind get the right passage, and how many another one: before and with the weights."""
    alone = [one.features[:, 0] for one in found]
    with_before = list(alone)
    for learn, judge in GroupKFold(min(FOLDS, len(np.unique(groups)))).split(groups, groups=groups):
        weights = fitted("", [found[place] for place in learn])
        for place in judge:
            with_before[place] = found[place].features @ np.array([weights.scale, *weights.weights]) + weights.constant
    return [f"{name}: {_counted(found, odds)}" for name, odds in (("alone", alone), ("after", with_before))]


def _counted(found: Sequence[Found], odds: Sequence[NDArray[np.float64]]) -> str:
    least, counts = float(log_odds(np.array([ANSWERS]))[0]), []
    for kind in dict.fromkeys(one.kind for one in found):
        here = [(one, by) for one, by in zip(found, odds, strict=True) if one.kind == kind]
        quoted = [(one.right[by.argmax()], by.max() >= least) for one, by in here if len(by)]
        right, wrong = (sum(answered and ok == wanted for ok, answered in quoted) for wanted in (True, False))
        counts.append(f"{kind} {right / len(here):.3f} right, {wrong / len(here):.3f} wrong")
    return "; ".join(counts)


def _search(
    engine: EmbeddedEngine,
    text: str,
    language: str,
    vector: Vector,
    models: tuple[str, ...],
    after: LastAnswer | None,
) -> tuple[Passage, ...]:
    scope = Scope(today=datetime.now(UTC).date(), models=models, least=0.0)
    return engine.search(text, vector, scope, 2 * JUDGED_PASSAGES, language, after)
