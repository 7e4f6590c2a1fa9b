"""What a tenant says about models holds on the running stack."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from contracts.public import FullAnswer
from evaluation.scripted.play import TENANT
from infra.local.deploy import client_for, stack_outputs
from infra.local.emulator import CREDENTIALS
from tests.integration.chat import SECONDS, Chat
from tests.integration.double import Double
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


@pytest.fixture
def policy(stack_with_models: LocalRun, tmp_path: Path) -> Iterator[Policy]:
    """Sets what models may do for the tenant, as its operator does, until the test ends."""
    table = stack_outputs(client_for(stack_with_models.settings))["GatewayTable"]
    environment = {**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": stack_with_models.settings.endpoint}
    file = tmp_path / "tenant.json"
    command = [sys.executable, "-m", "infra.tenant", str(file), "--table", table, "--tenant", "demo"]

    tenant = json.loads(TENANT.read_bytes())

    def say(**models: Any) -> None:
        file.write_text(json.dumps({**tenant, "models": models}), encoding="utf-8")
        subprocess.run(command, env=environment, check=True, timeout=SECONDS)

    yield say
    say()


def tools_of(entry: dict[str, Any]) -> list[str]:
    """Names of the tools that a request offers."""
    return [tool["toolSpec"]["name"] for tool in entry["body"].get("toolConfig", {}).get("tools", [])]


@pytest.mark.parametrize("language", SAID)
def test_no_model_reads_personal_data_of_a_tenant_that_masks_it(
    chat_with_models: Chat, double: Double, policy: Policy, language: str
) -> None:
    policy(intent="always", sentiment="always", response="always", mask_personal_data=True)
    double.forget()
    said, values = SAID[language]
    masked = chat_with_models.start(language=language)
    answers = [masked.say(said), masked.say(said)]  # with what was said before
    sent = double.asked("ConverseStream")
    assert {"tell_wanted", "tell_mood"} <= {name for entry in sent for name in tools_of(entry)}
    assert "[PERSON_1]" in str(sent)
    assert not [value for value in values if value in str(sent)]
    assert [answer.missing for answer in answers] == [(), ()]


def test_a_tenant_says_what_a_turn_may_cost(chat_with_models: Chat, double: Double, policy: Policy) -> None:
    paid = chat_with_models.start().say(QUESTION)
    assert isinstance(paid, FullAnswer)
    assert paid.cost_usd_by_agent == {"response": paid.cost_usd}
    assert paid.budget_usd is not None
    assert 0 < paid.cost_usd < paid.budget_usd
    policy(usd_a_turn=0)
    double.forget()
    free = chat_with_models.start().say(QUESTION)
    assert isinstance(free, FullAnswer)
    assert (free.path, free.cost_usd, free.budget_usd, double.asked("ConverseStream")) == ("fast", 0.0, 0.0, [])
    assert free.reply.citations
