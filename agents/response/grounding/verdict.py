"""What is said of a sentence, and what each reason for it leads to."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from contracts.base import Tolerant

Outcome = Literal["kept", "flagged", "dropped"]
"""A kept sentence may be shown. A flagged one may be right, and is shown only if something else vouches for it or its
reader can judge. A dropped one is never shown."""
Reason = Literal[
    "language",
    "filler",
    "number",
    "unit",
    "date",
    "time",
    "phone",
    "url",
    "name",
    "other_model",
    "other_day",
    "other_subject",
    "promise",
    "opposite",
    "permission",
    "doubtful_polarity",
    "obligation",
    "doubtful_name",
    "number_word",
    "number_of_customer",
    "support",
    "uncited",
    "cited_elsewhere",
    "marker_removed",
    "marker_added",
]
OUTCOMES: Final[Mapping[Reason, Outcome]] = {
    "language": "dropped",
    "filler": "dropped",
    "number": "dropped",
    "unit": "dropped",
    "date": "dropped",
    "time": "dropped",
    "phone": "dropped",
    "url": "dropped",
    "name": "dropped",
    "other_model": "dropped",
    "other_day": "dropped",
    "other_subject": "flagged",
    "promise": "dropped",
    "opposite": "dropped",
    "permission": "dropped",
    "doubtful_polarity": "flagged",
    "obligation": "flagged",
    "doubtful_name": "flagged",
    "number_word": "flagged",
    "number_of_customer": "flagged",
    "support": "flagged",
    "uncited": "flagged",
    "cited_elsewhere": "flagged",
    "marker_removed": "kept",
    "marker_added": "kept",
}
"""Dropped where a sentence says nothing that could be checked, or a fact is there or not, and a wrong one does harm.
Flagged where words can be put otherwise and mean the same. Kept where the sentence itself was put right."""
_WORST: Final[tuple[Outcome, ...]] = ("dropped", "flagged", "kept")


class Verdict(Tolerant):
    """What is said of one sentence."""

    outcome: Outcome
    text: str
    """The sentence with its markers put right; all else is as it was written."""
    reasons: tuple[Reason, ...] = ()
    support: float = 1.0
    """Share of its content words that the evidence holds, 0..1."""


def verdict(text: str, reasons: Iterable[Reason], support: float) -> Verdict:
    """Return the verdict that the reasons lead to: the worst of them counts."""
    found = tuple(dict.fromkeys(reasons))
    outcomes = {OUTCOMES[reason] for reason in found}
    outcome = next((one for one in _WORST if one in outcomes), "kept")
    return Verdict(outcome=outcome, text=text, reasons=found, support=support)
