"""Looks after turns: a message comes for each that was accepted, when it should long be answered."""

import asyncio
from typing import Any, Final

from pydantic import ValidationError

from contracts.errors import AgentFailed, CurbsideError
from contracts.findings.finding import Finding
from contracts.turn import AgentName, AgentTask
from contracts.watch import WatchedTurn
from conversations.look_after import look_after
from conversations.stores import Followers
from graph.supervisor import Supervisor
from handlers.policy import WATCH_TRIES
from handlers.wiring.conversations import SESSIONS, TURNS
from handlers.wiring.desk import desk
from handlers.wiring.live import line
from handlers.wiring.supervisor import supervisor, supervisor_environment
from handlers.wiring.tables import connect_tables
from live.room import Room
from observe.log import Fields, log, where

_environment: Final = supervisor_environment()
connect_tables(_environment)
_line: Final = line(_environment)
_desk: Final = desk(_environment.region)
_runner: Final = asyncio.Runner()


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point. Names the messages that must come again."""
    return {"batchItemFailures": _runner.run(_all(event["Records"]))}


async def _all(records: list[dict[str, Any]]) -> list[dict[str, str]]:
    done = await asyncio.gather(*map(_one, records))
    return [{"itemIdentifier": record["messageId"]} for record, well in zip(records, done, strict=True) if not well]


async def _one(record: dict[str, Any]) -> bool:
    """Whether the message is done with. At the last try nobody is asked: what words say is better than silence."""
    try:
        watched = WatchedTurn.model_validate_json(record["body"])
    except ValidationError:
        log("error", "message left out", {"reason": "it names no turn"})
        return True
    last = int(record["attributes"]["ApproximateReceiveCount"]) >= WATCH_TRIES
    fields: Fields = {"conversation_id": watched.conversation_id, "turn_id": watched.turn_id}
    fields["trace_id"] = watched.trace_id
    room = Room(watched.conversation_id, _line)
    try:
        who, told = _alone() if last else supervisor(_environment), _followers(room)
        outcome = await look_after(watched, who, SESSIONS, TURNS, _desk, told)
    except CurbsideError as error:
        log("warning", "turn not answered yet", {**fields, "error": type(error).__name__, "where": where(error)})
        return False
    await asyncio.to_thread(room.finish)
    log("info" if outcome == "nothing to do" else "warning", "turn looked after", {**fields, "outcome": outcome})
    return True


def _followers(room: Room) -> Followers:
    """Who follows the conversation, and was told of its message when that came."""
    return Followers(accepted=lambda claim: False, step=room.step, answered=room.replied)


def _alone() -> Supervisor:
    """A supervisor that asks nobody."""
    return Supervisor(_nobody, None)


async def _nobody(agent: AgentName, task: AgentTask) -> Finding:
    raise AgentFailed(agent, "not asked")
