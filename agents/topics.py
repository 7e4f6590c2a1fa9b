"""What to ask back where several passages may be meant, for routing, which decides it, and response, which asks."""

import re
from typing import Final

from agents.policy import FEW_WORDS, SURE_ANSWER
from contracts.findings.knowledge import KnowledgeFinding, PassageHeading
from contracts.policy import TOPICS_PER_QUESTION
from contracts.turn import AgentTask
from languages.phrases import phrases_in

_WORD: Final = re.compile(r"\w+")


def topics_to_ask(task: AgentTask) -> tuple[PassageHeading, ...]:
    """Return what may be meant, to choose from by its headings; none where nothing is to be asked.

    Those in the customer's language come first, then those whose pages have no translation, the likeliest first of
    each. Asked where nothing is sure enough to be quoted but something may be meant, and where a message of a word or
    two fits several passages and none surely. A choice that was just offered is not offered again.
    """
    knowledge = task.findings.knowledge
    if knowledge is None or task.dialogue.last_reply_with == "ask_topic":
        return ()
    may_be_meant = _meant_by_few_words(task.text, knowledge) if knowledge.passages else knowledge.near
    each_once = dict[str, PassageHeading]()
    for one in may_be_meant:
        if one.section:
            each_once.setdefault(one.section, one)
    own, _ = phrases_in(task.language)
    return tuple(sorted(each_once.values(), key=lambda one: one.language != own))[:TOPICS_PER_QUESTION]


def _meant_by_few_words(text: str, knowledge: KnowledgeFinding) -> tuple[PassageHeading, ...]:
    unsure = knowledge.passages[0].answers < SURE_ANSWER and len(_WORD.findall(text)) <= FEW_WORDS
    both = (*knowledge.passages, *knowledge.near)
    return both if unsure and len(both) > 1 and not knowledge.lights else ()
