"""Turns while parts of the system are gone. These tests break a stack of their own."""

import os
import signal
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from contracts.ids import new_id
from contracts.turn import AgentName, TurnRequest
from contracts.watch import WatchedTurn
from conversations.policy import WATCH_SECONDS
from graph.graph import ANALYSTS
from handlers.problems import FAILED
from infra.local.deploy import Client, client_for, connect_to, stack_outputs
from infra.local.emulator import CREDENTIALS
from infra.local.settings import REGION, STACK, TENANT
from store.delays import DelayQueue
from store.turns import claim_turn
from tests.integration.chat import Chat, problem_of
from tests.integration.run import LocalRun, wait_for

QUESTION = "What does the red brake light mean?"
DANGER = "My brakes have failed and I cannot stop"
LONG = f"{DANGER}! {'I have been driving this car for a while and I like it a lot. ' * 80}"[:4000]
DANGERS = (
    "My brakes have failed and I cannot stop",
    "Mein Auto brennt und wir kommen nicht raus",
    "Il y a le feu dans la voiture",
    "He tenido un accidente y hay heridos",
    "La macchina sta bruciando",
)
MAYBE_A_DANGER = "my car makes a burning smell sometimes"
LOOKED_AFTER_SECONDS = WATCH_SECONDS + 90.0
"""Two tries on a machine that is busy."""
REACHED_SECONDS = 2.0
"""In this time a request has reached its function."""
KEPT = ("FunctionName", "Runtime", "Role", "Handler", "Timeout", "MemorySize", "LoggingConfig", "Architectures")


class FragileStack:
    """A stack whose functions can be taken away and brought back."""

    def __init__(self, run: LocalRun, chat: Chat, aws: Client) -> None:
        self.chat = chat
        self._run = run
        self._aws = aws

    @property
    def environment(self) -> dict[str, str]:
        """What lets the code of functions run in this process."""
        return {**CREDENTIALS, "AWS_ENDPOINT_URL": self._run.settings.endpoint}

    def function(self, agent: AgentName) -> str:
        """The name of an agent's function."""
        return self._physical(agent.title(), self._physical("Agents", STACK))

    def _physical(self, logical: str, stack: str) -> str:
        pages = self._aws("cloudformation").list_stack_resources(StackName=stack)["StackResourceSummaries"]
        name: str = next(page["PhysicalResourceId"] for page in pages if page["LogicalResourceId"] == logical)
        return name

    @contextmanager
    def without(self, *agents: AgentName) -> Iterator[None]:
        """Delete the functions of agents, and make them anew in the end."""
        client = self._aws("lambda")
        names = [self.function(agent) for agent in agents]
        found = [client.get_function(FunctionName=name) for name in names]
        code = [download(each["Code"]["Location"]) for each in found]
        for name in names:
            client.delete_function(FunctionName=name)
        try:
            yield
        finally:
            for each, archive in zip(found, code, strict=True):
                before = each["Configuration"]
                client.create_function(
                    **{name: before[name] for name in KEPT if name in before},
                    Layers=[layer["Arn"] for layer in before["Layers"]],
                    Environment={"Variables": before["Environment"]["Variables"]},
                    Code={"ZipFile": archive},
                    Publish=True,
                )
                client.create_alias(FunctionName=before["FunctionName"], Name="live", FunctionVersion="1")
            self.chat.warm_up()

    def accept_and_die(self, conversation_id: str, request: TurnRequest) -> None:
        """Do what the supervisor does with a turn until it begins to answer it, and nothing of what comes then."""
        queue = next(each for each in self._aws("sqs").list_queues()["QueueUrls"] if "WatchQueue" in each)
        turn = WatchedTurn(conversation_id=conversation_id, turn_id=new_id())
        DelayQueue(queue, REGION).send(turn, WATCH_SECONDS)
        connect_to(stack_outputs(self._aws))
        claim_turn(conversation_id, TENANT, request, turn.turn_id)

    def kill_worker(self, agent: AgentName) -> int:
        """Kill the process that runs an agent's function; returns its id."""
        pid = self._run.worker(self.function(agent))
        os.kill(pid, signal.SIGKILL)
        return pid

    def killed_at_work(self, send: Callable[[], httpx.Response]) -> httpx.Response:
        """Stop every process of the supervisor, send a request to it, and kill them before they can go on."""
        pids = self._run.workers(self._physical("Supervisor", self._physical("Agents", STACK)))
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        with ThreadPoolExecutor(1) as thread:
            sent = thread.submit(send)
            time.sleep(REACHED_SECONDS)
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
            return sent.result()

    def has_another_worker(self, agent: AgentName, than: int) -> bool:
        """Whether a new process runs the function."""
        return self._run.worker(self.function(agent)) != than


def download(address: str) -> bytes:
    """The content behind an address that AWS gave."""
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - an address of the emulator
        content: bytes = answer.read()
    return content


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory, index: Path) -> Iterator[FragileStack]:
    """A stack that only these tests use."""
    run = LocalRun(tmp_path_factory.mktemp("fragile"), index)
    try:
        run.start()
        chat = Chat(run)
        with chat.http:
            chat.warm_up()
            yield FragileStack(run, chat, client_for(run.settings))
    finally:
        run.end()


@pytest.mark.parametrize("agent", ANALYSTS)
def test_a_turn_is_answered_without_any_one_analyst_and_says_which_is_missing(
    fragile: FragileStack, agent: AgentName
) -> None:
    with fragile.without(agent):
        answer = fragile.chat.start().say(QUESTION)
        danger = fragile.chat.start().say(DANGER)
    assert [missing.agent for missing in answer.missing] == [agent]
    assert answer.missing[0].reason == "ResourceNotFoundException"
    assert getattr(answer.findings, agent) is None
    if agent is AgentName.KNOWLEDGE:
        assert (answer.route.kind, answer.reply.citations) == ("queue", ())
        assert "I have noted your request. You reach us on 020 7946 0100" in answer.reply.text
    else:
        assert answer.reply.citations[0].source == "warning-lights/brake-system.md"
    assert danger.route.kind == "emergency", "danger is found by two agents, so that one may be missing"
    assert "112" in danger.reply.text


def test_without_routing_a_person_takes_over_and_danger_is_still_answered(fragile: FragileStack) -> None:
    with fragile.without(AgentName.ROUTING):
        answer = fragile.chat.start().say(QUESTION)
        danger = fragile.chat.start().say(DANGER)
    assert "routing" in [missing.agent for missing in answer.missing]
    assert (answer.route.kind, answer.route.queue, answer.route.rule) == ("queue", "customer_care", "fallback")
    assert "noted" in answer.reply.text
    assert (danger.route.kind, danger.route.priority) == ("emergency", 1)
    assert "112" in danger.reply.text


def test_without_response_a_set_reply_hands_over_and_danger_is_still_answered(fragile: FragileStack) -> None:
    with fragile.without(AgentName.RESPONSE):
        answer = fragile.chat.start(language="de").say("Was bedeutet die rote Bremsleuchte?")
        danger = fragile.chat.start().say(DANGER)
    assert [missing.agent for missing in answer.missing] == ["response"]
    assert answer.route.kind == "queue"
    assert answer.reply.language == "de"
    assert "Anliegen notiert. Sie erreichen uns unter 020 7946 0100" in answer.reply.text
    assert (danger.route.kind, danger.route.priority) == ("emergency", 1)
    assert "brake" in danger.reply.text, "also then the advice is for this danger"
    assert "112" in danger.reply.text


def test_without_routing_and_response_a_person_takes_over(fragile: FragileStack) -> None:
    with fragile.without(AgentName.ROUTING, AgentName.RESPONSE):
        conversation = fragile.chat.start()
        answer = conversation.say(QUESTION)
        again = conversation.transcript()
    assert [missing.agent for missing in answer.missing] == ["response", "routing"]
    assert answer.route.kind == "queue"
    assert [entry.text for entry in again.entries] == [QUESTION, answer.reply.text]


def test_a_function_whose_process_is_killed_comes_back(fragile: FragileStack) -> None:
    killed = fragile.kill_worker(AgentName.KNOWLEDGE)
    answer = fragile.chat.start().say(QUESTION)
    assert {missing.agent for missing in answer.missing} <= {"knowledge"}
    assert answer.reply.text
    fragile.chat.warm_up()
    assert fragile.has_another_worker(AgentName.KNOWLEDGE, killed)


def test_a_supervisor_that_is_killed_at_work_is_answered_with_a_problem_document_and_comes_back(
    fragile: FragileStack,
) -> None:
    conversation = fragile.chat.start()
    refused = fragile.killed_at_work(lambda: conversation.send(QUESTION))
    problem = problem_of(refused, 500, "internal-error")
    assert problem.detail == FAILED
    fragile.chat.warm_up()
    assert conversation.say(QUESTION).reply.text


def test_a_long_message_does_not_hold_up_the_emergency_of_somebody_else(fragile: FragileStack) -> None:
    fragile.chat.start().say(LONG)
    danger = fragile.chat.start().say(DANGER)
    assert danger.missing == ()
    assert danger.route.kind == "emergency"


def test_the_longest_message_that_is_accepted_is_understood(fragile: FragileStack) -> None:
    fragile.chat.warm_up()
    answer = fragile.chat.start().say(LONG)
    assert answer.missing == ()
    assert answer.route.kind == "emergency"


def test_without_intent_and_sentiment_nobody_in_danger_is_left_without_a_number(fragile: FragileStack) -> None:
    with fragile.without(AgentName.INTENT, AgentName.SENTIMENT):
        answers = [fragile.chat.start().say(text) for text in DANGERS]
    for answer in answers:
        assert {missing.agent for missing in answer.missing} == {"intent", "sentiment"}
        assert "112" in answer.reply.text
        assert answer.reply.citations == ()
        assert answer.route.priority == 1


def test_a_danger_that_only_words_could_judge_is_judged_again_when_the_agents_are_back(fragile: FragileStack) -> None:
    conversation = fragile.chat.start()
    with fragile.without(AgentName.INTENT, AgentName.SENTIMENT):
        first = conversation.say(MAYBE_A_DANGER)
    assert (first.reply.kind, "112" in first.reply.text, first.reply.citations) == ("question", True, ())
    wait_for(lambda: len(conversation.transcript().entries) == 3, LOOKED_AFTER_SECONDS, "the turn is looked at again")
    assert conversation.transcript().entries[2].text.startswith("I have now looked at your message again.")


def test_a_danger_whose_supervisor_died_is_answered_and_the_customer_sees_it(
    fragile: FragileStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in fragile.environment.items():
        monkeypatch.setenv(name, value)
    conversation = fragile.chat.start()
    fragile.accept_and_die(conversation.id, TurnRequest(text=DANGER, client_turn_id="died"))
    assert [entry.author for entry in conversation.transcript().entries] == ["customer"]
    wait_for(lambda: len(conversation.transcript().entries) == 2, LOOKED_AFTER_SECONDS, "somebody looks after the turn")
    reply = conversation.transcript().entries[1]
    assert (reply.kind, "112" in reply.text) == ("emergency", True)
