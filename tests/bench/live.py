"""The live channel: how fast frames reach those who follow, and how soon somebody who was away has caught up."""

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from websockets.sync.client import ClientConnection, connect

from handlers.wiring.live import line_through
from infra.local.deploy import client_for, connect_to, stack_outputs
from infra.local.emulator import CREDENTIALS
from infra.local.first_turn import SECONDS, post
from infra.local.settings import REGION, LocalSettings
from live.frames import DeltaFrame
from live.line import Line, Outcome
from live.outbox import Outbox
from live.policy import MAX_QUEUED_FRAMES
from live.post import Poster
from tests.bench.answers import questions
from tests.bench.live_turns import start, take_turn
from tests.bench.progress import counting, say
from tests.bench.report import percentiles, rounded, table
from tests.bench.running import run_stack

FOLLOWERS: Final = (1, 8)
ROUNDS: Final = 20
"""Times that a queue full of frames is posted."""
PINGS: Final = 200
MISSED: Final = (1, 20, 100)
RECONNECTIONS: Final = 40
FINISH_SECONDS: Final = 60.0
TEXT: Final = "Stop as soon as it is safe, and do not drive on."
INTRODUCTION: Final = f"""## The live channel

Pieces of a reply on their way from the process that writes it: {MAX_QUEUED_FRAMES} at a time, as many as its queue
holds, and {ROUNDS} times, none joined with the one before. "To nobody" is our own code alone (`live/`): frames are
made, placed, queued and written as JSON. Through the emulator each is a call of API Gateway's management API and comes
out of a WebSocket; frames are counted at each follower. A ping and its pong pass through the function that answers live
connections.
"""
RESUMED: Final = f"""
### Caught up after a pause

From opening the socket to the last entry that was missed, in a conversation of {max(MISSED) // 2} turns: `resume` with
a position, answered by the function from the tables, an entry a frame. {RECONNECTIONS} times each, one after the other;
the address was fetched before. On AWS each frame is a call of the management API too, over a network.
"""


def tables() -> Iterator[str]:
    """Frames a second, then the time until somebody has caught up."""
    with TemporaryDirectory() as folder, run_stack(Path(folder)) as (port, _):
        settings = LocalSettings(CURBSIDE_API_PORT=port, CURBSIDE_STATE=Path(folder))
        os.environ.update(CREDENTIALS, AWS_ENDPOINT_URL=settings.endpoint, AWS_REGION=REGION)
        connect_to(stack_outputs(client_for(settings)))
        rows = [["to nobody", _per_second(to_nobody())]]
        rows += [
            [f"to {count} through the emulator", _per_second(to_followers(settings, count))] for count in FOLLOWERS
        ]
        pings = ping_times(settings)
        conversation = long_conversation(settings)
        resumed = {missed: caught_up(settings, conversation, missed) for missed in MISSED}
    yield INTRODUCTION
    yield table(("pieces", "frames/s"), rows)
    yield "\nA piece is a sentence of a reply, and a model writes one or two a second."
    yield f"From a ping to its pong it takes {_p50_p95(pings)} ms (p50 / p95 of {PINGS})."
    yield RESUMED
    yield table(("entries missed", "p50 / p95, ms"), [[str(missed), _p50_p95(ms)] for missed, ms in resumed.items()])
    least, most = min(MISSED), max(MISSED)
    each = (median(resumed[most]) - median(resumed[least])) / (most - least)
    yield f"\nMost of it is the way there: each further entry takes {rounded(each)} ms."


def _per_second(taken: tuple[int, float]) -> str:
    frames, seconds = taken
    return f"{frames / seconds:,.0f}"


def _p50_p95(times: Sequence[float]) -> str:
    return " / ".join(percentiles(times)[:2])


def to_nobody() -> tuple[int, float]:
    """Post to a connection that is none; frames, and the seconds that they took."""
    say("frames to nobody")
    posted = list[bytes]()

    def keep(_: str, frame: bytes) -> Outcome:
        posted.append(frame)
        return "sent"

    started = time.perf_counter()
    write("none", replace(line_through(keep), connections=lambda _: ["none"], last_position=lambda _: 1))
    return len(posted), time.perf_counter() - started


def to_followers(settings: LocalSettings, count: int) -> tuple[int, float]:
    """Post to the followers of a conversation, and wait until each has got everything."""
    say(f"frames to {count}")
    started_one = start(settings)
    with ExitStack() as opened:
        sockets = [opened.enter_context(connection) for connection in follow(settings, started_one, count)]
        line = line_through(Poster(settings.live_url, REGION).post)
        started = time.perf_counter()
        write(started_one["conversation_id"], line)
        frames = sum(len(list(islice(frames_of(socket), ROUNDS * MAX_QUEUED_FRAMES))) for socket in sockets)
        return frames, time.perf_counter() - started


def write(conversation_id: str, line: Line) -> None:
    """Put queues full of frames, each once the one before is posted. Raises `RuntimeError` if one never is."""
    outbox = Outbox(conversation_id, line)
    for number in range(ROUNDS):
        for _ in range(MAX_QUEUED_FRAMES):
            # each begins its reply anew, so that none is joined with the one before
            outbox.put(DeltaFrame(conversation_id=conversation_id, turn_id=f"{number:032x}", index=0, text=TEXT))
        if not outbox.finish(FINISH_SECONDS):
            raise RuntimeError("frames are not posted")


def frames_of(socket: ClientConnection) -> Iterator[dict[str, Any]]:
    """Yield the frames that come."""
    while True:
        yield json.loads(socket.recv(timeout=SECONDS))


def follow(settings: LocalSettings, started: dict[str, Any], count: int = 1) -> Iterator[ClientConnection]:
    """Yield connections to a conversation that was started, each with an address of its own."""
    for _ in range(count):
        yield connect(address(settings, started), proxy=None, max_size=None)


def address(settings: LocalSettings, started: dict[str, Any]) -> str:
    """Return a fresh address of a conversation's live connections."""
    url = f"{settings.api_url}/conversations/{started['conversation_id']}/live"
    found: str = post(url, started["token"], {})["live_url"]
    return found


def ping_times(settings: LocalSettings) -> list[float]:
    """Milliseconds from each ping to its pong, the first ten left out."""
    say("pings")
    times = list[float]()
    with connect(start(settings)["live_url"], proxy=None) as socket:
        for _ in range(PINGS + 10):
            began = time.perf_counter()
            socket.send('{"type": "ping"}')
            socket.recv(timeout=SECONDS)
            times.append((time.perf_counter() - began) * 1000)
    return times[10:]


def long_conversation(settings: LocalSettings) -> dict[str, Any]:
    """Return a conversation with as many entries as may be missed."""
    conversation, turns, told = start(settings), max(MISSED) // 2, counting("turns of a long conversation")
    with connect(conversation["live_url"], proxy=None, max_size=None) as socket:
        for number, text in enumerate(islice(cycle(questions()), turns), start=1):
            take_turn(socket, text, f"t{number}")
            told(number, turns)
    return conversation


def caught_up(settings: LocalSettings, conversation: dict[str, Any], missed: int) -> list[float]:
    """Milliseconds from opening a socket until every missed entry is there. Raises `RuntimeError` if one is not."""
    say(f"reconnections with {missed} missed")
    times, after = list[float](), max(MISSED) - missed
    for _ in range(RECONNECTIONS):
        url = address(settings, conversation)
        began = time.perf_counter()
        with connect(url, proxy=None, max_size=None) as socket:
            socket.send(json.dumps({"type": "resume", "after_seq": after}))
            seen = [frame["seq"] for frame in islice(frames_of(socket), missed)]
            times.append((time.perf_counter() - began) * 1000)
        if seen != list(range(after + 1, max(MISSED) + 1)):
            raise RuntimeError(f"these entries came: {seen}")
    return times
