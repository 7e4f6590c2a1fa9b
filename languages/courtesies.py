"""Messages that are polite, or rude, and ask for nothing. All languages at once: people greet in each other's."""

from functools import cache
from typing import Final, Literal, get_args

from languages.questions import asks
from languages.served import SERVED_LANGUAGES
from languages.spoken import says, says_only, spoken
from languages.topic import merged, words_of, words_of_all
from languages.topics.courtesies import Courtesies

Courtesy = Literal["insult", "assistant_question", "presence", "goodbye", "thanks", "greeting"]
COURTESIES: Final[tuple[Courtesy, ...]] = get_args(Courtesy)
"""Of several in one message the first of these is answered: "thanks, bye" is a goodbye."""


def courtesy_of(text: str, *, opening: bool = False) -> Courtesy | None:
    """The courtesy that a message consists of, or None for one that says anything else.

    `opening`: it is the first message of a conversation, where "ciao" greets.
    """
    return _first(_found(text), opening=opening) if says_only(spoken(text), _everything()) else None


def courtesy_in_small_talk(text: str, *, opening: bool = False) -> Courtesy | None:
    """The first courtesy in a message that is small talk, whatever else it says.

    Small talk that names a person or a machine asks which of them answers: nobody can list how. Where it also greets or
    thanks it has to be a question: "thank you, robot" is none.
    """
    found = _found(text)
    if says(spoken(text), _natures()) and (asks(text) or not found):
        found.add("assistant_question")
    return _first(found, opening=opening)


def names_machine(text: str) -> bool:
    """Whether a message names a machine that answers, such as "a robot"."""
    return says(spoken(text), _machines())


def _found(text: str) -> set[Courtesy]:
    said = spoken(text)
    return {kind for kind in COURTESIES if says(said, _phrases(kind))}


def _first(found: set[Courtesy], *, opening: bool) -> Courtesy | None:
    first = next((kind for kind in COURTESIES if kind in found), None)
    return "greeting" if opening and first == "goodbye" and "greeting" in found else first


def courtesy_language(text: str) -> str | None:
    """The one language that has all the words of a greeting, thanks or goodbye; None where several have, or none.

    A word that greets in one language and takes leave in others greets: it is meant for a message that opens.
    """
    said = spoken(text)
    greeting = [name for name in SERVED_LANGUAGES if says_only(said, words_of(Courtesies, name).greetings)]
    polite = greeting or [name for name in SERVED_LANGUAGES if says_only(said, _of_language(name))]
    return polite[0] if len(polite) == 1 else None


@cache
def _of_language(language: str) -> tuple[str, ...]:
    words = words_of(Courtesies, language)
    return merged([words.greetings, words.thanking, words.goodbyes, words.presence, words.assistant_questions])


@cache
def _phrases(kind: Courtesy) -> tuple[str, ...]:
    words = words_of_all(Courtesies)
    match kind:
        case "insult":
            return merged(each.insults for each in words)
        case "assistant_question":
            return merged(each.assistant_questions for each in words)
        case "presence":
            return merged(each.presence for each in words)
        case "goodbye":
            return merged(each.goodbyes for each in words)
        case "thanks":
            return merged(phrases for each in words for phrases in (each.thanks, each.thanking))
        case "greeting":
            return merged(each.greetings for each in words)


@cache
def _natures() -> tuple[str, ...]:
    return merged([*(each.humans for each in words_of_all(Courtesies)), _machines()])


@cache
def _machines() -> tuple[str, ...]:
    return merged(each.machines for each in words_of_all(Courtesies))


@cache
def _everything() -> tuple[str, ...]:
    fillers = merged(each.fillers for each in words_of_all(Courtesies))
    return merged([*(_phrases(kind) for kind in COURTESIES), fillers])
