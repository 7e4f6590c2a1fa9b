"""Danger judged from the words of a message: no vector, no agent, microseconds.

Every sentence is judged by itself, since in a long message a danger drowns among the others; the most dangerous counts.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from contracts.findings.danger import DangerFinding, DangerLevel
from danger.lamps import without_lit_lamps
from danger.names import tells_nothing
from danger.pieces import pieces, pieces_of
from danger.policy import (
    DANGER_FROM,
    JUDGED_TOGETHER_CHARS,
    KIND_SHARE,
    RUN_WORDS,
    UNSPACED_CHARS,
    UNSURE_FROM,
    UNSURE_SENTENCE_FROM,
)
from danger.settle import SELF_HARM
from languages.past import is_long_past
from languages.sentences import TYPED
from languages.word_head import WordHead, load_word_head

HEAD: Final = Path(__file__).with_name("words.npz")
HARMLESS: Final = "harmless"


@cache
def word_head() -> WordHead:
    """Return the trained head. Raises `ConfigurationError` if its file is missing or broken."""
    return load_word_head(HEAD, "python -m training danger_words")


def judge_words(text: str) -> DangerFinding:
    """Return what the words of a message say of danger, whatever else is known. Raises `ConfigurationError`.

    The text is expected as `danger.normalise.readable` gives it. The kind is named where it is that somebody does not
    want to live: who does not may not be offered roadside assistance.
    """
    head, parts = word_head(), judged_parts(text)
    judged = head.judge_each(list(pieces_of(parts)))
    worst = min(judged, key=lambda shares: shares[HARMLESS])
    found = 1 - worst[HARMLESS]
    whole = 1 - judged[0][HARMLESS] if parts[0] == text else 0.0
    level = _level(found, whole)
    wishes_to_die = level != "harmless" and worst.get(SELF_HARM, 0.0) >= KIND_SHARE * found
    kind = SELF_HARM if wishes_to_die else None
    alarming = (part for part, shares in zip(parts, judged, strict=True) if 1 - shares[HARMLESS] >= DANGER_FROM)
    if level == "danger" and kind is None and not any(map(may_alarm, alarming)):
        level = "unsure"
    if kind is None and tells_nothing(text, found):
        level = "harmless"
    return DangerFinding(level=level, probability=found, kind=kind, model="danger/words")


def may_alarm(part: str) -> bool:
    """Whether a sentence can tell of a danger that is present; where it cannot it is asked back about at most.

    A bare word that nobody exclaims, such as "smoke", names a thing and tells of no event; nor does a lamp that burns
    where no other word alarms.
    """
    bare = len(part) < UNSPACED_CHARS and len(part.split()) == 1 and "!" not in part
    return not bare and not is_long_past(part) and not _only_lights(part)


def _only_lights(part: str) -> bool:
    rest = without_lit_lamps(part)
    return rest != part and 1 - word_head().judge(pieces(rest))[HARMLESS] < DANGER_FROM


def is_unspaced(text: str) -> bool:
    """Whether a text is words typed without blanks, of which only the pieces mean anything."""
    return len(text) >= UNSPACED_CHARS and len(text.split()) == 1


def judged_parts(text: str) -> list[str]:
    """Return what is judged by itself: a short message as a whole, and every sentence of one that has several."""
    sentences = [run for sentence in TYPED.split(text) for run in _runs(sentence)]
    if len(sentences) == 1:
        return sentences
    return [text, *sentences] if len(text) <= JUDGED_TOGETHER_CHARS else sentences


def _runs(sentence: str) -> Iterator[str]:
    """Yield a sentence, one that does not end in runs that overlap by half."""
    words = sentence.split()
    if len(words) <= RUN_WORDS:
        yield sentence
        return
    for start in range(0, len(words) - RUN_WORDS // 2, RUN_WORDS // 2):
        yield " ".join(words[start : start + RUN_WORDS])


def _level(found: float, whole: float) -> DangerLevel:
    """Return the level of a message: the more sentences it has, the likelier one misleads, so one must be surer."""
    if found >= DANGER_FROM:
        return "danger"
    return "unsure" if found >= UNSURE_SENTENCE_FROM or whole >= UNSURE_FROM else "harmless"
