"""A new policy, tried on stored turns."""

import json
from pathlib import Path
from typing import Any

import pytest

from agents.routing.backtest import main
from agents.routing.rules import RULES
from agents.routing.stored import StoredTurn, read_turns
from contracts.errors import InvalidInput
from store.candidate import version_of
from tests.unit.aws import client

CALM: dict[str, Any] = {"understood": True, "mood_known": True}
CHARGING = CALM | {
    "intent": "charging",
    "owner": "connected_desk",
    "handled_by": "knowledge",
    "confident": True,
    "passages": True,
}
BILLING = CALM | {
    "intent": "billing",
    "owner": "customer_care",
    "handled_by": "person",
    "confident": True,
    "likely": True,
}
FINANCE = BILLING | {"intent": "finance", "owner": "finance_desk"}
WAITING = {"waiting": True, "waiting_in": "customer_care", "waiting_priority": 1}
FIRE = CALM | {"safety_critical": True}


def turn(text: str, facts: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"conversation": "c1", "turn": 1, "language": "en", "text": text, "facts": facts} | changes


@pytest.fixture
def turns(tmp_path: Path) -> Path:
    return written(
        tmp_path,
        turn("how do I charge", CHARGING),
        turn("why was I charged twice", BILLING),
        turn("my bill, <person-1>", BILLING | WAITING, turn=2),
        turn("lease end", FINANCE),
        turn("smoke from the bonnet", FIRE),
    )


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "turns.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    return path


def policy(folder: Path, *first: dict[str, Any], without: tuple[str, ...] = ()) -> Path:
    """The policy in use, with other rules before it and some left out."""
    rules = [rule for rule in json.loads(RULES.read_bytes()) if rule["rule"] not in without]
    path = folder / "new.json"
    path.write_text(json.dumps([*first, *rules]), encoding="utf-8")
    return path


def rule(name: str, when: dict[str, Any], queue: str, **changes: Any) -> dict[str, Any]:
    place = {"kind": "queue", "queue": queue, "reply_with": "hand_over", "reason": "a test"}
    return {"rule": name, "when": when} | place | changes


def words(output: str) -> list[list[str]]:
    return [line.split() for line in output.splitlines()]


def test_the_same_policy_changes_nothing(turns: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(RULES), str(turns)]) == 0
    output = capsys.readouterr().out
    assert output.startswith("5 turns, 0 go elsewhere (0.0 %)\n")
    assert "Examples" not in output
    assert ["customer_care", "1", "1", "+0"] in words(output)


def test_a_change_is_shown_as_a_matrix_with_examples_and_its_load(
    tmp_path: Path, turns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    money = rule("money", {"intents": ["billing", "finance"], "safety_critical": False}, "sales")
    assert main([str(policy(tmp_path, money)), str(turns)]) == 0
    output = capsys.readouterr().out
    assert output.startswith("5 turns, 2 go elsewhere (40.0 %)\n")
    assert "c1/1 queue customer_care (needs_a_person) -> queue sales (money): why was I charged twice" in output
    assert ["queue", "customer_care", "1"] in words(output)
    assert ["queue", "finance_desk", "1"] in words(output)
    assert ["customer_care", "1", "0", "-1", "(-100", "%)"] in words(output)
    assert ["sales", "0", "2", "+2"] in words(output)


def test_who_waits_already_neither_moves_nor_counts_as_load(
    tmp_path: Path, turns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(policy(tmp_path, rule("money", {"intents": ["billing"]}, "sales"))), str(turns)])
    assert "<person-1>" not in capsys.readouterr().out


def test_who_is_served_sooner_in_the_queue_they_wait_in_is_no_new_load(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_finance = FINANCE | {"waiting": True, "waiting_in": "finance_desk", "waiting_priority": 4}
    path = written(tmp_path, turn("still here", in_finance), turn("a bill", in_finance | BILLING))
    urgent = rule("urgent", {"waiting": True, "intents": ["finance", "billing"]}, "$waiting", priority=2)
    assert main([str(policy(tmp_path, urgent)), str(path)]) == 0
    output = capsys.readouterr().out
    assert "finance_desk  " not in output
    assert output.startswith("2 turns, 0 go elsewhere")


def test_a_changed_priority_is_told_apart_from_a_changed_route(
    tmp_path: Path, turns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sooner = rule("sooner", {"intents": ["finance"]}, "finance_desk", priority=2)
    assert main([str(policy(tmp_path, sooner)), str(turns)]) == 0
    assert "0 go elsewhere" in (output := capsys.readouterr().out)
    assert "1 are served sooner, 0 later, and 1 are decided by another rule" in output


def test_a_danger_that_is_no_emergency_any_more_fails_and_is_listed(
    tmp_path: Path, turns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    careless = policy(tmp_path, rule("first", {"safety_critical": True, "stalled": False}, "sales"))
    assert main([str(careless), str(turns)]) == 1
    output = capsys.readouterr().out
    assert "DANGER: 1 turns would be no emergency any more" in output
    assert "emergency roadside (danger) -> queue sales (first): smoke from the bonnet" in output


def test_a_danger_that_the_old_policy_missed_too_still_fails(tmp_path: Path, turns: Path) -> None:
    blind = policy(tmp_path, without=("danger",))
    assert main([str(blind), str(turns), "--old", str(blind)]) == 1


def test_examples_are_as_many_as_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = written(tmp_path, *(turn(f"bill number {number}", BILLING) for number in range(5)))
    new = policy(tmp_path, rule("money", {"intents": ["billing"]}, "sales"))
    main([str(new), str(many), "--examples", "2"])
    assert capsys.readouterr().out.count("bill number") == 2


def test_a_long_text_is_cut_and_stays_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = written(tmp_path, turn("my bill\nis wrong " * 30, BILLING))
    main([str(policy(tmp_path, rule("money", {"intents": ["billing"]}, "sales"))), str(long)])
    line = next(line for line in capsys.readouterr().out.splitlines() if "c1/1" in line)
    assert line.endswith("…")


def test_no_turns_are_no_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(RULES), str(written(tmp_path))]) == 0
    assert capsys.readouterr().out.startswith("0 turns, 0 go elsewhere")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("{", "turns.jsonl, line 2: the line: Invalid JSON"),
        ('{"conversation": "c1"}', "turns.jsonl, line 2: turn: Field required"),
        (json.dumps(turn("x", {"mood": "secret"})), "turns.jsonl, line 2: facts.mood: Extra inputs"),
    ],
)
def test_a_line_that_is_no_turn_is_named_without_quoting_it(
    tmp_path: Path, line: str, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, turn("x", CALM))
    path.write_text(path.read_text(encoding="utf-8").strip() + "\n" + line + "\n", encoding="utf-8")
    assert main([str(RULES), str(path)]) == 2
    error = capsys.readouterr().err
    assert part in error
    assert "secret" not in error


def test_files_that_are_not_there_are_named(tmp_path: Path, turns: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "gone.json"), str(turns)]) == 2
    assert main([str(RULES), str(tmp_path / "gone.jsonl")]) == 2
    assert "gone.json: No such file" in (error := capsys.readouterr().err)
    assert "gone.jsonl: No such file" in error


@pytest.fixture
def bucket(aws: None) -> str:
    client("s3").create_bucket(Bucket="unit-knowledge")
    return "unit-knowledge"


ADDRESS = "s3://unit-knowledge/routing/candidate.json"


def test_a_new_policy_is_published_as_the_candidate_under_the_name_that_logs_give_it(
    tmp_path: Path, turns: Path, bucket: str, capsys: pytest.CaptureFixture[str]
) -> None:
    new = policy(tmp_path, rule("money", {"intents": ["billing"], "safety_critical": False}, "sales"))
    assert main([str(new), str(turns), "--publish", ADDRESS]) == 0
    published = client("s3").get_object(Bucket=bucket, Key="routing/candidate.json")["Body"].read()
    assert published == new.read_bytes()
    assert capsys.readouterr().out.endswith(f"published as {ADDRESS}, version {version_of(published)}\n")


def test_a_policy_that_misses_a_danger_or_makes_no_sense_is_not_published(
    tmp_path: Path, turns: Path, bucket: str
) -> None:
    careless = policy(tmp_path, rule("first", {"safety_critical": True, "stalled": False}, "sales"))
    assert main([str(careless), str(turns), "--publish", ADDRESS]) == 1
    careless.write_text("[]", encoding="utf-8")
    assert main([str(careless), str(turns), "--publish", ADDRESS]) == 2
    assert client("s3").list_objects_v2(Bucket=bucket)["KeyCount"] == 0


def test_a_bucket_that_is_not_there_is_named(turns: Path, aws: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(RULES), str(turns), "--publish", ADDRESS]) == 2
    assert capsys.readouterr().err == "error: routing candidate did not answer: NoSuchBucket\n"


@pytest.mark.parametrize(
    "address", ["unit-knowledge", "s3://b/new.json", "s3://b/documents/new.json", "s3://b/routing/"]
)
def test_an_address_that_no_function_may_read_is_refused(
    address: str, turns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([str(RULES), str(turns), "--publish", address])
    assert "write it as s3://BUCKET/routing/NAME.json" in capsys.readouterr().err


def test_a_stored_turn_survives_being_written(tmp_path: Path) -> None:
    first = StoredTurn.model_validate(turn("x", FIRE | {"further_intents": ["billing"], "after": "clarify"}))
    path = tmp_path / "one.jsonl"
    path.write_text(first.model_dump_json() + "\n", encoding="utf-8")
    assert list(read_turns(path)) == [first]
    with pytest.raises(InvalidInput):
        list(read_turns(tmp_path))
