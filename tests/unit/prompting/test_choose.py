"""Which techniques a prompt gets."""

from itertools import product
from typing import get_args

import pytest

from contracts.prompts import TaskKind, TechniqueName
from prompting.choose import Facts, choose
from prompting.policy import LONG_TASK_WORDS
from prompting.techniques import technique_table

PLAIN = Facts(
    kind="classification",
    words=10,
    model="nova-lite",
    thinks=False,
    thorough=False,
    examples=False,
    schema=False,
    tools=False,
)
LONG = LONG_TASK_WORDS
EVERY = [
    Facts(kind, words, "m", *flags)
    for kind in get_args(TaskKind)
    for words in (10, LONG)
    for flags in product((False, True), repeat=5)
]


def names(facts: Facts) -> set[TechniqueName]:
    return {one.name for one in choose(facts).taken}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (PLAIN, {"direct", "zero_shot"}),
        (PLAIN._replace(examples=True), {"direct", "few_shot"}),
        (PLAIN._replace(schema=True), {"direct", "zero_shot", "structured_output"}),
        (PLAIN._replace(kind="extraction"), {"direct", "zero_shot"}),
        (PLAIN._replace(kind="summarising"), {"direct", "zero_shot"}),
        (PLAIN._replace(kind="text_question"), {"direct", "zero_shot"}),
        (PLAIN._replace(kind="rewriting"), {"direct", "zero_shot"}),
        (PLAIN._replace(kind="open_question"), {"direct", "zero_shot"}),
        (PLAIN._replace(kind="open_question", words=LONG), {"step_back", "zero_shot"}),
        (PLAIN._replace(kind="open_question", words=LONG, thinks=True), {"direct", "zero_shot"}),
        (PLAIN._replace(kind="reasoning"), {"chain_of_thought", "zero_shot"}),
        (PLAIN._replace(kind="reasoning", thinks=True), {"direct", "zero_shot"}),
        (PLAIN._replace(kind="reasoning", thorough=True), {"chain_of_thought", "self_consistency", "zero_shot"}),
        (PLAIN._replace(kind="reasoning", thorough=True, thinks=True), {"direct", "self_consistency", "zero_shot"}),
        (PLAIN._replace(kind="writing", thorough=True), {"direct", "role", "zero_shot"}),
        (PLAIN._replace(kind="conversation"), {"direct", "role", "zero_shot"}),
        (PLAIN._replace(kind="code"), {"direct", "zero_shot"}),
        (PLAIN._replace(kind="code", words=LONG), {"decomposition", "zero_shot"}),
        (PLAIN._replace(kind="planning"), {"decomposition", "role", "zero_shot"}),
        (PLAIN._replace(kind="planning", thinks=True), {"direct", "role", "zero_shot"}),
        (PLAIN._replace(kind="planning", tools=True), {"react", "role", "zero_shot"}),
        (PLAIN._replace(kind="planning", tools=True, thinks=True), {"react", "role", "zero_shot"}),
    ],
)
def test_techniques_follow_from_task_model_and_what_was_sent(facts: Facts, expected: set[TechniqueName]) -> None:
    assert names(facts) == expected


def test_whatever_the_facts_every_technique_is_taken_or_left_with_a_reason_and_none_conflicts() -> None:
    table = technique_table()
    for facts in EVERY:
        choice = choose(facts)
        assert sorted(one.name for one in (*choice.taken, *choice.left)) == sorted(table)
        assert all(one.reason for one in (*choice.taken, *choice.left))
        taken = {one.name for one in choice.taken}
        assert not [name for name in taken if taken & set(table[name].conflicts)]
        for group in ("thinking", "examples"):
            assert len([name for name in taken if table[name].group == group]) == 1


def test_a_model_that_thinks_by_itself_is_never_asked_for_steps() -> None:
    for facts in EVERY:
        if facts.thinks:
            assert not names(facts) & {"chain_of_thought", "step_back", "decomposition"}


def test_why_steps_were_left_names_the_model_that_thinks() -> None:
    left = choose(PLAIN._replace(kind="reasoning", thinks=True, model="claude-x")).left
    [reason] = [one.reason for one in left if one.name == "chain_of_thought"]
    assert reason.startswith("claude-x thinks by itself")
    [reason] = [one.reason for one in choose(PLAIN).left if one.name == "chain_of_thought"]
    assert "arxiv.org" in reason


def test_only_techniques_that_ask_more_often_multiply_calls() -> None:
    assert choose(PLAIN).calls == 1
    assert choose(PLAIN._replace(kind="reasoning", thorough=True)).calls == 5
    assert choose(PLAIN._replace(kind="planning", tools=True)).calls > 1
    assert choose(PLAIN._replace(kind="reasoning")).answer_factor > choose(PLAIN).answer_factor == 1
