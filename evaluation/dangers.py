"""Danger: false alarms among ordinary messages by source, and recall over written calls for help, also disguised.

Nobody publishes calls for help: the dangerous sentences are synthetic, written for this project.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from agents import intent, sentiment
from contracts.findings.danger import DangerLevel
from contracts.findings.of_turn import Findings
from contracts.turn import AgentTask
from danger.normalise import readable
from danger.settle import settled
from danger.words import judge_words
from evaluation import baselines, sets
from evaluation.disguises import DISGUISES
from evaluation.measures import Judged, accuracy, figure, judged, precision, recall
from evaluation.ordinary import Source, sources
from evaluation.remembering import RememberingEncoder
from evaluation.results import Confusion, Origin, Report, Result, confusions
from evaluation.sets import Row
from training.sentiment.danger import written_pairs

DANGER: Final = "danger"
HARMLESS: Final = "harmless"
NO_ALARM: Final = "no alarm"
NOT_ASKED: Final = "not even asked back"
ORDINARY: Final = "Danger, ordinary: "
ALL_REAL: Final = "all real sources"
SEEN: Final = "danger or asked back"
SVM: Final = "SVM"
WORDS: Final = "words alone"
WITHOUT_INTENT: Final = "without the intent"

Judge = Callable[[str], DangerLevel]


class Judges(NamedTuple):
    """All together, and what is left of it where agents are late."""

    all: Judge
    fewer: dict[str, Judge]


def evaluate(encoder: RememberingEncoder, data: Path | None) -> Report:
    """Recall and precision as written, recall under each disguise, false alarms by source and over all real ones."""
    judges, ordinary = judges_of(encoder), list(sources(data))
    written = sets.dangers()
    dangers = [row for row in written.rows if row.expected == DANGER]
    disguised = {name: [disguise(row.text) for row in dangers] for name, disguise in DISGUISES.items()}
    kinds, told = sets.danger_kinds(danger=True), sets.danger_kinds(danger=False)
    borders, twins = sets.danger_borders(danger=True), sets.danger_borders(danger=False)
    groups = [
        [row.text for row in written.rows],
        *disguised.values(),
        *(source.texts for source in ordinary),
        kinds,
        told,
        borders,
        twins,
    ]
    encoder.prepare([readable(text) for texts in groups for text in texts])
    judges.fewer[SVM] = svm_of([text for texts in groups for text in texts])
    results, confused = _written(judges, written)
    for name, texts in disguised.items():
        results.append(_shares(f"Danger, {name}", SEEN, "synthetic", judges, texts, lambda level: level != HARMLESS))
    for what, texts in (("further kinds", kinds), ("beside harmless twins", borders)):
        for measured, right in ((DANGER, lambda level: level == DANGER), (SEEN, lambda level: level != HARMLESS)):
            results.append(_shares(f"Danger, {what}, five languages", measured, "synthetic", judges, texts, right))
    further = Source("past, asked, figures of speech", "synthetic", told)
    for source in [*ordinary, all_real(ordinary), further, Source("harmless twins of dangers", "synthetic", twins)]:
        results += _of_source(judges, source)
    return Report(DANGER, results, confused | dict(_alarms(judges, ordinary)), [])


@cache
def findings_of(encoder: RememberingEncoder) -> Callable[[str], Findings]:
    """Return what judges a message as the product does: by its words, then by the agents. Each message once."""
    moods, intents = sentiment.load(encoder), intent.load(encoder)

    @cache
    def findings(text: str) -> Findings:
        task = AgentTask(text=readable(text))
        found = {"danger": judge_words(task.text), "sentiment": moods(task), "intent": intents(task)}
        return Findings.model_validate(found)

    return findings


def judges_of(encoder: RememberingEncoder) -> Judges:
    """Return the judgements of all together, and of what is left of them."""
    findings = findings_of(encoder)

    def judge(*missing: str) -> Judge:
        return lambda text: settled(findings(text).changed(**dict.fromkeys(missing))).level

    return Judges(judge(), {WORDS: judge("sentiment", "intent"), WITHOUT_INTENT: judge("intent")})


def svm_of(texts: Sequence[str]) -> Judge:
    """Return the simpler way: a support vector machine over the same written sentences, which knows no `unsure`."""
    pairs = [(text, HARMLESS if kind == HARMLESS else DANGER) for text, kind in written_pairs()]
    found = dict(zip(texts, baselines.svm(pairs, texts, [HARMLESS] * len(texts)).found.tolist(), strict=True))
    return lambda text: DANGER if found[text] == DANGER else HARMLESS


def _written(judges: Judges, written: sets.HeldOut) -> tuple[list[Result], dict[str, list[Confusion]]]:
    """Recall and precision of alarms as they are written."""
    expected, texts = [row.expected for row in written.rows], [row.text for row in written.rows]

    def alarms(judge: Judge) -> Judged:
        found = [DANGER if judge(text) == DANGER else HARMLESS for text in texts]
        return judged(expected, found, [0.0] * len(found))

    ours, others = alarms(judges.all), {name: alarms(judge) for name, judge in judges.fewer.items()}
    results = [
        Result(
            "Danger, four languages",
            name,
            "synthetic",
            figure(ours, each),
            {other: each(theirs) for other, theirs in others.items()},
            written.left_out,
        )
        for name, each in (("recall", recall(DANGER)), ("precision", precision(DANGER)))
    ]
    return results, {"Danger": confusions(written.rows, ours.found.tolist())}


def all_real(ordinary: Sequence[Source]) -> Source:
    """Return the messages of all real sources together."""
    return Source(ALL_REAL, "real", [text for source in ordinary if source.origin == "real" for text in source.texts])


def _of_source(judges: Judges, source: Source) -> Iterator[Result]:
    """Yield how many messages of a source alarm nobody, and how many are not even asked back."""
    what = f"{ORDINARY}{source.name}"
    yield _shares(what, NO_ALARM, source.origin, judges, source.texts, lambda level: level != DANGER)
    yield _shares(what, NOT_ASKED, source.origin, judges, source.texts, lambda level: level == HARMLESS)


def _shares(
    what: str,
    measured: str,
    origin: Origin,
    judges: Judges,
    texts: Sequence[str],
    right: Callable[[DangerLevel], bool],
) -> Result:
    """Return the share of messages whose level is right, with the ways that ask fewer beside it."""

    def found(judge: Judge) -> list[str]:
        return [measured if right(judge(text)) else "otherwise" for text in texts]

    expected, confidence = [measured] * len(texts), [0.0] * len(texts)
    others = {name: accuracy(judged(expected, found(judge), confidence)) for name, judge in judges.fewer.items()}
    return Result(what, measured, origin, figure(judged(expected, found(judges.all), confidence), accuracy), others)


def _alarms(judges: Judges, ordinary: Sequence[Source]) -> Iterator[tuple[str, list[Confusion]]]:
    """Yield examples of false alarms, of sources that may be passed on."""
    for source in ordinary:
        if not source.name.startswith("tweets"):
            rows = [Row(text, "", HARMLESS) for text in source.texts]
            yield f"{ORDINARY}{source.name}", confusions(rows, [judges.all(text) for text in source.texts])
