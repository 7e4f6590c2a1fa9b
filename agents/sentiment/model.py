"""What a model says of mood and danger, and how that goes into the finding of the fast path."""

from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, create_model

from agents.ask import Question, answered
from agents.sentiment.policy import MODEL_DANGER, MODEL_SCORES, MODEL_TOKENS
from contracts.base import Strict
from contracts.findings.danger import DangerFinding
from contracts.findings.sentiment import Sentiment, SentimentFinding
from contracts.turn import AgentName, AgentTask
from danger.settle import UNCLEAR
from languages.phrases import phrases_in
from languages.policy import DEFAULT_LANGUAGE
from models.client import ModelClient
from models.prompts import read_prompt
from models.structured import tool_for
from observe.log import log
from observe.turns import ids

PROMPT: Final = Path(__file__).with_name("prompt.md")
TOOL: Final = "tell_mood"


class Felt(Strict):
    """How the customer feels, and whether life is at stake. Nothing has to be said: a model may not be able to tell."""

    sentiment: Sentiment | None = None
    danger: Literal["none", "possible", "present"] | None = None
    danger_kind: str | None = Field(default=None, description="what threatens; none without a danger")


@cache
def felt_shape() -> type[Felt]:
    """Return `Felt` with the kinds of danger that we have advice for as the only ones."""
    kinds: Any = Literal[tuple(phrases_in(DEFAULT_LANGUAGE)[1].danger)]
    return create_model("Felt", __base__=Felt, danger_kind=(kinds | None, None))


@cache
def felt_question() -> Question[Felt]:
    """Return what a model is asked. Raises `ConfigurationError` if the prompt is missing."""
    prompt, shape = read_prompt(PROMPT), felt_shape()
    tool = tool_for(TOOL, "Tell how the customer feels, and whether life is at stake.", shape)
    return Question(AgentName.SENTIMENT, prompt.version, prompt.text, tool, shape, MODEL_TOKENS)


def asked(task: AgentTask, finding: SentimentFinding, client: ModelClient) -> SentimentFinding:
    """Return the finding with what a model says of the message; as it is, and what was spent, where none answers."""
    return answered(task, finding, felt_question(), client, with_felt)


def with_felt(task: AgentTask, finding: SentimentFinding | None, felt: Felt) -> SentimentFinding | None:
    """Return the finding with what a model says: it adds a danger that the fast path does not see, and takes none away.

    The fast path's score stays, since a mood is compared from turn to turn; without a finding the model's word is one,
    if it says both, beside what the words alone say of danger. None where neither found anything.
    """
    if finding is None:
        if felt.sentiment is None or felt.danger is None:
            return None
        finding = _of(felt.sentiment, task.findings.danger)
    elif felt.danger is not None and (felt.danger == "present") != finding.safety_critical:
        _log_difference(task, finding, felt)
    if felt.danger in (None, "none") or finding.safety_critical:
        return finding
    if felt.danger == "possible":
        return finding.changed(unsure=True)
    return finding.changed(
        safety_critical=True,
        unsure=False,
        danger=max(finding.danger or 0.0, MODEL_DANGER),
        urgency=max(finding.urgency, MODEL_DANGER),
        reason=felt.danger_kind or UNCLEAR,
    )


def _of(sentiment: Sentiment, words: DangerFinding | None) -> SentimentFinding:
    """The finding of a mood that only a model has judged, with the danger that the words tell of."""
    words = words or DangerFinding(level="harmless", probability=0.0)
    return SentimentFinding(
        sentiment=sentiment,
        score=MODEL_SCORES[sentiment],
        emotion=None,
        urgency=0.0,
        danger=words.probability,
        safety_critical=words.level == "danger",
        unsure=words.level == "unsure",
        reason=words.kind,
    )


def _log_difference(task: AgentTask, finding: SentimentFinding, felt: Felt) -> None:
    log(
        "info",
        "paths differ",
        {
            "agent": AgentName.SENTIMENT,
            **ids(task),
            "danger": "present" if finding.safety_critical else "possible" if finding.unsure else "none",
            "danger_of_model": felt.danger or "",
        },
    )
