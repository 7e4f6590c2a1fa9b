"""Sentences written for this project that agents should understand: `data/sentences.jsonl`, set by set.

A retrained head may rightly judge one of them otherwise, so they are counted here and no unit test asserts them. Each
line says what its finding should hold (`expected`), and where that matters how much of it at least or at most.
"""

from collections.abc import Iterable
from typing import Any, Final

from agents import intent, sentiment
from agents.agent import Agent
from contracts.findings.finding import Finding
from contracts.findings.intent import IntentFinding
from contracts.policy import MIN_INTENT_CONFIDENCE
from contracts.session import Dialogue
from contracts.turn import AgentTask
from evaluation import sets
from evaluation.measures import accuracy, figure, judged
from evaluation.remembering import RememberingEncoder
from evaluation.results import Report, Result, confusions
from evaluation.sets import Row

AS_EXPECTED: Final = "as expected"


def evaluate(encoder: RememberingEncoder) -> Report:
    """Share of the sentences of each set whose finding is all that it should be."""
    lines = sets.lines("sentences.jsonl")
    encoder.prepare([line["text"] for line in lines])
    agents = {"intent": intent.load(encoder), "sentiment": sentiment.load(encoder)}
    results, confused = [], {}
    for name in dict.fromkeys(line["set"] for line in lines):
        chosen = [line for line in lines if line["set"] == name]
        found = [", ".join(wrong(asked(agents[line["agent"]], line), line)) or AS_EXPECTED for line in chosen]
        rows = [Row(line["text"], line["language"], AS_EXPECTED) for line in chosen]
        judgement = judged([AS_EXPECTED] * len(found), found, [0.0] * len(found))
        results.append(Result(f"Sentences, {name}", AS_EXPECTED, "synthetic", figure(judgement, accuracy), {}))
        confused[f"Sentences, {name}"] = confusions(rows, found)
    return Report("sentences", results, confused, [])


def asked(agent: Agent, line: dict[str, Any]) -> Finding:
    """Return the finding for a line, after the intent of the turn before where it names one."""
    return agent(
        AgentTask(text=line["text"], language=line["language"], dialogue=Dialogue(last_intent=line.get("after")))
    )


def wrong(finding: Finding, line: dict[str, Any]) -> Iterable[str]:
    """Yield what the finding holds that is not as the line says."""
    for name, value in line["expected"].items():
        held = _held(finding, name)
        if held != value:
            yield f"{name} {held}"
    for name, bound in line.get("least", {}).items():
        if getattr(finding, name) < bound:
            yield f"{name} {getattr(finding, name):.2f}"
    for name, bound in line.get("most", {}).items():
        if getattr(finding, name) > bound:
            yield f"{name} {getattr(finding, name):.2f}"


def _held(finding: Finding, name: str) -> Any:
    """Return a field of a finding; of a message all its intents, or whether it is a request that is no mere guess."""
    if isinstance(finding, IntentFinding) and name == "intents":
        return sorted({finding.intent, *(other.intent for other in finding.further_intents)})
    if isinstance(finding, IntentFinding) and name == "understood":
        return finding.handled_by != "phrase" and finding.confidence >= MIN_INTENT_CONFIDENCE
    return getattr(finding, name)
