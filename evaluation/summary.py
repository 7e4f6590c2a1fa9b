"""The README's table: one row for each question that a reader has; all rows stand in `docs/quality.md`."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from evaluation.figures import LOWER_IS_BETTER
from evaluation.markdown import table
from evaluation.results import Result
from evaluation.tables import cells

ASKING_ON: Final = "Retrieval, demo handbook, after a question"


class Question(NamedTuple):
    """What a reader asks, and which results answer it: those of this measure whose sets begin so."""

    asked: str
    sets: str
    measured: str


QUESTIONS: Final = (
    Question("Does it know what a customer wants?", "Intent, CLINC150", "accuracy"),
    Question("Does it tell what is none of its business?", "Out of scope, all topics", "recall"),
    Question("Is an ordinary message spared the alarm?", "Danger, ordinary: all real sources", "no alarm"),
    Question("Is it spared the question about danger?", "Danger, ordinary: all real sources", "not even asked back"),
    Question("Is a danger seen, however it is written?", "Danger, ", "danger or asked back"),
    Question("Is a number told while agents are missing?", "Danger, without", "told an emergency number"),
    Question("Is an ordinary message spared it then?", "Danger, without", "told no emergency number"),
    Question("Is the right passage found, across languages too?", "Retrieval, XQuAD", "nDCG@10"),
    Question("Is the right passage quoted?", "Answers, XQuAD in one language", "right passage quoted"),
    Question("Is something quoted though no page answers?", "Answers, XQuAD in one", "answered though no page does"),
    Question("The same, far from the subject?", "Answers, CLINC150", "answered though no page does"),
    Question("Does a follow-up keep its subject?", f"{ASKING_ON}: short follow-ups", "right section quoted"),
    Question("Does it know how a customer feels?", "Sentiment, ", "macro-F1"),
    Question("Does it hear which language this is?", "Language, tweets", "accuracy"),
    Question("Is personal data masked?", "Personal data, all", "recall"),
    Question("Are the turns of whole conversations right?", "Conversations, five languages", "turns right"),
)


def summary_table(results: Sequence[Result]) -> str:
    """Return a row for each question that was measured; where several sets answer it, the one with the worst figure."""
    heads = ("question", "figure, 95 % interval", "rows", "simpler ways, same rows", "judged on")
    return table(heads, (row for question in QUESTIONS for row in _row(question, results)))


def answers(question: Question, results: Sequence[Result]) -> list[Result]:
    """Return the results that answer a question."""
    return [one for one in results if one.what.startswith(question.sets) and one.measured == question.measured]


def _row(question: Question, results: Sequence[Result]) -> Iterator[tuple[str, ...]]:
    if found := answers(question, results):
        best_first = sorted(found, key=lambda one: one.ours.value, reverse=question.measured not in LOWER_IS_BETTER)
        worst = best_first[-1]
        _, _, figure, interval, rows, others = cells(worst)
        which = f"the worst of {len(found)}, {worst.origin}" if len(found) > 1 else worst.origin
        yield question.asked, f"{figure}, {interval}", rows, others, f"{worst.name} ({which})"
