"""Danger while agents are missing: who is told an emergency number, and how many ordinary messages get the line too.

Everybody is routed and answered by the agents that do so in a turn, from what the others would have found. Those that
are missing leave no finding, as in the graph. Nobody is signed in, so the number is that of an unknown country, which
no page quotes.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agents.__main__ import agent_named
from contracts.findings.of_turn import Findings
from contracts.findings.response import ResponseFinding
from contracts.turn import AgentName, AgentTask
from danger.normalise import readable
from danger.numbers import number_to_call
from evaluation import sets
from evaluation.dangers import DANGER, findings_of
from evaluation.measures import share_of
from evaluation.ordinary import Source, sources
from evaluation.remembering import RememberingEncoder
from evaluation.results import Origin, Report, Result
from languages.phrases import phrases_in

WAYS: Final[Mapping[str, tuple[AgentName, ...]]] = MappingProxyType(
    {
        "without intent": (AgentName.INTENT,),
        "without sentiment": (AgentName.SENTIMENT,),
        "without both": (AgentName.INTENT, AgentName.SENTIMENT),
        "without knowledge": (AgentName.KNOWLEDGE,),
    }
)
ALL: Final = "all agents"
TOLD: Final = "told an emergency number"
NOT_TOLD: Final = "told no emergency number"

MOST: Final = 1_000
"""Ordinary messages of each group that are looked at, drawn evenly: each is answered five times."""

Told = Callable[[str, tuple[AgentName, ...]], bool]
"""Whether the reply to a message tells an emergency number while these agents are missing."""


def evaluate(encoder: RememberingEncoder, data: Path | None) -> Report:
    """Recall of written dangers, and the share of real ordinary messages that are left alone, with each one missing."""
    dangers = [row.text for row in sets.dangers().rows if row.expected == DANGER]
    ordinary = in_groups(list(sources(data)))
    encoder.prepare([readable(text) for texts in (dangers, *ordinary.values()) for text in texts])
    told = told_by(encoder)
    results = []
    for way, missing in WAYS.items():
        results.append(_result(f"Danger, {way}", TOLD, "synthetic", told, dangers, missing))
        results += [
            _result(f"Danger, {way}, ordinary: {group}", NOT_TOLD, "real", told, texts, missing)
            for group, texts in ordinary.items()
        ]
    return Report("danger, agents missing", results, {}, [])


def told_by(encoder: RememberingEncoder) -> Told:
    """Return what looks for a number in the reply that the agents which are left make."""
    judge, knowledge = findings_of(encoder), agent_named(AgentName.KNOWLEDGE, encoder)
    routing, response = agent_named(AgentName.ROUTING, encoder), agent_named(AgentName.RESPONSE, encoder)

    @cache
    def all_findings(text: str) -> Findings:
        return judge(text).changed(knowledge=knowledge(AgentTask(text=readable(text))))

    @cache
    def told(text: str, missing: tuple[AgentName, ...]) -> bool:
        task = AgentTask(text=readable(text), findings=all_findings(text).changed(**dict.fromkeys(missing)))
        routed = task.changed(findings=task.findings.changed(routing=routing(task)))
        reply = ResponseFinding.model_validate(response(routed))
        return number_to_call(task, phrases_in(reply.language)[1]) in reply.text

    return told


def _result(
    what: str, measured: str, origin: Origin, told: Told, texts: Sequence[str], missing: tuple[AgentName, ...]
) -> Result:
    def right(gone: tuple[AgentName, ...]) -> NDArray[np.bool_]:
        return np.array([told(text, gone) == (measured == TOLD) for text in texts])

    return Result(what, measured, origin, share_of(right(missing)), {ALL: float(right(()).mean())})


def in_groups(found: Sequence[Source]) -> dict[str, list[str]]:
    """The real messages of customers and of tweets; questions about an encyclopaedia come near no danger."""
    groups = {group: [one.texts for one in found if one.name.startswith(group)] for group in ("CLINC150", "tweets")}
    return {group: _evenly([*chain(*texts)]) for group, texts in groups.items() if texts}


def _evenly(texts: list[str]) -> list[str]:
    return [texts[number * len(texts) // MOST] for number in range(MOST)] if len(texts) > MOST else texts
