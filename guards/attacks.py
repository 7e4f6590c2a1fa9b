"""Does a message attack the machine that answers? Judged from words in well under a millisecond, no vector, no network.

Two rules are sure by themselves: who writes "ignore your instructions" in a language that is served, and who forges the
marks by which models tell the system from the user. The rest is judged by a head over pieces of words, sentence
by sentence as danger is: in a long message an attack drowns among the others.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from contracts.findings.attack import AttackFinding, AttackKind, AttackLevel
from danger.pieces import pieces_of
from danger.words import judged_parts
from guards.disguises import unhidden
from guards.policy import ATTACK_FROM, KIND_SHARE, UNSURE_FROM
from languages.commands import commands_machine
from languages.courtesies import courtesy_of
from languages.phrases import intent_offered
from languages.word_head import WordHead, load_word_head

HEAD: Final = Path(__file__).with_name("attacks.npz")
HARMLESS: Final = "harmless"
KINDS: Final[tuple[AttackKind, ...]] = ("injection", "jailbreak", "prompt_leak")
"""What the head tells apart."""
_FORGED: Final = re.compile(
    r"<\|?/?(?:im_start|im_end|system|assistant|endoftext|eot_id|start_header_id)\|?>|\[/?INST\]|<</?SYS>>"
    r"|^[ \t]*#{2,}[ \t]*(?:system|instruction|assistant)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Marks of the chat templates of ChatML, Llama and Alpaca, and elements as prompts have them."""


@cache
def attack_head() -> WordHead:
    """Return the trained head. Raises `ConfigurationError` if its file is missing or broken."""
    return load_word_head(HEAD, "python -m training attacks")


def judge_attack(text: str) -> AttackFinding:
    """Return whether a message, as it was written, attacks the machine. Raises `ConfigurationError`.

    An insult is named as `abuse` and attacks nothing: who is angry gets an answer. Nor does a button, word for word.
    """
    if intent_offered(text) is not None:
        return AttackFinding(level="harmless", model="guards/attacks")
    said = unhidden(text)
    shares = worst_shares(attack_head(), said)
    found = 1 - shares[HARMLESS]
    ruled = _FORGED.search(text) is not None or commands_machine(said)
    level: AttackLevel = "attack" if ruled else _level(found)
    kinds = _kinds(shares, found) if level != "harmless" else []
    if ruled:
        kinds = ["injection", *(kind for kind in kinds if kind != "injection")]
    if courtesy_of(said) == "insult":
        kinds.append("abuse")
    return AttackFinding(level=level, kinds=tuple(kinds), probability=found, model="guards/attacks")


def worst_shares(head: WordHead, text: str) -> dict[str, float]:
    """Return the probability of each label in the part of a text that is least harmless."""
    return min(head.judge_each(list(pieces_of(judged_parts(text)))), key=lambda shares: shares[HARMLESS])


def _level(found: float) -> AttackLevel:
    if found >= ATTACK_FROM:
        return "attack"
    return "unsure" if found >= UNSURE_FROM else "harmless"


def _kinds(shares: Mapping[str, float], found: float) -> list[AttackKind]:
    """Return the kinds that have a fair share of the probability of an attack, likeliest first."""
    likeliest_first = sorted(KINDS, key=lambda kind: -shares.get(kind, 0.0))
    return [kind for kind in likeliest_first if shares.get(kind, 0.0) > KIND_SHARE * found]
