"""From a message to an intent: a sentence vector and a trained head."""

from pathlib import Path
from typing import Final

from agents.agent import Agent
from agents.intent.catalogue import Intent, read_catalogue
from contracts.findings import IntentFinding, ScoredIntent
from contracts.policy import ALTERNATIVE_INTENTS
from contracts.turn import AgentTask
from encoder import Encoder, Vector, vector_of
from encoder.head import LinearHead, load_head

HEAD: Final = Path(__file__).with_name("head.npz")
RETRAIN: Final = "python -m agents.intent.train"


def load(encoder: Encoder) -> Agent:
    """The agent, ready to run. Raises `ConfigurationError` if its head does not fit the encoder."""
    head, catalogue = load_head(HEAD, encoder.name, RETRAIN), read_catalogue()

    def find(task: AgentTask) -> IntentFinding:
        return classify(vector_of(task, encoder), head, catalogue)

    return find


def classify(vector: Vector, head: LinearHead, catalogue: dict[str, Intent]) -> IntentFinding:
    """The most probable intent of a sentence, and its runners-up."""
    best, *others = (ScoredIntent(intent=name, confidence=p) for name, p in head.probabilities(vector).items())
    entry = catalogue[best.intent]
    return IntentFinding(
        intent=best.intent,
        confidence=best.confidence,
        alternatives=tuple(others[:ALTERNATIVE_INTENTS]),
        owner=entry.owner,
        handled_by=entry.handled_by,
        urgency=entry.urgency,
        model=f"{head.encoder}/intent",
    )
