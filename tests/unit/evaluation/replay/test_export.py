"""Stored conversations, written without personal data."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from agents.routing.backtest import main as backtest
from agents.routing.rules import RULES
from agents.routing.stored import StoredTurn, read_turns
from contracts.findings.personalization import DueItem
from contracts.ids import new_id
from contracts.turn import TurnAnswer, TurnRequest
from conversations.look_after import nobody_watches
from conversations.task import Turn
from conversations.turn import take_turn
from evaluation.replay.export import main
from evaluation.replay.recorded import Conversation, read_conversations
from graph.supervisor import Supervisor
from handlers.wiring.conversations import SESSIONS, TURNS
from store.sessions import save_session
from store.tables import REPLY, ConversationItem
from store.turns import claim_turn
from tests.unit import builders
from tests.unit.aws import DESK, REGION, drop_table, physical, stored
from tests.unit.graph.fakes import FakeDispatch

pytestmark = pytest.mark.usefixtures("patience")
STRANGER = builders.person().changed(identified=False, first_name=None)
FIRST = "0" * 32
"""An id that sorts before those made later."""


def ask(text: str, number: int = 1, conversation_id: str = FIRST, **answers: Any) -> TurnAnswer:
    """One stored turn of a stranger, unless `personalization` says otherwise."""
    supervisor = Supervisor(FakeDispatch(**({"personalization": STRANGER} | answers)), None)
    turn = Turn(conversation_id, TurnRequest(text=text, client_turn_id=str(number)), "trace-1")
    return asyncio.run(take_turn(turn, supervisor, SESSIONS, TURNS, DESK, nobody_watches))


def exported(folder: Path, *more: str) -> tuple[list[Conversation], list[StoredTurn]]:
    tables = ["--conversations", physical("Conversations"), "--sessions", physical("Sessions"), "--region", REGION]
    assert main([str(folder), *tables, *more]) == 0
    return read_conversations(folder / "conversations.jsonl"), list(read_turns(folder / "turns.jsonl"))


def written(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))


@pytest.fixture(autouse=True)
def session(tables: None) -> None:
    save_session(builders.session(FIRST, customer_id="cust-1"))


def test_a_stored_conversation_becomes_turns_with_what_was_found(tmp_path: Path) -> None:
    ask("what does the red light mean")
    ask("and the yellow one", 2, routing=builders.routing())
    (conversation,), turns = exported(tmp_path)
    assert [turn.text for turn in conversation.turns] == ["what does the red light mean", "and the yellow one"]
    assert (conversation.name, conversation.synthetic, conversation.customer_id) == ("c0001", False, None)
    found = [turn.found for turn in conversation.turns]
    assert [one.route for one in found if one] == ["answer passages (test)", "queue service_desk 3 (test)"]
    assert all(one.reply == "It means a fault. [1]" for one in found if one)
    assert [(turn.conversation, turn.turn) for turn in turns] == [("c0001", 1), ("c0001", 2)]
    assert all(turn.facts.confident and turn.facts.passages for turn in turns)


def test_what_the_dialogue_knew_is_worked_out_anew(tmp_path: Path) -> None:
    furious = builders.sentiment(-0.9)
    ask("this is bad", sentiment=furious, routing=builders.routing())
    ask("really bad", 2, sentiment=furious)
    _, (first, second) = exported(tmp_path)
    assert (first.facts.angry, first.facts.after, first.facts.waiting_in) == (False, None, None)
    assert (second.facts.angry, second.facts.after) == (True, "hand_over")
    assert (second.facts.waiting, second.facts.waiting_in, second.facts.waiting_priority) == (True, "service_desk", 3)


def test_personal_data_does_not_leave(tmp_path: Path) -> None:
    due = (DueItem.model_validate({"kind": "order", "reference": "ORD 88", "source": "order ORD 88"}),)
    ask(
        "alex here, mail me at alex@example.com about ORD 88 or call +44 20 7946 0018",
        personalization=builders.person(first_name="Alex", due=due),
        response=builders.response("Alex, your Kite has 41 250 km."),
    )
    (conversation,), (turn,) = exported(tmp_path)
    everything = written(tmp_path).casefold()
    for secret in ("alex", "example.com", "ord 88", "7946", "41 250", "cust-1", FIRST, "trace-1"):
        assert secret not in everything
    assert (
        turn.text
        == conversation.turns[0].text
        == ("<person-1> here, mail me at <email-1> about <id_number-1> or call <phone-1>")
    )
    assert conversation.turns[0].found is not None
    assert conversation.turns[0].found.reply is None


def test_a_name_that_is_told_in_one_turn_is_masked_in_all(tmp_path: Path) -> None:
    ask("is alex in today", personalization=STRANGER)
    ask("hello", 2, personalization=builders.person(first_name="Alex"))
    (conversation,), _ = exported(tmp_path)
    assert conversation.turns[0].text == "is <person-1> in today"


def test_a_message_without_an_answer_is_left_out(tmp_path: Path) -> None:
    claim_turn(FIRST, "demo", TurnRequest(text="hello", client_turn_id="1"), new_id())
    assert exported(tmp_path) == ([], [])


def test_only_as_many_as_asked_for_are_written_the_newest(tmp_path: Path) -> None:
    save_session(builders.session("f" * 32, language="de"))
    ask("old")
    ask("neu", conversation_id="f" * 32)
    (conversation,), _ = exported(tmp_path, "--most", "1")
    assert (conversation.turns[0].text, conversation.language) == ("neu", "de")
    assert len(exported(tmp_path)[0]) == 2


def test_an_answer_of_another_version_is_counted_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = ask("hello")
    item = ConversationItem.get(FIRST, answer.turn_id + REPLY)
    item.answer = {"of": "long ago"}
    item.save()
    assert exported(tmp_path) == ([], [])
    assert "0 conversations written" in (output := capsys.readouterr().out)
    assert "1 left out" in output


def test_a_table_that_is_not_there_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drop_table("Sessions")
    assert main([str(tmp_path), "--conversations", "x", "--sessions", physical("Sessions"), "--region", REGION]) == 1
    assert "ResourceNotFoundException" in capsys.readouterr().err


def test_what_was_exported_can_be_judged_by_a_new_policy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask("what does the red light mean")
    exported(tmp_path)
    rules: list[dict[str, Any]] = json.loads(RULES.read_bytes())
    new = {"rule": "lights", "when": {"intents": ["warning_light"]}, "kind": "queue", "queue": "service_desk"}
    (tmp_path / "new.json").write_text(
        json.dumps([*rules[:4], new | {"reply_with": "hand_over", "reason": "a test"}, *rules[4:]])
    )
    assert backtest([str(tmp_path / "new.json"), str(tmp_path / "turns.jsonl")]) == 0
    output = capsys.readouterr().out
    assert "1 turns, 1 go elsewhere" in output
    assert "answer passages (answered_by_knowledge) -> queue service_desk (lights)" in output


def test_exporting_stores_nothing(tmp_path: Path) -> None:
    ask("hello")
    before = (stored("Conversations"), stored("Sessions"))
    exported(tmp_path)
    assert (stored("Conversations"), stored("Sessions")) == before
