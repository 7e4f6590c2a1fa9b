"""The time of a whole turn, in process and through the emulator, side by side."""

import asyncio
import os
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from contracts.conversation import StartConversation
from contracts.errors import ConfigurationError
from contracts.turn import TurnAnswer, TurnRequest
from conversations.look_after import nobody_watches
from conversations.start import start_conversation
from conversations.task import Turn
from conversations.turn import take_turn
from encoder import Encoder
from encoder.factory import encoder_for
from gateway.authorize import Caller
from graph.in_process import InProcessDispatch, load_agents
from graph.supervisor import Supervisor
from handlers.wiring.conversations import SESSIONS, TURNS
from infra.local.demo import demo_keys
from infra.local.deploy import client_for, connect_to, stack_outputs
from infra.local.emulator import CREDENTIALS
from infra.local.first_turn import post, start
from infra.local.settings import REGION, ROOT, LocalSettings
from knowledge.library import S3Library
from store.customers import find_customer
from store.tenants import find_tenant
from tests.bench.messages import LONGER_MESSAGES, MESSAGES, longer_messages, messages
from tests.bench.progress import say
from tests.bench.report import percentiles, table
from tests.bench.running import run_stack
from tests.unit.aws import DESK

TURNS_PER_CONVERSATION: Final = 10
COLUMNS: Final = ("p50, ms", "p95, ms", "p99, ms", "turns/s", "with an agent missing", "sent again")
STEPS: Final = ("encode", "intent", "sentiment", "knowledge", "personalization", "routing", "response")
WARM_UP: Final = 20
"""Turns of each client before anything counts: functions start when they are needed, the emulator has no SnapStart."""
LONGER: Final = (40, 120)
"""Words of messages that are not one short sentence."""
INTRODUCTION: Final = f"""## A turn

{MESSAGES} real sentences (CLINC150, 8 words at the median) in conversations of {TURNS_PER_CONVERSATION}, from an
anonymous customer, over the demo's knowledge base. "In process" is supervisor and agents in one Python, "Lambdas" is
every agent a function of the emulator behind the API; tables and index are the emulator's in both. Each client's first
{WARM_UP} turns, while functions start, do not count. An agent is missing from a turn if it was late or failed. A turn
is sent again if the tables did not answer in time.
"""
LONGER_INTRODUCTION: Final = f"""
### Longer messages

{LONGER_MESSAGES} messages of each length: real tweets in four languages (cardiffnlp/xlm-t), strung together.
"""


class Measured(NamedTuple):
    """Milliseconds: whole turns as the caller saw them, each step as the supervisor did; seconds for all.

    Turns with an agent missing, and turns that were sent again since the first try was refused.
    """

    turns: list[float]
    steps: dict[str, list[float]]
    seconds: float
    missing: int
    again: int = 0


def tables(data: Path | None) -> Iterator[str]:
    """Whole turns, and each step as the supervisor waited for it; with `data` longer messages too."""
    with TemporaryDirectory() as folder, run_stack(_with_index(Path(folder))) as (port, _):
        state = Path(folder)
        short = in_every_way(port, state, messages(), "short")
        yield INTRODUCTION
        yield table(["", *COLUMNS], [[name, *_row(measured)] for name, measured in short.items()])
        yield "\n### Each step of those turns, milliseconds (p50 / p95)\n"
        yield table(["", *short], [[step, *(_p50_p95(m, step) for m in short.values())] for step in STEPS])
        if data is None:
            return
        yield LONGER_INTRODUCTION
        longer = {words: longer_messages(words, data / "sentiment") for words in LONGER}
        rows = [
            [str(words), name, *_row(measured)]
            for words, texts in longer.items()
            for name, measured in in_every_way(port, state, texts, f"{words} words").items()
        ]
        yield table(["words", "", *COLUMNS], rows)


def in_every_way(port: int, state: Path, texts: list[str], length: str) -> dict[str, Measured]:
    """The same messages in one process and through functions, one after the other and eight at a time."""
    ways: dict[str, Callable[[], Measured]] = {
        "in process": lambda: in_process(port, state, encoder_for("local", REGION), texts),
        "in process, each agent encodes": lambda: in_process(port, state, None, texts),
        "Lambdas, 1 client": lambda: over_http(port, state, 1, texts),
        "Lambdas, 8 clients": lambda: over_http(port, state, 8, texts),
    }
    measured = dict[str, Measured]()
    for name, run in ways.items():
        say(f"turns, {length}: {name}")
        measured[name] = run()
    return measured


def _row(measured: Measured) -> list[str]:
    per_second = len(measured.turns) / measured.seconds
    return [*percentiles(measured.turns), f"{per_second:.1f}", str(measured.missing), str(measured.again)]


def _with_index(state: Path) -> Path:
    built = ROOT / ".curbside" / "index"
    if built.exists():
        shutil.copytree(built, state / "index")
    return state


def _p50_p95(measured: Measured, step: str) -> str:
    times = measured.steps[step]
    return " / ".join(percentiles(times)[:2]) if times else "–"


def in_process(port: int, state: Path, encoder_of_supervisor: Encoder | None, texts: list[str]) -> Measured:
    """Supervisor and agents in this process; tables and knowledge in the emulator."""
    settings = LocalSettings(CURBSIDE_API_PORT=port, CURBSIDE_STATE=state)
    os.environ.update(CREDENTIALS, AWS_ENDPOINT_URL=settings.endpoint, AWS_REGION=REGION)
    outputs = stack_outputs(client_for(settings))
    connect_to(outputs)
    encoder = encoder_for("local", REGION)
    library = S3Library(outputs["KnowledgeBucketName"], encoder.name, REGION)
    supervisor = Supervisor(InProcessDispatch(load_agents(encoder, library, find_customer)), encoder_of_supervisor)
    caller = Caller(kind="publishable", tenant="demo")
    with asyncio.Runner() as runner:

        def send(conversation: str, text: str, client_turn_id: str) -> TurnAnswer:
            turn = Turn(conversation, TurnRequest(text=text, client_turn_id=client_turn_id), "bench")
            return runner.run(take_turn(turn, supervisor, SESSIONS, TURNS, DESK, nobody_watches))

        def begin() -> str:
            return start_conversation(caller, StartConversation(), SESSIONS, find_customer, find_tenant).conversation_id

        return measure(send, begin, 1, texts)


def over_http(port: int, state: Path, clients: int, texts: list[str]) -> Measured:
    """Through the API with its authorizer, every agent a Lambda of the emulator."""
    settings = LocalSettings(CURBSIDE_API_PORT=port, CURBSIDE_STATE=state)
    key = demo_keys(settings).secret
    tokens: dict[str, str] = {}

    def begin() -> str:
        conversation, token = start(settings.api_url, key, scopes=["findings"])
        tokens[conversation] = token
        return conversation

    refused = list[ConfigurationError]()

    def send(conversation: str, text: str, client_turn_id: str) -> TurnAnswer:
        url = f"{settings.api_url}/conversations/{conversation}/turns"
        body = {"text": text, "client_turn_id": client_turn_id}
        try:
            answer = post(url, tokens[conversation], body)
        except ConfigurationError as error:
            refused.append(error)
            answer = post(url, tokens[conversation], body)
        return TurnAnswer.model_validate(answer)

    return measure(send, begin, clients, texts)._replace(again=len(refused))


def measure(
    send: Callable[[str, str, str], TurnAnswer], begin: Callable[[], str], clients: int, texts: list[str]
) -> Measured:
    """Send all messages, each client its share, in conversations of ten turns, after a warm-up."""
    shares = [texts[client::clients] for client in range(clients)]
    list(ThreadPoolExecutor(clients).map(lambda share: _client(share[:WARM_UP], send, begin), shares))
    started = time.perf_counter()
    results = list(ThreadPoolExecutor(clients).map(lambda share: _client(share, send, begin), shares))
    seconds = time.perf_counter() - started
    answers = [answer for result in results for _, answer in result]
    steps = {step: [a.timing_ms.agents[step] for a in answers if step in a.timing_ms.agents] for step in STEPS}
    turns = [milliseconds for result in results for milliseconds, _ in result]
    return Measured(turns, steps, seconds, sum(bool(answer.missing) for answer in answers))


def _client(
    share: list[str], send: Callable[[str, str, str], TurnAnswer], begin: Callable[[], str]
) -> list[tuple[float, TurnAnswer]]:
    results, conversation = list[tuple[float, TurnAnswer]](), ""
    for number, text in enumerate(share):
        if number % TURNS_PER_CONVERSATION == 0:
            conversation = begin()
        started = time.perf_counter()
        answer = send(conversation, text, f"t{number}")
        results.append(((time.perf_counter() - started) * 1000, answer))
    return results
