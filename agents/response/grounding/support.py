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


def is_filler(said: Text, evidence: Evidence, *, has_source: bool) -> bool:
    """Return whether a sentence holds nothing that can be checked: few words, no fact, and no word of the evidence.

    "Gladly!" is no loss; a bare "yes" may be wrong, and an insult is no better. Where the evidence is in another
    language a few words that name their source may be said of it.
    """
    if len(said.stems) >= MIN_CONTENT_WORDS or said.facts.any:
        return False
    if said.stems and has_source and in_other_languages(said, evidence):
        return False
    return not any(said.stems & text.stems for text in evidence.all if text.language == said.language)


def support_of(said: Text, evidence: Evidence) -> float:
    """Return the share of a sentence's content that the evidence holds, 0..1: of words, else of things named.

    Things are named alike in all languages. Where the evidence is in another one a number with its unit, which is
    checked by itself, tells that the sentence is about it.
    """
    by_words = _shared_words(said, evidence) if len(said.stems) >= MIN_CONTENT_WORDS else 1.0
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
