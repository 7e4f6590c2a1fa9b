"""The running stack that integration and browser tests share. Unit tests do not touch it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.deploy import Client, client_for
from infra.local.settings import ROOT
from knowledge.__main__ import build
from tests.integration.chat import Chat
from tests.integration.double import Double
from tests.integration.run import LocalRun


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What was logged is looked at last, when every other test has had its chance to leak something."""
    items.sort(key=lambda item: item.path.name == "test_logs.py")


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of the demo documents: that of `make run` if there is one, since building takes 15 s."""
    folder = tmp_path_factory.mktemp("knowledge") / "index"
    if (ROOT / ".curbside" / "index").is_dir():
        shutil.copytree(ROOT / ".curbside" / "index", folder)
    build(ROOT / "infra" / "demo" / "knowledge", folder, lambda done, total: None)
    return folder


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, index: Path) -> Iterator[LocalRun]:
    """The local stack, warm. It runs as a process of its own, as people run it."""
    run = LocalRun(tmp_path_factory.mktemp("stack"), index)
    try:
        run.start()
        yield run
    finally:
        run.end()


@pytest.fixture(scope="session")
def stack_with_models(tmp_path_factory: pytest.TempPathFactory, index: Path) -> Iterator[LocalRun]:
    """The same with a double of Bedrock, and with everything that may be asked there."""
    run = LocalRun(tmp_path_factory.mktemp("models"), index)
    try:
        run.start(BEDROCK="double", CURBSIDE_RERANK_MODEL="cohere.rerank-v3-5:0", CURBSIDE_GUARDRAIL="double:1")
        yield run
    finally:
        run.end()


@pytest.fixture(scope="session")
def chat_with_models(stack_with_models: LocalRun) -> Iterator[Chat]:
    """The API of the running stack whose agents have models."""
    chat = Chat(stack_with_models)
    with chat.http:
        yield chat


@pytest.fixture
def double(stack_with_models: LocalRun) -> Double:
    """What answers for Bedrock there, alive, without a script, and left alone by nobody."""
    double = Double(stack_with_models)
    double.revive()
    double.script()
    double.forgive()
    return double


@pytest.fixture(scope="session")
def aws(stack: LocalRun) -> Client:
    """Makes boto3 clients for the running stack."""
    return client_for(stack.settings)


@pytest.fixture(scope="session")
def chat(stack: LocalRun) -> Iterator[Chat]:
    """The API of the running stack."""
    chat = Chat(stack)
    with chat.http:
        yield chat
