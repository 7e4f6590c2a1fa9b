"""Names in a sentence that the evidence does not know, and the models that are named beside a fact.

Makes, models, and words with digits are names in any language, and so are abbreviations in capitals. In English,
French, Italian and Spanish a capital inside a sentence makes a name of any word that is no common one. In German all
nouns have one: there first names alone are surely names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from agents.response.grounding.evidence import Evidence, Text
from agents.response.grounding.places import Place
from agents.response.grounding.quantities import Quantity
from knowledge.terms import split_words
from languages.normalise import normalised
from languages.telling_words import neutral_words
from privacy.gazetteer import key_of, load_gazetteer
from vehicles.makes import makes_and_models_named

_CODE: Final = re.compile(r"(?<![\w-])(?:[^\W\d_]+\d\w*|\d+[A-Z]\w*|[A-Za-z]{1,3}-\d\w*)(?!\w)")
"""Letters and digits in one: "X5", "CR2032", "4K", "e-208"; in "1980er" and "25-mal" a word is made of a number."""
_WORD: Final = re.compile(r"(?<![\w'’])[^\W\d_]+(?:[-'’][^\W\d_]+)*(?!\w)")
_BEGINS: Final = re.compile(r"(?:^|[.!?…:;\n(\[]|[\"“”„«»'‘¿¡]|[-–•*])\s*$")
_ELIDED: Final = re.compile(r"^(?:[dlnsmtcj]|qu|un|dell|nell|sull|all|dall|quest)['’]", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"['’]s$")
_NOUNS_HAVE_CAPITALS: Final = ("de",)
_COMMON: Final = "C"
_FIRST_NAME: Final = "F"
_SHORTEST: Final = 2
_ARTICLE: Final = 3
"""Letters among which a name's capital stands, since an article may be joined to it: "l'Aygo"."""
_LISTS_KEPT: Final = 16
"""Lists of names whose pattern is kept: those of the turns that follow one another are alike."""
_NO_BEGINNING: Final = "x"
"""Put before a sentence, so that its first word is read as one inside it."""


def unknown_names(said: Text, evidence: Evidence) -> list[str]:
    """Return makes, models and codes of a sentence that neither the evidence has nor the customer wrote."""
    texts = evidence.all
    listed = [*models_named(said.text, evidence.names), *makes_and_models_named(said.text)]
    unknown = [name for name in listed if not any(text.says(name) for text in texts)]
    codes = (found.group() for found in _CODE.finditer(said.facts.rest))
    return unknown + [code for code in codes if not _is_known(code, texts)]


def unknown_capitals(said: Text, evidence: Evidence) -> Literal["name", "doubtful_name"] | None:
    """Return whether the same holds for a word that its capital makes a name, or may make one.

    A common word with a capital may be part of one ("Black Death"), and so may two German nouns in a row that evidence
    in German does not have. The unit of a number is none ("20 degrees Celsius").
    """
    rest, language = said.facts.rest, said.language
    capitals = [found for found in _capitals(rest) if not _is_in(found.start(), said.facts.quantities)]
    unknown = [found for found in capitals if not _is_known(found.group(), evidence.all)]
    if any(_is_sure(found.group(), language) for found in unknown):
        return "name"
    if language not in _NOUNS_HAVE_CAPITALS:
        return "doubtful_name" if unknown else None
    if not any(text.language == language for text in evidence.ours):
        return None
    in_a_row = any(one.end() + 1 == other.start() for one, other in pairwise(unknown))
    return "doubtful_name" if in_a_row else None


def models_named(text: str, names: Sequence[str]) -> list[str]:
    """Return which of our models a text names, with their capitals."""
    return list(dict.fromkeys(_any_of(tuple(names)).findall(text))) if names else []


def models_beside(place: Place, evidence: Evidence) -> frozenset[str]:
    """Return the models that the facts of a place are said of: those named nearest to them, none where none is."""
    found = (models_named(scope, evidence.names) for scope in place.scopes)
    return frozenset(next(filter(None, found), ()))


def begins_with_a_make(said: Text, evidence: Evidence) -> bool:
    """Return whether a sentence begins with the name of another make's model that is a word too, such as "Golf".

    Nothing tells then that it is meant but a number that we have for our models alone.
    """
    found = makes_and_models_named(f"{_NO_BEGINNING} {said.text}") - makes_and_models_named(said.text)
    return any(not any(known.says(name) for known in evidence.all) for name in found)


def _is_in(place: int, quantities: Iterable[Quantity]) -> bool:
    return any(one.start <= place < one.end for one in quantities)


@lru_cache(_LISTS_KEPT)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first, so that "Kite" does not hide "Kite Estate"."""
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)({either})(?:s|'s|’s)?(?!\w)")


def _capitals(rest: str) -> Iterator[re.Match[str]]:
    """Words with a capital that is not that of a sentence, and abbreviations; not those that all languages have."""
    for found in _WORD.finditer(rest):
        word = found.group()
        if len(word) < _SHORTEST or word[:_ARTICLE].islower():
            continue
        abbreviated = word.isupper() and not rest.isupper()
        if (abbreviated or not _BEGINS.search(rest[: found.start()])) and normalised(word) not in neutral_words():
            yield found


def _is_sure(word: str, language: str) -> bool:
    """Whether a word with a capital is a name and no common word."""
    kinds = load_gazetteer().get(key_of(_ELIDED.sub("", word)), "")
    if _COMMON in kinds:
        return False
    return word.isupper() or language not in _NOUNS_HAVE_CAPITALS or _FIRST_NAME in kinds


def _is_known(word: str, texts: Sequence[Text]) -> bool:
    parts = split_words(_POSSESSIVE.sub("", _ELIDED.sub("", word)))
    if any("".join(parts) in text.words or text.words.issuperset(parts) for text in texts):
        return True
    return len(parts) == 1 and any(parts[0].removesuffix("s") in text.words for text in texts)
