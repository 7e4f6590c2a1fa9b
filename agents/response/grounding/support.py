"""How well the evidence supports a sentence as a whole, and whether both are in one language."""

from agents.response.grounding.claims import needing_a_passage
from agents.response.grounding.evidence import Evidence, Text
from agents.response.grounding.overlap import share
from agents.response.grounding.policy import APPROVED_LANGUAGES, MIN_CONTENT_WORDS, MIN_SUPPORT, SAME_LANGUAGE
from languages.detect import detect_language


def is_in(said: Text, language: str, evidence: Evidence) -> bool:
    """Return whether a sentence is in a language that may be written; detection is spared what the evidence settles."""
    if language not in APPROVED_LANGUAGES:
        return False
    if len(said.stems) >= MIN_CONTENT_WORDS and _shared_words(said, evidence) >= SAME_LANGUAGE:
        return True
    return detect_language(said.text, language).language in (None, language)


def is_filler(said: Text, evidence: Evidence) -> bool:
    """Return whether a sentence holds nothing that can be checked: few words, no fact, and no word of the evidence.

    "Gladly!" is no loss; a bare "yes" may be wrong, and an insult is no better. But few words may be said of evidence
    in another language.
    """
    if len(said.stems) >= MIN_CONTENT_WORDS or said.facts.any:
        return False
    return not said.stems or _is_unheard(said, evidence)


def support_of(said: Text, evidence: Evidence) -> float:
    """Return the share of a sentence's content that the evidence holds, 0..1: of words, else of things named.

    Things are named alike in all languages. Where the evidence is in another one a number with its unit, which is
    checked by itself, tells that the sentence is about it.
    """
    by_words = _shared_words(said, evidence)
    if len(said.stems) < MIN_CONTENT_WORDS:
        by_words = 0.0 if _is_unheard(said, evidence) else 1.0
    foreign = in_other_languages(said, evidence)
    if by_words >= MIN_SUPPORT or not foreign:
        return by_words
    if any(claim.quantity and claim.quantity.unit for claim in needing_a_passage(said, evidence)):
        return 1.0
    if not said.things:
        return by_words
    return max(by_words, share(said.things, frozenset[str]().union(*(text.things for text in foreign))))


def in_other_languages(said: Text, evidence: Evidence) -> list[Text]:
    """Return our texts that are not in the language of a sentence."""
    return [text for text in evidence.ours if text.language != said.language]


def _shared_words(said: Text, evidence: Evidence) -> float:
    same = [text.stems for text in evidence.all if text.language == said.language]
    return share(said.stems, frozenset[str]().union(*same))


def _is_unheard(said: Text, evidence: Evidence) -> bool:
    """Whether neither a fact nor a word of a sentence stands in the evidence, all of which is in its language."""
    return (
        bool(said.stems)
        and not said.facts.any
        and not _shared_words(said, evidence)
        and not in_other_languages(said, evidence)
    )
