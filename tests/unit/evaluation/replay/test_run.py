"""Recorded conversations, run again."""

import json
from pathlib import Path
from typing import Any

import pytest

from agents.__main__ import demo_customer
from contracts.errors import ConfigurationError, InvalidInput
from contracts.findings.finding import Finding
from contracts.turn import AgentName
from evaluation.replay.__main__ import CONVERSATIONS, main
from evaluation.replay.changes import changes, report
from evaluation.replay.recorded import (
    Conversation,
    Found,
    RecordedTurn,
    read_conversations,
    write_conversations,
)
from evaluation.replay.run import TRIES, replay
from graph.supervisor import Supervisor
from tests.unit import builders
from tests.unit.graph.fakes import FakeDispatch

pytestmark = pytest.mark.usefixtures("patience")


def conversation(*texts: str, **changes: Any) -> Conversation:
    turns = tuple(RecordedTurn(text=text) for text in texts)
    return Conversation.model_validate({"name": "brakes", "turns": turns} | changes)


def run(recorded: Conversation, fake: FakeDispatch | None = None, **answers: Any) -> Conversation:
    (now,) = replay([recorded], Supervisor(fake or FakeDispatch(**answers), None))
    return now


def found(conversation: Conversation, turn: int = 0) -> Found:
    result = conversation.turns[turn].found
    assert result is not None
    return result


def test_each_turn_gets_what_it_comes_to() -> None:
    now = run(conversation("What does the red light mean?"))
    result = found(now)
    assert (result.intent, result.route) == ("warning_light", "answer passages (test)")
    assert result.reply == "It means a fault. [1]"
    assert result.latency_ms > 0


def test_a_queue_is_shown_with_its_priority() -> None:
    assert found(run(conversation("hello"), routing=builders.routing())).route == "queue service_desk 3 (test)"


def test_turns_of_a_conversation_follow_on_each_other_and_conversations_do_not() -> None:
    fake = FakeDispatch()
    list(replay([conversation("one", "two")], Supervisor(fake, None)))
    assert fake.asked[AgentName.INTENT].dialogue.turns == 1
    list(replay([conversation("one")], Supervisor(fake, None)))
    assert fake.asked[AgentName.INTENT].dialogue.turns == 0


def test_agents_are_told_who_asks_in_which_language() -> None:
    fake = FakeDispatch()
    run(conversation("salut", language="fr", customer_id="cust-lea"), fake)
    task = fake.asked[AgentName.PERSONALIZATION]
    assert (task.language, task.customer_id, task.tenant) == ("fr", "cust-lea", "demo")


def test_a_turn_without_an_agent_is_nothing_to_compare() -> None:
    with pytest.raises(ConfigurationError, match=r"brakes, turn 1: without intent \(TooManyRequestsException\)"):
        run(conversation("hello"), FakeDispatch({AgentName.INTENT: "fails"}))


def test_an_agent_that_was_late_once_is_asked_again() -> None:
    class Late(FakeDispatch):
        tries = 0

        async def __call__(self, agent: AgentName, task: Any) -> Finding:
            self._trouble = {AgentName.INTENT: "fails"} if self.tries < TRIES - 1 else {}
            self.tries += agent is AgentName.RESPONSE
            return await super().__call__(agent, task)

    assert found(run(conversation("hello"), Late())).intent == "warning_light"


def test_what_is_as_it_was_is_no_change_however_long_it_took() -> None:
    recorded = run(conversation("one", "two"))
    slower = recorded.turns[0].changed(found=found(recorded).changed(latency_ms=9e9))
    assert list(changes([recorded], [recorded.changed(turns=(slower, recorded.turns[1]))])) == []


def test_every_change_is_counted_and_shown_around_the_difference() -> None:
    recorded = run(conversation("What does the red light mean?"))
    answer = builders.response("A long beginning that stays as it was from the first to the last word: a leak.")
    before = run(recorded, response=answer)
    other = answer.changed(text=answer.text.replace("a leak", "a crack"))
    now = run(before, response=other, intent=builders.intent("charging"))
    output = report([before], [now])
    assert next((c.aspect, c.before) for c in changes([before], [now])) == ("intent", "warning_light")
    assert "brakes, turn 1, reply: What does the red light mean?" in output
    assert "  - …to the last word: a leak." in output
    assert "  + …to the last word: a crack." in output
    assert "   1 intents changed\n     0 routes changed\n     1 replies changed" in output
    assert "latency, ms     p50    p95" in output


def test_a_reply_that_was_not_kept_is_not_compared() -> None:
    now = run(conversation("hello"))
    kept = now.turns[0].changed(found=found(now).changed(reply=None))
    assert list(changes([now.changed(turns=(kept,))], [now])) == []


def test_a_turn_without_a_record_is_said_to_be_new() -> None:
    recorded = conversation("hello")
    output = report([recorded], [run(recorded)])
    assert "1 turns had no record" in output
    assert "recorded" not in output.splitlines()[-1]


def test_conversations_are_read_as_they_were_written(tmp_path: Path) -> None:
    several = [run(conversation("Ça va ?", language="fr")), conversation("hello", synthetic=True)]
    write_conversations(tmp_path / "all.jsonl", several)
    assert read_conversations(tmp_path / "all.jsonl") == several
    assert "Ça va" in (tmp_path / "all.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("{", "all.jsonl, line 1: the line: Invalid JSON"),
        ('{"name": "x", "turns": []}', "line 1: turns: "),
        ('{"name": "x", "turns": [{"text": " "}]}', "line 1: turns.0.text: "),
        ('{"name": "x", "turns": [{"text": "a"}], "mood": 1}', "line 1: mood: "),
    ],
)
def test_a_line_that_is_no_conversation_is_named(tmp_path: Path, line: str, part: str) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        read_conversations(path)
    assert part in str(caught.value)


def test_a_file_that_is_not_there_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "gone.jsonl")]) == 2
    assert "gone.jsonl: No such file" in capsys.readouterr().err


@pytest.mark.usefixtures("small_knowledge_base")
def test_an_updated_file_shows_no_change_and_an_edited_one_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "all.jsonl"
    write_conversations(path, [conversation("What does the red brake light mean?", "and on the motorway?")])
    assert main([str(path)]) == 1
    assert main([str(path), "--update"]) == 0
    capsys.readouterr()
    assert main([str(path)]) == 0
    assert "   0 replies changed" in capsys.readouterr().out
    path.write_text(path.read_text(encoding="utf-8").replace('"route":"', '"route":"no '), encoding="utf-8")
    assert main([str(path)]) == 1
    assert "   2 routes changed" in capsys.readouterr().out


def test_the_conversations_that_ship_are_made_up_and_cover_four_languages_and_known_customers() -> None:
    shipped = read_conversations(CONVERSATIONS)
    assert all(one.synthetic for one in shipped)
    assert {one.language for one in shipped} == {"en", "de", "fr", "es"}
    assert len({one.name for one in shipped}) == len(shipped) >= 25
    assert all(3 <= len(one.turns) <= 6 for one in shipped)
    customers = {one.customer_id for one in shipped if one.customer_id}
    assert customers
    assert all(demo_customer(customer) for customer in customers)


def test_the_conversations_that_ship_hold_one_json_object_a_line() -> None:
    for line in CONVERSATIONS.read_text(encoding="utf-8").splitlines():
        assert json.loads(line)["synthetic"] is True


@pytest.mark.usefixtures("small_knowledge_base", "double")
def test_what_models_write_is_compared_and_their_prompts_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "all.jsonl"
    write_conversations(path, [conversation("What does the red brake light mean?")])
    assert main([str(path), "--update"]) == 0
    assert main([str(path), "--models", "always", "--double"]) == 1
    assert "   1 paths changed\nprompts, now: response " in capsys.readouterr().out
    assert main([str(path), "--models", "always", "--double", "--update"]) == 0
    assert main([str(path), "--models", "always", "--double"]) == 0
    (written,) = read_conversations(path)
    assert found(written).path == "bedrock"
    assert "(scripted answer)" in (found(written).reply or "")
