"""What to ask back where several passages may be meant, for routing, which decides it, and response, which asks."""

import re
from typing import Final

from agents.policy import FEW_WORDS, SURE_ANSWER
from contracts.findings.knowledge import KnowledgeFinding, PassageHeading
from contracts.policy import TOPICS_PER_QUESTION
from contracts.turn import AgentTask

_WORD: Final = re.compile(r"\w+")


def topics_to_ask(task: AgentTask) -> tuple[str, ...]:
    """Return headings to choose from, likeliest first; none where nothing is to be asked.

    Asked where nothing is sure enough to be quoted but something may be meant, and where a message of a word or two
    fits several passages and none surely. A choice that was just offered is not offered again.
    """
    knowledge = task.findings.knowledge
    if knowledge is None or task.dialogue.last_reply_with == "ask_topic":
        return ()
    may_be_meant = _meant_by_few_words(task.text, knowledge) if knowledge.passages else knowledge.near
    return tuple(dict.fromkeys(one.section for one in may_be_meant if one.section))[:TOPICS_PER_QUESTION]


def _meant_by_few_words(text: str, knowledge: KnowledgeFinding) -> tuple[PassageHeading, ...]:
    unsure = knowledge.passages[0].answers < SURE_ANSWER and len(_WORD.findall(text)) <= FEW_WORDS
    both = (*knowledge.passages, *knowledge.near)
    return both if unsure and len(both) > 1 and not knowledge.lights else ()
