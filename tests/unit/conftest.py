"""What all unit tests share: no sockets, the real encoder, a small real index, and tables made from the template."""

import io
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import botocore.session
import pytest
import pytest_socket
from hypothesis import HealthCheck, settings
from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber

import agents.__main__
import conversations.turn
import graph.graph
from encoder.local import LocalEncoder
from graph.policy import AGENT_BUDGET_SECONDS
from knowledge.__main__ import build, open_index
from knowledge.index import Index
from observe.log import logger
from tests.unit.aws import REGION, create_tables

# How long an example takes says nothing here: machines are slow now and then, and the first one imports.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
ROOT = Path(__file__).parent.parent.parent
DEMO = ROOT / "infra" / "demo" / "knowledge"
PAGES = (
    "charging/charging-times.md",
    "connected/app-account-and-pairing.md",
    "dealer/loan-car.md",
    "warning-lights/brake-system.md",
    "warranty/high-voltage-battery-warranty.md",
)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Close the network before any fixture of a unit test runs; asyncio's own pair of sockets is AF_UNIX."""
    pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.fixture(scope="session", autouse=True)
def _models_of_aws_read_once() -> Iterator[None]:
    """Let all sessions of botocore share what they read of its models: moto makes them anew for every test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(botocore.session, "create_loader", cache(botocore.session.create_loader))
        yield


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses of the test's own thread, in seconds, none of them waited for: servers of other tests still sleep."""
    sleep, here, made = time.sleep, threading.get_ident(), list[float]()
    monkeypatch.setattr(
        time, "sleep", lambda seconds: made.append(seconds) if threading.get_ident() == here else sleep(seconds)
    )
    return made


@pytest.fixture(scope="session")
def encoder() -> LocalEncoder:
    return LocalEncoder()


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    for page in PAGES:
        (folder / page).parent.mkdir(exist_ok=True)
        shutil.copyfile(DEMO / page, folder / page)
    return folder


@pytest.fixture(scope="session")
def archive(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(documents, tmp_path_factory.mktemp("index"))


@pytest.fixture(scope="session")
def index(archive: Path) -> Index:
    return open_index(archive)


@pytest.fixture
def small_knowledge_base(documents: Path, archive: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A few pages in the place of the demo's, wherever agents are loaded by name."""
    monkeypatch.setattr(agents.__main__, "DOCUMENTS", documents)
    monkeypatch.setattr(agents.__main__, "INDEX_FOLDER", archive.parent)
    agents.__main__.agent_named.cache_clear()
    yield
    agents.__main__.agent_named.cache_clear()


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time enough for every agent, also on a machine that is busy with other things."""
    monkeypatch.setattr(graph.graph, "AGENT_BUDGET_SECONDS", dict.fromkeys(AGENT_BUDGET_SECONDS, 20.0))
    monkeypatch.setattr(conversations.turn, "TURN_SECONDS", 120.0)


def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make each request atomic, as DynamoDB does: moto checks a condition and writes in two steps, on many threads."""
    lock, process = threading.Lock(), BotocoreStubber.process_request

    def process_alone(stubber: BotocoreStubber, request: Any) -> Any:
        with lock:
            return process(stubber, request)

    monkeypatch.setattr(BotocoreStubber, "process_request", process_alone)


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AWS_REGION", REGION)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    one_at_a_time(monkeypatch)
    with mock_aws():
        yield


@pytest.fixture
def tables(aws: None) -> None:
    create_tables()


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[dict[str, Any]]]:
    """What was logged in this test, as objects."""
    stream = io.StringIO()
    monkeypatch.setattr(logger().registered_handler, "stream", stream)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
