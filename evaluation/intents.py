"""The intent agent."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from agents import intent
from agents.agent import Agent
from contracts.findings.intent import IntentFinding
from contracts.session import Dialogue
from contracts.turn import AgentTask
from evaluation import baselines, sets
from evaluation.measures import accuracy, calibration_error, figure, judged, macro_f1, ranking, reliability
from evaluation.remembering import RememberingEncoder
from evaluation.results import Origin, Report, Result, confusions
from evaluation.sets import Row
from training.intent.examples import training_examples

OUTSIDE = "out_of_scope"


def evaluate(encoder: RememberingEncoder) -> Report:
    """Real sentences for the covered intents; synthetic ones for all intents, follow-ups and several requests."""
    clinc, written, context = sets.clinc(), sets.written_intents(), sets.in_context()
    several = sets.lines("several_intents.jsonl")
    rows = clinc.rows + written.rows + context.rows
    encoder.prepare([text for row in rows for text in (*row.before, row.text)] + [line["text"] for line in several])
    ask = partial(find, intent.load(encoder))
    found = {row: ask(row) for row in rows}
    trained = [(example.text, example.intent) for example in training_examples()]
    results = []
    held_out: tuple[tuple[sets.HeldOut, str, Origin], ...] = (
        (clinc, "CLINC150 validation", "real"),
        (written, "all intents, four languages", "synthetic"),
    )
    for held, what, origin in held_out:
        expected = [row.expected for row in held.rows]
        ours = judged(expected, [found[r].intent for r in held.rows], [found[r].confidence for r in held.rows])
        theirs = baselines.svm(trained, [row.text for row in held.rows], expected)
        outside = judged(expected, ours.found.tolist(), [probability(found[r], OUTSIDE) for r in held.rows])
        covered = sorted(set(expected) - {OUTSIDE})
        for name, measure, rows_ours in (
            ("accuracy", accuracy, ours),
            ("macro-F1 of intents in scope", macro_f1(covered), ours),
            ("AUROC of out_of_scope", ranking(OUTSIDE), outside),
        ):
            results.append(
                Result(
                    f"Intent, {what}",
                    name,
                    origin,
                    figure(rows_ours, measure),
                    {"SVM": measure(theirs)},
                    held.left_out,
                )
            )
        error = figure(ours, calibration_error)
        results.append(Result(f"Intent, {what}", "calibration error", origin, error, {}, held.left_out))
        if origin == "real":
            curve = reliability(ours)
    follow = [found[row].intent for row in context.rows]
    alone = [ask(row._replace(before=())).intent for row in context.rows]
    expected = [row.expected for row in context.rows]
    without = accuracy(judged(expected, alone, [0.0] * len(alone)))
    in_turn = judged(expected, follow, [0.0] * len(follow))
    results.append(
        Result(
            "Intent, follow-ups in context",
            "accuracy",
            "synthetic",
            figure(in_turn, accuracy),
            {"without context": without},
        )
    )
    return Report(
        "intent",
        [*results, several_requests(ask, several)],
        {
            "CLINC150 validation": confusions(clinc.rows, [found[r].intent for r in clinc.rows]),
            "all intents": confusions(written.rows, [found[r].intent for r in written.rows]),
            "follow-ups": confusions(context.rows, follow),
        },
        curve,
    )


def find(agent: Agent, row: Row) -> IntentFinding:
    """The finding for the last of a row's messages, after the ones before it."""
    before = None
    for text in row.before:
        earlier = cast(IntentFinding, agent(AgentTask(text=text, dialogue=Dialogue(last_intent=before))))
        before = earlier.intent if earlier.handled_by != "phrase" else before
    task = AgentTask(text=row.text, language=row.language, dialogue=Dialogue(last_intent=before))
    return cast(IntentFinding, agent(task))


def probability(finding: IntentFinding, intent_name: str) -> float:
    """How probable an intent is, as far as the finding says: 0 if it is not among the runners-up."""
    named = {finding.intent: finding.confidence} | {other.intent: other.confidence for other in finding.alternatives}
    return named.get(intent_name, 0.0)


def several_requests(ask: Callable[[Row], IntentFinding], lines: list[dict[str, Any]]) -> Result:
    """How often exactly the requests of a message are found, among messages with one, two or three."""
    expected, found = list[str](), list[str]()
    for line in lines:
        finding = ask(Row(line["text"], line["language"], ""))
        expected.append(" ".join(sorted(line["intents"])))
        found.append(" ".join(sorted({finding.intent, *(other.intent for other in finding.further_intents)})))
    rows = judged(expected, found, [0.0] * len(found))
    return Result(
        "Intent, messages with one to three requests",
        "all and only those found",
        "synthetic",
        figure(rows, accuracy),
        {},
    )
