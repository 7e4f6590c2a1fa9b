"""Which steps of a turn are told to whoever follows it."""

import asyncio

from contracts.turn import AgentName
from graph.progress import begins, telling
from graph.supervisor import Supervisor
from tests.unit import builders
from tests.unit.graph.fakes import FakeDispatch


def test_each_agent_is_told_when_it_begins_and_those_that_wait_for_others_later() -> None:
    told = list[str]()

    async def run() -> None:
        with telling(told.append):
            await Supervisor(FakeDispatch(), None).answer(builders.task())

    asyncio.run(run())
    assert set(told[:4]) == {"intent", "sentiment", "knowledge", "personalization"}
    assert told[4:] == [AgentName.ROUTING, AgentName.RESPONSE]


def test_two_turns_at_once_are_told_apart_and_who_is_not_followed_tells_nobody() -> None:
    heard: dict[str, list[str]] = {"a": [], "b": []}

    async def run(name: str) -> None:
        with telling(heard[name].append):
            await asyncio.sleep(0)
            begins(name)

    async def together() -> None:
        begins("nobody")
        await asyncio.gather(run("a"), run("b"))
        begins("nobody")

    asyncio.run(together())
    assert heard == {"a": ["a"], "b": ["b"]}
