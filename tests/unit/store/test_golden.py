"""Items of every earlier version, read by today's repositories: as they are, with more, with less, and broken."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from contracts.errors import TurnConflict, Unavailable
from contracts.ids import new_id
from contracts.turn import TurnRequest
from store.customers import find_customer
from store.recalls import find_recalls, find_service_plan
from store.sessions import change_session, find_session
from store.site_keys import find_site_key
from store.tables import REPLY
from store.transcripts import read_transcript
from store.turns import claim_turn, find_answer
from tests.unit import builders
from tests.unit.aws import client, physical, stored
from tests.unit.golden import FOLDERS, LATER, Record, agrees, closed, opened, read, with_later_fields, without_each

pytestmark = pytest.mark.usefixtures("tables")
Lines = Callable[[], list[dict[str, Any]]]
TABLES = ("Conversations", "Sessions", "Customers", "Gateway", "Recalls")
NEEDED = {
    "Conversations": ("conversation_id", "turn", "author", "text", "created_at"),
    "Sessions": ("session_id", "tenant", "version", "token_sha256", "token_expires_at", "created_at"),
    "Customers": ("customer_id", "record"),
    "Gateway": ("key", "record"),
    "Recalls": ("key", "name", "record"),
}
"""Attributes without which an item says nothing, or whose guess would do harm. Every later one must do without."""
ALL: dict[str, Any] = {"first": "a", "last": "z", "year": None, "with_vin": False, "with_date": False}


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def golden(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


def put(table: str, item: Record) -> None:
    client("dynamodb").put_item(TableName=physical(table), Item=closed(item))


def items(golden: Path, table: str) -> list[Record]:
    return [opened(item) for item in read(golden, f"{table.lower()}.json")]


def load(golden: Path, *tables: str, change: Callable[[Record], Record] = lambda item: item) -> None:
    for table in tables:
        for item in items(golden, table):
            put(table, change(item))


def of_kind(golden: Path, kind: str) -> list[Record]:
    """The entries of conversations of one kind: message, reply or claim."""
    kinds = {"message": "client_turn_id", "reply": "answer", "claim": "attempt_at"}
    return [item for item in items(golden, "Conversations") if kinds[kind] in item]


def read_item(table: str, item: Record) -> object:
    """What the repositories make of one item."""
    match table:
        case "Conversations" if "attempt_at" in item:
            return claim_again(item)
        case "Conversations":
            return read_transcript(item["conversation_id"]["S"])[0]
        case "Sessions":
            return find_session(item["session_id"]["S"])
        case "Customers":
            return find_customer(item["customer_id"]["S"])
        case "Gateway":
            return find_site_key(item["key"]["S"].removeprefix("site_key#"))
        case _:
            kind, _, owner = item["key"]["S"].partition("#")
            return find_service_plan(owner, item["name"]["S"]) if kind == "service_plan" else recalls(owner)


def recalls(make: str) -> list[Record | None]:
    return find_recalls(make=make, **ALL)


def claim_again(item: Record) -> bool:
    """Whether the claim is known: the same id stands for another text."""
    request = TurnRequest(text="another text", client_turn_id=item["turn"]["S"].removeprefix("try#"))
    with pytest.raises(TurnConflict):
        claim_turn(item["conversation_id"]["S"], "demo", request, new_id())
    return True


def emptied(table: str) -> None:
    keys = {"Conversations": ("conversation_id", "turn"), "Recalls": ("key", "name")}
    for item in stored(table):
        key = {name: item[name] for name in keys.get(table, NEEDED[table][:1])}
        client("dynamodb").delete_item(TableName=physical(table), Key=key)


def each_alone(golden: Path, change: Callable[[str, Record], Iterator[Record]]) -> Iterator[tuple[str, Record]]:
    """Every item of every table, changed in each of the ways, stored alone."""
    for table in TABLES:
        for item in items(golden, table):
            for changed in change(table, item):
                emptied(table)
                put(table, changed)
                yield table, changed


def test_every_item_is_read(golden: Path, logged: Lines) -> None:
    assert all(read_item(table, item) for table, item in each_alone(golden, lambda table, item: iter([item])))
    assert logged() == []


def test_a_conversation_is_read_whole(golden: Path) -> None:
    load(golden, "Conversations")
    for reply in of_kind(golden, "reply"):
        entries, _ = read_transcript(reply["conversation_id"]["S"])
        said = {(entry.turn_id, entry.author): entry for entry in entries}
        turn_id, told = reply["turn"]["S"].removesuffix(REPLY), reply["answer"]["reply"]
        entry = said[turn_id, "bot"]
        assert (entry.text, list(entry.suggestions)) == (told["text"], told["suggestions"])
        assert [citation.quote for citation in entry.citations] == [quoted["quote"] for quoted in told["citations"]]
        assert said[turn_id, "customer"].client_turn_id
        answer = find_answer(reply["conversation_id"]["S"], turn_id)
        assert answer
        assert {name for name, found in answer.findings if found} == {
            name for name, found in reply["answer"]["findings"].items() if found
        }


def test_a_session_is_read_whole_and_can_be_written(golden: Path) -> None:
    load(golden, "Sessions")
    for item in items(golden, "Sessions"):
        session = find_session(item["session_id"]["S"])
        assert session
        assert agrees(session.dialogue, item["dialogue"])
        assert change_session(session, builders.with_turn).dialogue.turns == item["dialogue"]["turns"] + 1


def test_fields_of_a_later_version_are_passed_over_at_every_level(golden: Path, logged: Lines) -> None:
    def more(table: str, item: Record) -> Iterator[Record]:
        yield {
            name: with_later_fields(value) if name in ("answer", "dialogue", "record") else value
            for name, value in item.items()
        } | {LATER: {"S": "x"}}

    plain = [read_item(table, item) for table, item in each_alone(golden, lambda table, item: iter([item]))]
    later = [read_item(table, item) for table, item in each_alone(golden, more)]
    assert without_later(later) == plain
    assert logged() == []


def without_later(value: Any) -> Any:
    """Recalls and plans come out of the store as JSON, which agents then read; the rest are models."""
    if isinstance(value, dict):
        return {name: without_later(part) for name, part in value.items() if name != LATER}
    return [without_later(part) for part in value] if isinstance(value, list) else value


def test_every_attribute_that_is_not_needed_may_be_missing(golden: Path) -> None:
    claim = ("turn_id", "text_sha256", "attempt_at")
    ways = each_alone(golden, lambda table, item: (less for _, less in without_each(item, *NEEDED[table], *claim)))
    assert all(read_item(table, item) for table, item in ways)


def test_every_field_of_a_dialogue_may_be_missing(golden: Path, logged: Lines) -> None:
    for item in items(golden, "Sessions"):
        for name, less in without_each(item["dialogue"]):
            put("Sessions", item | {"dialogue": less})
            session = find_session(item["session_id"]["S"])
            assert session
            assert agrees(session.dialogue, less), name
    assert logged() == []


def test_a_finding_that_is_gone_or_of_another_shape_changes_no_transcript_and_no_other_finding(golden: Path) -> None:
    load(golden, "Conversations")
    for item in of_kind(golden, "reply"):
        conversation_id, turn_id = item["conversation_id"]["S"], item["turn"]["S"].removesuffix(REPLY)
        before = read_transcript(conversation_id)
        for finding in item["answer"]["findings"]:
            others = {name: found for name, found in item["answer"]["findings"].items() if name != finding}
            for findings in (others, others | {finding: {"shape": "another"}}):
                put("Conversations", item | {"answer": item["answer"] | {"findings": findings}})
                assert read_transcript(conversation_id) == before
                answer = find_answer(conversation_id, turn_id)
                assert answer
                assert {name for name, found in answer.findings if found} == {n for n, found in others.items() if found}
        put("Conversations", item)


@pytest.mark.parametrize("damage", ["no JSON", "another type", "cut"])
def test_a_broken_reply_costs_its_citations_and_is_logged_without_a_word_of_it(
    golden: Path, logged: Lines, damage: str
) -> None:
    load(golden, "Conversations")
    item = max(of_kind(golden, "reply"), key=lambda item: len(item["answer"]["reply"]["citations"]))
    whole = json.dumps(item["answer"])
    spoilt = {"no JSON": {"S": "nonsense"}, "another type": {"N": "7"}, "cut": {"S": whole[: len(whole) // 2]}}
    before, _ = read_transcript(item["conversation_id"]["S"])
    put("Conversations", item | {"answer": spoilt[damage]})
    after, _ = read_transcript(item["conversation_id"]["S"])
    assert [(entry.author, entry.text) for entry in after] == [(entry.author, entry.text) for entry in before]
    [line] = logged()
    assert (line["message"], line["table"], line["field"]) == ("malformed record", "conversations", "answer")
    assert line["conversation_id"] == item["conversation_id"]["S"]
    with pytest.raises(Unavailable, match="MalformedRecord"):
        find_answer(item["conversation_id"]["S"], item["turn"]["S"].removesuffix(REPLY))
    assert item["text"]["S"] not in str(logged())


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("created_at", {"S": "yesterday"}), ("text", {"N": "7"}), ("author", {"S": "a word of a later version"})],
)
def test_a_message_that_cannot_be_read_is_left_out_and_the_others_are_shown(
    golden: Path, logged: Lines, attribute: str, value: Record
) -> None:
    load(golden, "Conversations")
    item = of_kind(golden, "reply")[0]
    before, _ = read_transcript(item["conversation_id"]["S"])
    put("Conversations", item | {attribute: value})
    after, _ = read_transcript(item["conversation_id"]["S"])
    assert [entry for entry in before if entry not in after] == [
        entry for entry in before if (entry.turn_id + REPLY, entry.author) == (item["turn"]["S"], "bot")
    ]
    assert [(line["message"], line["field"]) for line in logged()] == [("malformed record", attribute)]


def test_a_reply_that_cannot_be_read_still_answers_its_turn(golden: Path) -> None:
    load(golden, "Conversations")
    reply = of_kind(golden, "reply")[0]
    turn_id = reply["turn"]["S"].removesuffix(REPLY)
    [message] = [item for item in of_kind(golden, "message") if item["turn"]["S"] == turn_id]
    put("Conversations", reply | {"answer": {"S": "nonsense"}})
    request = TurnRequest(text=message["text"]["S"], client_turn_id=message["client_turn_id"]["S"])
    assert not claim_turn(message["conversation_id"]["S"], "demo", request, new_id()).mine


@pytest.mark.parametrize("dialogue", [{"S": "nonsense"}, {"N": "7"}, {"S": "[]"}, {"S": '{"vehicle": {"model": 7}}'}])
def test_a_broken_dialogue_is_forgotten_and_its_session_goes_on(golden: Path, logged: Lines, dialogue: Record) -> None:
    for item in items(golden, "Sessions"):
        put("Sessions", item | {"dialogue": dialogue})
        session = find_session(item["session_id"]["S"])
        assert session
        assert (session.tenant, session.dialogue.turns) == ("demo", 0)
        assert change_session(session, builders.with_turn).dialogue.turns == 1
    assert {line["message"] for line in logged()} == {"malformed record"}
    assert all("dialogue.vehicle" in line["field"] for line in logged())


def test_of_a_dialogue_only_the_field_that_is_broken_is_forgotten(golden: Path, logged: Lines) -> None:
    [item] = [item for item in items(golden, "Sessions") if item["dialogue"]["last_reply_with"] == "emergency"][:1]
    put("Sessions", item | {"dialogue": item["dialogue"] | {"vehicle": {"model": 7}}})
    session = find_session(item["session_id"]["S"])
    assert session
    assert (session.dialogue.holder, session.dialogue.queue, session.dialogue.vehicle) == ("queue", "roadside", None)
    assert [line["field"] for line in logged()] == ["dialogue.vehicle"]


@pytest.mark.parametrize("attribute", ["closed_at", "token_expires_at", "tenant"])
def test_a_session_of_which_more_is_broken_is_refused_since_a_guess_would_open_it(
    golden: Path, logged: Lines, attribute: str
) -> None:
    item = next(item for item in items(golden, "Sessions") if "closed_at" in item)
    put("Sessions", item | {attribute: {"BOOL": True}})
    with pytest.raises(Unavailable, match="MalformedRecord"):
        find_session(item["session_id"]["S"])
    [line] = logged()
    assert (line["conversation_id"], line["field"]) == (item["session_id"]["S"], attribute)


@pytest.mark.parametrize("record", [{"S": "nonsense"}, {"N": "7"}, {"S": "{}"}, {"S": '{"vehicles": ["Quirin"]}'}])
def test_a_broken_customer_or_key_is_refused_and_logged_without_a_word_of_it(
    golden: Path, logged: Lines, record: Record
) -> None:
    for table in ("Customers", "Gateway"):
        for item in items(golden, table):
            put(table, item | {"record": record})
            with pytest.raises(Unavailable, match="MalformedRecord"):
                read_item(table, item)
    assert {line["message"] for line in logged()} == {"malformed record"}
    assert not [word for word in ("Quirin", "cust-", "abab") if word in str(logged())]


def test_a_broken_recall_is_named_and_the_others_are_found(golden: Path, logged: Lines) -> None:
    load(golden, "Recalls")
    whole = recalls("veldra")
    item = next(item for item in items(golden, "Recalls") if item["key"]["S"] == "recalls#veldra")
    put("Recalls", item | {"record": {"S": "nonsense"}})
    assert [known for known in recalls("veldra") if known] == [known for known in whole if known != item["record"]]
    assert recalls("veldra").count(None) == 1
    assert {(line["message"], line["record"]) for line in logged()} == {("malformed record", item["name"]["S"])}


def test_a_broken_service_plan_is_refused_by_its_name(golden: Path, logged: Lines) -> None:
    [item] = [item for item in items(golden, "Recalls") if item["key"]["S"].startswith("service_plan#")]
    put("Recalls", item | {"record": {"S": "nonsense"}})
    with pytest.raises(Unavailable, match="MalformedRecord"):
        read_item("Recalls", item)
    assert [(line["tenant"], line["record"]) for line in logged()] == [("demo", item["name"]["S"])]
