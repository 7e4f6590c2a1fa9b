"""From ranked passages to those that are shown: what answers, best first, none twice; none if nothing answers."""

from collections.abc import Collection, Hashable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contracts.errors import ConfigurationError
from contracts.findings.knowledge import Passage
from encoder.protocol import Vector
from knowledge.duplicates import about_vehicles, first_alike
from knowledge.engine import LastAnswer, Scope
from knowledge.judge import Judge, load_judge
from knowledge.judge.evidence import Found, Meant, circumstances, measures, of_one_model
from knowledge.judge.going_on import GoingOn, load_going_on
from knowledge.lexical import Rarity
from knowledge.models import named
from knowledge.passages import StoredPassage, page_of
from knowledge.policy import ANSWERS, JUDGED_PASSAGES, ONE_OF_SEVERAL, SELF_CONTAINED_WORDS
from knowledge.question_space import QuestionSpace, load_question_space
from knowledge.ranking import Ranked
from knowledge.reranking import Order, as_ranked
from observe.log import log

_DIGITS: Final = 4
"""Of every number that is shown."""


class Asked(NamedTuple):
    """What is known of a question."""

    vector: Vector
    language: str
    """ISO 639-1."""
    rarity: Rarity
    after: LastAnswer | None = None
    least: float = ANSWERS
    """From which probability on a passage answers."""
    models: frozenset[str] = frozenset()
    """Models it is about, in lower case; none where it names none."""
    known: frozenset[str] = frozenset()
    """All models that any passage names, in lower case."""
    likely: frozenset[int] = frozenset()
    """Places of passages beside which the nearest questions stand: they are judged, however they are ranked."""


class Judges(NamedTuple):
    """What judges passages, for one encoder."""

    judge: Judge
    going_on: GoingOn
    """What the answer before says of them."""
    space: QuestionSpace
    """Where questions with one answer lie close together."""


def load_judges(encoder: str) -> Judges:
    """Read the judges for an encoder. Raises `ConfigurationError` if one is missing or broken."""
    return Judges(load_judge(encoder), load_going_on(encoder), load_question_space(encoder))


def asked_in(
    scope: Scope,
    vector: Vector,
    language: str,
    rarity: Rarity,
    after: LastAnswer | None,
    models: Collection[str],
    likely: Collection[int],
) -> Asked:
    """What is known of a question in a scope, where passages name these models."""
    about, known = (frozenset(map(str.casefold, names)) for names in (scope.models, models))
    return Asked(vector, language, rarity, after, scope.least, about, known, frozenset(likely))


def select(
    passages: Sequence[StoredPassage],
    ranked: Sequence[Ranked],
    judges: Judges,
    asked: Asked,
    most: int,
    order: Order = as_ranked,
) -> tuple[Passage, ...]:
    """At most `most` of the ranked passages, those that answer, the most probable answer first.

    Where one in another language seems likelier than those in the question's, they come as they are ranked: each
    language has weights of its own. Where there is another `order` of the candidates those that may be quoted come
    first, in that order, and its first ones are judged besides; whether they answer is the judge's to say.

    What stands beside sections of several pages may mean any of them, so that none is sure unless an answer before says
    which. `passages` are all, of which `ranked` names places; `judges` are those of their encoder.
    """
    fitting = _fitting(passages, ranked, asked)
    put = order([one.passage for one in fitting])
    found, answers = _judged(fitting, judges, asked, most, put)
    if asked.after and found:
        answers = judges.going_on.probabilities(answers, found, asked.after)
    else:
        answers = np.where(beside_several_pages(found), np.minimum(answers, ONE_OF_SEVERAL), answers)
    shares = [round(float(share), _DIGITS) for share in answers]
    kept = [_shown(one, share) for one, share in zip(found, shares, strict=True) if share >= asked.least]
    if put is not None:
        return tuple(sorted(kept, key=lambda passage: passage.answers < ANSWERS)[:most])
    own, others = (_likeliest(kept, asked.language, same=same) for same in (True, False))
    by_rank = ANSWERS <= own < others
    return tuple(sorted(kept, key=lambda passage: -(passage.score if by_rank else passage.answers))[:most])


def judged(
    passages: Sequence[StoredPassage], ranked: Sequence[Ranked], judges: Judges, asked: Asked, most: int
) -> tuple[list[Found], NDArray[np.float64]]:
    """The passages that are judged, as they are ranked, with the probability that each answers.

    Whatever was said before, the message is judged as if it stood by itself.
    """
    return _judged(_fitting(passages, ranked, asked), judges, asked, most, None)


def _fitting(passages: Sequence[StoredPassage], ranked: Sequence[Ranked], asked: Asked) -> list[Found]:
    return [one for one in candidates(passages, ranked) if _fits(one.passage, asked)]


def _judged(
    found: Sequence[Found], judges: Judges, asked: Asked, most: int, put: Sequence[int] | None
) -> tuple[list[Found], NDArray[np.float64]]:
    """The passages that are judged, in the order `put` of their places, else as they are ranked.

    Those that are ranked first are judged in any case, so that no other order loses an answer. All are compared with
    what was found as it is ranked: the judge has learnt from that order.
    """
    page, judged_most = asked.after.page if asked.after else None, max(JUDGED_PASSAGES, most)
    places = to_judge(found, asked.language, judged_most, page, asked.likely)
    if put is not None:
        first = to_judge([found[place] for place in put], asked.language, judged_most, page, asked.likely)
        chosen = {*places, *(put[place] for place in first)}
        places = [place for place in put if place in chosen]
    held = circumstances([found[place].passage for place in places], asked.language)
    answers = judges.judge.probabilities(measures(found, asked.rarity, Meant(asked.vector, judges.space), places), held)
    return [found[place] for place in places], answers


def beside_several_pages(found: Sequence[Found]) -> NDArray[np.bool_]:
    """Tell of each passage whether the question beside it that is nearest stands beside one of another page too.

    Nobody can tell which of them "do I have to bring anything" means before a word has been said about either. Headings
    are not counted, nor passages that are each for other models: handbooks of several cars have the same.
    """
    asked = [(one.passage, _nearest_question(one)) for one in found]
    return np.array([question is not None and _elsewhere(one, question, asked) for one, question in asked], dtype=bool)


def _elsewhere(passage: StoredPassage, question: bytes, asked: Sequence[tuple[StoredPassage, bytes | None]]) -> bool:
    return any(
        question == same and page_of(passage.id) != page_of(other.id) and of_one_model(passage.models, other.models)
        for other, same in asked
    )


def _nearest_question(found: Found) -> bytes | None:
    """The vector of the question that is nearest to what is asked; None where the heading is nearer, or none there."""
    passage, ranked = found
    rows = ranked.rows[: len(passage.asked())]
    nearest = int(ranked.cosines[: len(rows)].argmax()) if len(rows) else 0
    return rows[nearest].tobytes() if len(rows) and nearest >= len(rows) - len(passage.questions) else None


def _likeliest(passages: Sequence[Passage], language: str, *, same: bool) -> float:
    return max((passage.answers for passage in passages if (passage.language == language) == same), default=0.0)


def _fits(passage: StoredPassage, asked: Asked) -> bool:
    """Whether a passage is not about other models: those in its heading count, whatever its page is for."""
    headed = {model.casefold() for model in named(passage.section, asked.known)} if asked.models else set[str]()
    return not headed or not headed.isdisjoint(asked.models)


def to_judge(
    found: Sequence[Found],
    language: str,
    most: int = JUDGED_PASSAGES,
    page: str | None = None,
    likely: Collection[int] = (),
) -> list[int]:
    """Places of those that are judged, ascending: the best in the question's language, and as many in others.

    How they are ranked says little of passages in different languages. Then as many of the page that was quoted last:
    a message that goes on from there may be like none of them. Then those whose places among all passages are `likely`.
    """
    in_language = [place for place, one in enumerate(found) if one.passage.language == language]
    others = [place for place, one in enumerate(found) if one.passage.language != language]
    on_page = [place for place, one in enumerate(found) if page_of(one.passage.id) == page]
    meant = [place for place, one in enumerate(found) if one.ranked.place in likely]
    return sorted({*in_language[:most], *others[:most], *on_page[:most], *meant})


def candidates(passages: Sequence[StoredPassage], ranked: Sequence[Ranked]) -> list[Found]:
    """The ranked passages, best first; none that says what a better one says among those that may be judged."""
    best, looked_at = list(_readable(passages, ranked)), 2 * JUDGED_PASSAGES
    kept = _distinct([one.passage for one in best[:looked_at]])
    return [one for one in best[:looked_at] if one.passage.id in kept] + best[looked_at:]


def _readable(passages: Sequence[StoredPassage], ranked: Sequence[Ranked]) -> Iterator[Found]:
    """Those that can be read, with their rank. A broken line of an index costs the answer that passage alone."""
    for one in ranked:
        try:
            yield Found(passages[one.place], one)
        except ConfigurationError as error:
            log("error", "malformed passage", {"reason": str(error)})


def _shown(found: Found, answers: float) -> Passage:
    passage, ranked = found
    return Passage.taken_from(
        passage,
        best_part=passage.best_part(ranked.cosines.tolist()),
        score=round(ranked.score, _DIGITS),
        similarity=round(ranked.similarity, _DIGITS),
        answers=answers,
    )


def _distinct(passages: Sequence[StoredPassage]) -> set[str]:
    """Ids of passages, best first, without those that say what a better one says about the same vehicles.

    Ingestion keeps passages that stand under different headings or have different dates; here all of them hold and one
    is enough.
    """
    return {passages[first].id for first in first_alike(passages, _vehicles)}


def _vehicles(passage: StoredPassage, words: int) -> Hashable:
    return (*about_vehicles(passage), words < SELF_CONTAINED_WORDS)
