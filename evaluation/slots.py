"""Slots: exact values in messages written for this project."""

from datetime import date

from agents.intent.slots import find_slots
from evaluation import sets
from evaluation.measures import figure, judged, precision, recall
from evaluation.results import Report, Result, confusions
from evaluation.sets import Row

SLOT = "slot"


def evaluate() -> Report:
    """Recall and precision of (type, value) pairs; a pair is right if the message holds exactly this one."""
    expected, found, wrong = list[str](), list[str](), list[tuple[Row, str]]()
    for line in sets.lines("slots.jsonl"):
        wanted = {(slot["type"], slot["value"].casefold()) for slot in line["slots"]}
        today = date.fromisoformat(line["today"])
        given = {(slot.type, slot.value.casefold()) for slot in find_slots(line["text"], line["language"], today)}
        for pair in sorted(wanted | given):
            expected.append(SLOT if pair in wanted else "none")
            found.append(SLOT if pair in given else "none")
            if (pair in wanted) != (pair in given):
                row = Row(f"{line['text']} [{pair[1]}]", line["language"], pair[0] if pair in wanted else "none")
                wrong.append((row, pair[0] if pair in given else "none"))
    rows = judged(expected, found, [0.0] * len(found))
    results = [
        Result("Slots, four languages", name, "synthetic", figure(rows, measure), {})
        for name, measure in (("recall", recall(SLOT)), ("precision", precision(SLOT)))
    ]
    return Report("slots", results, {"Slots": confusions([row for row, _ in wrong], [f for _, f in wrong])}, [])
