"""Which recalls are open on a vehicle, and how surely they are about it."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from agents.personalization.policy import POSSIBLE_RECALLS, RECALL_TITLE_CHARS, RECALL_TITLE_PARTS
from agents.personalization.records import facts_of
from contracts.customer import Vehicle
from contracts.findings.personalization import DueItem
from vehicles.names import is_said, words
from vehicles.recalls import Certainty, Recall, matches


class _Open(NamedTuple):
    recall: Recall
    certainty: Certainty


def recall_items(vehicle: Vehicle, recalls: Sequence[Recall] | None) -> tuple[DueItem, ...]:
    """Open recalls: what not to drive, what to park outside, then the others; certain ones before possible ones."""
    items = [_item(vehicle, one) for one in _open(vehicle, recalls or ())]
    certain = [item for item in items if item.certainty == "certain"]
    possible = [item for item in items if item.certainty == "possible"]
    certain += [
        DueItem(kind="recall", model=vehicle.model, detail=name, overdue=True)
        for name in vehicle.open_recalls
        if not any(_names(name, item.reference) for item in certain)
    ]
    return tuple(sorted([*certain, *sorted(possible, key=urgency)[:POSSIBLE_RECALLS]], key=urgency))


def urgency(item: DueItem) -> tuple[int, bool]:
    """Sorts warnings first, then what is certain."""
    return ({"park_it": 0, "park_outside": 1, None: 2}[item.warning], item.certainty == "possible")


def _open(vehicle: Vehicle, recalls: Sequence[Recall]) -> Iterator[_Open]:
    """Recalls that match, the newest first; parts of one campaign count as one, and repaired ones not at all."""
    facts = facts_of(vehicle)
    if facts is None:
        return
    best: dict[tuple[str, str], _Open] = {}
    repaired = {words(number) for number in vehicle.repaired_recalls}
    for recall in sorted(recalls, key=lambda recall: recall.reported_on or date.min, reverse=True):
        found = matches(recall, facts).certainty
        numbers = {words(number) for number in (recall.campaign_id, *recall.manufacturer_ids)}
        if found == "none" or numbers & repaired:
            continue
        key = (recall.source, recall.campaign_id)
        if key not in best or found == "certain":
            best[key] = _Open(recall, found)
    yield from best.values()


def _item(vehicle: Vehicle, found: _Open) -> DueItem:
    recall = found.recall
    named = any(_names(name, recall.campaign_id) for name in vehicle.open_recalls)
    certain = found.certainty == "certain" or named
    return DueItem(
        kind="recall",
        model=vehicle.model,
        detail=title(recall),
        reference=recall.campaign_id,
        overdue=certain,
        certainty="certain" if certain else "possible",
        warning=_warning(recall),
        source=f"recall {recall.campaign_id}",
        demo=recall.demo,
    )


def title(recall: Recall) -> str:
    """A short name: the recalled parts, or else the beginning of the summary.

    NHTSA names parts as "SERVICE BRAKES, HYDRAULIC:FOUNDATION COMPONENTS:DISC": the first step says enough.
    """
    parts = dict.fromkeys(component.partition(":")[0].strip() for component in recall.components)
    named = [part.capitalize() if part.isupper() else part for part in parts if part][:RECALL_TITLE_PARTS]
    return "; ".join(named) or textwrap.shorten(recall.summary, RECALL_TITLE_CHARS, placeholder=" ...")


def _warning(recall: Recall) -> Literal["park_it", "park_outside"] | None:
    if recall.park_it:
        return "park_it"
    return "park_outside" if recall.park_outside else None


def _names(title: str, number: str | None) -> bool:
    """Whether a title holds the number of a recall, as whole words: "26" is no part of "2026"."""
    return number is not None and is_said(number, words(title))
