"""A policy that makes no sense is refused, in words that say where."""

import json
from pathlib import Path
from typing import Any

import pytest

from agents.routing.check import leaves
from agents.routing.facts import Facts
from agents.routing.route import route
from agents.routing.rules import read_rules
from contracts.errors import ConfigurationError

REST = {"rule": "rest", "when": {}, "kind": "queue", "queue": "customer_care", "reply_with": "hand_over", "reason": "r"}


def row(name: str, **changes: Any) -> dict[str, Any]:
    """A rule that hands over."""
    when = changes.pop("when")
    return REST | {"rule": name, "when": when} | changes


def written(folder: Path, *rows: Any) -> Path:
    path = folder / "new.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def refused(folder: Path, *rows: Any) -> str:
    with pytest.raises(ConfigurationError) as caught:
        read_rules(written(folder, *rows))
    return str(caught.value)


def test_the_policy_that_ships_makes_sense() -> None:
    rules = read_rules()
    assert len(rules) > 20
    assert not rules[-1].when.allowed


def test_a_condition_that_does_not_exist_is_named_with_its_rule_and_those_that_do(tmp_path: Path) -> None:
    message = refused(tmp_path, row("vip", when={"furious": True}), REST)
    assert message.startswith("routing policy new.json: rule vip, when, furious: there is no such condition")
    assert "safety_critical" in message


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"colour": "red"}, "rule odd, colour: Extra inputs"),
        ({"kind": "answer"}, "rule odd: Value error, kind answer cannot reply with hand_over"),
        ({"queue": None}, "a queue is named exactly when"),
        ({"kind": "answer", "queue": None, "reply_with": "passages"}, "the rule must ask for them"),
        ({"kind": "action", "queue": None}, "kind action cannot reply"),
        ({"priority": 9}, "rule odd, priority: "),
        ({"when": {"after": ["singing"]}}, "rule odd, when, after, 0: "),
    ],
)
def test_a_rule_that_cannot_be_carried_out_is_refused(tmp_path: Path, changes: dict[str, Any], part: str) -> None:
    assert part in refused(tmp_path, row("odd", **{"when": {"angry": True}} | changes), REST)


@pytest.mark.parametrize("content", ["{", "[1, 2", "7", "null", '{"rule": "danger"}'])
def test_a_file_that_is_no_list_of_rules_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"broken\.json: is not a JSON list of rules"):
        read_rules(path)


def test_a_row_that_is_no_object_is_named_by_its_place(tmp_path: Path) -> None:
    assert "rule number 2: " in refused(tmp_path, REST, "danger")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"gone\.json: No such file"):
        read_rules(tmp_path / "gone.json")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ([{"angry": True}], {"angry": True, "passages": True}),
        ([{"angry": True}], {"angry": True}),
        ([{"intents": ["billing", "finance"]}], {"intents": ["finance"], "confident": True}),
        ([{"further_intents": ["billing", "finance"]}], {"further_intents": ["finance"]}),
        ([{"passages": True}], {"strong_passages": True}),
        ([{"several": True}], {"further_intents": ["finance"]}),
    ],
)
def test_a_rule_behind_a_broader_one_can_never_apply(
    tmp_path: Path, earlier: list[dict[str, Any]], later: dict[str, Any]
) -> None:
    rows = [row(f"broad{number}", when=when) for number, when in enumerate(earlier)]
    message = refused(tmp_path, *rows, row("narrow", when=later), REST)
    assert message == "routing policy new.json: rule narrow can never apply: its turns go to broad0"


def test_rules_that_cover_another_only_together_are_both_named_and_no_other(tmp_path: Path) -> None:
    rows = [
        row("sure", when={"confident": True}),
        row("stuck", when={"stalled": True}),
        row("unsure", when={"confident": False}),
        row("mad", when={"angry": True}),
    ]
    message = refused(tmp_path, *rows, REST)
    assert "rule mad can never apply: its turns go to sure, unsure" in message


def test_a_rule_for_the_rest_before_the_end_takes_the_turns_of_all_behind_it(tmp_path: Path) -> None:
    assert "rule late can never apply: its turns go to rest" in refused(
        tmp_path, REST, row("late", when={"angry": True}), REST | {"rule": "end"}
    )


@pytest.mark.parametrize(
    "when",
    [
        {"passages": False, "same_answer": True},
        {"certain": True, "confident": False},
        {"mood_known": False, "safety_critical": True},
        {"understood": False, "intents": ["billing"]},
        {"angry_now": True, "positive": True},
        {"several": False, "further_intents": ["billing"]},
    ],
)
def test_conditions_that_never_hold_together_are_refused(tmp_path: Path, when: dict[str, Any]) -> None:
    assert "rule odd asks for what never holds together" in refused(tmp_path, row("odd", when=when), REST)


def test_two_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    twins = [row("twin", when={"angry": True}), row("twin", when={"stalled": True})]
    assert "two rules are called twin" in refused(tmp_path, *twins, REST)


@pytest.mark.parametrize("rows", [[], [row("angry", when={"angry": True})]])
def test_the_last_rule_must_take_the_rest(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    assert "end it with a rule that has no conditions" in refused(tmp_path, *rows)


@pytest.mark.parametrize("handled_by", ["knowledge", "person", "phrase", None])
@pytest.mark.parametrize("angry", [True, False])
@pytest.mark.parametrize("stalled", [True, False])
def test_whatever_else_is_found_danger_is_an_emergency(
    handled_by: str | None,
    angry: bool,  # noqa: FBT001
    stalled: bool,  # noqa: FBT001
) -> None:
    seen = {"understood": True, "mood_known": True, "safety_critical": True, "handled_by": handled_by}
    more = {"angry": angry, "stalled": stalled, "further_intents": ("speak_to_person", "billing"), "after": "clarify"}
    assert route(Facts.model_validate(seen | more), read_rules()).kind == "emergency"


def test_a_box_is_covered_by_parts_that_fit_together_and_by_nothing_less() -> None:
    both = frozenset({1, 2})
    box = {"a": both, "b": both}
    parts: list[dict[str, frozenset[Any]]] = [
        {"a": frozenset({1})},
        {"a": frozenset({2}), "b": frozenset({1})},
        {"b": frozenset({2})},
    ]
    assert not leaves(box, parts)
    assert leaves(box, parts[:2])
    assert leaves(box, [])
