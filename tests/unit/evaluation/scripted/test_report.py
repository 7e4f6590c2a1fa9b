"""What is made of the turns of scripted conversations."""

from evaluation.scripted.check import Fault
from evaluation.scripted.report import ALL, TURNS, WHOLE, Outcome, results_of, what_went_wrong
from tests.unit.evaluation.scripted.builders import got, script, scripted

CITES: Fault = ("cites", "nothing")


def outcome(kind: str, *faults: Fault) -> Outcome:
    return Outcome(scripted(kind=kind), got(), list(faults))


OURS = [
    [outcome("question"), outcome("follow_up", CITES, ("has", "no 29")), outcome("follow_up", CITES)],
    [outcome("question"), outcome("courtesy")],
]
ALONE = [
    [outcome("question"), outcome("follow_up", CITES), outcome("follow_up", CITES)],
    [outcome("question"), outcome("courtesy", CITES)],
]


def test_turns_and_conversations_are_counted_and_turns_by_kind() -> None:
    found = {(one.what, one.measured): one for one in results_of(OURS, ALONE)}
    turns, whole = found[ALL, TURNS], found[ALL, WHOLE]
    assert (turns.ours.value, turns.ours.rows, turns.others) == (3 / 5, 5, {"each turn alone": 2 / 5})
    assert (whole.ours.value, whole.ours.rows, whole.others) == (1 / 2, 2, {"each turn alone": 0})
    assert {what: one.ours.value for (what, _), one in found.items() if what != ALL} == {
        "Conversations, question": 1,
        "Conversations, follow up": 0,
        "Conversations, courtesy": 1,
    }
    assert all(one.origin == "synthetic" for one in found.values())


def test_what_was_wrong_is_named_by_kind_of_turn() -> None:
    wrong = what_went_wrong([script(), script()], OURS)
    assert {(one.expected, one.found, one.times) for one in wrong} == {
        ("follow up", "cites, has", 1),
        ("follow up", "cites", 1),
    }
