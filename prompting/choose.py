"""Which techniques a prompt gets, and why it does not get the others."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from contracts.prompts import TaskKind, Technique, TechniqueName
from prompting.policy import LONG_TASK_WORDS
from prompting.techniques import TechniqueEntry, technique_table

STEPS: Final[frozenset[TechniqueName]] = frozenset({"chain_of_thought", "step_back", "decomposition"})
"""Techniques that ask for written thought."""


class Facts(NamedTuple):
    """What the choice depends on."""

    kind: TaskKind
    words: int
    """Of the prompt, without its context."""
    model: str
    thinks: bool
    """Whether the model thinks by itself."""
    thorough: bool
    """Whether quality was asked for whatever it costs."""
    examples: bool
    schema: bool
    tools: bool
    """Whether the prompt names tools."""


class Choice(NamedTuple):
    """What was taken and what was left, each with a reason."""

    taken: tuple[Technique, ...]
    left: tuple[Technique, ...]

    def has(self, name: TechniqueName) -> bool:
        """Whether a technique was taken."""
        return any(one.name == name for one in self.taken)

    @property
    def answer_factor(self) -> float:
        """How many times as long the answer becomes."""
        return max(technique_table()[one.name].answer_factor for one in self.taken)

    @property
    def calls(self) -> int:
        """How many calls one answer takes."""
        return max(technique_table()[one.name].calls for one in self.taken)


def choose(facts: Facts) -> Choice:
    """Return the techniques for a prompt."""
    table = technique_table()
    wanted = _wanted(facts, table)
    taken = tuple(
        Technique(name=name, reason=_because(entry, facts)) for name, entry in table.items() if name in wanted
    )
    left = [(name, entry) for name, entry in table.items() if name not in wanted]
    return Choice(taken, tuple(Technique(name=name, reason=_why_not(entry, facts)) for name, entry in left))


def _wanted(facts: Facts, table: Mapping[TechniqueName, TechniqueEntry]) -> set[TechniqueName]:
    wanted: set[TechniqueName] = {_thinking(facts), "few_shot" if facts.examples else "zero_shot"}
    if facts.schema:
        wanted.add("structured_output")
    if facts.kind in table["role"].helps:
        wanted.add("role")
    if facts.thorough and facts.kind in table["self_consistency"].helps:
        wanted.add("self_consistency")
    return wanted


def _thinking(facts: Facts) -> TechniqueName:
    """The one way of thinking. Tools are called by models that think by themselves, too."""
    if facts.kind == "planning" and facts.tools:
        return "react"
    if facts.thinks:
        return "direct"
    if facts.kind == "reasoning":
        return "chain_of_thought"
    long = facts.words >= LONG_TASK_WORDS
    if facts.kind == "planning" or (facts.kind == "code" and long):
        return "decomposition"
    return "step_back" if facts.kind == "open_question" and long else "direct"


def _because(entry: TechniqueEntry, facts: Facts) -> str:
    if entry.name == "direct" and facts.thinks and facts.kind not in entry.helps:
        return f"{facts.model} thinks by itself before it answers: nothing has to be asked for"
    return f"{entry.because} ({entry.source})"


def _why_not(entry: TechniqueEntry, facts: Facts) -> str:
    if entry.name in STEPS and facts.thinks and facts.kind in entry.helps:
        return f"{facts.model} thinks by itself: steps would be written and paid for twice"
    return f"{entry.otherwise} ({entry.source})"
