"""A candidate policy beside the one in use: seen in logs and metrics, and nowhere else."""

import asyncio
import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

import graph.shadow
from agents import routing
from agents.routing.rules import RULES
from contracts.errors import AgentFailed, CurbsideError, Unavailable
from contracts.findings.finding import Finding
from contracts.findings.routing import RoutingFinding
from contracts.session import Dialogue
from contracts.turn import AgentName, AgentTask
from graph.in_process import InProcessDispatch
from graph.shadow import ShadowedDispatch
from store.candidate import version_of
from tests.unit import builders
from tests.unit.agents.routing.routed import CALM, wish

Lines = Callable[[], list[dict[str, Any]]]
BILL = builders.task(
    "Why was I charged twice, Quirin asks?",
    conversation_id="c1",
    turn_id="t1",
    trace_id="trace-1",
    intent=wish("billing", "person"),
    sentiment=CALM,
)
FIRE = builders.task("smoke!", sentiment=builders.sentiment(danger="fire", urgency=0.9))


def policy(*first: dict[str, Any]) -> bytes:
    """The policy in use, with other rules before it."""
    return json.dumps([*first, *json.loads(RULES.read_bytes())]).encode()


def rule(name: str, when: dict[str, Any], **changes: Any) -> dict[str, Any]:
    row = {"rule": name, "when": when, "kind": "queue", "queue": "sales", "reply_with": "hand_over", "reason": "a test"}
    return row | changes


MONEY = rule("money", {"intents": ["billing"], "safety_critical": False})


class Published:
    """What a bucket holds at the moment, and how often it was asked."""

    def __init__(self, content: bytes | Exception) -> None:
        self.content = content
        self.reads = 0

    def __call__(self) -> bytes:
        """Read it."""
        self.reads += 1
        if isinstance(self.content, Exception):
            raise self.content
        return self.content


def shadowed(published: Callable[[], bytes]) -> ShadowedDispatch:
    return ShadowedDispatch(InProcessDispatch({AgentName.ROUTING: routing.load()}), published)


def routes(dispatch: ShadowedDispatch, *tasks: AgentTask) -> list[Finding]:
    """What the turns get, one after the other; ends when every comparison has ended."""

    async def run() -> list[Finding]:
        found = []
        for task in tasks:
            found.append(await dispatch(AgentName.ROUTING, task))
            await settled()
        return found

    return asyncio.run(run())


async def settled() -> None:
    """Wait for all that runs beside."""
    await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})


def counted(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """Sums of the metrics written so far."""
    sums: dict[str, int] = {}
    for line in map(json.loads, capsys.readouterr().out.splitlines()):
        [metrics] = line["_aws"]["CloudWatchMetrics"]
        assert (metrics["Namespace"], metrics["Dimensions"]) == ("Curbside", [["service"]])
        for metric in metrics["Metrics"]:
            assert metric["Unit"] == "Count"
            sums[metric["Name"]] = sums.get(metric["Name"], 0) + sum(line[metric["Name"]])
    return sums


@pytest.fixture(autouse=True)
def service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "curbside")


def test_the_same_policy_is_counted_and_nothing_is_logged(logged: Lines, capsys: pytest.CaptureFixture[str]) -> None:
    routes(shadowed(Published(policy())), BILL, FIRE)
    assert logged() == []
    assert counted(capsys) == {
        "RoutingShadowCompared": 2, "RoutingShadowDiffered": 0, "RoutingShadowDangerLost": 0
    }  # fmt: skip


def test_a_turn_that_the_candidate_sends_elsewhere_is_logged_and_goes_where_it_went(
    logged: Lines, capsys: pytest.CaptureFixture[str]
) -> None:
    published = Published(policy(MONEY))
    [found] = routes(shadowed(published), BILL)
    assert found == routing.load()(BILL)
    [line] = logged()
    assert (line["level"], line["message"]) == ("INFO", "routing candidate differs")
    assert (line["route"], line["rule"], line["priority"]) == ("queue customer_care", "needs_a_person", 4)
    assert line["candidate"] == version_of(policy(MONEY))
    other = (line["candidate_route"], line["candidate_rule"], line["candidate_priority"])
    assert other == ("queue sales", "money", 4)
    assert (line["conversation_id"], line["turn_id"], line["trace_id"]) == ("c1", "t1", "trace-1")
    assert line["danger_lost"] is False
    assert "Quirin" not in json.dumps(line)
    assert counted(capsys)["RoutingShadowDiffered"] == 1


def test_a_turn_that_would_be_served_sooner_differs(logged: Lines) -> None:
    sooner = MONEY | {"queue": "customer_care", "priority": 2}
    routes(shadowed(Published(policy(sooner))), BILL)
    assert [(line["priority"], line["candidate_priority"]) for line in logged()] == [(4, 2)]


def test_the_priority_of_an_answer_is_no_difference(logged: Lines) -> None:
    found = builders.knowledge(builders.passage())
    answered = builders.task(intent=wish("charging", "knowledge"), sentiment=CALM, knowledge=found)
    charging = {"intents": ["charging"], "passages": True, "safety_critical": False, "confident": True, "angry": False}
    later = rule("later", charging, kind="answer", queue=None, priority=5, reply_with="passages")
    [live] = routes(shadowed(Published(policy(later))), answered)
    assert isinstance(live, RoutingFinding)
    assert (live.kind, live.priority) == ("answer", 4)
    assert logged() == []


def test_a_rule_that_only_has_another_name_is_no_difference(logged: Lines, capsys: pytest.CaptureFixture[str]) -> None:
    routes(shadowed(Published(policy(MONEY | {"queue": "customer_care"}))), BILL)
    assert logged() == []
    assert counted(capsys)["RoutingShadowDiffered"] == 0


def test_who_waits_already_keeps_the_place_under_the_candidate_too(logged: Lines) -> None:
    waits = BILL.changed(dialogue=Dialogue(holder="queue", queue="customer_care", priority=1))
    routes(shadowed(Published(policy(MONEY))), waits)
    assert logged() == []


def test_a_danger_that_the_candidate_misses_is_a_warning(logged: Lines, capsys: pytest.CaptureFixture[str]) -> None:
    careless = rule("first", {"safety_critical": True, "stalled": False})
    [found] = routes(shadowed(Published(policy(careless))), FIRE)
    assert isinstance(found, RoutingFinding)
    assert found.kind == "emergency"
    [line] = logged()
    assert (line["level"], line["danger_lost"]) == ("WARNING", True)
    assert counted(capsys)["RoutingShadowDangerLost"] == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "routing policy candidate: is not a JSON list of rules"),
        (b"\xff", "routing policy candidate: is not a JSON list of rules"),
        (b"[]", "routing policy candidate: end it with a rule that has no conditions"),
        (policy(rule("odd", {"furious": True})), "routing policy candidate: rule odd, when, furious: "),
        (Unavailable("routing candidate", "NoSuchKey"), "routing candidate did not answer: NoSuchKey"),
        (ZeroDivisionError("Quirin"), "ZeroDivisionError"),
        (RecursionError("Quirin"), "RecursionError"),
    ],
)
def test_a_candidate_that_is_broken_or_missing_changes_nothing_and_is_named_once(
    content: bytes | Exception, reason: str, logged: Lines, capsys: pytest.CaptureFixture[str]
) -> None:
    published = Published(content)
    assert routes(shadowed(published), BILL, BILL, FIRE) == [routing.load()(task) for task in (BILL, BILL, FIRE)]
    [line] = logged()
    assert (line["level"], line["message"]) == ("WARNING", "routing candidate failed")
    assert line["reason"].startswith(reason)
    assert line["where"]
    assert "Quirin" not in json.dumps(line)
    assert counted(capsys) == {"RoutingShadowFailed": 1}
    assert published.reads == 1


def test_a_candidate_is_read_once_until_it_is_time_to_look_again(
    logged: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = Published(policy())
    dispatch = shadowed(published)
    routes(dispatch, BILL, BILL)
    assert (published.reads, len(logged())) == (1, 0)
    monkeypatch.setattr(graph.shadow, "CANDIDATE_REFRESH_SECONDS", 0.0)
    published.content = policy(MONEY)
    routes(dispatch, BILL)
    published.content = Unavailable("routing candidate", "NoSuchKey")
    routes(dispatch, BILL)
    with monkeypatch.context() as later:
        later.setattr(graph.shadow, "CANDIDATE_REFRESH_SECONDS", 60.0)
        routes(dispatch, BILL)
    published.content = policy(MONEY)
    routes(dispatch, BILL)
    told = [line["message"].removeprefix("routing candidate ") for line in logged()]
    assert told == ["differs", "failed", "differs"]


def test_no_turn_waits_for_the_candidate(logged: Lines) -> None:
    released = threading.Event()

    def slow() -> bytes:
        assert released.wait(20)
        return policy(MONEY)

    async def run() -> None:
        dispatch = shadowed(slow)
        await dispatch(AgentName.ROUTING, BILL)
        assert await dispatch(AgentName.ROUTING, FIRE) == routing.load()(FIRE)
        assert logged() == []
        released.set()
        await settled()

    asyncio.run(run())
    assert [line["candidate_rule"] for line in logged()] == ["money"]


def test_other_agents_and_a_routing_agent_that_fails_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    published = Published(policy())

    def fail(task: AgentTask) -> Finding:
        raise CurbsideError("no route")

    dispatch = ShadowedDispatch(
        InProcessDispatch({AgentName.ROUTING: fail, AgentName.INTENT: lambda task: builders.intent()}), published
    )

    async def run() -> None:
        assert await dispatch(AgentName.INTENT, BILL) == builders.intent()
        with pytest.raises(AgentFailed):
            await dispatch(AgentName.ROUTING, BILL)
        await settled()

    asyncio.run(run())
    assert published.reads == 0
    assert counted(capsys) == {}
