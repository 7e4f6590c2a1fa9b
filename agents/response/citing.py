"""Answers made of passages, each statement with its source."""

import re
from typing import Final

from agents.policy import SURE_ANSWER
from agents.response.draft import Draft, person_offered
from agents.response.due import due_lines, offers
from agents.response.extract import extract
from agents.response.lights import if_it_is
from agents.response.policy import LIMITS
from contracts.errors import InvalidInput
from contracts.findings.knowledge import Passage
from contracts.findings.response import Citation
from contracts.findings.routing import RoutingFinding
from contracts.turn import AgentTask
from knowledge.light_filter import by_meaning, light_to_ask
from knowledge.units import LISTED
from languages.phrases import Phrases, phrases_in

_MARKER: Final = re.compile(r" ?\[\d+\]")
"""How the first item, row or step of a quote begins."""


def cited(task: AgentTask, route: RoutingFinding, phrases: Phrases) -> Draft:
    """An answer made only of passages, each statement with its source."""
    passages = passages_of(task) if LIMITS[task.channel].has_lists else passages_of(task)[:1]
    text, citations = _cite_each_meaning(task, phrases) or cite(task.text, passages, phrases)
    due, words = due_lines(task, phrases), _language_of(passages[0], task, phrases)
    if words:
        text = introduced(words, text)
    return Draft(
        text="\n\n".join([*due, text]),
        answer=text,
        citations=citations,
        suggestions=(*(offers(task, phrases) if due else ()), *person_offered(task, phrases)),
    )


def helpful(task: AgentTask, best: Passage, phrases: Phrases) -> Draft:
    """A passage that may help beside something else, with a word on its language where that is not the reply's."""
    quote, citations = cite(task.text, (best,), phrases)
    words = _language_of(best, task, phrases) or phrases.texts["hand_over_related"]
    return Draft(text=introduced(words, quote), citations=citations)


def _language_of(passage: Passage, task: AgentTask, phrases: Phrases) -> str | None:
    """What announces a passage that is not in the language of the reply; None for one that is."""
    if passage.language == phrases_in(task.language)[0] or passage.language not in phrases.languages:
        return None
    return phrases.texts["answer_in_other_language"].format(language=phrases.languages[passage.language])


def introduced(words: str, quote: str) -> str:
    """A quote after words that announce it; a list or a table begins on a line of its own."""
    return words + ("\n" if LISTED.match(quote) else " ") + quote


def passages_of(task: AgentTask) -> tuple[Passage, ...]:
    """What the knowledge agent found to answer, if it found anything."""
    knowledge = task.findings.knowledge
    return knowledge.passages if knowledge else ()


def cite(question: str, passages: tuple[Passage, ...], phrases: Phrases) -> tuple[str, tuple[Citation, ...]]:
    """The best passage quoted, and where else it is surely answered. Raises `InvalidInput` without a passage."""
    if not passages:
        raise InvalidInput("findings.knowledge", "a cited answer needs at least one passage")
    best = passages[0]
    quote = extract(question, best)
    text, citations = f"{quote} [1]", [citation(1, best, quote)]
    other = next((p for p in passages[1:] if p.source != best.source and p.answers >= SURE_ANSWER), None)
    if other is not None:
        text += f"\n\n{phrases.texts['see_also'].format(title=other.title, section=other.section)} [2]"
        citations.append(citation(2, other, extract(question, other)))
    return text, tuple(citations)


def _cite_each_meaning(task: AgentTask, phrases: Phrases) -> tuple[str, tuple[Citation, ...]] | None:
    """What each colour or state of a light means, where it is not known which it has; the most urgent comes first."""
    knowledge = task.findings.knowledge
    light = light_to_ask(knowledge) if knowledge else None
    if knowledge is None or light is None:
        return None
    lines, citations = list[str](), list[Citation]()
    for marker, (value, passage) in enumerate(by_meaning(knowledge.passages, light), start=1):
        quote = extract(task.text, passage)
        lines.append(if_it_is(value, f"{quote} [{marker}]", phrases))
        citations.append(citation(marker, passage, quote))
    return ("\n\n".join(lines), tuple(citations)) if lines else None


def citation(marker: int, passage: Passage, quote: str) -> Citation:
    """The citation that a marker of the reply stands for."""
    return Citation(
        marker=marker,
        passage_id=passage.id,
        title=passage.title,
        section=passage.section,
        source=passage.source,
        quote=quote,
    )


def without_markers(text: str) -> str:
    """A reply as it is spoken."""
    return _MARKER.sub("", text)
