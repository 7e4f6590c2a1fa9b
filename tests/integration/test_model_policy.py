"""What a tenant says about models holds on the running stack."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from contracts.public import FullAnswer
from infra.local.deploy import client_for, stack_outputs
from infra.local.emulator import CREDENTIALS
from tests.integration.chat import SECONDS, Chat
from tests.integration.run import LocalRun

QUESTION: Final = "What does the red brake light mean?"
SAID: Final = {
    "en": ("My name is Anna Weber, plate AB12 CDE. What does the red brake light mean?", ("Weber", "AB12 CDE")),
    "de": ("Hier ist Anna Weber, Kennzeichen B-AB 1234. Was heißt die rote Bremsleuchte?", ("Weber", "B-AB 1234")),
    "es": ("Me llamo Lucía Ruiz, matrícula 1234 BCD. ¿Qué significa la luz roja del freno?", ("Lucía", "1234 BCD")),
    "fr": ("Je m'appelle Zoé Dupont, plaque AB-123-CD. Que veut dire le voyant rouge ?", ("Dupont", "AB-123-CD")),
    "it": ("Sono Giulia Rossi, targa AB123CD. Cosa significa la spia rossa dei freni?", ("Rossi", "AB123CD")),
}
"""By language, a message, and what of it is personal data."""
Policy = Callable[..., None]


@pytest.fixture(scope="module")
def doubled(tmp_path_factory: pytest.TempPathFactory, index: Path) -> Iterator[LocalRun]:
    run = LocalRun(tmp_path_factory.mktemp("policy"), index)
    try:
        run.start(BEDROCK="double")
        yield run
    finally:
        run.end()


@pytest.fixture(scope="module")
def asked(doubled: LocalRun) -> Iterator[Chat]:
    chat = Chat(doubled)
    with chat.http:
        chat.warm_up()
        yield chat


@pytest.fixture
def policy(doubled: LocalRun, tmp_path: Path) -> Iterator[Policy]:
    """Sets what models may do for the tenant, as its operator does, until the test ends."""
    table = stack_outputs(client_for(doubled.settings))["GatewayTable"]
    environment = {**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": doubled.settings.endpoint}
    file = tmp_path / "tenant.json"
    command = [sys.executable, "-m", "infra.tenant", str(file), "--table", table, "--tenant", "demo"]

    def say(**models: Any) -> None:
        file.write_text(json.dumps({"models": models}), encoding="utf-8")
        subprocess.run(command, env=environment, check=True, timeout=SECONDS)

    yield say
    say()


def requests(run: LocalRun) -> list[dict[str, Any]]:
    """The requests that the double has got since they were forgotten."""
    found: list[dict[str, Any]] = httpx.get(address(run), timeout=SECONDS, trust_env=False).json()
    return found


def forget_requests(run: LocalRun) -> None:
    """Let the double forget the requests that it got."""
    httpx.delete(address(run), timeout=SECONDS, trust_env=False).raise_for_status()


def address(run: LocalRun) -> str:
    """Where the double tells of its requests."""
    return f"http://127.0.0.1:{run.settings.bedrock_port}/requests"


def tools_of(entry: dict[str, Any]) -> list[str]:
    """Names of the tools that a request offers."""
    return [tool["toolSpec"]["name"] for tool in entry["body"].get("toolConfig", {}).get("tools", [])]


@pytest.mark.parametrize("language", SAID)
def test_no_model_reads_personal_data_of_a_tenant_that_masks_it(
    asked: Chat, doubled: LocalRun, policy: Policy, language: str
) -> None:
    policy(intent="always", sentiment="always", response="always", mask_personal_data=True)
    forget_requests(doubled)
    said, values = SAID[language]
    masked = asked.start(language=language)
    answers = [masked.say(said), masked.say(said)]  # with what was said before
    sent = requests(doubled)
    assert {"tell_wanted", "tell_mood"} <= {name for entry in sent for name in tools_of(entry)}
    assert "[PERSON_1]" in str(sent)
    assert not [value for value in values if value in str(sent)]
    assert [answer.missing for answer in answers] == [(), ()]


def test_a_tenant_says_what_a_turn_may_cost(asked: Chat, doubled: LocalRun, policy: Policy) -> None:
    paid = asked.start().say(QUESTION)
    assert isinstance(paid, FullAnswer)
    assert paid.cost_usd_by_agent == {"response": paid.cost_usd}
    assert paid.budget_usd is not None
    assert 0 < paid.cost_usd < paid.budget_usd
    policy(usd_a_turn=0)
    forget_requests(doubled)
    free = asked.start().say(QUESTION)
    assert isinstance(free, FullAnswer)
    assert (free.path, free.cost_usd, free.budget_usd, requests(doubled)) == ("fast", 0.0, 0.0, [])
    assert free.reply.citations
