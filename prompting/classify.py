"""What kind of task a prompt is, by the words that ask for it: rules, in all languages that are served at once.

Rules and not a trained head: on collections that neither had seen, the head over sentence vectors was no better, and
would bring a model of 100 MB into the function (`python -m evaluation.prompts`, docs/prompts.md).
"""

import re
from functools import cache
from re import Pattern
from typing import Final

from contracts.prompts import PromptTask, TaskKind
from languages.normalise import normalised
from languages.topic import words_of_all
from languages.topics.tasks import Tasks
from prompting.policy import BEGINNING_CHARS, CONFIDENCE, END_CHARS, GIVEN_TEXT_WORDS

ORDER: Final[tuple[TaskKind, ...]] = (
    "code",
    "rewriting",
    "summarising",
    "classification",
    "extraction",
    "text_question",
    "conversation",
    "reasoning",
    "planning",
    "writing",
    "open_question",
)
"""Of several kinds whose words are there the first is meant: the words of the later ones are the more common."""
NEXT: Final[TaskKind] = "open_question"
"""What is meant where no word says what to do, and the runner-up where one kind alone has words."""
OTHERWISE: Final[TaskKind] = "writing"


def classify(prompt: str, *, with_context: bool = False) -> PromptTask:
    """Return the kind of a prompt. A question that comes with a text is one that the text answers."""
    found = kinds_in(prompt)
    asked: TaskKind = "text_question" if with_context or len(prompt.split()) >= GIVEN_TEXT_WORDS else NEXT
    found = list(dict.fromkeys(asked if kind == NEXT else kind for kind in found))
    kind = found[0] if found else asked
    others = [*found[1:], NEXT, OTHERWISE]
    sure = "none" if not found else "one" if len(found) == 1 else "several"
    return PromptTask(
        kind=kind, confidence=CONFIDENCE[sure], runner_up=next(other for other in others if other != kind)
    )


def kinds_in(prompt: str) -> list[TaskKind]:
    """Return the kinds whose words are in a prompt, the likeliest first. Tools are named to be called."""
    read = _read(prompt)
    found = [kind for kind in ORDER if _pattern(kind).search(read)]
    return list(dict.fromkeys(["planning", *found])) if _pattern("tools").search(read) else found


def names_tools(prompt: str) -> bool:
    """Whether a prompt says that the model may call tools."""
    return _pattern("tools").search(_read(prompt)) is not None


def _read(prompt: str) -> str:
    """What is read of a prompt: its beginning and its end, as words are compared."""
    text = prompt.strip()
    cut = text if len(text) <= BEGINNING_CHARS + END_CHARS else f"{text[:BEGINNING_CHARS]}\n{text[-END_CHARS:]}"
    return normalised(cut)


@cache
def _pattern(field: str) -> Pattern[str]:
    """One expression for the words of all languages. Questions begin a prompt; the others begin at a word."""
    words = "|".join(word for each in words_of_all(Tasks) for word in getattr(each, field))
    return re.compile(rf"\A\W*(?:{words})\b" if field == NEXT else rf"(?<!\w)(?:{words})(?!\w)", re.DOTALL)
